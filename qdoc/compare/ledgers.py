"""Owns reading a ledger as one side of a comparison: its rows as a plan again, what was decided, what was completed.

The words of the rows are put together as a text of their own (spans point into it) and read like any notice; units
and time limits are those of the cells, with the basis that stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from qdoc.compare.diff import Progress
from qdoc.compare.reading import LEDGER_TYPE, Reading
from qdoc.extract import extract
from qdoc.extract.context import PlanContext, plan_contexts
from qdoc.extract.departments import UnitReader
from qdoc.extract.departments_grammar import Mention
from qdoc.ledger.units import split_units
from qdoc.lexicon import Lexicon, Status
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
    Segment,
    SegmentRole,
    SourceText,
    Task,
    Theme,
)

_GONE = "原文已无"
_SIGNS = re.compile(r"[\s，,；;。.：:、]")


@dataclass(slots=True)
class _Written:
    """The text while it is being written."""

    text: str = ""

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's words stand in the text, and the target that its clerk put in the place of theirs."""

    start: int
    end: int
    row: LedgerRow
    added: tuple[int, int] | None = None


def ledger_reading(ledger: Ledger, lexicon: Lexicon, name: str = "") -> Reading:
    """Read ``ledger`` for a comparison; ``name`` is the file's, the head's notice without it.

    Rows stand in the order of the notice, however the sheet was sorted; those that a merge marked as gone from it are
    left out. A target that a clerk wrote and the row's words do not say is added at the end of the task in brackets
    (台账指标) and counts instead of theirs. ``progress`` of the result holds, by task, what the rows say of
    their state.
    """
    head = ledger.head
    written = _Written()
    title = head.plan_title or head.notice_title or name or head.source_name
    written.add(title + "\n\n")
    themes: list[Theme] = []
    outlines: list[OutlineTask] = []
    places: list[list[_Place]] = []
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
    origin = Origin(name or head.source_name, head.source_sha256, LEDGER_TYPE, None, len(text))
    source = SourceText(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), origin)
    letterhead = Letterhead(head.notice_title, head.issuer, head.document_number, dated=head.dated)
    notice = Notice(source, letterhead, plans, tuple(themes), tuple(outlines), ())
    plan = extract(notice, lexicon, suggest=False)
    read = list(zip(plan.tasks, places, strict=True))
    progress = {task.id: said for task, own in read if (said := _progress(task, own))}
    (context,) = plan_contexts(notice)
    return Reading(replace(plan, tasks=tuple(_decided(*one, text, context, lexicon) for one in read)), text, progress)


def _by_theme(ledger: Ledger) -> list[tuple[str, list[list[LedgerRow]]]]:
    themes: dict[str, dict[tuple[str, str, str], list[LedgerRow]]] = {}
    for row in _as_in_the_notice([row for row in ledger.rows if row.mark != _GONE]):
        themes.setdefault(row.theme, {}).setdefault((row.task_id, row.number, row.task), []).append(row)
    return [(theme, list(tasks.values())) for theme, tasks in themes.items()]


def _as_in_the_notice(rows: list[LedgerRow]) -> list[LedgerRow]:
    """The rows in the order of the notice, however a clerk sorted them; those it does not have follow their task."""
    last: dict[str, int] = {}
    for row in rows:
        if row.start is not None:
            last[row.task_id] = max(row.start, last.get(row.task_id, 0))
    end = max(last.values(), default=0)
    return sorted(rows, key=lambda row: (row.start, 0) if row.start is not None else (last.get(row.task_id, end), 1))


def _task(
    written: _Written, rows: list[LedgerRow], theme: str | None, task_id: str
) -> tuple[OutlineTask, list[_Place]]:
    first = rows[0]
    title = first.task.removeprefix(first.number).removesuffix("…")
    said = [row.text.strip() + _stop(row.text.strip(), row, after) for row, after in pairwise((*rows, None)) if row]
    repeats = bool(title) and _core("".join(said)).startswith(_core(title))
    start, title_start = written.add(first.number)
    if not repeats:
        written.add(title + ("。" if title and title[-1] not in "。.；;：:" else ""))
    title_end = title_start + len(title)
    if not repeats and _core(title).startswith(_core("".join(said))):
        own = [_Place(title_start, title_end, row) for row in rows]  # the heading says it all, units and all
    else:
        own = [_Place(*written.add(words), row) for words, row in zip(said, rows, strict=True)]
    if repeats:
        title_end = _behind(written.text, title_start, _core(title))
    for at, place in enumerate(own):
        target = place.row.metric.value if "metric" in place.row.edited else None
        if target and target not in place.row.text:
            own[at] = replace(place, added=written.add(f"（台账指标：{target}）"))
    end = len(written.text)
    title = written.text[title_start:title_end].rstrip("，,；;")
    written.add("\n\n")
    title_end = title_start + len(title)
    return OutlineTask(task_id, 0, theme, first.number or None, title or None, title_start, title_end, start, end), own


