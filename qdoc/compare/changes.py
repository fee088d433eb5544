"""Owns what changed inside one group of aligned tasks: all kinds that hold, each with both wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.compare.align import Group
from qdoc.compare.diff import Change, ChangeKind, Detail, ItemLink, Note
from qdoc.compare.elsewhere import Elsewhere
from qdoc.compare.hands import Succeeds, unit_changes
from qdoc.compare.items import ItemPair, match_items
from qdoc.compare.limits import deadline_changes, deadline_notes
from qdoc.compare.quotation import Passages, widen
from qdoc.compare.rewording import reworded
from qdoc.compare.strengths import strength_changes, title_change
from qdoc.compare.targets import metric_changes
from qdoc.compare.themes import Themes
from qdoc.compare.wording import TaskText
from qdoc.model import Obligation, Plan, Task

_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}
MOVED_TARGET, IN_ANOTHER = "指标移动", "{}写在“{}”"
_OF_PLACE = {ChangeKind.MOVED, ChangeKind.REASSIGNED, ChangeKind.RENAMED}
"""Kinds that leave the words of a task as they were: it is carried nevertheless."""


@dataclass(frozen=True, slots=True)
class Years:
    """Two plans with the words of their tasks, and what is known of both."""

    before: Plan
    after: Plan
    old_texts: Sequence[TaskText]
    new_texts: Sequence[TaskText]
    themes: Themes
    succeeds: Succeeds
    elsewhere: Elsewhere
    levels_differ: bool = False
    texts: tuple[str | None, str | None] = (None, None)
    of_rows: bool = False


def change_of(group: Group, years: Years) -> Change:
    """Say what became of a group, kinds in the order of ``ChangeKind``."""
    old = [years.before.tasks[i] for i in group.before]
    new = [years.after.tasks[j] for j in group.after]
    ids = (tuple(task.id for task in old), tuple(task.id for task in new))
    runner_up = (years.after.tasks[group.runner_up[0]].id, group.runner_up[1]) if group.runner_up else None
    if not old or not new:
        only = ChangeKind.ADDED if new else ChangeKind.DROPPED
        return Change(*ids, (only,), None, runner_up, group.review, decided=group.fixed)
    kinds = _shape(group)
    if any(years.themes.moved(years.before.tasks[i].theme, years.after.tasks[j].theme) for i, j in group.links):
        kinds.add(ChangeKind.MOVED)
    old_texts, new_texts = [years.old_texts[i] for i in group.before], [years.new_texts[j] for j in group.after]
    pairs = match_items(_obligations(old), _obligations(new))
    told_years = (_year(years.before, old[0]), _year(years.after, new[0]))
    passages = Passages(old, years.texts[0]), Passages(new, years.texts[1])
    details = _inside(old, new, pairs, old_texts, new_texts, told_years, passages)
    if reworded(old_texts, new_texts, details, told_years, of_rows=years.of_rows):
        kinds.add(ChangeKind.REWORDED)
    details, notes = _elsewhere(widen(details, *passages), years, ids)
    hands, told = unit_changes(old, new, years.succeeds, levels_differ=years.levels_differ)
    details += hands
    limits = [[limit for task in side for limit in task.deadlines] for side in (old, new)]
    notes += [*told, *deadline_notes(*limits)]
    kinds |= {detail.kind for detail in details}
    if not kinds - _OF_PLACE:
        kinds.add(ChangeKind.CARRIED)
    ordered = tuple(sorted(kinds, key=_ORDER.__getitem__))
    items = _items(pairs, _obligations(old), _obligations(new))
    score = group.score
    return Change(
        *ids, ordered, score, runner_up, group.review, tuple(details), items, tuple(notes), decided=group.fixed
    )


def _shape(group: Group) -> set[ChangeKind]:
    """Split where a task went to several, merged where one came of several."""
    out, back = Counter(i for i, _ in group.links), Counter(j for _, j in group.links)
    kinds = set()
    if max(out.values()) > 1:
        kinds.add(ChangeKind.SPLIT)
    if max(back.values()) > 1:
        kinds.add(ChangeKind.MERGED)
    return kinds


def _inside(
    old: Sequence[Task],
    new: Sequence[Task],
    pairs: Sequence[ItemPair],
    old_texts: Sequence[TaskText],
    new_texts: Sequence[TaskText],
    years: tuple[int | None, int | None],
    passages: tuple[Passages, Passages],
) -> list[Detail]:
    before, after = ("\n".join(text.whole for text in side) for side in (old_texts, new_texts))
    metrics = [[m for task in side for m in task.metrics] for side in (old, new)]
    figures = [sorted(m.quote for m in side) for side in metrics]
    became = {pair.before.id: pair.after.id for pair in pairs}
    details: list[Detail] = []
    if before != after:
        details = strength_changes(pairs, passages)
        if len(old) == len(new) == 1 and not details:
            details = title_change(old[0], new[0])
    if before != after or figures[0] != figures[1]:
        details += metric_changes(metrics[0], metrics[1], became, (before, after))
    deadlines = [[d for task in side for d in task.deadlines] for side in (old, new)]
    return details + deadline_changes(deadlines[0], deadlines[1], years, became)


def _elsewhere(
    details: Sequence[Detail], years: Years, own: tuple[Sequence[str], Sequence[str]]
) -> tuple[list[Detail], list[Note]]:
    """The details without targets of one year that went to (came from) another task word for word; those as notes."""
    left: list[Detail] = []
    notes: list[Note] = []
    for one in details:
        gone = one.after is None
        words = one.before or one.after or ""
        place = None
        if one.kind is ChangeKind.RETARGETED and not (one.before and one.after):
            place = years.elsewhere.moved(words, own, left=gone)
        if place is None:
            left.append(one)
        else:
            task = next(task for task in (years.after if gone else years.before).tasks if task.id == place)
            where = IN_ANOTHER.format("今年" if gone else "上年", (task.number or "") + (task.title or ""))
            notes.append(Note(MOVED_TARGET, words, where) if gone else Note(MOVED_TARGET, where, words))
    return left, notes


def _obligations(tasks: Sequence[Task]) -> list[Obligation]:
    return [one for task in tasks for one in task.obligations]


def _items(
    pairs: Sequence[ItemPair], before: Sequence[Obligation], after: Sequence[Obligation]
) -> tuple[ItemLink, ...]:
    """Every obligation of the group once: the pairs, then what is new, then what is gone, each in its order."""
    links = [ItemLink(pair.before.id, pair.after.id, round(pair.score, 6), pair.same) for pair in pairs]
    known = {link.before for link in links}, {link.after for link in links}
    links += [ItemLink(None, one.id, None, False) for one in after if one.id not in known[1]]
    links += [ItemLink(one.id, None, None, False) for one in before if one.id not in known[0]]
    return tuple(links)


def _year(plan: Plan, task: Task) -> int | None:
    return plan.plans[task.plan].year if 0 <= task.plan < len(plan.plans) else None
