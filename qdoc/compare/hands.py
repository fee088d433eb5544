"""Owns reassigned and renamed: units that answer for a task, and units that reform made into others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qdoc.compare.diff import ChangeKind, Detail, Note
from qdoc.compare.wording import DECIDED
from qdoc.model import Assignment, Basis, Role, Task

Succeeds = Callable[[str, str], bool]
"""``succeeds(before_key, after_key)``: whether reform made the first unit into the second."""

LEADING, SUPPORTING = "牵头（责任）单位", "配合单位"
UNSTATED_BEFORE, UNSTATED_AFTER = "上年未明示", "今年未明示"
OF_CHAPTER = "随章节写明："
NO_BODIES_BEFORE, NO_BODIES_AFTER = "上年没有写集体名称", "今年没有写集体名称"


def unit_changes(
    before: Sequence[Task], after: Sequence[Task], succeeds: Succeeds, *, levels_differ: bool = False
) -> tuple[list[Detail], list[Note]]:
    """Hands that changed, units that reform renamed, and what only one year says.

    Only decided units that are named one by one count: a suggestion is nobody's decision, and collective bodies
    (各街道) change with the words around them: they are named beside the units whose change is told, and noted where
    they alone differ. A side that names none is noted as 上年未明示 or 今年未明示
    (随章节写明 where the head of its chapter does); a successor by reform is renamed, never a change of hands, and
    neither is 配合 turned into unranked 责任. ``levels_differ``: the plans come from two levels (市, 区), whose offices
    of one line count as the same.
    """
    details: list[Detail] = []
    notes: list[Note] = []
    unranked = [any(one.role is Role.RESPONSIBLE for one in _firm(side)) for side in (before, after)]
    together = unranked[0] != unranked[1]
    for leading, what in ((True, LEADING), (False, SUPPORTING)):
        old = _units(before, leading, together, levels_differ)
        new = _units(after, leading, together, levels_differ)
        if not old or not new:
            notes += _one_sided(what, (old, new), (before, after)) if leading else []
            continue
        bodies = _bodies(before, leading, together), _bodies(after, leading, together)
        found = _compared(what, old, new, bodies, succeeds)
        details += found
        if not any(detail.kind is ChangeKind.REASSIGNED for detail in found):
            notes += _other_bodies(what, *bodies)
    return details, notes


def _firm(tasks: Sequence[Task]) -> list[Assignment]:
    return [
        one for task in tasks for one in task.assignments if one.basis in DECIDED and not one.person and not one.group
    ]


def _units(tasks: Sequence[Task], leading: bool, together: bool, levels_differ: bool) -> dict[str, Assignment]:
    """Key (the register's, else the name) → the first assignment of each unit that answers (or supports)."""
    found: dict[str, Assignment] = {}
    for one in _firm(tasks):
        wanted = leading if together else one.role.leads is leading
        if wanted:
            key = one.key or one.canonical or one.department
            found.setdefault(key.rpartition("/")[2] if levels_differ else key, one)
    return found


def _bodies(tasks: Sequence[Task], leading: bool, together: bool) -> tuple[Assignment, ...]:
    """The collective bodies that answer (or support), each once."""
    found = {
        one.department: one
        for task in tasks
        for one in task.assignments
        if one.group and one.basis in DECIDED and (leading if together else one.role.leads is leading)
    }
    return tuple(found.values())


def _one_sided(
    what: str, units: tuple[dict[str, Assignment], dict[str, Assignment]], tasks: tuple[Sequence[Task], Sequence[Task]]
) -> list[Note]:
    """What only one year says of its units, or that both say it of bodies or at the head of a chapter, not the same."""
    told = []
    for side, own, unstated in zip(units, tasks, (UNSTATED_BEFORE, UNSTATED_AFTER), strict=True):
        leading = [one for task in own for one in task.assignments if one.role.leads and not one.person]
        bodies = _names(one for one in leading if one.group and one.basis in DECIDED)
        of_chapter = _names(one for one in leading if one.basis is Basis.INHERITED)
        told.append(_names(side.values()) or bodies or (OF_CHAPTER + of_chapter if of_chapter else unstated))
    both = told[0] == UNSTATED_BEFORE and told[1] == UNSTATED_AFTER
    return [] if both or told[0] == told[1] else [Note(what, told[0], told[1])]


def _compared(
    what: str,
    old: dict[str, Assignment],
    new: dict[str, Assignment],
    bodies: tuple[tuple[Assignment, ...], tuple[Assignment, ...]],
    succeeds: Succeeds,
) -> list[Detail]:
    details = []
    gone = {key: one for key, one in old.items() if key not in new}
    come = {key: one for key, one in new.items() if key not in old}
    renamed: set[str] = set()
    for key, one in sorted(gone.items()):
        heir = next((other for other in sorted(come) if succeeds(key, other)), None)
        heir = heir or next((other for other in sorted(new) if succeeds(key, other)), None)
        if heir is not None:
            to = new[heir]
            details.append(Detail(ChangeKind.RENAMED, what, one.department, to.department, _span(one), _span(to)))
            del gone[key]
            renamed |= {key, heir}
    come = {key: one for key, one in come.items() if key not in renamed}
    before, after = ({key: one for key, one in side.items() if key not in renamed} for side in (old, new))
    if gone or come:
        sides = [*(before or old).values(), *bodies[0]], [*(after or new).values(), *bodies[1]]
        was, now = (sorted(side, key=lambda one: one.start or 0) for side in sides)
        details.append(Detail(ChangeKind.REASSIGNED, what, _names(was), _names(now), _around(was), _around(now)))
    return details


def _other_bodies(what: str, before: Sequence[Assignment], after: Sequence[Assignment]) -> list[Note]:
    """That one year names collective bodies which the other does not, beside the same units."""
    was, now = _names(before), _names(after)
    if set(was.split("、")) == set(now.split("、")):
        return []
    return [Note(what, was or NO_BODIES_BEFORE, now or NO_BODIES_AFTER)]


def _names(units: Iterable[Assignment]) -> str:
    return "、".join(dict.fromkeys(one.department for one in units))


def _span(one: Assignment) -> tuple[int, int] | None:
    return (one.start, one.end) if one.start is not None and one.end is not None else None


def _around(units: Sequence[Assignment]) -> tuple[int, int] | None:
    """From the first to the last of the units, where all stand in the text."""
    spans = [span for one in units if (span := _span(one))]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if len(spans) == len(units) > 0 else None
