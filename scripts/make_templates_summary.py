"""Owns templates/docx/年终总结.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, KEEP, NEW_PAGE, Cell, Row, Sheet, heads, repeated  # noqa: E402

COUNTS = (58, 14, 14, 18, 52)
ITEMS = (11, 32, 54, 32, 20, 30, 28, 18)
METRICS = (11, 44, 56, 34, 20, 20, 40)
RETURNED = (12, 13, 26, 20, 22, 71, 32, 29)  # 行次: 100—105、 on one line
COUNTED = (12, 40, 56, 37, 80)
QUOTED = (12, 26, 107, 80)
CHAPTER, PART = '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="1"/>'  # what Word's navigation pane shows
LOOSE = '<w:keepNext w:val="0"/>'


def values(*texts: str, centred: frozenset[int] = frozenset()) -> Row:
    """The row of a table that repeats; what is merged downwards begins at the top, beside its first row."""
    styles = ["CellMid1" if n in centred else "Cell1" for n in range(len(texts))]
    return Row(tuple(Cell(t, s, middle="{% vm" not in t) for t, s in zip(texts, styles, strict=True)))


def passages(sheet: Sheet, field: str) -> None:
    """Every paragraph of a chapter, as the summary words it; its numbers carry bookmarks."""
    sheet.tag(f"{{%p for 段 in {field} %}}")
    sheet.add("Body1", "{{p 段 }}")
    sheet.tag("{%p endfor %}")


def chart(sheet: Sheet, name: str) -> None:
    """A chart and its caption under it, where there is data for one."""
    sheet.tag(f"{{%p for 图 in 图表.{name} %}}")
    sheet.add("CellMid1", "{{p 图.图 }}", properties=KEEP)
    sheet.add("TableTitle1", "{{图.题}}", properties=LOOSE)
    sheet.tag("{%p endfor %}")


def chapter(sheet: Sheet, name: str, field: str) -> None:
    """A chapter that stands only where the ledger has something for it."""
    sheet.tag(f"{{%p if 节.{name} %}}")
    sheet.add("Head1", f"{{{{节.{name}}}}}", properties=CHAPTER)
    passages(sheet, field)
    sheet.tag("{%p endif %}")


def overview(sheet: Sheet) -> None:
    """总体情况: sentences of counts, the table of themes, and the charts beside what they show."""
    sheet.add("Title1", "{{r 标题 }}")
    sheet.add("Subtitle1", "（{{编制单位}}　{{成文日期}}）")
    sheet.add("Flush1")
    sheet.add("Head1", "{{节.总体}}", properties=CHAPTER)
    passages(sheet, "概况")
    counts(sheet, "表1　分主题完成情况（条）", "主题", "按主题")
    chart(sheet, "主题")
    passages(sheet, "进度")
    chart(sheet, "进度")
    passages(sheet, "指标情况")
    chart(sheet, "指标")


def counts(sheet: Sheet, title: str, name: str, field: str) -> None:
    """A table of counts; the status words are the office's own, so they share one column."""
    sheet.tag(f"{{%p if {field} %}}")
    sheet.add("TableTitle1", title)
    line = values(
        "{{r 行.名称 }}",
        "{{r 行.合计 }}",
        "{{r 行.办结 }}",
        "{{r 行.办结率 }}",
        "{{r 行.各状态 }}",
        centred=frozenset({1, 2, 3}),
    )
    sheet.table(COUNTS, (heads(name, "合计", "办结", "办结率", "办理状态"), *repeated(f"行 in {field}", line)))
    sheet.tag("{%p endif %}")


def chapters(sheet: Sheet) -> None:
    """分主题完成情况: what the clerk wrote of each task, gaps marked."""
    sheet.tag("{%p if 节.分主题 %}")
    sheet.add("Head1", "{{节.分主题}}", properties=CHAPTER)
    sheet.tag("{%p for 章 in 分主题 %}")
    sheet.add("Head2", "{{r 章.标题 }}", properties=PART)
    sheet.tag("{%p for 任务 in 章.任务 %}")
    passages(sheet, "任务.段落")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p endif %}")


def units(sheet: Sheet) -> None:
    """分单位完成情况: who has done all, and the table of units."""
    sheet.tag("{%p if 节.分单位 %}")
    sheet.add("Head1", "{{节.分单位}}", properties=CHAPTER)
    passages(sheet, "分单位情况")
    counts(sheet, "表2　分单位完成情况（条）", "牵头（责任）单位", "按单位")
    sheet.add("Note1", "{{单位说明}}")
    sheet.tag("{%p endif %}")


def rest(sheet: Sheet) -> None:
    """亮点, 未完成, 问题, 下年度打算, and under the text what a person has to look at."""
    for name, field in (("亮点", "亮点"), ("未完成", "未完成情况"), ("问题", "存在问题"), ("下年", "下年打算")):
        chapter(sheet, name, field)
    sheet.add("Flush1")
    sheet.tag("{%p for 段 in 附注 %}")
    sheet.add("Note1", "{{p 段 }}")
    sheet.tag("{%p endfor %}")


