"""Owns how 督办单.docx, 催办单.docx and 办理情况报告.docx are made: run it to write them anew."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import CHARACTER, FOLDER, KEEP, NEW_PAGE, Cell, Row, Sheet, heads, repeated, run, tab  # noqa: E402

from qdoc.render.page import HEI_FONT, STANDARD, run_fonts  # noqa: E402

FORM = (26, 52, 26, 52)
DATE = "      年    月    日"
SUGGESTION = "{{项.待确认}}：本单位的职责系按职责提出的建议，尚未经确认，不是正式分工。"


def _pair(label: str, value: str, span: int = 1, style: str = "Form1") -> tuple[Cell, Cell]:
    return Cell(label, "FormHead1"), Cell(value, style, span)


def _both(left: tuple[str, str], right: tuple[str, str]) -> Row:
    return Row((*_pair(*left), *_pair(*right)))


def _wide(label: str, *lines: object, height: float = 0) -> Row:
    return Row((Cell(label, "FormHead1"), Cell(list(lines), "Form1", 3)), height=height)  # type: ignore[arg-type]


def follow_up() -> bytes:
    """督办单: a form page for each item."""
    sheet = Sheet("督办单")
    sheet.tag("{%p for 项 in 督办事项 %}")
    sheet.tag("{%p if loop.first %}")
    sheet.add("Title1", "督  办  单")
    sheet.tag("{%p else %}")
    sheet.add("Title1", "督  办  单", properties=NEW_PAGE)
    sheet.tag("{%p endif %}")
    sheet.add("Note1", "编号：{{项.编号}}{% if 事项数 > 1 %}　　本单位共{{事项数}}项，第{{项.序号}}项{% endif %}")
    content = ("{{项.事项}}", "{%p if 项.位置 %}", [("〔{{项.位置}}〕", "Place1")], "{%p endif %}")
    sources = ("{{项.来源}}", "{%p if 项.待确认 %}", [(SUGGESTION, "Mark1")], "{%p endif %}")
    progress = (
        "{%p if 项.进展 %}", "{%p if 截至日期 %}", "台账记载（截至{{截至日期}}）：", "{%p else %}", "台账记载：",
        "{%p endif %}", "{{项.进展}}", "{%p else %}", "", "{%p endif %}",
    )  # fmt: skip
    sheet.table(
        FORM,
        (
            _both(("督办单位", "{{督办单位}}"), ("承办单位", "{{承办单位}}")),
            _both(("督办日期", "{{督办日期}}"), ("紧急程度", "{{紧急程度}}")),
            _wide("督办事项", "{{项.任务}}"),
            _wide("主要内容", *content),
            _both(("目标值", "{{项.指标}}"), ("完成期限", "{{项.时限}}")),
            _both(("督办分类", "{{督办分类}}"), ("汇报频次", "{{项.汇报频次}}")),
            _wide("来    源", "{{督办依据}}"),
            _both(("牵头单位", "{{项.牵头单位}}"), ("协办单位", "{{项.协办单位}}")),
            _wide("标注来源", *sources),
            _both(("分管领导", "{{分管领导}}"), ("督办人", "{{督办人}}　{{联系电话}}")),
            _wide("工作推进\n情    况", *progress, height=32),
            _wide("核查意见", "", height=22),
            _wide("办结销号", "□ 办结        □ 销号        □ 继续督办", f"经办人：              日期：{DATE}"),
        ),
    )
    sheet.tag("{%p endfor %}")
    return sheet.finish()


def reminder() -> bytes:
    """催办单: addressees, what is overdue or near, the table, what reply is wanted, signature."""
    sheet = Sheet("催办单")
    sheet.add("Title1", "催  办  单")
    sheet.add("Note1", "编号：{{编号}}{% if 次第 %}　　{{次第}}{% endif %}")
    sheet.add("Flush1")
    sheet.add("Flush1", "{{承办单位}}：")
    told = "按照{{催办依据}}，截至{{截至日期}}，你单位的{{主责名称}}中有{{催办事项|length}}项已过或临近时限、"
    told += "台账尚未记载办结，"
    told += "其中{% if 逾期数 %}已过时限{{逾期数}}项{% endif %}{% if 逾期数 and 临近数 %}，{% endif %}"
    told += "{% if 临近数 %}{{天数}}日内到期{{临近数}}项{% endif %}："
    sheet.add("Body1", told)
    words = ["{{项.事项}}", "{%p if 项.位置 %}", [("〔{{项.位置}}〕", "Place1")], "{%p endif %}"]
    words += ["{%p if 项.待确认 %}", [("{{项.待确认}}", "Mark1")], "{%p endif %}"]
    line = Row(
        (
            Cell("{{项.序号}}", "CellMid1", middle=False),
            Cell("{% vm 项.任务 %}{{项.任务}}", middle=False),
            Cell(words, middle=False),
            Cell("{{项.时限}}", "CellMid1", middle=False),
            Cell(["{{项.天数}}", [("（{{项.截止日}}）", "Place1")]], "CellMid1", middle=False),
            Cell("{{项.状态}}", "CellMid1", middle=False),
            Cell("{{项.进展}}", middle=False),
        )
    )
    header = heads("序号", "任务", "事项（原文）", "时限", "逾期/剩余", "状态", "已报进展")
    sheet.table((10, 27, 42, 20, 21, 14, 22), (header, *repeated("项 in 催办事项", line)))
    sheet.tag("{%p if 待确认数 %}")
    note = "其中{{待确认数}}项标有“建议，待确认”，其责任单位系按职责提出的建议，尚未经确认，请在答复中表明意见。"
    sheet.add("Body1", (note, "Mark1"))
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 无截止日数 %}")
    sheet.add("Body1", "另有{{无截止日数}}项尚未办结的事项没有明确的截止日，未列入上表。")
    sheet.tag("{%p endif %}")
    sheet.add("Body1", "请{{反馈要求}}书面答复办理进展；已经办结的，请说明办结情况；逾期的，请说明原因和预计完成时间。")
    sheet.add("Body1", "联系人：{{联系人}}，联系电话：{{联系电话}}。", properties=KEEP)
    sheet.add("Flush1", properties=KEEP)
    sheet.add("Right1", "{{催办单位}}（盖章）", properties=KEEP)
    sheet.add("Right1", "{{催办日期}}")
    return sheet.finish()


def report() -> bytes:
    """办理情况报告: a skeleton for the unit to fill in, its items listed; goes upwards to one office."""
    sheet = Sheet("办理情况报告", grid=True)
    sheet.add("Title1", "{{标题}}")
    sheet.add("Flush1")
    sheet.add("Flush1", "{{主送单位}}：")
    counts = "{% if 主责数 %}{{主责名称}}{{主责数}}项{% endif %}{% if 主责数 and 配合数 %}、{% endif %}"
    counts += "{% if 配合数 %}配合事项{{配合数}}项{% endif %}"
    sheet.add("Body1", f"{{{{交办依据}}}}交由我单位办理{counts}。现将截至{{{{截至日期}}}}的办理情况报告如下：")
    sheet.add("Head1", "一、办理过程")
    sheet.add("Body1", gap("办理过程，包括收到交办的时间、内部分工、与其他单位的会商"))
    sheet.add("Head1", "二、完成情况")
    sheet.add("Body1", "各事项完成情况见下表。完成数值和完成情况由我单位据实填写。", properties=KEEP)
    words = ["{{项.事项}}", "{%p if 项.位置 %}", [("〔{{项.位置}}〕", "Place1")], "{%p endif %}", "职责：{{项.职责}}"]
    words += ["{%p if 项.待确认 %}", [("{{项.待确认}}", "Mark1")], "{%p endif %}"]
    line = Row(
        (
            Cell("{{项.序号}}", "CellMid1", middle=False),
            Cell("{% vm 项.任务 %}{{项.任务}}", middle=False),
            Cell(words, middle=False),
            Cell("{{项.指标}}", middle=False),
            Cell("{{项.时限}}", "CellMid1", middle=False),
            Cell("", middle=False),
            Cell("{{项.完成情况}}", middle=False),
        )
    )
    header = heads("序号", "任务", "事项（原文）", "目标值", "时限", "完成数值", "完成情况")
    sheet.table((10, 20, 34, 20, 17, 18, 37), (header, *repeated("项 in 事项", line)))
    sheet.tag("{%p if 待确认数 %}")
    note = "注：标有“建议，待确认”的{{待确认数}}项，责任单位系按职责提出的建议，尚未经确认。"
    sheet.add("Note1", (note, "Mark1"))
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "三、存在问题和下一步意见")
    sheet.add("Body1", gap("存在问题和下一步意见，没有的写明没有"), properties=KEEP)
    sheet.add("Flush1", properties=KEEP)
    # 7.3.5.1: the date four characters in, the office centred on it (the gap is eight characters wide).
    right = 4 * CHARACTER
    centred = f'<w:tabs><w:tab w:val="center" w:pos="{STANDARD.width - right - 4 * CHARACTER}"/></w:tabs>'
    sheet.add("Flush1", tab(), run("{{承办单位}}"), properties=KEEP + centred)
    dated = f'<w:ind w:right="{right}" w:firstLine="0"/><w:jc w:val="right"/>'
    sheet.add("Flush1", gap("成文日期"), properties=KEEP + dated)
    sheet.add("Body1", "（联系人：{{联系人}}，联系电话：{{联系电话}}）")
    return sheet.finish()


def gap(name: str) -> str:
    """A place that the unit fills in."""
    return run(f"【待补：{name}】", run_fonts(HEI_FONT))


TEMPLATES = {"督办单.docx": follow_up, "催办单.docx": reminder, "办理情况报告.docx": report}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
