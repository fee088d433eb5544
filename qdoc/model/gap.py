"""Owns how a value that nobody gave prints: 【待补：名称】, the same in every document."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "【待补：", "】"
_GAP = re.compile(f"{_OPEN}([^{_CLOSE}]+){_CLOSE}")


def gap(name: str) -> str:
    """Return the mark that stands where the value ``name`` is still to be written (docs/contract.md §4)."""
    return f"{_OPEN}{name}{_CLOSE}"


def gap_names(text: str) -> tuple[str, ...]:
    """Return the names of the values that are still to be written in ``text``, in their order."""
    return tuple(_GAP.findall(text)) if _OPEN in text else ()
