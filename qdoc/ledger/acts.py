"""Owns applying several acts at once: all of them or none, each refusal told by its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qdoc.errors import EventRefused
from qdoc.ledger.life import apply_event, changes
from qdoc.model import Event, EventKind, Ledger


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that does not fit its row, and why."""

    event: Event
    problem: EventRefused


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the acts: the ledger after them, those that are new (as recorded), that change nothing, refused.

    ``known``: recorded before, or an amendment to what the row says anyway. Where one is refused the ledger is as it
    was.
    """

    ledger: Ledger
    new: tuple[Event, ...]
    known: tuple[Event, ...]
    refused: tuple[Refusal, ...]


def apply_events(ledger: Ledger, events: Iterable[Event]) -> Applied:
    """Return what becomes of ``ledger`` by ``events``, applied in their order by the rules of ``apply_event``.

    Each act is applied to its own row and that row's acts, so that many acts take no longer than their number.
    """
    rows = {row.key: row for row in ledger.rows}
    acts: dict[str, list[Event]] = {}
    for event in ledger.events:
        acts.setdefault(event.row_key, []).append(event)
    new: list[Event] = []
    known: list[Event] = []
    refused: list[Refusal] = []
    for event in events:
        row, mine = rows.get(event.row_key), acts.setdefault(event.row_key, [])
        if row is not None and event.kind is EventKind.AMENDMENT and not changes(row, event, ledger.head.year):
            known.append(event)
            continue
        small = replace(ledger, rows=(row,) if row is not None else (), events=tuple(mine))
        try:
            made = apply_event(small, event)
        except EventRefused as problem:
            refused.append(Refusal(event, problem))
            continue
        if made is small:
            known.append(event)
            continue
        (rows[event.row_key],) = made.rows
        mine.append(made.events[-1])
        new.append(made.events[-1])
    if refused:
        return Applied(ledger, (), tuple(known), tuple(refused))
    if not new:
        return Applied(ledger, (), tuple(known), ())
    after = replace(ledger, rows=tuple(rows[row.key] for row in ledger.rows), events=(*ledger.events, *new))
    return Applied(after, tuple(new), tuple(known), ())
