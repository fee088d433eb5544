"""Owns the comparison of two plans: which task became which (align), and what changed inside (changes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from qdoc.compare.align import Fixed, align
from qdoc.compare.changes import Years, change_of
from qdoc.compare.diff import Change, ChangeKind, Detail, ItemPlace, PlanDiff, Side, TaskPlace
from qdoc.compare.elsewhere import Elsewhere
from qdoc.compare.hands import Succeeds
from qdoc.compare.reading import LEDGER_TYPE, Reading
from qdoc.compare.themes import Themes
from qdoc.compare.wording import task_texts
from qdoc.model import Plan

__all__ = ["Change", "ChangeKind", "Detail", "Fixed", "PlanDiff", "Reading", "Side", "TaskPlace", "compare_plans"]


def compare_plans(
    before: Reading,
    after: Reading,
    *,
    succeeds: Succeeds = lambda _before, _after: False,
    words: Callable[[str], Sequence[str]] | None = None,
    fixed: Fixed = Fixed(),  # noqa: B008  # frozen and empty
) -> PlanDiff:
    """Compare two years' plans.

    Args:
        before: the earlier year.
        after: the later year.
        succeeds: whether reform made one unit (register key) into another.
        words: cuts a text into content words for similarity; character n-grams alone without it.
        fixed: what a person decided of the links, by position (``qdoc.compare.decisions`` finds the positions); it
            goes before everything.

    Returns:
        A PlanDiff in which every task of both years stands in exactly one change; a plan against itself gives
        only ``carried``.
    """
    old_texts, new_texts = task_texts(before.plan, before.text), task_texts(after.plan, after.text)
    groups = align(old_texts, new_texts, words, fixed)
    themes = Themes(before.plan, after.plan, [link for group in groups for link in group.links])
    levels = _level(before.plan), _level(after.plan)
    differ = all(levels) and levels[0] != levels[1]
    texts = before.text, after.text
    ids = [task.id for task in before.plan.tasks], [task.id for task in after.plan.tasks]
    belong = [([ids[0][i] for i in group.before], [ids[1][j] for j in group.after]) for group in groups]
    elsewhere = Elsewhere(before.wordings(), after.wordings(), belong)
    years = Years(
        before.plan,
        after.plan,
        old_texts,
        new_texts,
        themes,
        succeeds,
        elsewhere,
        differ,
        texts,
        _of_rows(before, after),
    )
    known = before.progress or {}
    changes = []
    for group in groups:
        change = change_of(group, years)
        progress = tuple(row for key in change.before for row in known.get(key, ()))
        changes.append(replace(change, progress=progress) if progress else change)
    return PlanDiff(_side(before.plan), _side(after.plan), tuple(changes))


def _of_rows(*sides: Reading) -> bool:
    return any(side.plan.source.media_type == LEDGER_TYPE for side in sides)


def _side(plan: Plan) -> Side:
    places = tuple(
        TaskPlace(
            task.id,
            task.number,
            task.title,
            task.start,
            task.end,
            tuple(ItemPlace(one.id, one.start, one.end) for one in task.obligations),
        )
        for task in plan.tasks
    )
    first = plan.plans[0] if plan.plans else None
    title = (first.title if first else None) or plan.letterhead.title
    return Side(title, first.year if first else None, plan.source.name, places)


def _level(plan: Plan) -> str:
    """The level of most units that the plan names (district, city …), "" where it names none."""
    levels = Counter(
        one.key.partition("/")[0] for task in plan.tasks for one in task.assignments if one.key and "/" in one.key
    )
    return min(levels, key=lambda level: (-levels[level], level), default="")
