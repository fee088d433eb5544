"""Owns damage that takes more than one place of a text: who issues to whom, tasks against tasks, the whole length."""

from __future__ import annotations

import random
import re

from tests.check.mutants import Damaged, Kind

_OFFICE, _BUREAU = "云溪区人民政府办公室", "云溪区市场监督管理局"
_TASK = re.compile(r"^（[一二三]）[^。\n]{4,16}。(?P<words>2026年[^\n]*。)(?=（)", re.M)


def bureau_to_towns(text: str, rng: random.Random) -> Damaged | None:
    """A bureau's notice to governments of towns, without a word of the government's consent."""
    match = re.search(r"^各街道[^\n]*：$", text, re.M)
    if match is None or "关于开展" not in text:
        return None
    towns = rng.choice(("青石镇人民政府", "白沙乡人民政府"))
    text = text[: match.start()] + f"{towns}：" + text[match.end() :]
    text = text.replace("经区政府同意，", "").replace("经区政府同意", "").replace(_OFFICE, _BUREAU)
    start = text.index(f"{towns}：")
    return Damaged(text, "QD507", start, start + len(towns))


def section_issues(text: str, rng: random.Random) -> Damaged | None:
    """A title that names a section of a bureau as its issuer."""
    section = _BUREAU + rng.choice(("质量发展科", "计量科", "综合股"))
    match = re.search(rf"^(?:{_OFFICE}|{_BUREAU})\n(?=关于(?:开展|安排))", text, re.M)
    if match is None:
        return None
    return Damaged(
        text[: match.start()] + section + text[match.end() :], "QD508", match.start(), match.start() + len(section)
    )


def task_twice(text: str, rng: random.Random) -> Damaged | None:
    """A task whose words are those of one before it."""
    tasks = list(_TASK.finditer(text))
    if len(tasks) < 2:
        return None
    first, other = sorted(rng.sample(range(len(tasks)), 2))
    words = tasks[first]["words"]
    start, end = tasks[other].span("words")
    return Damaged(text[:start] + words + text[end:], "QD605", start, start + len(words))


def two_targets(text: str, rng: random.Random) -> Damaged | None:
    """An indicator that a later task gives another target."""
    tasks = list(_TASK.finditer(text))
    if len(tasks) < 3:
        return None
    one, two = rng.sample(("90", "95", "97"), 2)
    first, later = sorted(rng.sample(range(len(tasks)), 2))
    words = [f"政务服务满意率达到{share}%以上。" for share in (one, two)]
    start = tasks[later].end("words")
    text = text[:start] + words[1] + text[start:]
    at = tasks[first].end("words")
    text = text[:at] + words[0] + text[at:]
    start += len(words[0])
    return Damaged(text, "QD606", start, start + len(words[1]))


def too_long(text: str, rng: random.Random) -> Damaged | None:
    """A notice that its own paragraphs fill beyond 5,000 signs."""
    match = re.search(r"^[^。\n]{30,}。$", text, re.M)
    if match is None or "的通知\n" not in text:
        return None
    more = "".join(
        f"第{number}个网格的工作由网格长统筹，发现的问题当日登记、逐项处置，处置结果按季度公开。"
        for number in range(1, 180)
    )
    return Damaged(text[: match.end()] + more + text[match.end() :], "QD704")


def annex_lost(text: str, rng: random.Random) -> Damaged | None:
    """One of the annexes that are listed is not bound with the document."""
    listed = re.search(r"^附件：1\.[^\n]*\n", text, re.M)
    bound = list(re.finditer(r"^附件\d\n(?:.+\n)+?(?=附件\d|抄送)", text, re.M))
    if listed is None or len(bound) < 2:
        return None
    gone = rng.choice(bound)
    return Damaged(text[: gone.start()] + text[gone.end() :], "QD223", listed.start(), listed.end())


def divides_work(text: str, rng: random.Random) -> Damaged | None:
    """A notice whose matter is the division of another document's work."""
    match = re.search(r"^关于[^\n]*的通知$", text, re.M)
    if match is None:
        return None
    title = f"关于印发质量强区{rng.choice(('重点任务分工方案', '工作任务分解表', '责任清单'))}的通知"
    return Damaged(
        text[: match.start()] + title + text[match.end() :], "QD705", match.start(), match.start() + len(title)
    )


KINDS: dict[str, Kind] = {
    "部门向镇政府行文": bureau_to_towns,
    "科室发文": section_issues,
    "任务重复": task_twice,
    "指标前后不一": two_targets,
    "附件少一个": annex_lost,
    "篇幅过长": too_long,
    "分工类文件": divides_work,
}
