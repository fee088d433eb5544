"""Owns a ledger as plain texts: what the hidden sheet remembers of every field, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from qdoc.model import Basis, Cell, Ledger, LedgerHead, LedgerRow

_BASIS_SUFFIX = ".basis"
_CELLS = ("lead", "responsible", "support", "metric", "deadline")
_NUMBERS = ("start", "end")
_FLAGS = ("confirmed", "own")


def record_header() -> tuple[str, ...]:
    """Return the names of a record's texts, in the order of ``record_values``; the first is ``key``."""
    names: list[str] = []
    for one in fields(LedgerRow):
        names.append(one.name)
        if one.name in _CELLS:
            names.append(one.name + _BASIS_SUFFIX)
    return tuple(names)


def record_values(row: LedgerRow) -> tuple[str, ...]:
    """Return every field of ``row`` as text."""
    values: list[str] = []
    for one in fields(LedgerRow):
        value = getattr(row, one.name)
        if isinstance(value, Cell):
            values += [value.value, value.basis.value if value.basis is not None else ""]
        elif isinstance(value, bool):
            values.append("1" if value else "")
        elif isinstance(value, tuple):
            values.append(" ".join(value))
        else:
            values.append("" if value is None else str(value))
    return tuple(values)


def record_row(record: Mapping[str, str]) -> LedgerRow:
    """Return the row that ``record`` (name → text) describes; a name that is missing gives the field's default.

    Raises ValueError for a number or a basis that is none.
    """
    given: dict[str, Any] = {}
    for one in fields(LedgerRow):
        text = record.get(one.name, "")
        if one.name in _CELLS:
            basis = record.get(one.name + _BASIS_SUFFIX, "")
            given[one.name] = Cell(text, Basis(basis) if basis else None)
        elif one.name in _FLAGS:
            given[one.name] = text == "1"
        elif one.name in _NUMBERS:
            given[one.name] = int(text) if text else None
        elif one.name == "edited":
            given[one.name] = tuple(text.split())
        else:
            given[one.name] = text
    return LedgerRow(**given)


def head_items(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Return the ledger's head as (name, text), and the keys of the rows that the clerk deleted."""
    head = [(one.name, getattr(ledger.head, one.name)) for one in fields(LedgerHead)]
    texts = [(name, "" if value is None else str(value)) for name, value in head]
    return (*texts, ("removed", " ".join(ledger.removed)))


def head_of(items: Mapping[str, str]) -> tuple[LedgerHead, tuple[str, ...]]:
    """Return the head and the removed keys that ``items`` (name → text) describe. Raises ValueError for a bad year."""
    year = items.get("year", "")
    if year and not 0 < int(year) < 10_000:
        raise ValueError(f"no year: {year}")
    head = LedgerHead(
        notice_title=items.get("notice_title") or None,
        plan_title=items.get("plan_title") or None,
        issuer=items.get("issuer") or None,
        document_number=items.get("document_number") or None,
        dated=items.get("dated") or None,
        year=int(year) if year else None,
        source_name=items.get("source_name", ""),
        source_sha256=items.get("source_sha256", ""),
        plan_sha256=items.get("plan_sha256", ""),
    )
    return head, tuple(items.get("removed", "").split())
