"""Owns the amendments of a ledger as a record: one decision and its changes together, and the ledger before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qdoc.ledger.life import AGREED, AMENDABLE, SUGGESTED_HEAD, new_words
from qdoc.ledger.tasks import task_name
from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.model import Basis, Cell, Event, EventKind, Ledger, LedgerRow

NOTHING = "（无）"


@dataclass(frozen=True, slots=True)
class AmendedLine:
    """One change as it is told: ``serial`` is the row's place in the ledger, 0 for a row that is there no more.

    ``field``: what clerks call it (完成时限). ``before``, ``after``: its words, （无） or 待指定 where there is none; a
    suggestion says so (建议：区教育局). ``by_extension``: the change comes of an agreed 延期申请.
    """

    serial: int
    number: str
    task: str
    text: str
    place: str
    field: str
    before: str
    after: str
    reason: str
    by: str
    on: str
    by_extension: bool = False

    @property
    def task_name(self) -> str:
        """The task's number and title as printed."""
        return task_name(self.number, self.task)


@dataclass(frozen=True, slots=True)
class Amendment:
    """One decision: the changes that one person made on one day for one reason; ``number`` counts them from 1."""

    number: int
    on: str
    by: str
    reason: str
    events: tuple[Event, ...]


def amendments(ledger: Ledger) -> tuple[Amendment, ...]:
    """Return the decisions that changed ``ledger``, in the order in which each was first recorded."""
    found: dict[tuple[str, str, str], list[Event]] = {}
    for event in ledger.events:
        if event.kind is EventKind.AMENDMENT:
            found.setdefault((event.on, event.by, event.text), []).append(event)
    return tuple(Amendment(number, *key, tuple(events)) for number, (key, events) in enumerate(found.items(), 1))


def amended_lines(ledger: Ledger, events: Iterable[Event], *, in_order: bool = False) -> tuple[AmendedLine, ...]:
    """Return ``events`` (amendments and agreed extensions) as lines: by row in the ledger's order, then as recorded.

    ``in_order``: as recorded alone.
    """
    rows = {row.key: (serial, row) for serial, row in enumerate(ledger.rows, 1)}
    lines = [_line(reasoned(event, ledger), *rows.get(event.row_key, (0, _gone(event)))) for event in events]
    return tuple(lines) if in_order else tuple(sorted(lines, key=lambda line: (not line.serial, line.serial)))


def changing_events(ledger: Ledger) -> tuple[Event, ...]:
    """Return every recorded act that changed a deadline, a unit or a metric: the log, oldest first."""
    return tuple(event for event in ledger.events if _changed(event))


def before_events(ledger: Ledger, events: Iterable[Event]) -> Ledger:
    """Return ``ledger`` as it was before ``events``: their fields say again what the acts found there.

    Only units, metric and deadline are set back; a cell's basis is SUGGESTED where the act found a suggestion, else
    CONFIRMED (what it was before that is not remembered).
    """
    rows: dict[str, LedgerRow] = {row.key: row for row in ledger.rows}
    for event in reversed(tuple(events)):
        if event.row_key in rows and event.field in AMENDABLE:
            rows[event.row_key] = _set_back(rows[event.row_key], event)
    return replace(ledger, rows=tuple(rows[row.key] for row in ledger.rows))


def units_left(row: LedgerRow, changed: Mapping[str, str]) -> Iterator[str]:
    """Yield what a change of unit cells (``changed``: field → new words) leaves in the row beside it, in words."""
    if changed.get("lead") and "responsible" not in changed and row.responsible.value:
        yield f"改了牵头单位，原有的责任单位还在：{row.responsible.value}"
    if changed.get("responsible") and "lead" not in changed and row.lead.value:
        yield f"改了责任单位，原有的牵头单位还在：{row.lead.value}"
    leads = {name for field in ("lead", "responsible") for name in split_units(changed.get(field, ""))}
    if twice := [name for name in split_units(row.support.value) if name in leads]:
        yield f"{'、'.join(twice)} 现在牵头（负责），配合单位里也还有"


def _set_back(row: LedgerRow, event: Event) -> LedgerRow:
    words = event.before.removeprefix(SUGGESTED_HEAD)
    if event.field == "deadline_on":
        return replace(row, deadline_on=words)
    basis = Basis.SUGGESTED if words != event.before else Basis.CONFIRMED
    changed: Mapping[str, Any] = {event.field: Cell(words, basis if words else None)}
    return replace(row, **changed)


def _changed(event: Event) -> bool:
    agreed = event.kind is EventKind.EXTENSION and event.decision == AGREED
    return (event.kind is EventKind.AMENDMENT or agreed) and event.field in AMENDABLE


def reasoned(event: Event, ledger: Ledger) -> Event:
    """Return an agreed extension without words of its own with those of the request: 申请：汛期停工."""
    if event.kind is not EventKind.EXTENSION or event.text:
        return event
    asked = [
        one for one in ledger.events if (one.row_key, one.kind) == (event.row_key, event.kind) and not one.decision
    ]
    return replace(event, text=f"申请：{asked[-1].text}") if asked and asked[-1].text else event


def _line(event: Event, serial: int, row: LedgerRow) -> AmendedLine:
    nothing = UNASSIGNED if event.field == "lead" else NOTHING
    return AmendedLine(
        serial=serial,
        number=row.number,
        task=row.task,
        text=row.text,
        place=row.place,
        field=AMENDABLE[event.field],
        before=event.before or nothing,
        after=new_words(row, event) or nothing,
        reason=event.text,
        by=event.by,
        on=event.on,
        by_extension=event.kind is EventKind.EXTENSION,
    )


def _gone(event: Event) -> LedgerRow:
    return LedgerRow(event.row_key, "", "", "", "", "（事项已不在台账中）")
