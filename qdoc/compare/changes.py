"""Owns what changed inside a group of aligned tasks: wording, strength, metrics, deadlines, units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.model import Basis, Deadline, DeadlineKind, Metric, Obligation, Role, Task

Succeeds = Callable[[str, str], bool]
"""``succeeds(before_key, after_key)``: whether reform made the first unit into the second."""

_SAME_OBLIGATION = 0.5
_SAME_INDICATOR = 0.6
_DECIDED = (Basis.STATED, Basis.CONFIRMED)


def _alike(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def strength_changes(before: Sequence[Obligation], after: Sequence[Obligation]) -> list[Detail]:
    """Obligations that say the same thing with another strength (docs/contract.md §2: 刚性 4 … 鼓励 0)."""
    details = []
    for new in after:
        old = max(before, key=lambda item: _alike(item.text, new.text), default=None)
        if old is None or old.strength == new.strength or old.strength_words == new.strength_words:
            continue
        if _alike(old.text, new.text) < _SAME_OBLIGATION:
            continue
        kind = ChangeKind.STRENGTHENED if new.strength > old.strength else ChangeKind.WEAKENED
        details.append(Detail(kind, "、".join(new.strength_words) or "力度", old.text, new.text))
    return details


def _subject(metric: Metric) -> str:
    return f"{metric.scope or ''}{metric.indicator or ''}"


def _wanted(metric: Metric) -> tuple[object, ...]:
    return (metric.comparator, metric.value, metric.value_to, metric.unit)


def metric_changes(before: Sequence[Metric], after: Sequence[Metric]) -> list[Detail]:
    """Targets whose value, comparator or unit differs, and targets that stand on one side only."""
    old_left = [metric for metric in before if metric.target]
    details = []
    for new in (metric for metric in after if metric.target):
        same = [old for old in old_left if _wanted(old) == _wanted(new) and _alike(_subject(old), _subject(new)) >= 0.5]
        near = same or [old for old in old_left if _alike(_subject(old), _subject(new)) >= _SAME_INDICATOR]
        old = max(near, key=lambda item: _alike(_subject(item), _subject(new)), default=None)
        if old is None:
            details.append(Detail(ChangeKind.RETARGETED, new.indicator or "指标", None, new.quote))
            continue
        old_left.remove(old)
        if _wanted(old) != _wanted(new):
            details.append(Detail(ChangeKind.RETARGETED, new.indicator or "指标", old.quote, new.quote))
    details += [Detail(ChangeKind.RETARGETED, old.indicator or "指标", old.quote, None) for old in old_left]
    return details


def _latest(deadlines: Sequence[Deadline], year: int | None) -> tuple[tuple[int, int, int], str] | None:
    """The last decided day as (years after the plan's year, month, day), so that a yearly repetition is no change."""
    days = [
        (date.fromisoformat(deadline.on), deadline.wording)
        for deadline in deadlines
        if deadline.on and deadline.kind is not DeadlineKind.PLAN_YEAR and deadline.basis in _DECIDED
    ]
    if not days:
        return None
    day, wording = max(days)
    return (day.year - (year or 0), day.month, day.day), wording


def deadline_changes(
    before: Sequence[Deadline], after: Sequence[Deadline], before_year: int | None, after_year: int | None
) -> list[Detail]:
    """Stated deadlines that came earlier or later relative to each plan's own year; only where both sides state any."""
    if before_year is None or after_year is None:
        before_year = after_year = None
    old, new = _latest(before, before_year), _latest(after, after_year)
    if old is None or new is None or old[0] == new[0]:
        return []
    what = "时限提前" if new[0] < old[0] else "时限推迟"
    return [Detail(ChangeKind.RESCHEDULED, what, old[1], new[1])]


def _units(tasks: Sequence[Task], leading: bool) -> dict[str, str]:
    """Key (the register's, else the name) → printed name of the units that answer (or support), decided ones only."""
    return {
        assignment.key or assignment.canonical or assignment.department: assignment.department
        for task in tasks
        for assignment in task.assignments
        if assignment.basis in _DECIDED
        and not assignment.person
        and (Role(assignment.role).leads if leading else assignment.role is Role.SUPPORT)
    }


def unit_changes(before: Sequence[Task], after: Sequence[Task], succeeds: Succeeds) -> list[Detail]:
    """Hands that changed, and units that reform renamed (never a change of hands).

    Only between decided units: where last year named none, nothing is reported here.
    """
    details = []
    for leading, what in ((True, "牵头（责任）单位"), (False, "配合单位")):
        old, new = _units(before, leading), _units(after, leading)
        if not old or not new:
            continue
        gone = {key: name for key, name in old.items() if key not in new}
        come = {key: name for key, name in new.items() if key not in old}
        for key, name in sorted(gone.items()):
            heir = next((other for other in sorted(come) if succeeds(key, other)), None)
            heir = heir or next((other for other in sorted(new) if succeeds(key, other)), None)
            if heir is not None:
                details.append(Detail(ChangeKind.RENAMED, what, name, new[heir]))
                come.pop(heir, None)
                del gone[key]
        if gone or come:
            details.append(Detail(ChangeKind.REASSIGNED, what, "、".join(old.values()), "、".join(new.values())))
    return details
