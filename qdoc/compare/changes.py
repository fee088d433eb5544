"""Owns what changed inside a group of aligned tasks: wording, strength, metrics, deadlines, units."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from rapidfuzz.fuzz import ratio

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.model import Basis, Deadline, DeadlineKind, Metric, Obligation, Role, Task
from qdoc.parse.punctuation import fold

Succeeds = Callable[[str, str], bool]
"""``succeeds(before_key, after_key)``: whether reform made the first unit into the second."""

_SAME_OBLIGATION = 0.6
_MOST = 400
_SAME_INDICATOR = 0.5
_OTHER_BINDING = 0.4  # an increment (新增20家) is no total (累计达到45家)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_DECIDED = (Basis.STATED, Basis.CONFIRMED)


def _alike(left: str, right: str) -> float:
    return ratio(left, right) / 100


def residue(text: str, tasks: Sequence[Task]) -> str:
    """The wording without what other kinds of change speak of: figures, time limits, units, words of strength.

    Two years with the same residue were not reworded.
    """
    said = {word for task in tasks for o in task.obligations for word in o.strength_words}
    said |= {d.quote for task in tasks for d in task.deadlines if d.quote}
    said |= {a.quote for task in tasks for a in task.assignments if a.quote}
    said |= {m.quote for task in tasks for m in task.metrics if m.value is None}
    for word in sorted(said, key=lambda item: (-len(item), item)):
        text = text.replace(fold(word), "")
    return _FIGURE.sub("", text)


def _has_figure(obligation: Obligation) -> bool:
    return bool(_FIGURE.search(obligation.text)) or "全覆盖" in obligation.text


def strength_changes(before: Sequence[Obligation], after: Sequence[Obligation]) -> list[Detail]:
    """Obligations that say the same thing with another strength (docs/contract.md §2: 刚性 4 … 鼓励 0).

    Where only one side names a figure, the change of strength is left to the metrics; of a task with more than
    ``_MOST`` obligations the first ones are looked at.
    """
    details = []
    before = before[:_MOST]
    for new in after[:_MOST]:
        old = max(before, key=lambda item: _alike(item.text, new.text), default=None)
        if old is None or old.strength == new.strength or old.strength_words == new.strength_words:
            continue
        if _alike(old.text, new.text) < _SAME_OBLIGATION or _has_figure(old) != _has_figure(new):
            continue
        kind = ChangeKind.STRENGTHENED if new.strength > old.strength else ChangeKind.WEAKENED
        details.append(Detail(kind, f"{old.verb or ''}→{new.verb}" if new.verb else "力度", old.text, new.text))
    return details


def _wanted(metric: Metric) -> tuple[object, ...]:
    return (metric.comparator, metric.value, metric.value_to, metric.unit)


def _same_target(old: Metric, new: Metric) -> float:
    """How surely two metrics measure the same thing: by what they measure, or by their words around the figure."""
    subjects = _alike(f"{old.scope or ''}{old.indicator or ''}", f"{new.scope or ''}{new.indicator or ''}")
    words = _alike(_FIGURE.sub("", old.quote), _FIGURE.sub("", new.quote))
    bound_alike = (old.comparator, old.unit) == (new.comparator, new.unit)
    return max(subjects, words) - (0.0 if bound_alike else _OTHER_BINDING)


def _label(metric: Metric) -> str:
    """What a metric is called in a table: its indicator where that stands in the quotation and is short."""
    name = metric.indicator or ""
    return name if name in metric.quote and 2 <= len(name) <= 12 else "指标"


def metric_changes(before: Sequence[Metric], after: Sequence[Metric]) -> list[Detail]:
    """Targets whose value, comparator or unit differs, and targets that stand on one side only.

    The surest pairs go first, so that an elliptic target (累计达到40项) finds its counterpart.
    """
    old, new = [m for m in before if m.target], [m for m in after if m.target]
    scored = sorted(
        ((_same_target(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score >= _SAME_INDICATOR and i not in pairs.values() and j not in pairs:
            pairs[j] = i
    details = []
    for j, metric in enumerate(new):
        if j not in pairs:
            details.append(Detail(ChangeKind.RETARGETED, _label(metric), None, metric.quote))
        elif _wanted(old[pairs[j]]) != _wanted(metric):
            details.append(Detail(ChangeKind.RETARGETED, _label(metric), old[pairs[j]].quote, metric.quote))
    left = [metric for i, metric in enumerate(old) if i not in pairs.values()]
    return details + [Detail(ChangeKind.RETARGETED, _label(metric), metric.quote, None) for metric in left]


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
