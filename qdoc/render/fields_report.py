"""Owns what the skeleton of a 办理情况报告 says: a unit's items with room for what it has done."""

from __future__ import annotations

import re

from qdoc.model import AssignmentLetter, LetterItem, UnitInfo
from qdoc.render.letter_fields import ITEM, LetterOptions, basis_line, given, item_fields, main_duty
from qdoc.render.template_values import chinese_date

_TITLE_CHARACTERS = 19  # 2号 characters in 156 mm, one left free for figures wider than half a character
_ENTRY = ITEM | {"完成情况": "台账已有的办理状态和进展，前加“台账记载：”；没有的为空，由承办单位填写"}
REPORT_FIELDS: dict[str, object] = {
    "标题": "关于（计划标题）办理情况的报告",
    "主送单位": "收报告的单位，即交办单位",
    "承办单位": "写报告的单位",
    "交办依据": "印发文件的标题和文号",
    "截至日期": "办理情况截至哪天",
    "主责名称": "牵头事项、责任事项或牵头（责任）事项",
    "主责数": "牵头（责任）事项数",
    "配合数": "配合事项数",
    "事项": [_ENTRY],
    "待确认数": "标有“建议，待确认”的事项数",
    "联系人": "承办单位联系人",
    "联系电话": "承办单位联系电话",
}


def report_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    """The fields of 办理情况报告.docx (REPORT_FIELDS): what the unit was given, for the unit to fill in."""
    head, unit = letter.head, options.unit or UnitInfo("")
    items = (*letter.lead_items, *letter.support_items)
    title = options.quote(given(head.plan_title or head.notice_title, "计划标题"))
    return {
        "标题": _title(title),
        "主送单位": given(options.office, "主送单位"),
        "承办单位": letter.department,
        "交办依据": basis_line(head, options.quote),
        "截至日期": chinese_date(given(options.as_of, "截至日期")),
        "主责名称": main_duty(letter.lead_items),
        "主责数": len(letter.lead_items),
        "配合数": len(letter.support_items),
        "事项": [
            item_fields(number, item, options) | {"完成情况": _so_far(item)} for number, item in enumerate(items, 1)
        ],
        "待确认数": sum(item.suggested for item in items),
        "联系人": given(unit.contact, "联系人"),
        "联系电话": given(unit.phone, "联系电话"),
    }


def _title(plan: str) -> str:
    """A title longer than a line of 2号 characters breaks by sense: before its last words, or before the year."""
    end = "办理情况的报告"
    if _width(plan) + len(end) + 2 <= _TITLE_CHARACTERS:
        return f"关于{plan}{end}"
    if _width(plan) + 2 <= _TITLE_CHARACTERS:
        return f"关于{plan}\n{end}"
    year = re.search(r"(?<=.)(?=\d{4}年)", plan)
    return f"关于{plan[: year.start()]}\n{plan[year.start() :]}{end}" if year else f"关于{plan}{end}"


def _width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)


def _so_far(item: LetterItem) -> str:
    told = "；".join(filter(None, (item.status, item.progress)))
    return f"台账记载：{told}" if told else ""
