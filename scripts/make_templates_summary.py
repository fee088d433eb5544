"""Owns templates/docx/年终总结.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

from template_parts import (
    LANDSCAPE,
    LANDSCAPE_WIDTH,
    PORTRAIT,
    TYPE_WIDTH,
    cell,
    control,
    control_row,
    header_row,
    paragraph,
    row,
    run,
    section_end,
    table,
    value_row,
    write_template,
)

from qdoc.render.page import HEI_FONT, KAI_FONT, run_fonts

TITLE_LINES = '<w:snapToGrid w:val="0"/><w:spacing w:line="660" w:lineRule="exact"/>'
KEEP = "<w:keepNext/>"
BLANK = paragraph("Flush28")
COUNTS = [3800, 800, 4244]
UNFINISHED = [640, 1700, 2480, 1400, 1040, 1584]
ITEMS = [640, 1900, 3400, 1700, 1200, 1750, 1040, 1126]
METRICS = [640, 2500, 3700, 2016, 1300, 2600]


def overview() -> str:
    return "".join(
        (
            paragraph("Title1", "{{标题}}", properties=TITLE_LINES),
            paragraph("Subtitle1", "（{{编制单位}}　{{成文日期}}）"),
            BLANK,
            paragraph("Level1", "一、总体情况", properties=KEEP),
            control("{%p for 句 in 总体情况 %}"),
            paragraph("Text28", "{{句}}"),
            control("{%p endfor %}"),
            counts("表1　分主题完成情况（条）", "主题", "按主题"),
            counts("表2　分单位完成情况（条）", "责任单位", "按单位"),
            paragraph("Note1", "{{单位说明}}"),
        )
    )


def counts(title: str, name: str, field: str) -> str:
    """A table of counts; the status words are the office's own, so they share one column."""
    return paragraph("TableTitle1", title) + table(
        COUNTS,
        header_row(COUNTS, [name, "合计", "办理状态"]),
        control_row(f"{{%tr for 行 in {field} %}}", COUNTS),
        value_row(COUNTS, ["{{行.名称}}", "{{行.合计}}", "{{行.各状态}}"], centred={1}),
        control_row("{%tr endfor %}", COUNTS),
    )


def chapters() -> str:
    return "".join(
        (
            paragraph("Level1", "二、分主题完成情况", properties=KEEP),
            control("{%p for 章 in 分主题 %}"),
            paragraph("Level2", run("{{章.标题}}", run_fonts(KAI_FONT)), properties=KEEP),
            control("{%p for 任务 in 章.任务 %}"),
            paragraph(
                "Text28", run("{{任务.标题}}（{{任务.单位}}）。"), run("{{任务.内容}}"),
                run("{{任务.待补}}", run_fonts(HEI_FONT)),
            ),
            control("{%p endfor %}"),
            control("{%p endfor %}"),
        )
    )  # fmt: skip


def unfinished() -> str:
    names = ["序号", "任务", "具体事项", "责任单位", "办理状态", "未完成原因"]
    values = ["{{行.序号}}", "{{行.任务}}", "{{行.事项}}", "{{行.单位}}", "{{行.状态}}", "{{行.原因}}"]
    loop = "{%tr for 行 in 未完成 %}"
    return "".join(
        (
            paragraph("Level1", "三、未完成事项及原因", properties=KEEP),
            control("{%p if 未完成 %}"),
            paragraph("Text28", "下列{{未完成|length}}条事项尚未完成或没有填报办理状态，逐条列出。", properties=KEEP),
            table(
                UNFINISHED,
                header_row(UNFINISHED, names),
                control_row(loop, UNFINISHED),
                value_row(UNFINISHED, values, centred={0, 4}),
                control_row("{%tr endfor %}", UNFINISHED),
            ),
            control("{%p elif 对账 %}"),
            paragraph("Text28", "台账所列事项均已完成。"),
            control("{%p else %}"),
            paragraph("Text28", "台账没有列出事项。"),
            control("{%p endif %}"),
        )
    )


