"""Owns what a 督办单 says: a form page for each item that the unit answers for."""

from __future__ import annotations

import re

from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_fields import (
    SUGGESTED_MARK,
    LetterOptions,
    basis_line,
    given,
    item_fields,
)
from qdoc.render.template_values import chinese_date

ONLY_AS_ASKED = "按原文要求；原文没有的，不另行要求报送"
"""How often to report where the item itself asks for nothing (《整治形式主义为基层减负若干规定》)."""

_ENTRY = {
    "编号": "督办编号；一份有几项的，编号后加顺序号",
    "序号": "本单位督办事项的序号",
    "任务": "督办事项：原文的任务编号和标题",
    "事项": "主要内容，原文摘录",
    "位置": "该事项在原文中的位置",
    "指标": "目标值，原文没有的为“—”",
    "时限": "完成期限，原文没有的为“—”",
    "汇报频次": "该事项的原文要求报送的，照引原文；没有的为“按原文要求；原文没有的，不另行要求报送”",
    "牵头单位": "牵头单位、共同牵头单位、未分牵头和配合的责任单位",
    "协办单位": "配合单位，没有的为“无”",
    "进展": "台账记载的办理状态、进展情况和存在问题，没有的为空",
    "来源": "承办单位、目标值、时限的来源：原文、沿用、建议，待确认、已确认",
    "待确认": "本单位的职责出自建议时为“建议，待确认”，否则为空",
}
FOLLOW_UP_FIELDS: dict[str, object] = {
    "督办单位": "发出督办单的单位",
    "承办单位": "接收督办单的单位",
    "督办日期": "督办单的日期",
    "督办依据": "印发文件的标题和文号",
    "督办分类": "任务来自哪种文件，如 工作要点",
    "紧急程度": "特急、加急等，没有给出时为【待补】",
    "分管领导": "督办单位分管领导",
    "督办人": "督办单位联系人",
    "联系电话": "督办单位联系电话",
    "截至日期": "台账记载截至哪天，没有给出时为空",
    "事项数": "督办事项数",
    "督办事项": [_ENTRY],
}

_KINDS = re.compile("工作要点|(?:实施|工作|行动)?方案|(?:工作|行动)?计划|规划|要点|意见|措施")
_REPORTING = re.compile(
    "[^，,。；;：:]*(?:每[年月周日旬]|每半年|每个?季度|按[年月周季]度?|定期)[^，,。；;]{0,30}"
    "(?:报送|报告|上报|报备|汇报|反馈|通报)[^，,。；;]*"
)
_SHORT_SUGGESTED = "（建议）"


def follow_up_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object] | None:
    """The fields of 督办单.docx (FOLLOW_UP_FIELDS); None for a unit that answers for no item that is still open."""
    items = open_items(letter)
    if not items:
        return None
    return {
        "督办单位": given(options.office, "督办单位"),
        "承办单位": letter.department,
        "督办日期": chinese_date(given(options.date, "督办日期")),
        "督办依据": basis_line(letter.head, options.quote),
        "督办分类": _category(letter.head),
        "紧急程度": given(options.urgency, "紧急程度"),
        "分管领导": given(options.leader, "分管领导"),
        "督办人": given(options.contact, "督办人"),
        "联系电话": given(options.phone, "联系电话"),
        "截至日期": chinese_date(options.as_of or ""),
        "事项数": len(items),
        "督办事项": [
            _entry(number, item, letter, _number(options.number, number, len(items)), options)
            for number, item in enumerate(items, 1)
        ],
    }


def open_items(letter: AssignmentLetter) -> tuple[LetterItem, ...]:
    """Return what the unit answers for and nothing has finished: neither 办理状态 nor a person's 办结 or 销号."""
    return tuple(item for item in letter.lead_items if not item.finished)


def _entry(
    number: int, item: LetterItem, letter: AssignmentLetter, printed: str, options: LetterOptions
) -> dict[str, str]:
    shown = item_fields(number, item, options)
    kept = {name: shown[name] for name in ("序号", "任务", "事项", "位置", "指标", "时限", "待确认")}
    return kept | {
        "编号": printed,
        "汇报频次": reporting_asked(options.quote(item.text)),
        "牵头单位": _leading(item, letter.department),
        "协办单位": _marked(dict(item.partners).get("配合", "")) or "无",
        "进展": _progress(item),
        "来源": item.sources.replace("建议", SUGGESTED_MARK),
    }


def _number(number: str | None, running: int, count: int) -> str:
    """云督〔2026〕12号 for one item; 云督〔2026〕12-1号, 12-2号… for several."""
    if not number or count == 1:
        return given(number, "编号")
    return f"{number[:-1]}-{running}号" if number.endswith("号") else f"{number}-{running}"


def _category(head: LedgerHead) -> str:
    """The kind of document that the tasks come from, by the last such word in its title."""
    found = _KINDS.findall(head.plan_title or head.notice_title or "")
    return given(found[-1] if found else None, "督办分类")


def reporting_asked(text: str) -> str:
    """How often ``text`` asks to report, in its own words between marks; else that nothing further is asked."""
    found = [piece.strip() for piece in _REPORTING.findall(text)]
    return "；".join(f"原文：“{piece}”" for piece in found) or ONLY_AS_ASKED


def _leading(item: LetterItem, unit: str) -> str:
    """Who answers for the item: 甲局；共同牵头：乙局；责任：丙局 — the unit itself first among its own role."""
    mine = item.role.removesuffix("单位")
    own = unit + (f"（{SUGGESTED_MARK}）" if item.suggested else "")
    names = dict(item.partners)
    names[mine] = "、".join(filter(None, (own, _marked(names.get(mine, "")))))
    order = [role for role in ("牵头", "共同牵头", "责任") if names.get(role)]
    return "；".join(_marked(names[role]) if role == "牵头" else f"{role}：{_marked(names[role])}" for role in order)


def _marked(names: str) -> str:
    return names.replace(_SHORT_SUGGESTED, f"（{SUGGESTED_MARK}）")


def _progress(item: LetterItem) -> str:
    told = (("办理状态", item.status), ("进展情况", item.progress), ("存在问题", item.problem))
    return "\n".join(f"{name}：{value}" for name, value in told if value)
