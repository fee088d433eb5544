"""Owns rescheduled: time limits that came earlier or later, each compared with its own counterpart."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from qdoc.compare.diff import ChangeKind, Detail, Note
from qdoc.compare.hands import UNSTATED_AFTER, UNSTATED_BEFORE
from qdoc.compare.wording import DECIDED
from qdoc.model import Deadline, DeadlineKind

_YEAR = re.compile(r"\d{4}年")
_FEBRUARY, _LAST_OF_FEBRUARY = 2, 28
EARLIER, LATER = "时限提前", "时限推迟"
LIMIT = "时限"


def deadline_changes(
    before: Sequence[Deadline],
    after: Sequence[Deadline],
    years: tuple[int | None, int | None],
    became: Mapping[str, str] | None = None,
) -> list[Detail]:
    """Decided limits that moved, relative to each plan's own year; only where both years state one.

    The same day of the next year is the same demand, and so are the very same day (到2025年 in the plans of 2024 and
    2025) and equal words that name no year. Limits are compared with those of the obligation that theirs became
    (``became``: id before → id after), the last ones of both years where none can be told.
    """
    old, new = _decided(before), _decided(after)
    if not old or not new:
        return []
    if None in years:
        years = (None, None)
    details = []
    for one, other in _counterparts(old, new, became or {}):
        was, now = _day(one, years[0]), _day(other, years[1])
        if was == now or one.on == other.on or (one.wording == other.wording and not _YEAR.search(one.wording)):
            continue
        what = EARLIER if now < was else LATER
        details.append(Detail(ChangeKind.RESCHEDULED, what, one.wording, other.wording, _span(one), _span(other)))
    return details


def deadline_notes(before: Sequence[Deadline], after: Sequence[Deadline]) -> list[Note]:
    """What only one year says of a group's time limits: no change of any, but worth knowing (时限：上年未明示→…)."""
    old, new = ("、".join(dict.fromkeys(one.wording for one in _decided(side))) for side in (before, after))
    if bool(old) == bool(new):
        return []
    return [Note(LIMIT, old or UNSTATED_BEFORE, new or UNSTATED_AFTER)]


def _decided(deadlines: Sequence[Deadline]) -> list[Deadline]:
    return [d for d in deadlines if d.on and d.kind is not DeadlineKind.PLAN_YEAR and d.basis in DECIDED]


def _span(deadline: Deadline) -> tuple[int, int] | None:
    return (deadline.start, deadline.end) if deadline.start is not None and deadline.end is not None else None


def _day(deadline: Deadline, year: int | None) -> tuple[int, int, int]:
    """(years after the plan's year, month, day); the last day of any month counts as 31, 28 February always."""
    day = date.fromisoformat(deadline.on or "")
    last = min(monthrange(day.year, day.month)[1], _LAST_OF_FEBRUARY if day.month == _FEBRUARY else 31)
    return day.year - (year or 0), day.month, 31 if day.day >= last else day.day


def _counterparts(
    old: Sequence[Deadline], new: Sequence[Deadline], became: Mapping[str, str]
) -> list[tuple[Deadline, Deadline]]:
    """Pairs that limit the same obligations, the most in common first; else the last of both, where both have one."""
    scored = []
    for i, one in enumerate(old):
        heirs = {became[key] for key in one.obligations if key in became}
        for j, other in enumerate(new):
            mine = set(other.obligations)
            if common := len(heirs & mine):
                same = one.on == other.on or one.wording == other.wording
                scored.append((-common / len(heirs | mine), not same, i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    if pairs or (became and max(len(old), len(new)) > 1):
        return [(old[i], new[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]
    return [(max(old, key=lambda d: d.on or ""), max(new, key=lambda d: d.on or ""))]
