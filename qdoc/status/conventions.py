"""Owns the published conventions that progress is told by, each with the words that name where it comes from.

They are practice of single places, not a standard; an office that has its own rule writes it into 规则.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.status.values import Judgement

BY_DAYS, BY_MONTHS = "按天数", "按月数"
FROM_ISSUE, FROM_NEW_YEAR = "印发日", "年初"

METHODS = {
    BY_DAYS: "序时进度按天数匀算：起算日到时限最后一天，已过天数占总天数的比例（本程序的算法）",
    BY_MONTHS: "序时进度按月数算：已满月数除以12，低于它的为未达序时进度（宣城市2020年公布的做法）",
}
STARTS = {FROM_ISSUE: "从文件印发日起算，台账没有印发日的从年初起算", FROM_NEW_YEAR: "从1月1日起算"}
GROWTH_BASIS = "增长类指标低于目标值的，为未达序时进度（宣城市2020年公布的做法）"
WORDS_BASIS = "判断用词已完成、超进度、达进度、欠进度、未启动取自公布的做法（金寨县2025年）"
# 欠进度 at once below the expected share (宣城); how far above it 超进度 begins, no published table says.
TOLERANCE, AHEAD = 0, 10
NEAR = 15


@dataclass(frozen=True, slots=True)
class Lights:
    """A convention of lights: colours with their meaning, the worst first; ``basis``: where it was published."""

    name: str
    colours: tuple[tuple[str, str], ...]
    basis: str

    def meaning(self, colour: str) -> str:
        """What ``colour`` means."""
        return dict(self.colours).get(colour, "")


RED, YELLOW, GREEN, BLUE = "红", "黄", "绿", "蓝"
RED_YELLOW_GREEN = Lights(
    "红黄绿",
    ((RED, "落后"), (YELLOW, "临近时限"), (GREEN, "顺利")),
    "宜昌市督查事项的亮灯做法：绿为顺利，黄为临近时限，红为落后",
)
BLUE_YELLOW_RED = Lights(
    "蓝黄红",
    ((RED, "逾期"), (YELLOW, "未达序时进度或质量差"), (BLUE, "临近时限")),
    "宿迁市2025年三色督办单：蓝为临近时限，黄为未达序时进度或质量差，红为逾期",
)
LIGHTS = {each.name: each for each in (RED_YELLOW_GREEN, BLUE_YELLOW_RED)}

# What a status word of a return says by itself. 推进中 and 基本完成 do not say how far, so they are not here: an office
# that reads them otherwise says so in 规则 (办理状态 | 基本完成 | 达进度 | 依据).
WORDS = {
    "超进度": Judgement.AHEAD,
    "进度较快": Judgement.AHEAD,
    "达进度": Judgement.ON_TRACK,
    "序时推进": Judgement.ON_TRACK,
    "达到序时进度": Judgement.ON_TRACK,
    "欠进度": Judgement.BEHIND,
    "进度缓慢": Judgement.BEHIND,
    "进度滞后": Judgement.BEHIND,
    "滞后": Judgement.BEHIND,
    "未达序时进度": Judgement.BEHIND,
    "未启动": Judgement.NOT_STARTED,
    "尚未启动": Judgement.NOT_STARTED,
    "未开工": Judgement.NOT_STARTED,
    "未开展": Judgement.NOT_STARTED,
    "不适用": Judgement.NOT_COMPARABLE,
}
