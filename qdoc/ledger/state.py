"""Owns where an item stands between 已交办 and 已销号, as its acts and its status tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdoc.ledger.newest import rows_entry
from qdoc.model import Entry, Event, EventKind, Ledger, LedgerRow

UNIT_FIELDS = ("lead", "responsible", "support")
_NOT_BEGUN = ("", "未启动")


class State(StrEnum):
    """Where an item stands, in the words that clerks read (the order is that of its life)."""

    ASSIGNED = "已交办"
    RECEIVED = "已签收"
    OBJECTED = "有异议"
    IN_HAND = "办理中"
    EXTENSION_ASKED = "申请延期"
    DONE = "已办结"
    CLOSED = "已销号"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the acts of an item come to: which of them still stand."""

    received: bool = False
    objected: bool = False
    extension_asked: bool = False
    done: bool = False
    closed: bool = False


def facts(ledger: Ledger, row: LedgerRow) -> Facts:
    """Return what the acts on ``row`` come to."""
    return facts_of(event for event in ledger.events if event.row_key == row.key)


def state(ledger: Ledger, row: LedgerRow) -> State:
    """Return where ``row`` stands; for many rows at once take ``states``."""
    return _state(row, facts(ledger, row))


def states(ledger: Ledger) -> Mapping[str, State]:
    """Return where every row of ``ledger`` stands, by key, in the order of the rows."""
    acts: dict[str, list[Event]] = {}
    for event in ledger.events:
        acts.setdefault(event.row_key, []).append(event)
    return {row.key: _state(row, facts_of(acts.get(row.key, ()))) for row in ledger.rows}


def sent_back(row: LedgerRow, entries: Iterable[Entry], events: Iterable[Event]) -> Event | None:
    """Return the 核查意见 with 不同意 that still stands on ``row``; None where there is none.

    While it stands no word of 办理状态 finishes the row: the word is older than the finding. It falls by a person's
    办结 or 销号, by a 核查意见 that agrees, or when the row's unit has returned anew after its day. ``entries`` and
    ``events`` are those of the row, the events in their order.
    """
    found: Event | None = None
    for event in events:
        if event.kind is EventKind.REVIEW and event.decision:
            found = event if event.decision == "不同意" else None
        elif event.kind in (EventKind.DONE, EventKind.CLOSED) and event.by.strip():
            found = None
    if found is None:
        return None
    newest = rows_entry(row, entries)
    anew = newest is not None and bool(found.on) and (newest.filled_on or newest.received_on) > found.on
    return None if anew else found


def _state(row: LedgerRow, known: Facts) -> State:
    """The last step that stands: 销号 before 办结, what waits for a decision before the work itself."""
    if known.closed:
        return State.CLOSED
    if known.done:
        return State.DONE
    if known.objected:
        return State.OBJECTED
    if known.extension_asked:
        return State.EXTENSION_ASKED
    if row.status not in _NOT_BEGUN:
        return State.IN_HAND
    return State.RECEIVED if known.received else State.ASSIGNED


def facts_of(events: Iterable[Event]) -> Facts:
    """Return what the acts on one row come to, in their order.

    办结 and 销号 count only where they name a person, and a 核查意见 with 不同意 undoes them.
    An objection stands until it is refused (不同意) or an amendment changes the row's units; a request for more time
    until it is decided.
    """
    received = objected = asked = done = closed = False
    for event in events:
        kind, refused = event.kind, event.decision == "不同意"
        if kind is EventKind.RECEIPT:
            received = True
        elif kind is EventKind.OBJECTION:
            objected = not refused
        elif kind is EventKind.EXTENSION:
            asked = not event.decision
        elif kind is EventKind.AMENDMENT and event.field in UNIT_FIELDS:
            objected = False
        elif kind is EventKind.REVIEW and refused:
            done = closed = False
        elif kind is EventKind.DONE:
            done = bool(event.by.strip()) and not refused
        elif kind is EventKind.CLOSED:
            closed = bool(event.by.strip()) and not refused
    return Facts(received, objected, asked, done, closed)
