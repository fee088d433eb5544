"""A third year before the two example notices: 2025 with other figures, a task less, and one that came back later."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qdoc.compare import PlanDiff, Reading, compare_plans
from qdoc.compare.lineage import Lineage, lineage
from qdoc.extract import extract
from qdoc.extract.words import words
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_bytes

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# (words of 2025, words of 2024, why)
EARLIER = [
    ("2025年", "2024年", "the year itself"),
    ("〔2025〕7号", "〔2024〕9号", "its number"),
    ("会诊企业不少于40家", "会诊企业不少于25家", "a figure that rises three years running"),
    ("稳定在95%以上", "稳定在94%以上", "a second figure of the same task"),
    ("建材监督抽检比例达到6%", "建材监督抽检比例达到5%", "a share"),
    ("窗口平均等候时间控制在10分钟以内", "窗口平均等候时间控制在12分钟以内", "a figure that falls"),
    ("校园周边流动售卖点由区城管执法局负责清理", "校园周边流动售卖点由区城管执法局负责劝导", "words alone"),
    ("由区大数据局牵头推进", "由区政务办牵头推进", "another unit in front"),
    (
        "14.规范夜间施工管理。核发夜间施工许可前征求周边居民意见,在建工地噪声在线监测设备安装率达到90%以上。",
        "",
        "new in 2025",
    ),
    (
        "18.实施计量惠民行动",
        "18.完善电动自行车充电设施。新增公共充电接口3000个,每个住宅小区周边300米范围内充电设施覆盖率提高到80%。\n\n"
        "19.实施计量惠民行动",
        "left out in 2025 and taken up again in 2026",
    ),
]  # fmt: skip


def text_of(year: int) -> str:
    """The notice of 2024 (made), 2025 or 2026 (the examples)."""
    text = (EXAMPLES / f"云溪区质量强区{max(year, 2025)}年工作要点.txt").read_text("utf-8")
    if year < 2025:
        for before, after, _ in EARLIER:
            assert before in text, before
            text = text.replace(before, after)
    return text


@cache
def reading(year: int) -> Reading:
    """The year as it is read."""
    text = text_of(year)
    plan = extract(parse(read_bytes(text.encode(), f"云溪区{year}年.txt")), load_lexicon(), suggest=False)
    return Reading(plan, text)


@cache
def three_years(*, gaps: bool = True) -> Lineage:
    """The lineage of 2024, 2025 and 2026."""
    years = [reading(year) for year in (2024, 2025, 2026)]

    def compared(i: int, j: int) -> PlanDiff:
        return compare_plans(years[i], years[j], succeeds=load_lexicon().succeeds, words=words)

    return lineage(years, (compared(0, 1), compared(1, 2)), {(0, 2): compared(0, 2)} if gaps else None)
