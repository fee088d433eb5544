"""Owns what the office and the units decide through the year: extensions, amendments, checks, closings, by a person."""

from __future__ import annotations

from dataclasses import dataclass

from .district import CLERK

LEADER = "周某某"
MEETING = "区政府第52次常务会议定"


@dataclass(frozen=True)
class Act:
    """One call of ``qdoc record`` or ``qdoc amend``: after which quarter, which rows, the words, the story.

    ``kind``: as it stands in 办理记录, where it makes ``changes`` lines a row.
    """

    after: int
    kind: str
    rows: tuple[int, ...]
    words: tuple[str, ...]
    story: str
    changes: int = 1


def _record(after: int, kind: str, rows: tuple[int, ...], story: str, *words: str) -> Act:
    return Act(after, kind, rows, ("--kind", kind, *words), story)


def _amend(rows: tuple[int, ...], story: str, changes: int = 1, **cells: str) -> Act:
    sets = [word for name, value in cells.items() for word in ("--set", f"{name}={value}")]
    words = (*sets, "--by", CLERK, "--on", "2026-05-12", "--reason", MEETING, "-o", "调整", "--date", "2026-05-12")
    return Act(1, "调整", rows, words, story, changes)


STREETS_TOO = "区市场监管局、区文化旅游局、各街道办事处"
ACTS = (
    _record(0, "异议", (37, 38), "区城管执法局的异议，分管领导看了，不同意。",
            "--unit", "区城管执法局", "--decision", "不同意", "--by", LEADER, "--on", "2026-03-25",
            "--text", "按通知办理，配合范围由区市场监管局商定"),
    _amend((8,), "五月，常务会议定了三处调整：指导站从5个增到6个，", 指标="办好6个商标品牌指导站"),
    _amend((49,), "放心消费示范街区改由区商务局牵头，", 2, 牵头单位="区商务局", 配合单位=STREETS_TOO),
    _amend((40,), "更换橡胶软管提前到11月底。", 时限="2026-11-30"),
    _record(2, "延期申请", (61,), "区住房城乡建设局申请延期，", "--unit", "区住房城乡建设局", "--until", "2026-10-31",
            "--on", "2026-07-22", "--text", "雨季影响外墙施工"),
    _record(2, "延期申请", (61,), "没有批准；", "--until", "2026-10-31", "--decision", "不同意", "--by", LEADER,
            "--on", "2026-07-24", "--text", "居民反映集中，抓紧完工"),
    _record(2, "延期申请", (29,), "区市场监管局申请延期，", "--unit", "区市场监管局", "--until", "2026-11-30",
            "--on", "2026-09-10", "--text", "检测机构排期紧"),
    _record(2, "延期申请", (29,), "批准了。", "--until", "2026-11-30", "--decision", "同意", "--by", LEADER,
            "--on", "2026-09-15", "--text", "同意"),
    _record(3, "佐证", (56, 57, 58), "计量惠民报了完成，先收佐证，", "--unit", "区市场监管局", "--file", "检定记录.txt",
            "--on", "2026-10-22"),
    _record(3, "核查意见", (56, 57, 58), "再核查，", "--decision", "同意", "--by", CLERK, "--on", "2026-10-23",
            "--text", "抽查12个集贸市场，检定标识齐全"),
    _record(3, "办结", (56, 57, 58), "办结，", "--by", CLERK, "--on", "2026-10-25"),
    _record(3, "销号", (56, 57, 58), "销号，四季度不再问；", "--by", LEADER, "--on", "2026-10-30"),
    _record(3, "办结", (61,), "完工8个小区也办结了。",
            "--by", CLERK, "--on", "2026-10-28", "--text", "现场核查，8个小区均已完工"),
    _record(4, "核查意见", (65, 66), "年底核查：区人力资源社会保障局报了完成，培训只有940人次，退回。",
            "--decision", "不同意", "--by", LEADER, "--on", "2026-12-24", "--text", "全年940人次，没有达到1000人次"),
)  # fmt: skip
"""In their order; those after 0 come before the first quarter's forms."""
CHANGED = {8: {"量化指标": "办好6个商标品牌指导站"}, 49: {"牵头单位": "区商务局", "配合单位": STREETS_TOO},
           40: {"截止日": "2026-11-30"}, 29: {"截止日": "2026-11-30"}}  # fmt: skip
"""What the rows must say at the year's end where an act changed them."""


def state_after(quarter: int) -> tuple[set[int], set[int]]:
    """The rows that were declared done, and those that were closed, by acts before the forms of ``quarter`` + 1."""
    acts = [act for act in ACTS if act.after <= quarter]
    done = {row for act in acts if act.kind in ("办结", "销号") for row in act.rows}
    return done, {row for act in acts if act.kind == "销号" for row in act.rows}
