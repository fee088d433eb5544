"""Owns actual progress: which share of its target a reported figure is, or why it is no share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qdoc.ledger.percent import HUNDRED, per_cent
from qdoc.summary.reach import AT_MOST, Reach, goal_of, judge_reach, parts_of

_LONGEST = 18  # digits of a figure that means something; a longer one is a slip of the keyboard
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_GROWTH = re.compile(r"增长|增速|增幅")
_LESS = re.compile(rf"{AT_MOST.pattern}|下降|降低|减少|缩短|下调|压减")
_LEVEL = re.compile(
    r"稳定|保持|维持|合格率|满意[率度]|办结率|处理率|优良|占比|(?:不低于|不少于)[^；;]*[%％]|[%％]\s*以上"
)


class Measure(StrEnum):
    """How a metric's figure tells progress."""

    NONE = "没有量化指标"
    SHARE = "累计类"
    GROWTH = "增长类"
    LESS = "不超过（下降）类"
    LEVEL = "水平类"


@dataclass(frozen=True, slots=True)
class Actual:
    """``share`` in per cent (None: the figure is no share of its target), ``reach`` of the target, in ``words`` why."""

    measure: Measure
    share: Decimal | None
    reach: Reach | None
    words: str


def measure_of(metric: str) -> Measure:
    """Return how ``metric`` (the ledger's words) tells progress; a mixed one by its part that is hardest to compare.

    Figures that add up over the year (60家, 覆盖率100%) are shares of their target. Growth, figures to stay under or to
    bring down, and levels to be held (合格率, 满意度, 不低于98%) are not: half of the year does not mean half of them.
    """
    if not metric.strip():
        return Measure.NONE
    for pattern, measure in ((_LESS, Measure.LESS), (_GROWTH, Measure.GROWTH), (_LEVEL, Measure.LEVEL)):
        if pattern.search(metric):
            return measure
    return Measure.SHARE


def read_actual(metric: str, actual: str) -> Actual:
    """Return what ``actual`` (the ledger's 完成数值) says of ``metric``.

    Several figures (divided by ；) are compared pair by pair, and the lowest share counts. What ``judge_reach`` does
    not compare with certainty (other units, ranges, 左右) is no share.
    """
    measure, actual = measure_of(metric), actual.strip()
    if measure is Measure.NONE:
        return Actual(measure, None, None, measure.value)
    if not actual:
        return Actual(measure, None, None, "没有填报完成数值")
    reach = judge_reach(metric, actual)
    told = f"完成数值“{_inner(actual)}”，指标“{_inner(metric)}”"
    if measure is not Measure.SHARE:
        reached = {Reach.REACHED: "已达到目标值", Reach.MISSED: "未达到目标值"}.get(reach, "不能直接比对")
        return Actual(measure, None, reach, f"{told}，{measure.value}指标，{reached}")
    shares = _shares(metric, actual) if reach in (Reach.REACHED, Reach.MISSED) else ()
    if not shares:
        return Actual(measure, None, reach, f"{told}，不能直接比对")
    lowest = min(shares)
    several = f"（{len(shares)}个数中最低的）" if len(shares) > 1 else ""
    return Actual(measure, lowest, reach, f"{told}，完成{lowest:f}%{several}")


def _inner(words: str) -> str:
    """Words as they stand inside quotation marks (GB/T 15834: ‘’ inside “”)."""
    return words.replace("“", "‘").replace("”", "’")


def _shares(metric: str, actual: str) -> tuple[Decimal, ...]:
    targets, found = parts_of(metric), parts_of(actual)
    if len(targets) != len(found):
        return ()
    shares = []
    for target, value in zip(targets, found, strict=True):
        goal, number = goal_of(target), _figure(value)
        if goal is None and not _NUMBER.search(target):
            goal = HUNDRED  # 全覆盖: judge_reach compares no other words with figures
        if number is None or not goal:
            return ()
        shares.append(per_cent(number, goal))
    return tuple(shares)


def _figure(text: str) -> Decimal | None:
    """The one figure of a part; None where there is none, or several."""
    found = [one for one in _NUMBER.findall(text) if len(one) <= _LONGEST]
    return Decimal(found[0].replace(",", "").replace("，", "")) if len(found) == 1 else None
