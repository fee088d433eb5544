"""Owns how the shipped letter templates are made: run it to write 任务交办单.docx and 责任书.docx anew."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, KEEP, NEW_PAGE, Cell, Row, Sheet, controls, heads, hidden, repeated  # noqa: E402

from qdoc.ledger.form_columns import (  # noqa: E402
    NODES,
    PHONE,
    SLIP_DATE,
    SLIP_FIELDS,
    SLIP_KEY,
    SLIP_TICKS,
    SPELLED_END,
    make_tag,
)
from qdoc.render.forms import Control  # noqa: E402

ROOM = "　" * 6  # what Word shows to click on, and paper as nothing
ITEM_WIDTHS = (10, 22, 44, 22, 18, 40)


def _items(sheet: Sheet, name: str, heading: str) -> None:
    """The table of items: the task's cell merged over its items, the place of each quotation under it."""
    duty = [
        "{{ 项.职责 }}",
        "{%p if 项.待确认 %}",
        [("{{ 项.待确认 }}", "Mark1")],
        "{%p endif %}",
        "{%p if 项.其他单位 %}",
        "{{ 项.其他单位 }}",
        "{%p endif %}",
    ]
    words = ["{{ 项.事项 }}", "{%p if 项.位置 %}", [("〔{{ 项.位置 }}〕", "Place1")], "{%p endif %}"]
    item = Row(
        (
            Cell("{{ 项.序号 }}", "CellMid1", middle=False),
            Cell("{% vm 项.任务 %}{{ 项.任务 }}", middle=False),
            Cell(words, middle=False),
            Cell("{{ 项.指标 }}", middle=False),
            Cell("{{ 项.时限 }}", "CellMid1", middle=False),
            Cell(duty, middle=False),
        )
    )
    header = heads("序号", "任务", heading, "目标值", "办理时限", "单位职责")
    sheet.table(ITEM_WIDTHS, (header, *repeated(f"项 in {name}", item)))


def _form(label: str, value: str, span: int = 1) -> tuple[Cell, Cell]:
    return Cell(label, "FormHead1"), Cell(value, "Form1", span)


def assignment() -> bytes:
    """任务交办单: head, lead items, supporting items, requirements, signature, return slip."""
    sheet = Sheet("任务交办单")
    sheet.add("Title1", "任务交办单")
    sheet.add("Note1", "编号：{{ 编号 }}")
    note = "本单有{{ 待确认数 }}项标有“建议，待确认”：其责任单位系按职责提出的建议，尚未经确认，"
    note += "不是正式分工，请在回执中表明意见。"
    counts = "{% if 牵头事项 %}{{ 主责名称 }}{{ 牵头事项|length }}项{% if 配合事项 %}，{% endif %}{% endif %}"
    counts += "{% if 配合事项 %}配合事项{{ 配合事项|length }}项{% endif %}"
    sheet.table(
        (26, 52, 26, 52),
        (
            Row((*_form("承办单位", "{{ 承办单位 }}"), *_form("交办单位", "{{ 交办单位 }}"))),
            Row((*_form("交办日期", "{{ 交办日期 }}"), *_form("反馈时限", "{{ 反馈时限 }}"))),
            Row((*_form("联系人", "{{ 联系人 }}"), *_form("联系电话", "{{ 联系电话 }}"))),
            Row((Cell("{%tr if 分管领导 %}"), Cell("", span=3))),
            Row(_form("分管领导", "{{ 分管领导 }}", 3)),
            Row((Cell("{%tr endif %}"), Cell("", span=3))),
            Row(_form("交办依据", "{{ 交办依据 }}", 3)),
            Row(_form("交办事项", counts, 3)),
            Row((Cell("{%tr if 待确认数 %}"), Cell("", span=3))),
            Row((Cell("请注意", "FormHead1"), Cell([[(note, "Mark1")]], "Form1", 3))),
            Row((Cell("{%tr endif %}"), Cell("", span=3))),
        ),
    )
    sheet.tag("{%p if 牵头事项 %}")
    sheet.add("Head1", "{{ 编序.牵头 }}、{{ 主责名称 }}")
    _items(sheet, "牵头事项", "交办事项（原文）")
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 配合事项 %}")
    sheet.add("Head1", "{{ 编序.配合 }}、配合事项")
    _items(sheet, "配合事项", "配合事项（原文）")
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "{{ 编序.要求 }}、办理要求")
    sheet.add("Body1", "1. 除注明台账增列、改写的外，事项均摘自原文，请对照原文核对事项、目标值、时限和职责。")
    duty = "{% if 牵头事项 %}{{ 主责名称 }}由你单位组织落实{% endif %}"
    duty += "{% if 牵头事项 and 配合事项 %}，{% endif %}{% if 配合事项 %}配合事项请按牵头单位的安排办理{% endif %}。"
    sheet.add("Body1", "2. " + duty)
    sheet.add("Body1", "3. 请填写回执，{{ 反馈要求 }}反馈交办单位；有异议的，请写明事项序号和理由。", properties=KEEP)
    sheet.add("Flush1", properties=KEEP)
    sheet.add("Right1", "{{ 交办单位 }}（盖章）", properties=KEEP)
    sheet.add("Right1", "{{ 交办日期 }}")
    _slip(sheet)
    return sheet.finish()


