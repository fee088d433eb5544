"""Owns the clerk's corrections of a comparison: which tasks a person said belong together, found again by their words.

A decision names tasks by id and by a hash of their words, so that it survives renumbering and another reading of the
same notice; and it names the pair of plans it was made for, since what was new in one year is not new in the next.
Where the words are no longer there, or the plans are others, it is not applied, and said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qdoc.compare.align import Fixed
from qdoc.compare.wording import task_words
from qdoc.ledger.key import text_hash
from qdoc.model import Plan, Task

_MARK = "#"
_SKETCH = 12  # task hashes that stand for a plan: the smallest, so that the same tasks give the same ones

Pair = tuple[str, str]
"""The marks of two plans, as ``plan_mark`` gives them; empty where a workbook does not say."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of these tasks (keys as ``task_key`` gives them).

    ``together``: they belong together, exactly these; with nothing on one side the others are new, or dropped.
    Otherwise none of ``before`` became any of ``after``, and what became of them is not known. ``by``: who, as the
    person wrote it; ``made_for``: the plans; ``name``: what to call it when it is told of.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    together: bool = True
    by: str = ""
    made_for: Pair = ("", "")
    name: str = ""


class Why(Enum):
    """Why a decision was not applied."""

    LOST = "两份文件里没有找到这项任务，或它的文字已经改动"
    OTHER_PLANS = "是给另外两份文件的对照定的"
    UNSAID = "没有记下是给哪两份文件的对照定的"
    LATER = "后面又有一条涉及同一任务，以后一条为准"


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that could not be applied, and why."""

    decision: Decision
    why: Why


@dataclass(frozen=True, slots=True)
class Placed:
    """Decisions as positions for ``compare_plans``; those that fitted, under these plans' keys; those that did not.

    ``denied``: ids of the tasks whose link a person denied and whose whereabouts nobody has told.
    """

    fixed: Fixed
    stale: tuple[Stale, ...] = ()
    adopted: tuple[Decision, ...] = ()
    denied: frozenset[str] = frozenset()

    @property
    def kept(self) -> tuple[Decision, ...]:
        """What did not fit and may fit another time: all but what a later decision replaced."""
        return tuple(one.decision for one in self.stale if one.why is not Why.LATER)


def task_key(task: Task, text: str | None = None) -> str:
    """The key of a task in a decision: its id and a hash of its words without the number; ``text``: its source."""
    words = task_words(task, text).strip().removeprefix(task.number or "")
    return f"{task.id}{_MARK}{text_hash(words)}"


def plan_mark(year: int | None, keys: Iterable[str]) -> str:
    """What tells a plan from another: its year and a sample of its tasks (``keys``: all of them)."""
    sample = sorted({key.partition(_MARK)[2] for key in keys})[:_SKETCH]
    return f"{year or ''}:{'-'.join(sample)}"


def marks_of(before: Plan, after: Plan, texts: tuple[str | None, str | None] = (None, None)) -> Pair:
    """The marks of two plans; ``texts``: their sources."""
    years = [plan.plans[0].year if plan.plans else None for plan in (before, after)]
    keys = [[task_key(task, text) for task in plan.tasks] for plan, text in zip((before, after), texts, strict=True)]
    return plan_mark(years[0], keys[0]), plan_mark(years[1], keys[1])


def same_pair(one: Pair, other: Pair) -> bool:
    """Whether two pairs of marks are of the same plans: the same years, and at least half of the tasks as they were.

    A plan may be read anew, renumbered or mended, and is the same; one that names no year must be the same in all.
    """
    return all(map(_same_plan, one, other))


def mark_year(mark: str) -> int | None:
    """The year in a plan's mark."""
    year = mark.partition(":")[0]
    return int(year) if year.isdecimal() else None


def _same_plan(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    year, tasks = mark_year(one), [{*mark.partition(":")[2].split("-")} for mark in (one, other)]
    if year is None or year != mark_year(other):
        return False
    return 2 * len(tasks[0] & tasks[1]) >= min(map(len, tasks))


def place_decisions(
    decisions: Sequence[Decision], before: Plan, after: Plan, texts: tuple[str | None, str | None] = (None, None)
) -> Placed:
    """Find the tasks of each decision in the two plans.

    A task is found by its words, among equal words by its id; a bare id (without a hash) is taken at its word. Of two
    decisions on one task the later counts, and the earlier is returned as stale. Only what was made for these two
    plans applies; of what does not say so, only that tasks with words on both sides belong together.
    """
    sides = (_Index(before, texts[0]), _Index(after, texts[1]))
    marks = marks_of(before, after, texts)
    stale: list[Stale] = []
    groups: list[tuple[Decision, tuple[int, ...], tuple[int, ...]]] = []
    apart: list[tuple[Decision, tuple[int, ...], tuple[int, ...]]] = []
    for decision in decisions:
        told = decision.made_for != ("", "")
        if told and not same_pair(decision.made_for, marks):
            stale.append(Stale(decision, Why.OTHER_PLANS))
            continue
        if not told and not (decision.together and decision.before and decision.after):
            stale.append(Stale(decision, Why.UNSAID))
            continue
        one, other = sides[0].places(decision.before), sides[1].places(decision.after)
        if one is None or other is None or not (one or other):
            stale.append(Stale(decision, Why.LOST))
            continue
        if not decision.together:
            apart.append((decision, one, other))
            continue
        clash = [known for known in groups if {*known[1]} & {*one} or {*known[2]} & {*other}]
        stale += [Stale(known[0], Why.LATER) for known in clash if known[1:] != (one, other)]
        groups = [*(known for known in groups if known not in clash), (decision, one, other)]
    decided = {i for _, one, _ in groups for i in one}, {j for _, _, other in groups for j in other}
    apart = [known for known in apart if not decided[0].issuperset(known[1])]  # else it is told what became of them
    cuts = frozenset((i, j) for _, one, other in apart for i in one for j in other)
    adopted = [
        replace(one, before=sides[0].named(left), after=sides[1].named(right), made_for=marks)
        for one, left, right in (*apart, *groups)
    ]
    denied = frozenset(
        [before.tasks[i].id for i, _ in cuts] + [after.tasks[j].id for _, j in cuts if j not in decided[1]]
    )
    exact = tuple((left, right) for _, left, right in groups)
    return Placed(Fixed(exact, cuts), tuple(stale), tuple(adopted), denied)


class _Index:
    """The tasks of a plan by their words and by id."""

    def __init__(self, plan: Plan, text: str | None) -> None:
        self._ids = {task.id: at for at, task in enumerate(plan.tasks)}
        self._keys = [task_key(task, text) for task in plan.tasks]
        self._words: dict[str, list[int]] = {}
        for at, key in enumerate(self._keys):
            self._words.setdefault(key.partition(_MARK)[2], []).append(at)

    def places(self, keys: Sequence[str]) -> tuple[int, ...] | None:
        """The places of the tasks in the plan, in order; None where one is not there."""
        found = [self._find(key) for key in keys]
        return None if None in found else tuple(sorted({at for at in found if at is not None}))

    def named(self, places: Iterable[int]) -> tuple[str, ...]:
        """The keys of the tasks at these places."""
        return tuple(self._keys[at] for at in places)

    def _find(self, key: str) -> int | None:
        name, _, words = key.partition(_MARK)
        if not words:
            return self._ids.get(name)
        places = self._words.get(words, [])
        own = self._ids.get(name)
        return own if own in places else places[0] if len(places) == 1 else None
