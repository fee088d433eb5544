"""Owns an office's own gold: a plan.json or a ledger that somebody has corrected, beside its notice."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.evaluate.gold import (
    GoldCut,
    GoldDeadline,
    GoldMetric,
    GoldNotice,
    GoldSegment,
    GoldTask,
    GoldTheme,
    GoldUnit,
    same_role,
)
from qdoc.evaluate.hiding import HiddenTask
from qdoc.evaluate.notice import task_label
from qdoc.evaluate.wording import fold
from qdoc.ledger.units import split_units
from qdoc.model import Basis, Cell, DeadlineKind, Ledger, LedgerRow, Plan, SegmentRole, Task

_OF_PLAN = frozenset(
    {"themes", "tasks", "units", "metrics", "metric_places", "deadlines", "segments", "letterhead", "quotes"}
)
_OF_LEDGER = frozenset({"tasks", "units", "deadlines", "quotes"})
_OPEN_ENDED = (DeadlineKind.ONGOING, DeadlineKind.RECURRING)
_ROLES = (("lead", "lead"), ("responsible", "responsible"), ("support", "support"))


def gold_of_plan(plan: Plan, name: str) -> GoldNotice:
    """Return a corrected plan.json as gold: every stated value in it is right, nothing else is."""
    head = plan.letterhead
    return GoldNotice(
        id=name,
        tasks=tuple(map(_task, plan.tasks)),
        asked=_OF_PLAN,
        themes=tuple(GoldTheme(theme.heading, theme.task_bearing) for theme in plan.themes),
        letterhead={
            "title": head.title, "issuer": head.issuer, "document_number": head.document_number, "date": head.dated,
        },
        addressees=head.addressees,
        cuts=tuple(_cut(task) for task in plan.tasks),
    )  # fmt: skip


def _task(task: Task) -> GoldTask:
    units = [one for one in task.assignments if one.basis in (Basis.STATED, Basis.CONFIRMED)]
    stated = [d for d in task.deadlines if d.basis is Basis.STATED and d.kind is not DeadlineKind.PLAN_YEAR]
    return GoldTask(
        number=task.number or "",
        title=task.title or "",
        span=(task.start, task.end),
        units=tuple(_unit(one.department, one.canonical or "", one.role) for one in units if one.start is not None),
        metrics=tuple(
            GoldMetric(
                quote=one.quote,
                quotes=(one.quote,),
                values=(None if one.value is None else float(one.value),),
                units=frozenset({fold(one.unit)}),
                comparators=frozenset({str(one.comparator)}),
                comparator=str(one.comparator),
                shown=" ".join(str(p) for p in (one.comparator, one.value, one.unit) if p is not None),
                required=one.target,
            )
            for one in task.metrics
        ),
        deadlines=tuple(
            GoldDeadline(d.quote or d.wording, (d.quote or d.wording,), (d.on,), d.on, d.kind in _OPEN_ENDED)
            for d in stated
        ),
    )


def _unit(printed: str, full: str, role: str) -> GoldUnit:
    names = frozenset(fold(name) for name in (printed, full) if name)
    return GoldUnit(printed, full or printed, names, role, frozenset({same_role(role)}))


def _cut(task: Task) -> GoldCut:
    segments = tuple(
        GoldSegment(one.start, one.end, one.role.value)
        for one in task.segments
        if one.role is not SegmentRole.SEPARATOR
    )
    count = len(task.obligations)
    return GoldCut(task.number or task.id, segments, count, count, count)


def gold_of_ledger(ledger: Ledger, text: str, name: str) -> GoldNotice:
    """Return a corrected ledger as gold for the tasks, units and time limits of ``text``.

    A unit counts as stated where its name stands in the task's text and its cell is the notice's or the clerk's own;
    what a clerk decided without words in the notice, and rows of the clerk's own, are not asked.
    """
    by_task: dict[str, list[LedgerRow]] = {}
    for row in ledger.rows:
        if row.start is not None and row.end is not None and not row.own:
            by_task.setdefault(row.task_id, []).append(row)
    groups = sorted(by_task.values(), key=lambda rows: min(row.start or 0 for row in rows))
    starts = [_start(rows, text) for rows in groups]
    tasks = []
    for index, rows in enumerate(groups):
        end = max(row.end or 0 for row in rows)
        line_end = text.find("\n", end)
        limit = starts[index + 1] if index + 1 < len(starts) else len(text) if line_end < 0 else line_end
        if limit > end:
            end += len(text[end:limit].rstrip())
        tasks.append(_ledger_task(rows, (starts[index], end), text))
    return GoldNotice(id=name, tasks=tuple(tasks), asked=_OF_LEDGER)


def _start(rows: Sequence[LedgerRow], text: str) -> int:
    """Where the task begins: at its number and title, where they stand just before its first row."""
    first = min(row.start or 0 for row in rows)
    for words in (rows[0].number + rows[0].task, rows[0].task, rows[0].number):
        at = text.rfind(words, max(0, first - len(words) - 8), first) if words else -1
        if at >= 0:
            return at
    return first


def _ledger_task(rows: Sequence[LedgerRow], span: tuple[int, int], text: str) -> GoldTask:
    body = fold(text[span[0] : span[1]])
    units: dict[tuple[str, str], GoldUnit] = {}
    for row in rows:
        for field, role in _ROLES:
            cell: Cell = getattr(row, field)
            if cell.basis in (Basis.STATED, Basis.CONFIRMED):
                for unit in split_units(cell.value):
                    if fold(unit) in body:
                        units.setdefault((unit, role), _unit(unit, "", role))
    return GoldTask(
        number=rows[0].number,
        title=rows[0].task,
        span=span,
        units=tuple(units.values()),
        deadlines=tuple(_ledger_deadlines(rows, text[span[0] : span[1]])),
    )


def _ledger_deadlines(rows: Sequence[LedgerRow], body: str) -> list[GoldDeadline]:
    found: dict[str, GoldDeadline] = {}
    for row in rows:
        words = [part for part in row.deadline.value.split("；") if part]
        if row.deadline.basis in (Basis.STATED, Basis.CONFIRMED):
            for quote in words:
                if quote in body:  # of several limits in one cell the last day is the latest one's: no day is asked
                    one_day = len(words) == 1
                    day = row.deadline_on or None
                    found.setdefault(quote, GoldDeadline(quote, (quote,), (day,), day, open_ended=not one_day))
    return list(found.values())


def decided_leads(ledger: Ledger, gold: GoldNotice) -> tuple[HiddenTask, ...]:
    """Return the tasks whose leads a clerk decided without words in the notice: what suggestions are measured by.

    ``gold`` is what ``gold_of_ledger`` gave for the same ledger: its units stand in the text and are not asked here.
    """
    spans = {task.number + task.title: task for task in gold.tasks}
    leads: dict[str, set[str]] = {}
    for row in ledger.rows:
        for cell in (row.lead, row.responsible):
            if cell.basis is Basis.CONFIRMED and not row.own:
                leads.setdefault(row.number + row.task, set()).update(map(fold, split_units(cell.value)))
    asked = []
    for label, names in leads.items():
        task = spans.get(label)
        printed = {name for unit in task.units or () for name in unit.names} if task else set()
        if task is not None and names - printed:
            asked.append(HiddenTask(task_label(task), task.span, frozenset(names - printed)))
    return tuple(asked)


def is_corrected(ledger: Ledger) -> bool:
    """Whether a person has changed or confirmed anything in the ledger; otherwise it only repeats the program."""
    return any(row.own or row.edited or row.confirmed for row in ledger.rows) or bool(ledger.removed)
