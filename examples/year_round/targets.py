"""Owns what the year came to in figures: every target of the notice by hand, with what was true each quarter."""

from __future__ import annotations

from dataclasses import dataclass

ADDS, GROWS, LEVEL, LESS, VAGUE = "累计", "增长", "水平", "不超过", "不比"
"""How a target tells progress; VAGUE: 左右, 8至10个, no figure at all, which nobody compares."""


@dataclass(frozen=True)
class Target:
    """A target: its words begin with or hold ``words``; ``goal`` and what was true at the ends of the quarters."""

    task: str
    words: str
    kind: str
    goal: float
    figures: tuple[float | str, float | str, float | str, float | str]
    strict: bool = False  # more than the goal, not just the goal


TARGETS = (
    Target("1.", "会诊企业", ADDS, 60, (12, 31, 47, 63)),
    Target("1.", "质量合格率", LEVEL, 96, (96.8, 97.1, 95.6, 97.3)),
    Target("2.", "首席质量官", ADDS, 80, (10, 42, 70, 86)),
    Target("3.", "新增入库企业", ADDS, 25, (4, 12, 19, 26)),
    Target("3.", "达到45家", ADDS, 45, (24, 32, 39, 46)),
    Target("3.", "办好5个", ADDS, 5, (1, 3, 4, 5)),
    Target("3.", "办好6个", ADDS, 6, (1, 3, 4, 6)),  # from May on
    Target("3.", "现场交流活动", ADDS, 4, (0, 1, 3, 4)),
    Target("4.", "标准化试点项目", ADDS, 3, (0, 1, 2, 3)),
    Target("4.", "自我声明", GROWS, 10, (4, 8, 11, 12)),
    Target("5.", "暗访", ADDS, 100, ("20%", "50%", "80%", "100%")),
    Target("5.", "游客满意度", LEVEL, 90, (92, 91, 89.5, 93)),
    Target("6.", "示范项目", VAGUE, 0, ("1个", "3个", "6个", "9个")),
    Target("6.", "人工成本下降", VAGUE, 15, (3, 7, 11, 15)),
    Target("7.", "建材监督抽检", ADDS, 8, (2, 4, 6.2, 8.1)),
    Target("7.", "保障性住房", ADDS, 15, (4, 8, 12, 15.5)),
    Target("7.", "分户验收", ADDS, 100, ("30%", "50%", "80%", "100%")),
    Target("8.", "食品监督抽检", LEVEL, 98, (98.6, 98.2, 98.9, 99.1)),
    Target("8.", "明厨亮灶", ADDS, 100, ("85%", "92%", "97%", "100%")),
    Target("9.", "执业药师", ADDS, 100, ("25%", "55%", "80%", "100%")),
    Target("10.", "电梯安全评估", ADDS, 200, (40, 95, 150, 206)),
    Target("10.", "改造50台", ADDS, 50, (8, 20, 35, 52)),
    Target("10.", "到场时间", LESS, 20, (19, 18.5, 21, 18)),
    Target("11.", "优良水体", VAGUE, 85, (84, 86, 85, 87)),
    Target("12.", "监督抽查", ADDS, 300, (60, 150, 240, 318)),
    Target("12.", "后续处理率", LEVEL, 100, (100, 100, 98, 100)),
    Target("13.", "1200户", ADDS, 1200, (180, 520, 860, 1100)),
    Target("13.", "橡胶软管", ADDS, 2, (0.3, 0.9, 1.4, 1.8)),
    Target("14.", "充电接口", ADDS, 6000, (900, 2600, 4300, 6100)),
    Target("14.", "覆盖率提高到95%", ADDS, 95, (70, 78, 88, 95)),
    Target("15.", "服务8项", ADDS, 8, (1, 4, 6, 8)),
    Target("15.", "达到48项", ADDS, 48, (41, 44, 46, 48)),
    Target("15.", "等候时间", LESS, 8, (9, 8.5, 7.8, 7.5)),
    Target("16.", "投诉按期办结率", LEVEL, 99, (99.2, 99.4, 98.7, 99.5)),
    Target("16.", "调解成功率", VAGUE, 0, ("61%", "63%", "66%", "68%")),
    Target("16.", "消费者满意率", VAGUE, 0, ("88%", "89%", "90%", "91%")),
    Target("16.", "示范街区", VAGUE, 0, ("0个", "1个", "2个", "3个")),
    Target("17.", "互认项目", ADDS, 200, (120, 150, 178, 205), strict=True),
    Target("18.", "等级评定比例", ADDS, 60, (15, 32, 47, 61)),
    Target("18.", "综合为老服务中心", ADDS, 100, (30, 60, 85, 100)),
    Target("19.", "检定覆盖率", ADDS, 100, (28, 60, 100, 100)),
    Target("19.", "计量进社区", ADDS, 30, (6, 16, 30, 33)),
    Target("20.", "启动改造老旧小区", ADDS, 12, (4, 8, 11, 12)),
    Target("20.", "惠及居民", ADDS, 4300, (1200, 2500, 3800, 4350)),
    Target("20.", "完工8个", ADDS, 8, (1, 6, 8, 8)),
    Target("21.", "服务企业", ADDS, 800, (190, 420, 610, 830)),
    Target("22.", "质量技术人员", ADDS, 1000, (210, 480, 730, 940)),
    Target("22.", "高级工", LEVEL, 20, (21, 22, 20.5, 21)),
    Target("23.", "你点我检", ADDS, 20, (3, 8, 15, 22)),
)

STATUSES = {
    "5.": ("推进中", "推进中", "推进中", "已完成"),
    "6.": ("未启动", "推进中", "推进中", "基本完成"),
    "11.": ("未启动", "推进中", "推进中", "基本完成"),
    "13.": ("推进中", "推进中", "推进中", "未完成"),
    "19.": ("推进中", "推进中", "已完成", "已完成"),
    "21.": ("推进中", "推进中", "推进中", "推进中"),
    "24.": ("未启动", "推进中", "推进中", "基本完成"),
    "（二）": ("已完成", "已完成", "已完成", "已完成"),
}
"""What the leading unit says of a task by quarters, where it is not the usual."""
USUAL = ("推进中", "推进中", "推进中", "已完成")
PROBLEMS = {("13.", 4): "部分餐饮场所不具备通气条件", ("6.", 2): "部分企业改造意愿不强", ("20.", 2): "雨季影响外墙施工"}


def target_of(task: str, words: str) -> Target:
    """The target of the task ``task`` (1.推动…) whose words are meant. Raises LookupError where none is."""
    for target in TARGETS:
        if task.startswith(target.task) and target.words in words:
            return target
    raise LookupError(f"{task}：{words}")


def status_of(task: str, quarter: int) -> str:
    """What the leading unit says of the task."""
    number = next((number for number in STATUSES if task.startswith(number)), "")
    return STATUSES.get(number, USUAL)[quarter - 1]
