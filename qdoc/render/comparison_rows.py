"""Owns a comparison as rows for people, which every product is filled from: words, and what changed a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qdoc.compare.changes import IN_ANOTHER, MOVED_TARGET
from qdoc.compare.diff import Change, ChangeKind, PlanDiff, Side
from qdoc.compare.elsewhere import Elsewhere
from qdoc.compare.hands import LEADING, SUPPORTING
from qdoc.compare.limits import LIMIT
from qdoc.ledger.place import task_label
from qdoc.render.comparison_tasks import TaskLine, quoted, task_lines

NOTHING = "—"
NOT_BEFORE, NOT_AFTER = "上年这项未写", "今年这项未写"
_EDGES = "，,；;。.、 \n"
_RIVAL = 0.5
_CALLED = 24  # characters of a task that its number alone does not name
_OF_UNITS = (LEADING, SUPPORTING)
_UNITS = (ChangeKind.REASSIGNED, ChangeKind.RENAMED)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that changed, both sides ready to print (with quotation marks, or 上年这项未写)."""

    kind: ChangeKind | None
    what: str
    before: str
    after: str

    @property
    def told(self) -> str:
        """The point in one line."""
        return f"{self.what}：{self.before}→{self.after}"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A group of tasks. ``runner_up``: what else it could be, empty where sure; ``denied``: a person said: not so."""

    number: int
    change: Change
    before: tuple[TaskLine, ...]
    after: tuple[TaskLine, ...]
    kinds: tuple[str, ...]
    points: tuple[Point, ...]
    progress: tuple[str, ...]
    runner_up: str
    denied: bool = False

    @property
    def standing(self) -> str:
        """Whether a person has decided the link, or must look at it (待核), with its score; empty where it is sure."""
        if self.change.decided:
            return "人工确认"
        if self.denied and not (self.before and self.after):
            return f"人工否定，{'去向' if self.before else '来源'}未定（待核）"
        if not self.change.review:
            return ""
        return "待核" if self.change.score is None else f"待核（{self.change.score:.2f}）"

    @property
    def rivalled(self) -> bool:
        """Whether the next best task is at least half as like as the one chosen."""
        change = self.change
        return bool(change.runner_up and change.score and change.runner_up[1] >= _RIVAL * change.score)

    @property
    def about_targets(self) -> tuple[str, ...]:
        """指标变化, with those that stand in another task now."""
        return tuple(p.told for p in self.points if p.kind is ChangeKind.RETARGETED or _noted(p, (MOVED_TARGET,)))

    @property
    def about_units(self) -> tuple[str, ...]:
        """责任单位变化, with what only one year says."""
        return tuple(point.told for point in self.points if point.kind in _UNITS or _noted(point, _OF_UNITS))

    @property
    def about_limits(self) -> tuple[str, ...]:
        """时限变化, with what only one year says."""
        return tuple(p.told for p in self.points if p.kind is ChangeKind.RESCHEDULED or _noted(p, (LIMIT,)))

    @property
    def about_measures(self) -> tuple[str, ...]:
        """措施的变化: everything that is neither target nor unit nor time limit."""
        others = {ChangeKind.RETARGETED, ChangeKind.RESCHEDULED, *_UNITS, None}
        return tuple(point.told for point in self.points if point.kind not in others)


def _noted(point: Point, whats: tuple[str, ...]) -> bool:
    """Whether a point is a note (what is no change) of one of these."""
    return point.kind is None and point.what in whats


def compared_rows(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    quote: Callable[[str], str] = str,
    denied: frozenset[str] = frozenset(),
) -> tuple[ComparedRow, ...]:
    """Every change as a row, numbered from 1.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        quote: how a quotation prints.
        denied: tasks whose link a person denied (``compare.decisions.Placed.denied``).
    """
    old, new = task_lines(diff.before, before, quote), task_lines(diff.after, after, quote)
    items = _items(diff.before, before), _items(diff.after, after)
    elsewhere = Elsewhere(before, after, [(change.before, change.after) for change in diff.changes])
    names = {key: line.label for key, line in (*old.items(), *new.items())}
    rows = []
    for number, change in enumerate(diff.changes, 1):
        lines = tuple(old[key] for key in change.before), tuple(new[key] for key in change.after)
        points = (
            *_numbers(change, *lines),
            *_details(change, quote),
            *_new_items(change, items, (elsewhere, names), quote),
        )
        rows.append(
            ComparedRow(
                number,
                change,
                *lines,
                tuple(map(kind_label, change.kinds, [change] * len(change.kinds))),
                (*points, *(Point(None, note.what, note.before, note.after) for note in change.notes)),
                tuple(_progress(change, quote)),
                _runner_up(change, new),
                bool(denied.intersection((*change.before, *change.after))),
            )
        )
    return tuple(rows)


def kind_label(kind: ChangeKind, change: Change) -> str:
    """The word for a kind; a time limit says which way it moved where all of the group moved one way."""
    if kind is not ChangeKind.RESCHEDULED:
        return kind.label
    ways = {detail.what for detail in change.details if detail.kind is kind}
    return ways.pop() if len(ways) == 1 else kind.label


def year_names(diff: PlanDiff) -> tuple[str, str]:
    """What both are called: 2025年, 2026年; 上年, 今年 where one names no year; 前一份, 后一份 where both name one."""
    before, after = diff.before.year, diff.after.year
    if before is None or after is None:
        return "上年", "今年"
    return ("前一份", "后一份") if before == after else (f"{before}年", f"{after}年")


def counts_of(diff: PlanDiff) -> dict[ChangeKind, int]:
    """How many groups are of each kind, in the order of the kinds; a group may count under several."""
    counts = Counter(kind for change in diff.changes for kind in change.kinds)
    return {kind: counts[kind] for kind in ChangeKind if counts[kind]}


def statistics(diff: PlanDiff) -> str:
    """One sentence of counts; a group may be counted under several kinds."""
    parts = [f"{kind.label}{count}组" for kind, count in counts_of(diff).items()]
    review = sum(change.review for change in diff.changes)
    looked = f"；其中{review}组的对应关系待核" if review else ""
    before, after = year_names(diff)
    return (
        f"{before}{len(diff.before.tasks)}项任务，{after}{len(diff.after.tasks)}项任务，"
        f"对应为{len(diff.changes)}组：{'、'.join(parts) or '无'}（一组可有几种变化）{looked}。"
    )


def unmatched(side: Side, diff: PlanDiff, kind: ChangeKind) -> list[str]:
    """Number and title of every task that is new (or dropped); of those to be looked at it is said."""
    names = {task.id: task_label(task.number or "", task.title or "") for task in side.tasks}
    picked = [change for change in diff.changes if kind in change.kinds]
    return [names[key] + "（待核）" * change.review for change in picked for key in (*change.before, *change.after)]


def _numbers(change: Change, before: tuple[TaskLine, ...], after: tuple[TaskLine, ...]) -> list[Point]:
    """Which printed numbers became which, where a group has several tasks on a side."""
    named = [kind for kind in change.kinds if kind in (ChangeKind.SPLIT, ChangeKind.MERGED)]
    sides = ["、".join(_called(line) for line in lines) for lines in (before, after)]
    return [Point(kind, kind.label, sides[0], sides[1]) for kind in named]


def _called(line: TaskLine) -> str:
    """A task by its number; by its title as well where the number is not its own."""
    own = line.mark.partition("#")[0]
    return f"“{own}”" if own == line.mark else quoted(line.label, str, _CALLED)


def _details(change: Change, quote: Callable[[str], str]) -> list[Point]:
    return [
        Point(
            one.kind,
            quote(one.what),
            quoted(one.before, quote) if one.before else NOT_BEFORE,
            quoted(one.after, quote) if one.after else NOT_AFTER,
        )
        for one in change.details
    ]


def _items(side: Side, words: Mapping[str, str]) -> dict[str, str]:
    """Obligation id → its words, where the wording is the stretch of the text that the places speak of."""
    found: dict[str, str] = {}
    for task in side.tasks:
        if len(words[task.id]) == task.end - task.start:
            found |= {one.id: words[task.id][one.start - task.start : one.end - task.start] for one in task.obligations}
    return found


def _new_items(
    change: Change,
    items: tuple[Mapping[str, str], Mapping[str, str]],
    around: tuple[Elsewhere, Mapping[str, str]],
    quote: Callable[[str], str],
) -> list[Point]:
    """Obligations that came or went inside a group that goes on, and that no detail tells of.

    ``around``: what the other tasks say, and what each is called: one that went to another was moved, not dropped.
    """
    if not change.before or not change.after:
        return []
    told = {side for one in change.details for side in (one.before, one.after) if side}
    elsewhere, names = around
    own = change.before, change.after
    points = []
    for link in change.items:
        if link.before and link.after:
            continue
        gone = link.before is not None
        said = (items[0].get(link.before, "") if link.before else items[1].get(link.after or "", "")).strip(_EDGES)
        if not said or any(one in said or said in one for one in told) or elsewhere.stays(said, own[gone], later=gone):
            continue
        place = elsewhere.moved(said, own, left=gone)
        what = "举措移动" if place else "减少举措" if gone else "增加举措"
        there = (
            IN_ANOTHER.format("今年" if gone else "上年", names[place]) if place else NOT_AFTER if gone else NOT_BEFORE
        )
        sides = (quoted(said, quote), there) if gone else (there, quoted(said, quote))
        points.append(Point(ChangeKind.REWORDED, what, *sides))
    return points


def _progress(change: Change, quote: Callable[[str], str]) -> list[str]:
    """What last year's ledger says, a line an item: its status, the figure, the words."""
    found = []
    for one in change.progress:
        state = one.status or "未填办理状态"
        said = "，".join(part for part in (f"完成值{one.actual}" if one.actual else "", one.progress) if part)
        item = quote(one.text.strip("，,；;。. \n"))
        found.append(
            f"{item if len(item) <= 20 else item[:20] + '…'}：{state}" + (f"（{quote(said)}）" if said else "")
        )
    return found


def _runner_up(change: Change, new: Mapping[str, TaskLine]) -> str:
    if not change.review or change.runner_up is None:
        return ""
    line = new[change.runner_up[0]]
    return f"{line.label}（{change.runner_up[1]:.2f}）"