def _slip(sheet: Sheet) -> None:
    """回执: kept whole on one page; its controls print as room for a pen until something is filled in."""
    sheet.add("Note1", properties=KEEP)
    sheet.add("Slip1", "回    执")
    wide = (26, 52, 26, 52)
    made = dict(zip(SLIP_FIELDS, controls(*map(_slip_control, SLIP_FIELDS)), strict=True))
    unit = [hidden("{{ 回执识别码 }}"), "{{ 承办单位 }}", hidden(SPELLED_END)]
    ticks = [piece for field in SLIP_TICKS for piece in (made[field], f" {SLIP_FIELDS[field]}        ")]
    ticks[-1] = ticks[-1].rstrip()
    sheet.table(
        wide,
        (
            Row((*_field("承办单位", *unit), *_form("编号", "{{ 编号 }}")), keep=True),
            Row(_field("接收意见", *ticks, span=3), keep=True, height=10),
            Row(_field("异议事项及理由", made["reason"], span=3), keep=True, height=24),
            Row(_field("计划节点", made[NODES], span=3), keep=True, height=24),
            Row((*_form("负责人", "{{ 单位.负责人 }}"), *_form("联系人", "{{ 单位.联系人 }}")), keep=True, height=10),
            Row((*_field("承办人", made["handler"]), *_field("联系电话", made[PHONE])), keep=True, height=10),
            Row((*_field("签收人", made["received_by"]), *_field("签收时间", made["received_on"])), height=10),
        ),
    )


def _field(label: str, *pieces: str, span: int = 1) -> tuple[Cell, Cell]:
    return Cell(label, "FormHead1"), Cell([list(pieces)], "Form1", span)


def _slip_control(field: str) -> Control:
    tag, title = make_tag(SLIP_KEY, field), SLIP_FIELDS[field]
    if field in SLIP_TICKS:
        return Control(tag, "tick", title=title, spelled=True)
    if field == "received_on":
        return Control(tag, "date", placeholder=SLIP_DATE, title=title, spelled=True)
    if field == PHONE:
        return Control(tag, value="{{ 单位.电话 }}", title=title, spelled=True)
    return Control(tag, placeholder=ROOM, title=title, spelled=True)


