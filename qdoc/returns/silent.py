"""Owns who was asked for a period and returned nothing: named in the year-end summary, never filled in."""

from __future__ import annotations

from qdoc.asking import closed_keys
from qdoc.ledger.directory import Directory, named_in
from qdoc.ledger.newest import period_end
from qdoc.ledger.state import UNIT_FIELDS
from qdoc.ledger.units import split_units
from qdoc.model import Event, EventKind, Ledger, Office
from qdoc.model.office import same_name
from qdoc.summary import Missing


def find_silent(ledger: Ledger, office: Office | None = None, as_of: str = "") -> tuple[Missing, ...]:
    """Return, for each period that anybody returned for, the units that were asked too and returned nothing.

    Asked is every unit that gets a form for ``ledger`` (groups expanded by ``office``), but not for a period before
    its first row came to it by an amendment. A period of which no return is in the record was never collected, and
    says nothing. ``as_of`` (YYYY-MM-DD): periods that end later are left out.
    """
    told: dict[str, set[str]] = {}
    for entry in ledger.entries:
        told.setdefault(entry.period, set()).add(same_name(entry.unit))
    if not told:
        return ()
    closed, came, directory = closed_keys(ledger), _came_late(ledger), Directory(ledger, office)
    units: dict[str, tuple[str, ...]] = {}
    asked: dict[str, str] = {}
    for row in ledger.rows:
        if row.key in closed:
            continue
        for named in named_in(row):
            if named.name not in units:
                units[named.name] = directory.members(named.name) or (directory.unit(named.name),)
            for unit in units[named.name]:
                since = came.get((row.key, same_name(unit)), "") if came else ""
                asked[unit] = min(asked.get(unit, since), since)
    found = []
    for period in sorted(told, key=lambda one: (period_end(one), one)):
        end = period_end(period)
        if as_of and end > as_of:
            continue
        silent = tuple(unit for unit, since in asked.items() if same_name(unit) not in told[period] and since <= end)
        if silent:
            found.append(Missing(period, silent))
    return tuple(found)


def last_silent(ledger: Ledger, office: Office | None = None, as_of: str = "") -> Missing | None:
    """Return who returned nothing for the last period that anybody returned for; None where all did, or nobody ever.

    ``as_of`` (YYYY-MM-DD): a period that ends later is not asked about yet.
    """
    ended = [one.period for one in ledger.entries if not as_of or period_end(one.period) <= as_of]
    last = max(ended, key=lambda period: (period_end(period), period), default="")
    return next((one for one in find_silent(ledger, office, as_of) if one.period == last), None)


def _came_late(ledger: Ledger) -> dict[tuple[str, str], str]:
    """Row and unit → the day on which an amendment gave the row to the unit."""
    found: dict[tuple[str, str], str] = {}
    for event in ledger.events:
        if event.kind is EventKind.AMENDMENT and event.field in UNIT_FIELDS and event.on:
            for unit in _new_units(event):
                found[event.row_key, unit] = event.on
    return found


def _new_units(event: Event) -> set[str]:
    return {same_name(unit) for unit in split_units(event.after)} - {
        same_name(unit) for unit in split_units(event.before)
    }
