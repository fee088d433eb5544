"""Owns drafts made from a seed: the text a clerk would write, and what its plan says tag for tag."""

from __future__ import annotations

import random
from dataclasses import dataclass

CHAPTERS = ("夯实质量基础", "提升产品质量", "优化质量服务", "加强安全监管", "培育质量文化", "健全工作机制")
HEADINGS = (
    "完善计量体系", "推行首席质量官", "加快电梯评估", "办好质量月活动", "规范检验检测", "推进标准引领",
    "强化品牌培育", "畅通投诉渠道", "推动企业提质", "抓好食品抽检",
)  # fmt: skip
# what is done, its count, its measure word: (obligation with {} for the figure, unit, comparator as printed)
COUNTED = (
    ("新建计量实验室{}个", "个"),
    ("完成老旧电梯安全评估{}台", "台"),
    ("培训企业质量管理人员{}人次", "人次"),
    ("新增公共充电接口{}个", "个"),
    ("组织实验室开放活动不少于{}场", "场"),
    ("打造质量标杆企业{}家", "家"),
)
SHARES = ("食品抽检合格率达到{}%", "投诉办结率达到{}%", "查验问题整改率达到{}%")
PLAIN = (
    "健全质量会商机制", "制定年度抽查计划", "开展重点产品专项整治", "建立质量信用档案", "加强检验人员培训",
    "完善质量投诉处理办法", "推广先进质量管理方法",
)  # fmt: skip
UNITS = (
    "区市场监管局", "区住房城乡建设局", "区科技局", "区教育局", "区财政局", "区民政局", "区商务局", "区司法局",
    "区卫生健康委", "区应急管理局",
)  # fmt: skip
DEADLINES = (
    ("9月底前", "09-30"), ("11月20日前", "11-20"), ("6月底前", "06-30"), ("年底前", "12-31"), ("8月15日前", "08-15"),
)  # fmt: skip
ROLES = {"牵头": "lead", "配合": "support", "责任": "responsible"}
_CHINESE = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class MadeTask:
    """A task as it was meant: ``units`` (name, role), ``figures`` (value, unit), ``days``: last days, in order."""

    title: str
    obligations: int
    units: tuple[tuple[str, str], ...]
    figures: tuple[tuple[int, str], ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeDraft:
    """``text``: the draft; ``themes`` and ``tasks``: what its plan says."""

    text: str
    title: str
    year: int
    themes: tuple[str, ...]
    tasks: tuple[MadeTask, ...]


def chinese(number: int) -> str:
    """一, 二 … 十, 十一 …: as chapters are numbered."""
    if number <= 10:
        return _CHINESE[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def made_draft(seed: int) -> MadeDraft:
    """The draft of a seed: one to five chapters of one to five tasks, numbered, in Markdown or without marks."""
    rng = random.Random(seed)
    year = rng.randint(2023, 2026)
    about, form = rng.choice(("质量强区", "消费维权", "标准化")), rng.choice(("工作要点", "重点工作安排", "工作方案"))
    title = f"云溪区{year}年{about}{form}"
    style = rng.choice(("中文", "连续", "标记", "章节", "无号"))
    themes = rng.sample(
        CHAPTERS, rng.randint(2 if style == "无号" else 1, 5)
    )  # why: one short line alone is no outline
    lines, tasks, running = [], [], 0
    if rng.random() < 0.6:
        lines.append(f"为做好{year}年有关工作，结合我区实际，制定本{form[-2:]}。")
    for chapter, theme in enumerate(themes, 1):
        lines.append({"标记": f"## {theme}", "无号": theme}.get(style, f"{chinese(chapter)}、{theme}"))
        for number, heading in enumerate(rng.sample(HEADINGS, rng.randint(1, 5)), 1):
            running += 1
            task, words = _task(rng, heading, year)
            tasks.append(task)
            mark = {"连续": f"{running}.", "标记": "- ", "无号": ""}.get(style, f"（{chinese(number)}）")
            lines.append(f"{mark}{heading}。{words}" if style != "章节" else f"{mark}{heading}")
            if style == "章节":
                lines.append(words)
    plan = "\n".join(lines)
    head = "发文机关：江海市云溪区人民政府办公室\n主送：各街道办事处，区政府各部门\n"
    optional = (
        f"发文字号：云政办发〔{year}〕{rng.randint(1, 40)}号\n", f"成文日期：{year}年3月{rng.randint(1, 28)}日\n",
        "批准：区政府同意\n", "抄送：区委办公室\n", f"印发日期：{year}年4月1日\n",
        f"附件：{title}\n", "正文：现印发给你们，请认真贯彻执行。\n", "盖章：否\n", "附注：此件公开发布\n",
    )  # fmt: skip
    head += "".join(line for line in optional if rng.random() < 0.5)
    mark = "# " if style == "标记" else ""
    return MadeDraft(f"{head}\n{mark}{title}\n\n{plan}\n", title, year, tuple(themes), tuple(tasks))


def _task(rng: random.Random, heading: str, year: int) -> tuple[MadeTask, str]:
    """A task and its running text: one to three obligations, each perhaps with a limit or a figure, then the units."""
    figures: list[tuple[int, str]] = []
    days: list[str] = []
    sentences = []
    for _ in range(rng.randint(1, 3)):
        limit = ""
        if rng.random() < 0.4:
            limit, day = rng.choice([one for one in DEADLINES if f"{year}-{one[1]}" not in days] or DEADLINES)
            days.append(f"{year}-{day}")
        kind = rng.random()
        if kind < 0.35:
            words, unit = rng.choice(COUNTED)
            value = rng.randint(2, 900)
            figures.append((value, unit))
            words = words.format(value)
        elif kind < 0.55:
            words, value = rng.choice(SHARES), rng.randint(60, 100)
            figures.append((value, "%"))
            words = words.format(value)
        else:
            words = rng.choice(PLAIN)
        sentences.append(f"{limit}{words}。")
    units, bracket = _units(rng)
    return MadeTask(heading, len(sentences), units, tuple(figures), tuple(days)), "".join(sentences) + bracket


def _units(rng: random.Random) -> tuple[tuple[tuple[str, str], ...], str]:
    names = rng.sample(UNITS, 4)
    form = rng.randrange(5)
    if form == 0:
        return (), ""
    if form == 1:
        return ((names[0], "lead"),), f"（{names[0]}牵头）"
    if form == 2:
        units = ((names[0], "lead"), (names[1], "support"), (names[2], "support"))
        return units, f"（{names[0]}牵头，{names[1]}、{names[2]}配合）"
    if form == 3:
        return ((names[0], "responsible"), (names[1], "responsible")), f"（责任单位：{names[0]}、{names[1]}）"
    return ((names[0], "lead"), (names[1], "support")), f"（牵头单位：{names[0]}；配合单位：{names[1]}）"
