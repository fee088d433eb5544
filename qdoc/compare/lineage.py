"""Owns the lineage of tasks over several years: a chain of comparisons read as threads, who carried them, what changed.

A thread is everything that belongs together over the years: where a task was split or merged, both branches are in
one thread. What was dropped and taken up again years later is one thread too, where a comparison over the gap is sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side
from qdoc.compare.hands import OF_CHAPTER
from qdoc.compare.reading import Reading
from qdoc.compare.series import Series, series_of
from qdoc.compare.wording import DECIDED
from qdoc.model import Basis, Task

TREND_SCHEMA = "qdoc.trend/1"
_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}
Node = tuple[int, str]  # which year, task id


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a thread from one year to the next; no kinds where it was in neither year.

    ``review``: a person must look at a link; ``resumed``: it had been dropped in an earlier year.
    """

    kinds: tuple[ChangeKind, ...] = ()
    details: tuple[Detail, ...] = ()
    review: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """One matter over the years.

    ``tasks`` and ``units`` hold an entry a year (empty where it was not there or nobody is named), ``steps`` one less;
    ``series``: its figures. ``units``: the printed names of those who answer for it, stated or confirmed;
    without any, those whom the head of its chapter names (随章节写明).
    """

    tasks: tuple[tuple[str, ...], ...]
    units: tuple[tuple[str, ...], ...]
    steps: tuple[Step, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Several years, and every task of each of them in exactly one thread."""

    years: tuple[Side, ...]
    threads: tuple[Thread, ...]
    schema: str = TREND_SCHEMA


def lineage(
    readings: Sequence[Reading], diffs: Sequence[PlanDiff], gaps: Mapping[tuple[int, int], PlanDiff] | None = None
) -> Lineage:
    """Read a chain of comparisons as threads.

    Args:
        readings: the years, earliest first.
        diffs: the comparison of each year with the next; one less.
        gaps: comparisons over a gap, by the places of both years; only their sure links count, and only between tasks
            that were dropped in the one and new in the other.

    Returns:
        A Lineage; threads come in the order of the last year, those that ended earlier behind, the latest first.
    """
    groups = _groups(diffs, gaps or {})
    places = {
        (year, task.id): at for year, reading in enumerate(readings) for at, task in enumerate(reading.plan.tasks)
    }
    tasks = {(year, task.id): task for year, reading in enumerate(readings) for task in reading.plan.tasks}
    threads = [_thread(sorted(nodes, key=lambda n: (n[0], places[n])), tasks, diffs, len(readings)) for nodes in groups]
    threads.sort(key=lambda thread: _position(thread, places))
    sides = (diffs[0].before, *(diff.after for diff in diffs))
    return Lineage(sides, tuple(threads))


def _groups(diffs: Sequence[PlanDiff], gaps: Mapping[tuple[int, int], PlanDiff]) -> list[set[Node]]:
    joined: dict[Node, set[Node]] = {}

    def join(nodes: list[Node]) -> None:
        whole = {*nodes}.union(*(joined.get(node, {node}) for node in nodes))
        for node in whole:
            joined[node] = whole

    for year, diff in enumerate(diffs):
        for change in diff.changes:
            join([*((year, key) for key in change.before), *((year + 1, key) for key in change.after)])
    for (first, last), diff in sorted(gaps.items()):
        gone = {key for change in diffs[first].changes if not change.after for key in change.before}
        come = {key for change in diffs[last - 1].changes if not change.before for key in change.after}
        for change in diff.changes:
            both = change.before and change.after and not change.review
            if both and gone.issuperset(change.before) and come.issuperset(change.after):
                join([*((first, key) for key in change.before), *((last, key) for key in change.after)])
    found: dict[int, set[Node]] = {id(group): group for group in joined.values()}
    return list(found.values())


def _thread(nodes: list[Node], tasks: Mapping[Node, Task], diffs: Sequence[PlanDiff], years: int) -> Thread:
    by_year = tuple(tuple(key for year, key in nodes if year == wanted) for wanted in range(years))
    own = [[tasks[year, key] for key in keys] for year, keys in enumerate(by_year)]
    changes = [_changes(diff, by_year[year], by_year[year + 1]) for year, diff in enumerate(diffs)]
    steps = tuple(_step(found, any(by_year[: year + 1])) for year, found in enumerate(changes))
    return Thread(by_year, tuple(map(_carriers, own)), steps, series_of(own, changes))


def _changes(diff: PlanDiff, before: tuple[str, ...], after: tuple[str, ...]) -> list[Change]:
    return [one for one in diff.changes if {*one.before} & {*before} or {*one.after} & {*after}]


def _step(changes: Sequence[Change], known: bool) -> Step:
    kinds = sorted({kind for change in changes for kind in change.kinds}, key=_ORDER.__getitem__)
    details = tuple(detail for change in changes for detail in change.details)
    fresh = known and bool(changes) and not any(change.before for change in changes)
    return Step(tuple(kinds), details, any(change.review for change in changes), fresh)


def _carriers(tasks: Sequence[Task]) -> tuple[str, ...]:
    leading = [one for task in tasks for one in task.assignments if one.role.leads and not one.person]
    decided = dict.fromkeys(one.department for one in leading if one.basis in DECIDED)
    of_chapter = dict.fromkeys(OF_CHAPTER + one.department for one in leading if one.basis is Basis.INHERITED)
    return tuple(decided or of_chapter)


def _position(thread: Thread, places: Mapping[Node, int]) -> tuple[int, int]:
    last = max(year for year, keys in enumerate(thread.tasks) if keys)
    return -last, min(places[last, key] for key in thread.tasks[last])
