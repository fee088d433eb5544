"""Owns how a value that nobody gave prints: 【待补：名称】, the same in every document."""

from __future__ import annotations

_OPEN, _CLOSE = "【待补：", "】"


def gap(name: str) -> str:
    """Return the mark that stands where the value ``name`` is still to be written (docs/contract.md §4)."""
    return f"{_OPEN}{name}{_CLOSE}"


def gap_name(text: str) -> str | None:
    """Return the name of the value that ``text`` stands for, None where it is no such mark."""
    return text[len(_OPEN) : -len(_CLOSE)] if text.startswith(_OPEN) and text.endswith(_CLOSE) else None