def problems_and_next() -> str:
    return "".join(
        (
            paragraph("Level1", "四、存在的问题", properties=KEEP),
            control("{%p for 行 in 问题 %}"),
            paragraph("Text28", "{{loop.index}}.{{行.任务名}}：{{行.原因}}"),
            control("{%p else %}"),
            paragraph("Text28", "台账“存在问题”一栏没有填写。"),
            control("{%p endfor %}"),
            paragraph("Level1", "五、下年度打算", properties=KEEP),
            control("{%p if 结转 %}"),
            paragraph("Text28", "台账注明结转下年、继续办理的事项{{结转|length}}条：", properties=KEEP),
            control("{%p for 行 in 结转 %}"),
            paragraph("Text28", "{{loop.index}}.{{行.任务名}}：{{行.事项}}（{{行.单位}}）。"),
            control("{%p endfor %}"),
            control("{%p else %}"),
            paragraph("Text28", "台账没有注明结转下年的事项。"),
            control("{%p endif %}"),
            control("{%p if 未定结转 %}"),
            paragraph(
                "Text28", run("【待补：下列{{未定结转|length}}条未完成事项是否结转下年】", run_fonts(HEI_FONT)),
                run("{{未定结转|map(attribute='任务名')|unique|join('、')}}。"),
            ),
            control("{%p endif %}"),
            BLANK,
            paragraph("Note1", "数据口径：{{数据口径}}"),
            control("{%p for 句 in 待核 %}"),
            paragraph("Note1", "待核：{{句}}"),
            control("{%p endfor %}"),
        )
    )  # fmt: skip


def annexes() -> str:
    items = ["序号", "任务", "具体事项", "量化指标", "完成数值", "责任单位", "办理状态", "指标对照"]
    values = [
        "{{行.序号}}", "{% vm 行.任务 %}{{行.任务}}", "{{行.事项}}", "{{行.指标}}",
        "{{行.数值}}", "{{行.单位}}", "{{行.状态}}", "{{行.对照}}",
    ]  # fmt: skip
    shade = f'<w:gridSpan w:val="{len(ITEMS)}"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
    theme = row(cell(sum(ITEMS), paragraph("Cell1", run("{{章.主题}}", run_fonts(HEI_FONT))), properties=shade))
    metrics = ["序号", "任务", "量化指标", "完成数值", "指标对照", "责任单位"]
    figures = ["{{行.序号}}", "{{行.任务}}", "{{行.指标}}", "{{行.数值}}", "{{行.对照}}", "{{行.单位}}"]
    return "".join(
        (
            paragraph("Flush28", run("附件1", run_fonts(HEI_FONT)), properties=KEEP),
            paragraph("TableTitle1", "完成情况对账表"),
            table(
                ITEMS,
                header_row(ITEMS, items),
                control_row("{%tr for 章 in 对账 %}", ITEMS),
                theme,
                control_row("{%tr for 行 in 章.事项 %}", ITEMS),
                value_row(ITEMS, values, centred={0, 4, 6, 7}),
                control_row("{%tr endfor %}", ITEMS),
                control_row("{%tr endfor %}", ITEMS),
            ),
            control("{%p if 指标 %}"),
            paragraph("Flush28", run("附件2", run_fonts(HEI_FONT)), properties=KEEP + "<w:pageBreakBefore/>"),
            paragraph("TableTitle1", "指标完成情况表"),
            table(
                METRICS,
                header_row(METRICS, metrics),
                control_row("{%tr for 行 in 指标 %}", METRICS),
                value_row(METRICS, figures, centred={0, 3, 4}),
                control_row("{%tr endfor %}", METRICS),
            ),
            control("{%p endif %}"),
            paragraph("Note1", "{{标注说明}}"),
        )
    )


if __name__ == "__main__":
    assert sum(UNFINISHED) == sum(COUNTS) == TYPE_WIDTH
    assert sum(ITEMS) == sum(METRICS) == LANDSCAPE_WIDTH
    body = overview() + chapters() + unfinished() + problems_and_next() + section_end(PORTRAIT) + annexes()
    print(write_template("年终总结.docx", body, LANDSCAPE))
