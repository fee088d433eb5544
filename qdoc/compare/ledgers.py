"""Owns reading a ledger as one side of a comparison: its rows as a plan again, what was decided, what was completed.

The words of the rows are put together as a text of their own (spans point into it) and read like any notice; units
and time limits are those of the cells, with the basis that stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qdoc.compare.diff import Progress
from qdoc.compare.reading import Reading
from qdoc.extract import extract
from qdoc.ledger.units import split_units
from qdoc.lexicon import Lexicon
from qdoc.model import (
    Assignment,
    Basis,
    Block,
    BlockKind,
    Cell,
    Deadline,
    DeadlineKind,
    IssuedPlan,
    Ledger,
    LedgerRow,
    Letterhead,
    Notice,
    Origin,
    OutlineTask,
    Role,
    SourceText,
    Task,
    Theme,
)

_GONE = "原文已无"


@dataclass(slots=True)
class _Written:
    """The text while it is being written."""

    text: str = ""

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)


def ledger_reading(ledger: Ledger, lexicon: Lexicon, name: str = "") -> Reading:
    """Read ``ledger`` for a comparison; ``name`` is the file's, the head's notice without it.

    Rows of one task stand together in their order; rows that a merge marked as gone from the notice are left out. A
    target that a clerk wrote and the row's words do not say is added to them. ``progress`` of the result holds, by
    task, what the rows say of their state.
    """
    head = ledger.head
    written = _Written()
    title = head.plan_title or head.notice_title or name or head.source_name
    written.add(title + "\n\n")
    themes: list[Theme] = []
    outlines: list[OutlineTask] = []
    places: list[list[tuple[int, int, LedgerRow]]] = []
    for theme, tasks in _by_theme(ledger):
        start, end = written.add(theme + "\n\n") if theme else (len(written.text),) * 2
        theme_id = f"{head.year or '0000'}/h{len(themes) + 1:02}"
        themes.append(Theme(theme_id, 0, None, None, theme, 1, True, start, end, start, end))
        for rows in tasks:
            outline, own = _task(
                written, rows, theme_id if theme else None, f"{head.year or '0000'}/t{len(outlines) + 1:02}"
            )
            outlines.append(outline)
            places.append(own)
    text = written.text
    plans = (IssuedPlan(head.plan_title, head.year, 0, len(text)),)
    origin = Origin(name or head.source_name, head.source_sha256, "application/vnd.qdoc.ledger", None, len(text))
    source = SourceText(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), origin)
    letterhead = Letterhead(head.notice_title, head.issuer, head.document_number, dated=head.dated)
    notice = Notice(source, letterhead, plans, tuple(themes), tuple(outlines), ())
    plan = extract(notice, lexicon, suggest=False)
    read = list(zip(plan.tasks, places, strict=True))
    progress = {task.id: said for task, own in read if (said := _progress(task, own))}
    return Reading(replace(plan, tasks=tuple(_decided(*one, lexicon, head.year) for one in read)), text, progress)


def _by_theme(ledger: Ledger) -> list[tuple[str, list[list[LedgerRow]]]]:
    themes: dict[str, dict[tuple[str, str, str], list[LedgerRow]]] = {}
    for row in ledger.rows:
        if row.mark != _GONE:
            themes.setdefault(row.theme, {}).setdefault((row.task_id, row.number, row.task), []).append(row)
    return [(theme, list(tasks.values())) for theme, tasks in themes.items()]


def _task(
    written: _Written, rows: list[LedgerRow], theme: str | None, task_id: str
) -> tuple[OutlineTask, list[tuple[int, int, LedgerRow]]]:
    first = rows[0]
    title = "" if first.text.startswith(first.task) else first.task.removeprefix(first.number)
    start, _ = written.add(first.number)
    title_start, title_end = written.add(title)
    if title and title[-1] not in "。.；;：:":
        written.add("。")
    own = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        words = row.text.strip()
        if "metric" in row.edited and row.metric.value and row.metric.value not in words:
            words = f"{words.rstrip('。；;')}，{row.metric.value}"
        at, to = written.add(words + _stop(words, row, after))
        own.append((at, to, row))
    end = len(written.text)
    written.add("\n\n")
    return OutlineTask(task_id, 0, theme, first.number or None, title or None, title_start, title_end, start, end), own


def _stop(words: str, row: LedgerRow, after: LedgerRow | None) -> str:
    """The sign behind a row's words: where the notice went on after one sign, the sentence goes on."""
    if words and words[-1] in "。；;，,":
        return ""
    near = after is not None and None not in (row.end, after.start) and 0 <= (after.start or 0) - (row.end or 0) <= 1
    return "，" if near else "。"


def _decided(task: Task, own: list[tuple[int, int, LedgerRow]], lexicon: Lexicon, year: int | None) -> Task:
    """The task with units and time limits as the cells say."""
    assignments: list[Assignment] = []
    deadlines: list[Deadline] = []
    for start, end, row in own:
        covered = tuple(one.id for one in task.obligations if start <= one.start < end)
        cells = ((Role.LEAD, row.lead), (Role.RESPONSIBLE, row.responsible), (Role.SUPPORT, row.support))
        for role, cell in cells:
            assignments += _units(role, cell, covered, lexicon, year)
        if row.deadline_on and row.deadline.basis is not None:
            words = row.deadline.value or row.deadline_on
            kind = DeadlineKind.PLAN_YEAR if row.deadline.basis is Basis.INHERITED else DeadlineKind.DATE
            deadlines.append(Deadline(kind, row.deadline_on, words, row.deadline.basis, covered))
    return replace(task, assignments=tuple(assignments), deadlines=tuple(deadlines))


def _units(role: Role, cell: Cell, covered: tuple[str, ...], lexicon: Lexicon, year: int | None) -> list[Assignment]:
    found = []
    for at, unit in enumerate(split_units(cell.value)):
        known = lexicon.resolve(unit, year=year)
        own = Role.CO_LEAD if role is Role.LEAD and at else role
        basis = cell.basis or Basis.CONFIRMED
        group = known.status.value == "group"
        found.append(Assignment(unit, known.canonical, known.key, own, basis, group, obligations=covered))
    return found


def _progress(task: Task, own: list[tuple[int, int, LedgerRow]]) -> tuple[Progress, ...]:
    return tuple(
        Progress(task.id, row.text, row.status, row.progress or row.summary_wording, row.actual)
        for _, _, row in own
        if row.status or row.progress or row.actual or row.summary_wording
    )
