"""Owns which light an item shows by the chosen convention, and why."""

from __future__ import annotations

from qdoc.status.conventions import BLUE, BLUE_YELLOW_RED, GREEN, RED, YELLOW
from qdoc.status.judge import Judged
from qdoc.status.rules import Rules
from qdoc.status.values import Judgement


def light_of(judged: Judged, rules: Rules) -> tuple[str, str]:
    """Return the colour ("" where none is shown) and the reason in words.

    红黄绿: red for what is overdue or behind, yellow for what is near its last day, green for what is finished, ahead
    or on track. 蓝黄红: red for what is overdue, yellow for what is behind, blue for what is near its last day. An item
    that can be neither compared nor is near or past its last day shows none: nothing is known that a light could say.
    """
    three = rules.lights == BLUE_YELLOW_RED
    if judged.finished:
        return ("", "已完成，不亮灯") if three else (GREEN, "已完成")
    if judged.overdue:
        return RED, f"逾期{-(judged.days or 0)}天"
    if _behind(judged, rules):
        return (YELLOW if three else RED), f"{rules.name(judged.judgement)}"
    if judged.days is not None and judged.days <= rules.near:
        left = f"剩余{judged.days}天" if judged.days else "当日到期"
        return (BLUE if three else YELLOW), f"临近时限，{left}"
    if judged.judgement in (Judgement.AHEAD, Judgement.ON_TRACK):
        return ("", "未临近时限，不亮灯") if three else (GREEN, rules.name(judged.judgement))
    return "", f"{rules.name(judged.judgement)}，时限未到，不亮灯"


def _behind(judged: Judged, rules: Rules) -> bool:
    """欠进度; 未启动 counts as behind once more of the time has passed than the tolerance lets pass."""
    if judged.judgement is Judgement.NOT_STARTED:
        return judged.expected.share is not None and judged.expected.share > rules.tolerance
    return judged.judgement is Judgement.BEHIND
