"""Owns the door to extraction: ``Notice`` → ``Plan``."""

from __future__ import annotations

from qdoc.extract.assemble import extract

__all__ = ["extract"]
