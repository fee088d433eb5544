"""Owns who has returned what for one period: by unit, how many of the rows that it was asked for it answered, and when.

This is another question than where the rows stand (``status.report``): a row last answered in spring is judged by what
it said then, and its unit has still returned nothing for autumn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qdoc.ledger.entries import period_end, says_something
from qdoc.model import Entry, Ledger
from qdoc.model.office import same_name
from qdoc.status.expected import read_day
from qdoc.status.rules import Rules


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """A unit that is asked: ``asked`` rows, ``answered`` ones of them, the others' keys in ``open_rows``.

    ``on``: the day of its first return of the period (填报日期, else the day of collecting), "" where nobody knows;
    ``filled_by`` and ``phone`` as its newest return says.
    """

    unit: str
    asked: int
    answered: int
    open_rows: tuple[str, ...]
    on: str = ""
    filled_by: str = ""
    phone: str = ""

    @property
    def returned(self) -> bool:
        """Whether anything has come back; a form that says nothing is none."""
        return self.answered > 0


@dataclass(frozen=True, slots=True)
class PeriodReturns:
    """All units that are asked in ``period`` (2026Q3 or a day), in the order of the ledger."""

    period: str
    units: tuple[UnitReturn, ...]

    @property
    def returned(self) -> tuple[UnitReturn, ...]:
        """The units that returned something."""
        return tuple(one for one in self.units if one.returned)

    @property
    def missing(self) -> tuple[UnitReturn, ...]:
        """The units that returned nothing."""
        return tuple(one for one in self.units if not one.returned)

    @property
    def partly(self) -> tuple[UnitReturn, ...]:
        """The units that answered some rows and not others."""
        return tuple(one for one in self.units if one.returned and one.open_rows)


def returns_of(ledger: Ledger, period: str, asked: Mapping[str, Sequence[str]]) -> PeriodReturns:
    """Return who has returned what for ``period``; ``asked``: unit → keys of the rows that it is asked for.

    A row counts as answered where the record has a return of this unit on it for this very period that says anything;
    what other units, or other periods, say of the row does not count.
    """
    found: dict[str, list[Entry]] = {}
    for entry in ledger.entries:  # oldest first
        if entry.period == period and says_something(entry):
            found.setdefault(same_name(entry.unit), []).append(entry)
    return PeriodReturns(
        period, tuple(_unit(unit, keys, found.get(same_name(unit), ())) for unit, keys in asked.items())
    )


def due_day(period: str, rules: Rules) -> str:
    """Return the last day for returns of a quarter by the office's rule 填报时限; "" where there is none."""
    end = read_day(period_end(period)) if period[4:5] == "Q" else None
    return "" if end is None or rules.returns is None else rules.returns.day(end).isoformat()


def _unit(unit: str, keys: Sequence[str], entries: Sequence[Entry]) -> UnitReturn:
    wanted = tuple(dict.fromkeys(keys))
    mine = [entry for entry in entries if entry.row_key in wanted]
    done = {entry.row_key for entry in mine}
    days = [day for entry in mine if (day := entry.filled_on or entry.received_on)]
    last = mine[-1] if mine else None
    return UnitReturn(
        unit=unit,
        asked=len(wanted),
        answered=len(done),
        open_rows=tuple(key for key in wanted if key not in done),
        on=min(days, default=""),
        filled_by=last.filled_by if last else "",
        phone=last.phone if last else "",
    )
