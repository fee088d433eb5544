"""Owns the comparison of two plans: which task became which (align), and what changed inside (changes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qdoc.compare.align import Group, TaskText, align
from qdoc.compare.changes import (
    Succeeds,
    deadline_changes,
    metric_changes,
    residue,
    strength_changes,
    unit_changes,
)
from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side, TaskPlace
from qdoc.model import Plan, SegmentRole, Task
from qdoc.parse.punctuation import fold

__all__ = ["Change", "ChangeKind", "Detail", "PlanDiff", "Reading", "Side", "TaskPlace", "compare_plans"]

_KIND_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}
_MOST_SENTENCES = 60
_UNSPOKEN = (SegmentRole.RESPONSIBILITY, SegmentRole.SEPARATOR)


@dataclass(frozen=True, slots=True)
class Reading:
    """One year as it was read: its plan, and the source text where there is one (null when only a plan.json came)."""

    plan: Plan
    text: str | None = None

    def wordings(self) -> dict[str, str]:
        """Task id → what the task says (its number and units included where the source text is at hand)."""
        if self.text is None:
            return {t.id: "".join([t.title or "", *(f"\n{o.text}" for o in t.obligations)]) for t in self.plan.tasks}
        return {t.id: self.text[t.start : t.end] for t in self.plan.tasks}


def _wording(task: Task, text: str | None) -> TaskText:
    """The task without its number and units; its obligations are its sentences."""
    sentences = _few([fold(obligation.text) for obligation in task.obligations] or [task.title or ""])
    if text is None:
        return TaskText((task.title or "") + "".join(sentences), sentences)
    spoken = [fold(text[s.start : s.end]) for s in task.segments if s.role not in _UNSPOKEN]
    whole = "".join(spoken) or fold(text[task.start : task.end])
    return TaskText(whole.removeprefix(fold(task.number or "")).strip(), sentences)


def _few(sentences: list[str]) -> tuple[str, ...]:
    """At most ``_MOST_SENTENCES`` stretches, neighbours joined: votes cost the product of both sides."""
    size = -(-len(sentences) // _MOST_SENTENCES)
    return tuple("".join(sentences[at : at + size]) for at in range(0, len(sentences), size))


def _majority(groups: Sequence[Group], before: Plan, after: Plan) -> set[tuple[str | None, str | None]]:
    """Pairs of themes that correspond: the theme most tasks of one went to, or most tasks of the other came from."""
    votes = Counter(
        (before.tasks[i].theme, after.tasks[j].theme) for group in groups for i in group.before for j in group.after
    )
    pairs = set()
    for side in (0, 1):
        best: dict[str | None, tuple[int, tuple[str | None, str | None]]] = {}
        for pair, count in votes.items():
            if count > best.get(pair[side], (0, pair))[0]:
                best[pair[side]] = (count, pair)
        pairs |= {pair for _, pair in best.values()}
    return pairs


def compare_plans(
    before: Reading,
    after: Reading,
    *,
    succeeds: Succeeds = lambda _before, _after: False,
    words: Callable[[str], Sequence[str]] | None = None,
) -> PlanDiff:
    """Compare two years' plans.

    Args:
        before: the earlier year.
        after: the later year.
        succeeds: whether reform made one unit (register key) into another.
        words: cuts a text into content words for similarity; character n-grams alone without it.

    Returns:
        A PlanDiff in which every task of both years stands in exactly one change; a plan against itself gives
        only ``carried``.
    """
    old_texts = [_wording(task, before.text) for task in before.plan.tasks]
    new_texts = [_wording(task, after.text) for task in after.plan.tasks]
    groups = align(old_texts, new_texts, words)
    themes = _majority(groups, before.plan, after.plan)
    changes = tuple(_change(g, before.plan, after.plan, old_texts, new_texts, themes, succeeds) for g in groups)
    return PlanDiff(_side(before.plan), _side(after.plan), changes)


def _side(plan: Plan) -> Side:
    places = tuple(TaskPlace(t.id, t.number, t.title, t.start, t.end) for t in plan.tasks)
    first = plan.plans[0] if plan.plans else None
    title = (first.title if first else None) or plan.letterhead.title
    return Side(title, first.year if first else None, plan.source.name, places)


def _change(
    group: Group,
    before: Plan,
    after: Plan,
    old_texts: Sequence[TaskText],
    new_texts: Sequence[TaskText],
    themes: set[tuple[str | None, str | None]],
    succeeds: Succeeds,
) -> Change:
    old, new = [before.tasks[i] for i in group.before], [after.tasks[j] for j in group.after]
    runner_up = (after.tasks[group.runner_up[0]].id, group.runner_up[1]) if group.runner_up else None
    ids = (tuple(t.id for t in old), tuple(t.id for t in new))
    if not old or not new:
        only = ChangeKind.ADDED if new else ChangeKind.DROPPED
        return Change(*ids, (only,), None, None, group.review)
    details: list[Detail] = []
    old_text = "".join(old_texts[i].whole for i in group.before)
    new_text = "".join(new_texts[j].whole for j in group.after)
    same = old_text == new_text
    kinds = {ChangeKind.CARRIED} if same else set()
    if len(new) > len(old):
        kinds.add(ChangeKind.SPLIT)
    if len(old) > len(new):
        kinds.add(ChangeKind.MERGED)
    if any((a.theme, b.theme) not in themes for a in old for b in new):
        kinds.add(ChangeKind.MOVED)
    years = (_year(before, old[0]), _year(after, new[0]))
    if not same:
        details += strength_changes([o for t in old for o in t.obligations], [o for t in new for o in t.obligations])
        details += metric_changes([m for t in old for m in t.metrics], [m for t in new for m in t.metrics])
        details += deadline_changes(
            [d for t in old for d in t.deadlines], [d for t in new for d in t.deadlines], *years
        )
    details += unit_changes(old, new, succeeds)
    kinds |= {detail.kind for detail in details}
    if not same and (not details or residue(old_text, old) != residue(new_text, new)):
        kinds.add(ChangeKind.REWORDED)
    ordered = tuple(sorted(kinds, key=_KIND_ORDER.__getitem__))
    return Change(*ids, ordered, group.score, runner_up, group.review, tuple(details))


def _year(plan: Plan, task: Task) -> int | None:
    return plan.plans[task.plan].year if 0 <= task.plan < len(plan.plans) else None