def _core(words: str) -> str:
    return _SIGNS.sub("", words)


def _behind(text: str, start: int, core: str) -> int:
    """Where the words of ``core`` end that stand in ``text`` from ``start`` on, whatever signs part them."""
    left = len(core)
    for at in range(start, len(text)):
        left -= not _SIGNS.match(text[at])
        if not left:
            return at + 1
    return len(text)


def _stop(words: str, row: LedgerRow, after: LedgerRow | None) -> str:
    """The sign behind a row's words: where the notice went on after one sign, the sentence goes on."""
    if words and words[-1] in "。；;，,":
        return ""
    near = after is not None and None not in (row.end, after.start) and 0 <= (after.start or 0) - (row.end or 0) <= 1
    return "，" if near else "。"


def _decided(task: Task, own: list[_Place], text: str, context: PlanContext, lexicon: Lexicon) -> Task:
    """The task with units, time limits and targets as the cells say."""
    assignments: list[Assignment] = []
    deadlines: list[Deadline] = []
    for place in own:
        row = place.row
        covered = tuple(one.id for one in task.obligations if place.start <= one.start < place.end)
        cells = ((Role.LEAD, row.lead), (Role.RESPONSIBLE, row.responsible), (Role.SUPPORT, row.support))
        for role, cell in cells:
            assignments += _units(role, cell, covered, context, lexicon)
        if row.deadline_on and row.deadline.basis is not None:
            words = row.deadline.value or row.deadline_on
            kind = DeadlineKind.PLAN_YEAR if row.deadline.basis is Basis.INHERITED else DeadlineKind.DATE
            at = text.find(words, place.start, place.end)
            said = (words, at, at + len(words)) if at >= 0 else (None, None, None)
            deadlines.append(Deadline(kind, row.deadline_on, words, row.deadline.basis, covered, *said))
    added = [place for place in own if place.added]
    instead = [metric for metric in task.metrics if not any(at.start <= metric.start < at.end for at in added)]
    segments = task.segments
    for place in added:
        segments = _set_apart(segments, *(place.added or (0, 0)))
    return replace(
        task,
        assignments=tuple(assignments),
        deadlines=tuple(deadlines),
        metrics=tuple(instead),
        segments=segments,
    )


def _set_apart(segments: tuple[Segment, ...], start: int, end: int) -> tuple[Segment, ...]:
    """The segments with a stretch of its own that is none of the notice's words."""
    parts = []
    for one in segments:
        parts += [replace(one, end=min(one.end, start))] if one.start < start else []
        parts += [replace(one, start=max(one.start, end))] if one.end > end else []
    parts.append(Segment(SegmentRole.SEPARATOR, start, end))
    return tuple(sorted(parts, key=lambda one: one.start))


def _units(
    role: Role, cell: Cell, covered: tuple[str, ...], context: PlanContext, lexicon: Lexicon
) -> list[Assignment]:
    """The units of a cell, read as the notice's lists are: a prefix left out is carried along (省科技厅、商务厅)."""
    names = split_units(cell.value)
    text = "、".join(names)
    reader = UnitReader(text, lexicon, context)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(at, at + len(name), role))
        at += len(name) + 1
    meant = {unit.mention.start: unit for unit in reader.read_names(tuple(mentions))}
    found = []
    for number, (name, mention) in enumerate(zip(names, mentions, strict=True)):
        known = meant[mention.start].found if mention.start in meant else reader.resolve(name)
        own = Role.CO_LEAD if role is Role.LEAD and number else role
        basis = cell.basis or Basis.CONFIRMED
        group = known.status is Status.GROUP
        found.append(Assignment(name, known.canonical, known.key, own, basis, group, obligations=covered))
    return found


def _progress(task: Task, own: list[_Place]) -> tuple[Progress, ...]:
    return tuple(
        Progress(task.id, row.text, row.status, row.progress or row.summary_wording, row.actual)
        for row in (place.row for place in own)
        if row.status or row.progress or row.actual or row.summary_wording
    )