def annex_head(sheet: Sheet, name: str, title: str, *, new_page: bool = True) -> None:
    """The mark and the title of an annex, on a page of its own."""
    sheet.add("Flush1", (f"{{{{附件.{name}}}}}", "Mark1"), properties=KEEP + (NEW_PAGE if new_page else "") + CHAPTER)
    sheet.add("TableTitle1", title)


def annexes(sheet: Sheet) -> None:
    """The annexes on turned sheets: every row, every metric, every return, and where each number is from."""
    annex_head(sheet, "对账", "完成情况对账表", new_page=False)
    theme = Row((Cell([[("{{章.主题}}", "Mark1")]], span=len(ITEMS), fill="F2F2F2"),), keep=True)
    line = values(
        "{{r 行.序号 }}", "{% vm 行.任务 %}{{行.任务}}", "{{行.事项}}", "{{行.指标}}",
        "{{行.数值}}", "{{行.单位}}", "{{行.办理}}", "{{行.对照}}", centred=frozenset({0, 4, 6, 7}),
    )  # fmt: skip
    header = heads("序号", "任务", "具体事项", "量化指标", "完成数值", "责任单位", "办理状态", "指标对照")
    sheet.table(ITEMS, (header, *repeated("章 in 对账", theme, *repeated("行 in 章.事项", line))))
    sheet.tag("{%p if 指标 %}")
    annex_head(sheet, "指标", "指标完成情况表")
    line = values(
        "{{行.序号}}", "{{行.任务}}", "{{行.指标}}", "{{行.数值}}", "{{行.完成比}}", "{{行.对照}}", "{{行.单位}}",
        centred=frozenset({0, 3, 4, 5}),
    )  # fmt: skip
    header = heads("序号", "任务", "量化指标", "完成数值", "完成比", "指标对照", "责任单位")
    sheet.table(METRICS, (header, *repeated("行 in 指标", line)))
    sheet.tag("{%p endif %}")
    sheet.add("Note1", "{{标注说明}}")
    returned(sheet)
    sources(sheet)


def returned(sheet: Sheet) -> None:
    """What every unit returned last, supporting ones too, as it wrote it."""
    sheet.tag("{%p if 填报 %}")
    annex_head(sheet, "填报", "各单位最近一期原始填报")
    told = [("{{表.填报期}}　{{表.单位}}　", "Mark1"), "（{{表.文件}}）"]
    head = Row((Cell([told], span=len(RETURNED), fill="F2F2F2"),), keep=True)
    line = values(
        "{{行.序号}}", "{{行.职责}}", "{{行.行号}}", "{{行.状态}}", "{{行.数值}}", "{{行.进展}}", "{{行.问题}}",
        "{{行.下一步}}", centred=frozenset({0, 1, 2, 3, 4}),
    )  # fmt: skip
    header = heads("序号", "职责", "行次", "办理状态", "完成数值", "进展情况", "存在问题", "下一步")
    sheet.table(RETURNED, (header, *repeated("表 in 填报", head, *repeated("行 in 表.事项", line))))
    sheet.tag("{%p endif %}")


def sources(sheet: Sheet) -> None:
    """Where every number is from: counted ones first, then those that stand in a cell of the ledger."""
    annex_head(sheet, "来源", "数据来源")
    sheet.add("Note1", "注：行号为完成情况对账表的序号，即台账的行次。正文每个数都带书签，可按书签核对。")
    sheet.tag("{%p if 统计来源 %}")
    sheet.add("TableTitle1", "统计得出的数")
    line = values("{{行.序号}}", "{{行.数字}}", "{{行.说明}}", "{{行.位置}}", "{{行.出处}}", centred=frozenset({0}))
    sheet.table(COUNTED, (heads("序号", "数字", "说明", "所在位置", "出处"), *repeated("行 in 统计来源", line)))
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 引用来源 %}")
    sheet.add("TableTitle1", "引自台账原文的数")
    line = values("{{行.序号}}", "{{行.出处}}", "{{行.数字}}", "{{行.位置}}", centred=frozenset({0, 1}))
    sheet.table(QUOTED, (heads("序号", "台账行次", "栏目和数字", "所在位置"), *repeated("行 in 引用来源", line)))
    sheet.tag("{%p endif %}")


def summary() -> bytes:
    """The year-end summary: upright prose, then the turned tables."""
    sheet = Sheet("年终总结", grid=True)
    for write in (overview, chapters, units, rest):
        write(sheet)
    sheet.turn()
    annexes(sheet)
    return sheet.finish()


TEMPLATES = {"年终总结.docx": summary}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
