"""Owns calling the program in tests: its arguments in, its exit code out."""

from __future__ import annotations

import pytest

from qdoc.cli import main


def call(*args: object) -> int:
    """Run ``qdoc`` with ``args`` and return its exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(one) for one in args])
    assert isinstance(left.value.code, int)
    return left.value.code
