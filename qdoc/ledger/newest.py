"""Owns the returns of a ledger as they are looked up: their names, order, whose is the row's, which counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from operator import attrgetter

from qdoc.ledger.units import split_units
from qdoc.model import Entry, Ledger, LedgerRow
from qdoc.model.office import same_name

_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_LAST_DAY = ("03-31", "06-30", "09-30", "12-31")
_ALL = attrgetter(*(one.name for one in fields(Entry)))


def period_end(period: str) -> str:
    """Return the last day of a period (YYYY-MM-DD): 2026Q2 → 2026-06-30, a day → itself; "" for anything else."""
    if quarter := _QUARTER.fullmatch(period):
        return f"{quarter[1]}-{_LAST_DAY[int(quarter[2]) - 1]}"
    try:
        return date.fromisoformat(period).isoformat() if len(period) == 10 else ""
    except ValueError:
        return ""


def lead_unit(row: LedgerRow) -> str:
    """Return the unit whose return is the row's: the first of 牵头, else of 责任单位; "" where nobody answers."""
    named = split_units(row.lead.value) or split_units(row.responsible.value)
    return named[0] if named else ""


def entry_id(entry: Entry) -> str:
    """Return what names a return for good: 12 hex digits of the row, unit, period and the place it was read from.

    The same file read twice gives the same id whatever it is called and whatever the clerk corrected since; a return
    that the clerk typed (no file) is named by all that it says.
    """
    named: tuple[object, ...] = (entry.row_key, same_name(entry.unit), entry.period, entry.source_sha256, entry.place)
    if not entry.source_sha256:
        named = _ALL(replace(entry, received_on="", source=""))
    return hashlib.sha256("\0".join(map(str, named)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def says_something(entry: Entry) -> bool:
    """Say whether the unit answered anything of the row; an empty answer is never the row's."""
    return any((entry.status, entry.wording, entry.actual, entry.nodes, entry.problem, entry.next_step))


def sort_entries(rows: tuple[LedgerRow, ...], entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return ``entries`` oldest first: by period, unit, place of the row in the ledger, then as they were received."""
    at = {row.key: index for index, row in enumerate(rows)}

    def order(entry: Entry) -> tuple[object, ...]:
        row = at.get(entry.row_key, len(at))
        return (period_end(entry.period), entry.period, entry.unit, row, entry.row_key, *_received(entry))

    return tuple(sorted(entries, key=order))


def rows_entry(row: LedgerRow, entries: Iterable[Entry]) -> Entry | None:
    """Return which of ``entries`` is the row's: its lead's newest that says anything; None where there is none.

    Where the lead changed through the year the new lead's returns go before those of the one before it.
    """
    leading = [entry for entry in entries if entry.row_key == row.key and entry.leads and says_something(entry)]
    lead = same_name(lead_unit(row))
    own = [entry for entry in leading if same_name(entry.unit) == lead]
    return max(own or leading, key=newness, default=None)


def latest(ledger: Ledger, row: LedgerRow, unit: str | None = None, period: str | None = None) -> Entry | None:
    """Return the return that counts on ``row``: of ``unit`` (None: of its lead) for ``period`` (None: the last one)."""
    mine = [entry for entry in ledger.entries if entry.row_key == row.key and period in (None, entry.period)]
    if unit is None:
        return rows_entry(row, mine)
    wanted = same_name(unit)
    return max((entry for entry in mine if same_name(entry.unit) == wanted), key=newness, default=None)


def history(ledger: Ledger, row: LedgerRow) -> tuple[Entry, ...]:
    """Return every return on ``row``, all units', oldest first; superseded ones too."""
    return tuple(sorted((entry for entry in ledger.entries if entry.row_key == row.key), key=newness))


def newness(entry: Entry) -> tuple[object, ...]:
    """How new a return is: a later period, else received later, else filled in later, else the one that says more.

    What is equal then is told apart by what it says.
    """
    return period_end(entry.period), entry.period, *_received(entry)


def _received(entry: Entry) -> tuple[object, ...]:
    return entry.received_on, entry.filled_on, _fullness(entry), whole(entry)


def _fullness(entry: Entry) -> int:
    """How many answers a return gives; a figure left open beside another (未填) is none."""
    words = (entry.status, entry.wording, entry.nodes, entry.problem, entry.next_step)
    return sum(map(bool, words)) + sum(part not in ("", "未填") for part in entry.actual.split("；"))


def whole(entry: Entry) -> tuple[str, ...]:
    """All that a return says, to order what nothing else orders."""
    return tuple(map(str, _ALL(entry)))