def responsibility() -> bytes:
    """责任书: both sides, goals by task, support, requirements, assessment by a basis, term, signatures, annex."""
    sheet = Sheet("责任书")
    sheet.add("Title1", "责  任  书")
    sheet.add("Note1", "编号：{{ 编号 }}")
    sheet.add("Flush1")
    sheet.add("Flush1", "甲方（下达单位）：{{ 交办单位 }}")
    sheet.add("Flush1", "乙方（承担单位）：{{ 承办单位 }}")
    sheet.add("Body1", "根据{{ 交办依据 }}，为落实{{ 计划标题 }}确定的任务，甲乙双方签订本责任书。")
    sheet.tag("{%p if 待确认数 %}")
    note = "附件任务清单有{{ 待确认数 }}项标有“建议，待确认”，其责任单位系按职责提出的建议，须经双方确认后方可签订。"
    sheet.add("Body1", (note, "Mark1"))
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "一、责任目标")
    sheet.add("Body1", "乙方承担下列任务的{{ 主责名称 }}，共{{ 牵头事项|length }}项，具体内容见附件。", properties=KEEP)
    _goals(sheet)
    sheet.add("Head1", "二、配合事项")
    support = "乙方配合牵头单位办理{{ 配合事项|length }}项，具体内容见附件。"
    sheet.add("Body1", "{% if 配合事项 %}" + support + "{% else %}乙方没有配合事项。{% endif %}")
    sheet.add("Head1", "三、工作要求")
    sheet.add("Body1", "（一）乙方对责任目标组织落实，按附件所列时限办结；配合事项按牵头单位的安排办理。")
    sheet.add("Body1", "（二）原文规定报送进展的，按原文规定的节点报送；原文没有规定的，不另行要求报送。")
    sheet.add("Body1", "（三）事项、目标值或时限需要调整的，由双方书面商定，并载明理由。")
    sheet.tag("{%p if 考核依据 %}")
    sheet.add("Head1", "四、考核与结果运用")
    sheet.add("Body1", "按照{{ 考核依据 }}执行。")
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "{% if 考核依据 %}五{% else %}四{% endif %}、期限")
    sheet.add("Body1", "责任期限为{{ 责任期限 }}，各任务的时限以附件所列为准。")
    sheet.add("Body1", "本责任书一式两份，甲乙双方各执一份，自双方签字盖章之日起生效。", properties=KEEP)
    sheet.add("Flush1", properties=KEEP)
    signature = ("负责人（签字）：", "      年    月    日")
    sheet.table(
        (78, 78),
        (
            Row(
                (
                    Cell(["甲方（盖章）：", "{{ 交办单位 }}"], "Form1", middle=False),
                    Cell(["乙方（盖章）：", "{{ 承办单位 }}"], "Form1", middle=False),
                ),
                keep=True,
                height=22,
            ),
            *(
                Row((Cell(text, "Form1"), Cell(text, "Form1")), keep=text != signature[-1], height=11)
                for text in signature
            ),
        ),
        border=False,
    )
    sheet.add("Flush1", ("附件", "Mark1"), properties=NEW_PAGE)
    sheet.add("Slip1", "任务清单")
    sheet.add("Head2", "（一）{{ 主责名称 }}")
    _items(sheet, "牵头事项", "事项（原文）")
    sheet.tag("{%p if 配合事项 %}")
    sheet.add("Head2", "（二）配合事项")
    _items(sheet, "配合事项", "事项（原文）")
    sheet.tag("{%p endif %}")
    note = "注：除注明台账增列、改写的外，事项均摘自原文，六角括号内为原文位置；原文没有目标值或时限的，以“—”表示。"
    sheet.add("Note1", note)
    return sheet.finish()


def _goals(sheet: Sheet) -> None:
    task = ["{{ 标.任务 }}", "{%p if 标.待确认 %}", [("{{ 标.待确认 }}", "Mark1")], "{%p endif %}"]
    goal = Row(
        (
            Cell("{{ 标.序号 }}", "CellMid1"),
            Cell(task),
            Cell("{{ 标.指标 }}"),
            Cell("{{ 标.时限 }}", "CellMid1"),
            Cell("{{ 标.清单 }}", "CellMid1"),
        )
    )
    header = heads("序号", "任务", "目标值", "时限", "清单序号")
    sheet.table((11, 44, 51, 32, 18), (header, *repeated("标 in 责任目标", goal)))


TEMPLATES = {"任务交办单.docx": assignment, "责任书.docx": responsibility}


if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
