"""Owns applying several acts at once: all of them or none, each refusal told by its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    """Return what becomes of ``ledger`` by ``events``, applied in their order by the rules of ``apply_event``."""
    after, known, refused = ledger, [], []
    for event in events:
        row = next((row for row in after.rows if row.key == event.row_key), None)
        if row is not None and event.kind is EventKind.AMENDMENT and not changes(row, event):
            known.append(event)
            continue
        try:
            made = apply_event(after, event)
        except EventRefused as problem:
            refused.append(Refusal(event, problem))
            continue
        if made is after:
            known.append(event)
        after = made
    if refused:
        return Applied(ledger, (), tuple(known), tuple(refused))
    return Applied(after, after.events[len(ledger.events) :], tuple(known), ())
