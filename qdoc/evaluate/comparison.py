"""Owns measuring a comparison of two years: links between tasks, and the kinds of change, against a known truth.

A link is a pair (task before, task after) that share a change (docs/contract.md §6); tasks read are placed on those of
the truth by their overlap, so that it does not matter how a notice was cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qdoc.compare.diff import Change, ChangeKind, PlanDiff, TaskPlace
from qdoc.evaluate.tally import Tally

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TrueChange:
    """Tasks that belong together, by place, with what changed.

    ``kinds``: names that must be found; ``accepted``: as good; ``rescheduled:earlier`` and ``rescheduled:later`` ask
    for the direction too. ``judged``: whether the kinds count (the links always do).
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    kinds: frozenset[str]
    accepted: frozenset[str] = frozenset()
    judged: bool = True


@dataclass(frozen=True, slots=True)
class TrueComparison:
    """What is true of a pair: the span of every task in each year's text, and every group."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]
    changes: tuple[TrueChange, ...]


@dataclass(frozen=True, slots=True)
class ComparisonMiss:
    """One disagreement: ``what`` (link or a kind), too much or missed, and the places in the truth."""

    what: str
    extra: bool
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparisonScore:
    """Agreement of one comparison: links, each kind, tasks that stand in no change, doubts raised, and the misses."""

    links: Tally
    kinds: Mapping[str, Tally]
    in_no_change: int
    review: int
    wrong_unseen: int  # wrong links that no 待核 marks
    renamed_as_reassigned: int  # groups whose units were renamed by reform and are said to have changed hands
    misses: tuple[ComparisonMiss, ...]


def macro_f1(kinds: Iterable[Mapping[str, Tally]]) -> float:
    """The mean F1 of the kinds that the truth has, over all pairs together; 1 where it has none."""
    sums: dict[str, Tally] = {}
    for one in kinds:
        for name, tally in one.items():
            sums[name] = sums.get(name, Tally()) + tally
    asked = [tally.f1 for tally in sums.values() if tally.right + tally.missed]
    return sum(asked) / len(asked) if asked else 1.0


def _owners(places: Sequence[TaskPlace], spans: Sequence[Span]) -> dict[str, int]:
    """Task id → the true task that it overlaps most; ids that overlap none are left out."""
    owners = {}
    for place in places:
        shared = [(min(end, place.end) - max(start, place.start), -at) for at, (start, end) in enumerate(spans)]
        size, at = max(shared, default=(0, 0))
        if size > 0:
            owners[place.id] = -at
    return owners


def found_kinds(change: Change) -> set[str]:
    """The kinds of a change by name, with the direction of each new time limit."""
    names = {kind.value for kind in change.kinds if kind is not ChangeKind.RESCHEDULED}
    for detail in change.details:
        if detail.kind is ChangeKind.RESCHEDULED:
            names.add("rescheduled:earlier" if detail.what == "时限提前" else "rescheduled:later")
    return names


def score_comparison(diff: PlanDiff, truth: TrueComparison) -> ComparisonScore:
    """Count how far ``diff`` agrees with ``truth``.

    Kinds are compared group of the truth by group, with the kinds of all changes that hold one of its tasks; a kind
    that is neither true nor accepted counts as too much.
    """
    left, right = _owners(diff.before.tasks, truth.before), _owners(diff.after.tasks, truth.after)
    placed = [
        ({left[i] for i in one.before if i in left}, {right[j] for j in one.after if j in right}, one)
        for one in diff.changes
    ]
    found = {(i, j) for before, after, _ in placed for i in before for j in after}
    doubted = {(i, j) for before, after, one in placed if one.review for i in before for j in after}
    true = {(i, j) for one in truth.changes for i in one.before for j in one.after}
    misses = [ComparisonMiss("link", True, (i,), (j,)) for i, j in sorted(found - true)]
    misses += [ComparisonMiss("link", False, (i,), (j,)) for i, j in sorted(true - found)]
    kinds: dict[str, Tally] = {}
    confused = 0
    for group in truth.changes:
        if not group.judged:
            continue
        said: set[str] = set()
        for before, after, one in placed:
            if before & set(group.before) or after & set(group.after):
                said |= found_kinds(one)
        if "rescheduled" in group.kinds | group.accepted:  # the truth does not tell the direction
            said = {name.partition(":")[0] for name in said}
        confused += "renamed" in group.kinds and "reassigned" in said - group.kinds - group.accepted
        for name in sorted(said | group.kinds):
            extra = name not in group.kinds
            if extra and name in group.accepted:
                continue
            missed = name not in said
            kinds[name] = kinds.get(name, Tally()) + Tally(int(not extra and not missed), int(extra), int(missed))
            if extra or missed:
                misses.append(ComparisonMiss(name, extra, group.before, group.after))
    listed = {i for one in diff.changes for i in one.before}, {j for one in diff.changes for j in one.after}
    lost = sum(task.id not in listed[at] for at, side in enumerate((diff.before, diff.after)) for task in side.tasks)
    links = Tally(len(found & true), len(found - true), len(true - found))
    review = sum(one.review for one in diff.changes)
    return ComparisonScore(links, kinds, lost, review, len(found - true - doubted), confused, tuple(misses))
