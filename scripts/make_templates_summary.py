"""Owns templates/docx/年终总结.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, KEEP, NEW_PAGE, Cell, Row, Sheet, heads, repeated, run  # noqa: E402

from qdoc.render.page import HEI_FONT, run_fonts  # noqa: E402

COUNTS = (67, 14, 75)
UNFINISHED = (11, 30, 46, 27, 18, 24)
ITEMS = (11, 34, 60, 34, 20, 30, 18, 18)
METRICS = (11, 44, 65, 36, 23, 46)


def values(*texts: str, centred: frozenset[int] = frozenset()) -> Row:
    """The row of a table that repeats; what is merged downwards begins at the top, beside its first row."""
    styles = ["CellMid1" if n in centred else "Cell1" for n in range(len(texts))]
    return Row(tuple(Cell(t, s, middle="{% vm" not in t) for t, s in zip(texts, styles, strict=True)))


def overview(sheet: Sheet) -> None:
    """一、总体情况: sentences of counts and two tables of them."""
    sheet.add("Title1", "{{标题}}")
    sheet.add("Subtitle1", "（{{编制单位}}　{{成文日期}}）")
    sheet.add("Flush1")
    sheet.add("Head1", "一、总体情况")
    sheet.tag("{%p for 句 in 总体情况 %}")
    sheet.add("Body1", "{{句}}")
    sheet.tag("{%p endfor %}")
    counts(sheet, "表1　分主题完成情况（条）", "主题", "按主题")
    counts(sheet, "表2　分单位完成情况（条）", "责任单位", "按单位")
    sheet.add("Note1", "{{单位说明}}")


def counts(sheet: Sheet, title: str, name: str, field: str) -> None:
    """A table of counts; the status words are the office's own, so they share one column."""
    sheet.add("TableTitle1", title)
    line = values("{{行.名称}}", "{{行.合计}}", "{{行.各状态}}", centred=frozenset({1}))
    sheet.table(COUNTS, (heads(name, "合计", "办理状态"), *repeated(f"行 in {field}", line)))


def chapters(sheet: Sheet) -> None:
    """二、分主题完成情况: what the clerk wrote of each task, gaps marked."""
    sheet.add("Head1", "二、分主题完成情况")
    sheet.tag("{%p for 章 in 分主题 %}")
    sheet.add("Head2", "{{章.标题}}")
    sheet.tag("{%p for 任务 in 章.任务 %}")
    gap = run("{{任务.待补}}", run_fonts(HEI_FONT))
    sheet.add("Body1", "{{任务.标题}}（{{任务.单位}}）。", "{{任务.内容}}", gap)
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p endfor %}")


def unfinished(sheet: Sheet) -> None:
    """三、未完成事项及原因: every open row of the ledger."""
    sheet.add("Head1", "三、未完成事项及原因")
    sheet.tag("{%p if 未完成 %}")
    sheet.add("Body1", "下列{{未完成|length}}条事项尚未完成或没有填报办理状态，逐条列出。", properties=KEEP)
    line = values(
        "{{行.序号}}", "{{行.任务}}", "{{行.事项}}", "{{行.单位}}", "{{行.状态}}", "{{行.原因}}",
        centred=frozenset({0, 4}),
    )  # fmt: skip
    header = heads("序号", "任务", "具体事项", "责任单位", "办理状态", "未完成原因")
    sheet.table(UNFINISHED, (header, *repeated("行 in 未完成", line)))
    sheet.tag("{%p elif 对账 %}")
    sheet.add("Body1", "台账所列事项均已完成。")
    sheet.tag("{%p else %}")
    sheet.add("Body1", "台账没有列出事项。")
    sheet.tag("{%p endif %}")


def problems_and_next(sheet: Sheet) -> None:
    """四、存在的问题, 五、下年度打算: the clerk's words, and what nobody decided."""
    sheet.add("Head1", "四、存在的问题")
    sheet.tag("{%p for 行 in 问题 %}")
    sheet.add("Body1", "{{loop.index}}.{{行.任务名}}：{{行.原因}}")
    sheet.tag("{%p else %}")
    sheet.add("Body1", "台账“存在问题”一栏没有填写。")
    sheet.tag("{%p endfor %}")
    sheet.add("Head1", "五、下年度打算")
    sheet.tag("{%p if 结转 %}")
    sheet.add("Body1", "台账注明结转下年、继续办理的事项{{结转|length}}条：", properties=KEEP)
    sheet.tag("{%p for 行 in 结转 %}")
    sheet.add("Body1", "{{loop.index}}.{{行.任务名}}：{{行.事项}}（{{行.单位}}）。")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p else %}")
    sheet.add("Body1", "台账没有注明结转下年的事项。")
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 未定结转 %}")
    open_items = run("【待补：下列{{未定结转|length}}条未完成事项是否结转下年】", run_fonts(HEI_FONT))
    sheet.add("Body1", open_items, "{{未定结转|map(attribute='任务名')|unique|join('、')}}。")
    sheet.tag("{%p endif %}")
    sheet.add("Flush1")
    sheet.add("Note1", "数据口径：{{数据口径}}")
    sheet.tag("{%p for 句 in 待核 %}")
    sheet.add("Note1", "待核：{{句}}")
    sheet.tag("{%p endfor %}")


def annexes(sheet: Sheet) -> None:
    """附件1 and 2 on turned sheets: every row of the ledger, then every metric."""
    sheet.add("Flush1", ("附件1", "Mark1"), properties=KEEP)
    sheet.add("TableTitle1", "完成情况对账表")
    theme = Row((Cell([[("{{章.主题}}", "Mark1")]], span=len(ITEMS), fill="F2F2F2"),), keep=True)
    line = values(
        "{{行.序号}}", "{% vm 行.任务 %}{{行.任务}}", "{{行.事项}}", "{{行.指标}}",
        "{{行.数值}}", "{{行.单位}}", "{{行.状态}}", "{{行.对照}}", centred=frozenset({0, 4, 6, 7}),
    )  # fmt: skip
    header = heads("序号", "任务", "具体事项", "量化指标", "完成数值", "责任单位", "办理状态", "指标对照")
    sheet.table(ITEMS, (header, *repeated("章 in 对账", theme, *repeated("行 in 章.事项", line))))
    sheet.tag("{%p if 指标 %}")
    sheet.add("Flush1", ("附件2", "Mark1"), properties=KEEP + NEW_PAGE)
    sheet.add("TableTitle1", "指标完成情况表")
    figures = values(
        "{{行.序号}}", "{{行.任务}}", "{{行.指标}}", "{{行.数值}}", "{{行.对照}}", "{{行.单位}}",
        centred=frozenset({0, 3, 4}),
    )  # fmt: skip
    header = heads("序号", "任务", "量化指标", "完成数值", "指标对照", "责任单位")
    sheet.table(METRICS, (header, *repeated("行 in 指标", figures)))
    sheet.tag("{%p endif %}")
    sheet.add("Note1", "{{标注说明}}")


def summary() -> bytes:
    """The year-end summary: upright prose, then the turned tables."""
    sheet = Sheet("年终总结", grid=True)
    for write in (overview, chapters, unfinished, problems_and_next):
        write(sheet)
    sheet.turn()
    annexes(sheet)
    return sheet.finish()


TEMPLATES = {"年终总结.docx": summary}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
