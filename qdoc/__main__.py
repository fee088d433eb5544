"""Owns ``python -m qdoc``."""

from qdoc.cli import main

if __name__ == "__main__":
    main()
