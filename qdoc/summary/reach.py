"""Owns whether a metric was reached: the clerk's own word first, else figures of the same unit compared one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Reach(StrEnum):
    """What the ledger's figures say about a metric; REVIEW: a person has to compare."""

    REACHED = "达标"
    MISSED = "未达标"
    UNREPORTED = "未填报"
    REVIEW = "需核对"


_NUMBER = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[%％‰]|(?:个百分点)|[一-鿿A-Za-z]{{0,4}})")
_ENDLESS = re.compile(r"\d{19}")
"""Digits that count nothing an office could have done: a slip of the keyboard, left for a person to see."""
_NOT_UNIT = re.compile(r"以上|以内|以下|以外|左右|上下|及|的|[至到比较同，。；]")
_BRACKET = re.compile(r"（[^（）]*）|\([^()]*\)")
_PARTS = re.compile(r"[；;\n]")
_EDGE = r"(?:^|(?<=[，,。；;：:、（(\s]))"
_STOP = r"(?=$|[，,。；;、（(）)\s])"
_SAID_MISSED = re.compile(_EDGE + r"(?:尚未|仍未|未能|未|不|没有)(?:达标|达到(?:目标|要求|指标)?|完成|实现)" + _STOP)
_SAID_REACHED = re.compile(_EDGE + r"(?:已|均已|均|已全部|全部)?(?:达标|达到(?:目标|要求|指标))" + _STOP)
_UNSURE = re.compile(r"左右|约|上下|基本|下降|降低|减少|缩短|下调|压减")
_HEDGED = re.compile(r"近|不足|不到|未达|还差|尚缺|计划|目标|预计|拟|将")
"""Words beside a reported figure that make it another one, or none yet."""
_RANK = re.compile(r"前[\d一二三四五六七八九十]+[位名]|第[\d一二三四五六七八九十]+[位名]")
_SCALED = re.compile(r"[万亿%‰]")
_NEGATIVE = re.compile(r"[-－−–—～~]\s*\d")  # a minus, or a range
_NOT = "(?<!不)(?<!不得)(?<!不能)(?<!不应)(?<!不宜)(?<!不可)"
"""What turns a bound into its opposite stands before it: 不低于, 不得低于."""
AT_MOST = re.compile(
    r"不(?:得|能|应|宜|可)?(?:超过|高于|多于|大于|突破)|以内|以下|控制在|降至|降到|最多|至多|压缩至|压缩到"
    rf"|{_NOT}(?:低于|少于|小于)"
)
"""Words of a figure that is not to be passed: 不超过, 控制在, 低于 …, and never 不低于 or 不得低于."""
_STRICT = re.compile(rf"{_NOT}(?:超过|突破|高于|大于|多于|低于|少于|小于)")
_FULL = re.compile(r"全覆盖|全部|全面覆盖")
_HUNDRED = re.compile(r"全覆盖|(?<!\d)100\s*[%％]")


@dataclass(frozen=True, slots=True)
class _Figure:
    number: Decimal
    unit: str


def judge_reach(metric: str, actual: str) -> Reach:
    """Say whether ``actual`` (the clerk's cell) reaches ``metric`` (the printed target).

    A plain word of the clerk (达标, 未达标) decides. Else parts divided by ； are compared pair by pair, each with one
    figure of one unit, by the target's own wording (不低于, 不超过, 以内, 超过 …). Whatever is not as plain as that —
    several figures, other units, ranges, 左右, decreases — is REVIEW: nothing is guessed.
    """
    actual = actual.strip()
    if not actual:
        return Reach.UNREPORTED
    if _SAID_MISSED.search(actual):
        return Reach.MISSED
    if _SAID_REACHED.search(actual):
        return Reach.REACHED
    targets, found = parts_of(metric), parts_of(actual)
    if not targets or len(targets) != len(found):
        return Reach.REVIEW
    verdicts = [_compare(target, value) for target, value in zip(targets, found, strict=True)]
    if Reach.REVIEW in verdicts:
        return Reach.REVIEW
    return Reach.MISSED if Reach.MISSED in verdicts else Reach.REACHED


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that are divided by ； or lines, without what stands in brackets."""
    parts = (_BRACKET.sub("", part).strip() for part in _PARTS.split(text))
    return tuple(part for part in parts if part)


def _compare(target: str, value: str) -> Reach:
    wanted, got = _goals(target), _figures(value)
    if not wanted and _FULL.search(target):
        if _HUNDRED.search(value):
            return Reach.REACHED
        return Reach.MISSED if _percent_below_all(got) else Reach.REVIEW
    if len(wanted) != 1 or len(got) != 1 or _unsure(target) or _unsure(value) or _HEDGED.search(value):
        return Reach.REVIEW
    if _RANK.search(target) or _RANK.search(value):
        return Reach.REVIEW
    if not got[0].unit and _SCALED.match(wanted[0].unit) and not _near(wanted[0].number, got[0].number):
        return Reach.REVIEW  # 30000 for 3万, 0.95 for 95%: of another scale
    if not _same_unit(wanted[0].unit, got[0].unit):
        return Reach.REVIEW
    goal, number = wanted[0].number, got[0].number
    at_most, strict = AT_MOST.search(target), _STRICT.search(target)
    reached = (
        (number < goal if at_most else number > goal) if strict else (number <= goal if at_most else number >= goal)
    )
    return Reach.REACHED if reached else Reach.MISSED


def _near(goal: Decimal, number: Decimal) -> bool:
    """Whether a bare figure can be of its target's scale: within a factor of twenty."""
    return not goal or not number or Decimal("0.05") <= number / goal <= 20


