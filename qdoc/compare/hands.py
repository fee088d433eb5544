"""Owns reassigned and renamed: units that answer for a task, and units that reform made into others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qdoc.compare.diff import ChangeKind, Detail, Note
from qdoc.compare.wording import DECIDED
from qdoc.model import Assignment, Role, Task

Succeeds = Callable[[str, str], bool]
"""``succeeds(before_key, after_key)``: whether reform made the first unit into the second."""

LEADING, SUPPORTING = "牵头（责任）单位", "配合单位"
UNSTATED_BEFORE, UNSTATED_AFTER = "上年未明示", "今年未明示"


def unit_changes(
    before: Sequence[Task], after: Sequence[Task], succeeds: Succeeds, *, levels_differ: bool = False
) -> tuple[list[Detail], list[Note]]:
    """Hands that changed, units that reform renamed, and what only one year says.

    Only decided units that are named one by one count: a suggestion is nobody's decision, and collective bodies
    (各街道) change with the words around them. A side that names none is noted as 上年未明示 or 今年未明示, never as a
    change; a successor by reform is renamed, never a change of hands, and neither is 配合 turned into unranked 责任.
    ``levels_differ``: the plans come from two levels (市, 区), whose offices of one line count as the same.
    """
    details: list[Detail] = []
    notes: list[Note] = []
    unranked = [any(one.role is Role.RESPONSIBLE for one in _firm(side)) for side in (before, after)]
    together = unranked[0] != unranked[1]
    for leading, what in ((True, LEADING), (False, SUPPORTING)):
        old = _units(before, leading, together, levels_differ)
        new = _units(after, leading, together, levels_differ)
        if not old or not new:
            if leading and (old or new):
                notes.append(_one_sided(what, old, new))
            continue
        found = _compared(what, old, new, succeeds)
        details += found
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


def _one_sided(what: str, old: dict[str, Assignment], new: dict[str, Assignment]) -> Note:
    names = "、".join(one.department for one in (old or new).values())
    return Note(what, names, UNSTATED_AFTER) if old else Note(what, UNSTATED_BEFORE, names)


def _compared(what: str, old: dict[str, Assignment], new: dict[str, Assignment], succeeds: Succeeds) -> list[Detail]:
    details = []
    gone = {key: one for key, one in old.items() if key not in new}
    come = {key: one for key, one in new.items() if key not in old}
    for key, one in sorted(gone.items()):
        heir = next((other for other in sorted(come) if succeeds(key, other)), None)
        heir = heir or next((other for other in sorted(new) if succeeds(key, other)), None)
        if heir is not None:
            to = new[heir]
            details.append(Detail(ChangeKind.RENAMED, what, one.department, to.department, _span(one), _span(to)))
            del gone[key]
    heirs = {detail.after for detail in details}
    come = {key: one for key, one in come.items() if one.department not in heirs}
    if gone or come:
        was, now = ("、".join(one.department for one in side.values()) for side in (old, new))
        details.append(Detail(ChangeKind.REASSIGNED, what, was, now, _around(gone or old), _around(come or new)))
    return details


def _span(one: Assignment) -> tuple[int, int] | None:
    return (one.start, one.end) if one.start is not None and one.end is not None else None


def _around(units: dict[str, Assignment]) -> tuple[int, int] | None:
    """From the first to the last of the units, where they stand in the text."""
    spans = [span for one in units.values() if (span := _span(one))]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None
