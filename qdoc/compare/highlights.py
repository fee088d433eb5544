"""Owns which changes of a comparison matter most: the few that are told first, by a fixed order.

Each sort of change has places of its own, so that twenty figures that moved do not hide the one task that was dropped;
places that stay free go to the others in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff

MOST = 10
SORTS: tuple[tuple[tuple[ChangeKind, ...], int], ...] = (
    ((ChangeKind.RETARGETED,), 3),
    ((ChangeKind.REASSIGNED,), 2),
    ((ChangeKind.STRENGTHENED, ChangeKind.WEAKENED), 2),
    ((ChangeKind.DROPPED,), 1),
    ((ChangeKind.ADDED,), 1),
    ((ChangeKind.RESCHEDULED,), 1),
    ((ChangeKind.RENAMED,), 0),
    ((ChangeKind.SPLIT, ChangeKind.MERGED), 0),
    ((ChangeKind.MOVED,), 0),
)
"""The sorts of change in the order in which they matter, each with the places that it has of ten."""
RULE = (
    "先后：指标、责任、强化弱化、取消、新增、时限、更名、拆分合并、移动；"
    "十条中依次先留3、2、2、1、1、1条，余下的按这个先后补足；同一类中对应关系有把握的、两年都有原话的在前。"
)


@dataclass(frozen=True, slots=True)
class Highlight:
    """One change to be told: its place in ``PlanDiff.changes``, what it is told as, and the detail that shows it.

    ``detail`` is null where the group itself is the change (new, dropped, split …); ``others`` counts the further
    details of the group.
    """

    at: int
    kind: ChangeKind
    detail: Detail | None
    others: int


def highlights(diff: PlanDiff, most: int = MOST) -> tuple[Highlight, ...]:
    """The changes that matter most, ``most`` at the most, each group once, in the order of ``SORTS``.

    Inside a sort: links that nobody has to look at first, then those with both years' words, then the order of the
    later year. Groups that only say the same in other words are none.
    """
    waiting = [_ranked(diff, kinds) for kinds, _ in SORTS]
    taken: dict[int, int] = {}  # place of the group → its sort
    for rounds in ([places for _, places in SORTS], [most] * len(SORTS)):
        for sort, places in enumerate(rounds):
            for at in waiting[sort][:places] if places < most else waiting[sort]:
                if len(taken) < most:
                    taken.setdefault(at, sort)
    order = sorted(taken, key=lambda at: (taken[at], waiting[taken[at]].index(at)))
    return tuple(_told(at, diff.changes[at], SORTS[taken[at]][0]) for at in order)


def _ranked(diff: PlanDiff, kinds: tuple[ChangeKind, ...]) -> list[int]:
    found = [at for at, change in enumerate(diff.changes) if set(kinds) & set(change.kinds)]
    return sorted(found, key=lambda at: (diff.changes[at].review, not _both(diff.changes[at], kinds), at))


def _both(change: Change, kinds: tuple[ChangeKind, ...]) -> bool:
    return any(one.before and one.after for one in change.details if one.kind in kinds)


def _told(at: int, change: Change, kinds: tuple[ChangeKind, ...]) -> Highlight:
    own = [one for one in change.details if one.kind in kinds]
    own.sort(key=lambda one: not (one.before and one.after))
    kind = own[0].kind if own else next(kind for kind in kinds if kind in change.kinds)
    return Highlight(at, kind, own[0] if own else None, len(change.details) - bool(own))
