"""Owns the scoring of what stands inside one task: units with roles, metrics, time limits."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.evaluate.annotations import figure
from qdoc.evaluate.gold import GoldDeadline, GoldMetric, GoldTask, GoldUnit, same_role
from qdoc.evaluate.tally import Count
from qdoc.evaluate.wording import closeness, fold, standing
from qdoc.model import Assignment, Basis, Deadline, DeadlineKind, Metric, Task

_HALF = 0.5


def score_units(
    task: GoldTask, read: Task | None, count: Count, where: str, spared: frozenset[str]
) -> list[tuple[GoldUnit, bool]]:
    """Count the units of a task, each with its role; ``spared`` (folded) names are never too much.

    A unit counts when its printed, quoted or full name is one of the gold's names and its role is one of the gold's.
    Returns the gold's units that are required, each with whether it was read.
    """
    if task.units is None:
        return []
    asked: list[tuple[GoldUnit, bool]] = []
    left = [] if read is None else [one for one in read.assignments if one.basis in (Basis.STATED, Basis.CONFIRMED)]
    tolerated = set(spared)
    for gold in task.units:
        if not gold.required:
            tolerated |= gold.names
        found = next((one for one in left if _names(one) & gold.names and same_role(one.role) in gold.roles), None)
        if gold.required:
            asked.append((gold, found is not None))
        if found is not None:
            left.remove(found)
            count.right += gold.counted
        elif gold.required:
            count.miss(where, f"漏单位：{gold.printed}（{_ROLES[gold.role]}）")
    for one in left:
        if fold(one.department) not in tolerated:
            count.surplus(where, f"多单位：{one.department}（{_ROLES[one.role]}）")
    return asked


_ROLES = {"lead": "牵头", "co_lead": "共同牵头", "support": "配合", "responsible": "责任"}


def _names(one: Assignment) -> set[str]:
    return set() if one.start is None else {fold(one.department), fold(one.quote), fold(one.canonical)}


def score_metrics(text: str, task: GoldTask, read: Task | None, strict: Count, places: Count, where: str) -> None:
    """Count the metrics of a task: strictly (comparator, value, unit) and by their places alone."""
    given = list(read.metrics) if read is not None else []
    used: set[int] = set()
    for gold in task.metrics:
        at = _nearest_metric(text, task, gold, given, used)
        if at is None:
            if gold.required:
                strict.miss(where, f"漏指标：{gold.quote}")
                places.missed += 1
            continue
        used.add(at)
        metric = given[at]
        if not gold.required:
            if gold.subsidy and metric.target:
                strict.surplus(where, f"补助或标准当成了目标：{gold.quote}")
            continue
        places.right += 1
        if _agrees(gold, metric):
            strict.right += 1
        else:
            strict.missed += 1
            told = " ".join(str(one) for one in (metric.comparator, metric.value, metric.unit) if one is not None)
            background = "" if metric.target else "，非目标"
            strict.surplus(where, f"指标不同：{gold.quote} 应为 {gold.shown}，读成 {told}{background}")
    for at, metric in enumerate(given):
        if at not in used and metric.target:
            strict.surplus(where, f"多指标：{metric.quote}")
            places.extra += 1


def _nearest_metric(text: str, task: GoldTask, gold: GoldMetric, given: Sequence[Metric], used: set[int]) -> int | None:
    """The free metric that stands at the gold's quote; where several do, one with the right value is preferred."""
    spots = standing(text, task.span, gold.quotes)
    best, chosen = 0.0, None
    for at, metric in enumerate(given):
        share = 0.0 if at in used else max((closeness(spot, metric.start, metric.end) for spot in spots), default=0.0)
        worth = share + (figure(metric.value) in gold.values)
        if share >= _HALF and worth > best:
            best, chosen = worth, at
    return chosen


def _agrees(gold: GoldMetric, metric: Metric) -> bool:
    whole = gold.comparator == "full"
    value = figure(metric.value)
    same_value = value in gold.values or (whole and value in (None, 100.0))
    same_unit = whole or gold.comparator == "raise" or fold(metric.unit) in gold.units
    return metric.target and str(metric.comparator) in gold.comparators and same_value and same_unit


def score_deadlines(text: str, task: GoldTask, read: Task | None, count: Count, where: str) -> None:
    """Count the stated time limits of a task: at the gold's words, with a right last day."""
    if task.deadlines is None:
        return
    given = [one for one in read.deadlines if _is_stated(one)] if read is not None else []
    used: set[int] = set()
    for gold in task.deadlines:
        at = _nearest_deadline(text, task, gold, given, used)
        if at is not None:
            used.add(at)
            count.right += gold.counted
        elif gold.counted:
            count.miss(where, f"漏时限：{gold.quote} → {gold.latest or '无日期'}")
    tolerated = [fold(gold.quote) for gold in task.deadlines if not gold.counted]
    for at, one in enumerate(given):
        words = fold(one.quote or one.wording)
        if at not in used and not (words and any(words in quote for quote in tolerated)):
            count.surplus(where, f"多时限：{one.quote or one.wording} → {one.on or '无日期'}")


def _is_stated(one: Deadline) -> bool:
    return one.kind is not DeadlineKind.PLAN_YEAR and one.basis is Basis.STATED


def _nearest_deadline(
    text: str, task: GoldTask, gold: GoldDeadline, given: Sequence[Deadline], used: set[int]
) -> int | None:
    spots = standing(text, task.span, gold.quotes)
    best, chosen = 0.0, None
    for at, one in enumerate(given):
        if at in used or not (gold.open_ended or one.on in gold.days):
            continue
        share = max((closeness(spot, one.start, one.end) for spot in spots), default=0.0)
        if share >= _HALF and share > best:
            best, chosen = share, at
    return chosen
