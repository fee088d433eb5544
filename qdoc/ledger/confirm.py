"""Owns turning suggestions of a ledger into decisions: what a person confirmed, and nothing beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from qdoc.ledger.columns import BASED_FIELDS
from qdoc.model import Basis, Cell, Ledger, LedgerRow


def suggested_fields(row: LedgerRow) -> tuple[str, ...]:
    """Return the fields of ``row`` that hold a suggestion nobody has decided yet."""
    cells: list[tuple[str, Cell]] = [(field, getattr(row, field)) for field in BASED_FIELDS]
    return tuple(field for field, cell in cells if cell.basis is Basis.SUGGESTED and cell.value)


def confirm_rows(ledger: Ledger, keys: Collection[str]) -> Ledger:
    """Return ``ledger`` with every suggestion of the rows ``keys`` decided, as 确认 = 是 in the sheet would.

    No value changes, only its basis; rows without a suggestion, and all other rows, stay as they are.
    """
    return replace(ledger, rows=tuple(_confirmed(row) if row.key in keys else row for row in ledger.rows))


def _confirmed(row: LedgerRow) -> LedgerRow:
    fields = suggested_fields(row)
    if not fields:
        return row
    changed = {field: replace(getattr(row, field), basis=Basis.CONFIRMED) for field in fields}
    return replace(row, confirmed=True, **changed)