def _unsure(text: str) -> bool:
    return _UNSURE.search(text) is not None or _NEGATIVE.search(text) is not None


def _percent_below_all(figures: tuple[_Figure, ...]) -> bool:
    return len(figures) == 1 and figures[0].unit == "%" and figures[0].number < 100


def _figures(text: str) -> tuple[_Figure, ...]:
    found = []
    if _ENDLESS.search(text):
        return ()
    for match in _FIGURE.finditer(text):
        unit = _NOT_UNIT.split(match["unit"])[0].replace("％", "%")
        found.append(_Figure(Decimal(match["number"].replace(",", "").replace("，", "")), unit))
    return tuple(found)


def goal_of(target: str) -> Decimal | None:
    """Return the one figure that ``target`` sets; None where it sets none or several."""
    found = _goals(target)
    return found[0].number if len(found) == 1 else None


def _goals(target: str) -> tuple[_Figure, ...]:
    """The figures of a target; of several the one that measures where the others only say of what (15年以上的电梯)."""
    found = _figures(target)
    if len(found) < 2:
        return found
    from qdoc.extract.metric_values import find_figures  # late: only targets with several numbers need it

    measured = find_figures(target, 0, len(target))
    if len(measured) != 1 or measured[0].value_to is not None:
        return found
    return (_Figure(Decimal(str(measured[0].value)), measured[0].unit or ""),)


def _same_unit(wanted: str, got: str) -> bool:
    """家 and 家企业 are one unit; 人 and 人次, 户 and 万户 are not; a bare number has the target's unit."""
    if not got or wanted == got:
        return True
    short, long = sorted((wanted, got), key=len)
    return bool(short) and long.startswith(short) and not long.removeprefix(short).startswith("次")


_GROWTH = re.compile(r"增长|增速|增幅")


def share_of(metric: str, actual: str, reach: Reach | None = None) -> Decimal | None:
    """Return ``actual`` in per cent of ``metric``; None where they are not one figure each, of one unit, to be reached.

    Figures to stay under and growth figures are no share of their target; what ``judge_reach`` leaves to a person, and
    a clerk's word without a figure, is none either. ``reach``: what ``judge_reach`` says of them, where it is known.
    """
    pair = _pair(metric, actual, reach or judge_reach(metric, actual))
    if pair is None or AT_MOST.search(metric) or _GROWTH.search(metric) or not pair[0]:
        return None
    return pair[1] * 100 / pair[0]


def exceeds(metric: str, actual: str) -> bool:
    """Say whether ``actual`` is better than ``metric`` by the figures: above it, or below a figure to stay under."""
    reach = judge_reach(metric, actual)
    pair = _pair(metric, actual, reach) if reach is Reach.REACHED else None
    return pair is not None and (pair[1] < pair[0] if AT_MOST.search(metric) else pair[1] > pair[0])


def _pair(metric: str, actual: str, reach: Reach) -> tuple[Decimal, Decimal] | None:
    """Target and figure where each is one and ``judge_reach`` compares them as they stand."""
    targets, found = parts_of(metric), parts_of(actual)
    if len(targets) != 1 or len(found) != 1 or reach not in (Reach.REACHED, Reach.MISSED):
        return None
    wanted, got = _goals(targets[0]), _figures(found[0])
    if len(wanted) != 1 or len(got) != 1 or _unsure(targets[0]) or _unsure(found[0]):
        return None
    return (wanted[0].number, got[0].number) if _same_unit(wanted[0].unit, got[0].unit) else None
