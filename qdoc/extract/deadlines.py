"""Owns time limits: which wordings in a task are ones, what they cover, and what a task without any falls back to.

The day is computed from the plan's year and the notice's date, never from today.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from qdoc.extract import calendar
from qdoc.extract.context import PlanContext
from qdoc.extract.deadline_points import POINT, TimeLimit, hide_years, read_point, running_limits
from qdoc.extract.stretches import Stretches
from qdoc.model import Basis, Deadline, DeadlineKind, Diagnostic, Evidence, Obligation, Severity, Span

_PREFILTER = re.compile(r"年|月|季度|十[一二三四五六七八九]五|每|定期|时限|时间|期限|持续推进|长期")
_LABEL = re.compile(
    r"(?:完成|办理|办结|实施|落实|推进|时间|责任|整改)?(?:时限|期限|时间(?:要求|节点|安排|进度)?|节点)(?:要求)?\s*[:：]\s*(?P<value>[^，,。；;）)〕\]】\n]{1,40})"
)
_MAY_LABEL = re.compile(r"[:：](?<=[限间点求排度\s].)")  # the sign behind every label
_OPEN = re.compile(
    r"持续(?:推进|开展|实施|进行)?|长期(?:坚持|推进|任务)?|常态化?(?:推进|开展)?|及时|适时|贯穿全年|全年|立即|随时|不定期"
)
_REPEATING = re.compile(r"定期|每(?:年|月|季度?|半年|周|旬|日|天)|按[月季年周]|逐[月季年]")


def find_deadlines(
    text: str, start: int, end: int, obligations: tuple[Obligation, ...], zones: tuple[Span, ...], context: PlanContext
) -> tuple[tuple[Deadline, ...], tuple[Diagnostic, ...]]:
    """Return the stated time limits of ``text[start:end]`` in order, and what looks damaged.

    A limit in a zone (完成时限：…) covers what the zone governs; one in the text covers the obligation it stands in
    or, where it stands before any, the next. Nothing inside 《》 and no span of years (2021—2023年) is a limit.
    """
    if not _PREFILTER.search(text, start, end):
        return (), ()
    masked = hide_years(text[start:end])
    found: list[tuple[TimeLimit, bool]] = []
    for label in _LABEL.finditer(masked) if _MAY_LABEL.search(masked) else ():
        if one := _labelled(label, context):
            found.append((one, True))
    taken = Stretches((f.start, f.end) for f, _ in found)
    for one in running_limits(masked, context):
        if not taken.meets(one.start, one.end):
            found.append((one, False))
            taken.add(one.start, one.end)
    found.sort(key=lambda pair: pair[0].start)
    deadlines, problems = [], []
    cover = _Cover(obligations, zones)
    for one, labelled in found:
        at, to = one.start + start, one.end + start
        quote = text[at:to]
        # the cells of a table's row need no label: their limit holds for the row
        covered = cover.of(at, labelled or "\t" in text[max(start, at - 1) : at])
        deadlines.append(
            Deadline(
                one.kind, one.on, quote, Basis.STATED, covered, quote, at, to, (Evidence("deadline", quote, at, to),)
            )
        )
        if (year := re.match(r"\D*(\d{4})年", quote)) and not calendar.plausible(int(year[1])):
            problems.append(
                Diagnostic(
                    "E201",
                    Severity.REVIEW,
                    f"“{quote}”中的年份 {year[1]} 不像年份，原件数字可能已损坏，按原样保留",
                    at,
                    to,
                    "对照原件改正后重新生成",
                )
            )
    return tuple(deadlines), tuple(problems)


def default_deadline(context: PlanContext, obligations: tuple[Obligation, ...]) -> Deadline | None:
    """Return the plan's own year as the limit of obligations that state none; None where the plan has no year."""
    plan = context.plan
    if plan is None or plan.year is None or not calendar.plausible(plan.year):
        return None
    last = plan.year_to or plan.year
    evidence = (Evidence("plan_title", plan.title, None, None, "plan title"),) if plan.title else ()
    covered = tuple(o.id for o in obligations)
    return Deadline(
        DeadlineKind.PLAN_YEAR, calendar.end_of_year(last), f"{last}年", Basis.INHERITED, covered, evidence=evidence
    )


def _labelled(label: re.Match[str], context: PlanContext) -> TimeLimit | None:
    at, to = label.span("value")
    while to > at and label.string[to - 1] in " 　\t":
        to -= 1
    value = label.string[at:to]
    for match in POINT.finditer(value):
        if one := read_point(match, context, labelled=True):
            return TimeLimit(at, to, one.kind, one.on)
    if _OPEN.search(value):
        return TimeLimit(at, to, DeadlineKind.ONGOING, None)
    if _REPEATING.search(value):
        return TimeLimit(at, to, DeadlineKind.RECURRING, None)
    return TimeLimit(at, to, DeadlineKind.PERIOD, None) if re.search(r"[年月日天周]", value) else None


class _Cover:
    """Which obligations a time limit is for, by where it stands; zones and obligations lie in order, apart."""

    def __init__(self, obligations: tuple[Obligation, ...], zones: tuple[Span, ...]) -> None:
        self._ids = tuple(o.id for o in obligations)
        self._starts = [o.start for o in obligations]
        self._ends = [o.end for o in obligations]
        self._zones = zones
        self._zone_starts = [zone.start for zone in zones]

    def of(self, at: int, labelled: bool) -> tuple[str, ...]:
        """In a zone: what the zone governs; else the obligation that it stands in, or the next, or the last."""
        index = bisect_right(self._zone_starts, at) - 1
        if labelled and index >= 0 and at < self._zones[index].end:
            since = self._zones[index - 1].end if index else -1
            first, last = (bisect_left(self._starts, place) for place in (since, self._zones[index].start))
            return self._ids[first:last] or self._ids
        before = bisect_right(self._starts, at) - 1
        if before >= 0 and at < self._ends[before]:
            return self._ids[before : before + 1]
        return self._ids[before + 1 : before + 2] or self._ids[-1:]
