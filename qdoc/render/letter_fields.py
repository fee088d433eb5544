"""Owns what all documents for one unit share: the office's own particulars, an item's fields, and how a gap prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qdoc.ledger.form_columns import slip_tag
from qdoc.ledger.place import short_place
from qdoc.ledger.tasks import task_name
from qdoc.model import AssignmentLetter, LedgerHead, LetterItem, Role, UnitInfo
from qdoc.model.gap import gap, gap_names
from qdoc.render.template_values import chinese_date

SUGGESTED_MARK = "建议，待确认"
NOTHING = "—"

ITEM = {
    "序号": "全单连续的序号，回执用它指明事项",
    "任务": "原文的任务编号和标题",
    "事项": "交办事项，原文摘录",
    "指标": "目标值，原文没有的为“—”",
    "时限": "办理时限，原文没有的为“—”",
    "职责": "本单位在该事项中的职责：牵头单位、共同牵头单位、责任单位、配合单位；由群组列入的注明群组",
    "其他单位": "该事项的其他单位及其职责",
    "位置": "该事项在原文中的位置，任务有编号的只写编号：原文“1.”第2项",
    "待确认": "责任单位出自建议时为“建议，待确认”，否则为空",
}
COMMON: dict[str, object] = {
    "编号": "文书编号",
    "交办单位": "发出文书的单位（责任书中为甲方）",
    "承办单位": "接收文书的单位（责任书中为乙方）",
    "交办日期": "文书日期，如 2026年3月1日",
    "交办依据": "印发文件的标题和文号",
    "牵头事项": [ITEM],
    "配合事项": [ITEM],
    "主责名称": "牵头事项、责任事项或牵头（责任）事项",
    "待确认数": "标有“建议，待确认”的事项数，没有时为 0",
}
ASSIGNMENT_FIELDS: dict[str, object] = COMMON | {
    "联系人": "交办单位联系人",
    "联系电话": "交办单位联系电话",
    "分管领导": "交办单位分管领导，没有给出时为空，不印这一行",
    "反馈时限": "回执交回的时限",
    "反馈要求": "写在句中的反馈时限：于2026年3月20日前，收到后5个工作日内",
    "单位": {
        "负责人": "承办单位负责人",
        "联系人": "承办单位联系人",
        "电话": "承办单位电话；不知道的都为空，由承办单位填写",
    },
    "回执识别码": "写在回执里承办单位前的隐藏文字，打印不出来；收回时凭它认出是哪份要点的回执",
    "编序": {"牵头": "牵头事项的标题序号", "配合": "配合事项的标题序号", "要求": "办理要求的标题序号"},
}


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What the office itself decides; what is None prints 【待补：…】 (contract §4, §5).

    ``date`` and ``feedback_by`` are YYYY-MM-DD or any wording; ``assessment_basis`` names the document that allows
    assessment (only then is it printed). ``leader`` is who answers for the matter in the office; ``unit`` what the
    office knows of the unit that gets the letter; ``as_of`` (YYYY-MM-DD) the day up to which progress is told.
    ``quote`` prints a quotation: the full-width view, or the text as it stands. ``urgency`` (特急, 加急…) is printed on
    a follow-up sheet; ``within`` is how many days before its last day an item counts as due on a reminder, and
    ``reminder`` which one of the year it is for the unit, from 1.
    """

    office: str | None = None
    number: str | None = None
    date: str | None = None
    contact: str | None = None
    phone: str | None = None
    feedback_by: str | None = None
    assessment_basis: str | None = None
    leader: str | None = None
    unit: UnitInfo | None = None
    as_of: str | None = None
    quote: Callable[[str], str] = str
    urgency: str | None = None
    within: int = 15
    reminder: int = 1


def given(value: str | None, name: str) -> str:
    """The value, or the gap that somebody must fill in: 【待补：name】."""
    return value or gap(name)


def gaps(value: object) -> Iterator[str]:
    """The names of all gaps (【待补：…】) in the fields of a document, in their order."""
    if isinstance(value, str):
        yield from gap_names(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from gaps(each)
    elif isinstance(value, list):
        for each in value:
            yield from gaps(each)


def assignment_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    """The fields of 任务交办单.docx (ASSIGNMENT_FIELDS) for one letter."""
    context = common(letter, options)
    present = [name for name, items in (("牵头", letter.lead_items), ("配合", letter.support_items)) if items]
    order = dict(zip([*present, "要求"], "一二三", strict=False))
    unit = options.unit or UnitInfo("")
    return context | {
        "联系人": given(options.contact, "联系人"),
        "联系电话": given(options.phone, "联系电话"),
        "分管领导": options.leader or "",
        "反馈时限": chinese_date(given(options.feedback_by, "反馈时限")),
        "反馈要求": feedback_phrase(options.feedback_by),
        "单位": {"负责人": unit.leader, "联系人": unit.contact, "电话": unit.phone},
        "回执识别码": slip_tag(letter.head.plan_sha256),
        "编序": {name: order.get(name, "") for name in ("牵头", "配合", "要求")},
    }


def common(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    """The fields that COMMON describes."""
    items = (*letter.lead_items, *letter.support_items)
    shown = [item_fields(number, item, options) for number, item in enumerate(items, 1)]
    return {
        "编号": given(options.number, "编号"),
        "交办单位": given(options.office, "交办单位"),
        "承办单位": letter.department,
        "交办日期": chinese_date(given(options.date, "交办日期")),
        "交办依据": basis_line(letter.head, options.quote),
        "牵头事项": shown[: len(letter.lead_items)],
        "配合事项": shown[len(letter.lead_items) :],
        "主责名称": main_duty(letter.lead_items),
        "待确认数": sum(item.suggested for item in items),
    }


def feedback_phrase(feedback_by: str | None) -> str:
    """When an answer is wanted, as it stands in a sentence: a day becomes 于…前, other wording stays as it is."""
    wanted = chinese_date(given(feedback_by, "反馈时限")).strip()
    if re.search(r"[日号月年底末】]$", wanted):
        return f"于{wanted}前"
    return f"于{wanted}" if wanted.endswith("前") and not wanted.startswith(("于", "在")) else wanted


def basis_line(head: LedgerHead, quote: Callable[[str], str] = str) -> str:
    """《title》（document number); title marks inside become 〈〉 (GB/T 15834). Without a title 【待补：交办依据】."""
    title = head.notice_title or head.plan_title
    if not title:
        return given(None, "交办依据")
    inner = quote(title).replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" + (f"（{head.document_number}）" if head.document_number else "")


def item_fields(number: int, item: LetterItem, options: LetterOptions) -> dict[str, str]:
    """The fields that ITEM describes."""
    return {
        "序号": str(number),
        "任务": options.quote(task_name(item.number, item.task)),
        "事项": options.quote(item.text),
        "指标": item.metric or NOTHING,
        "时限": item.deadline or NOTHING,
        "职责": f"{item.role}（{item.via}）" if item.via else item.role,
        "其他单位": item.others,
        "位置": short_place(item.place, item.number, item.task),
        "待确认": SUGGESTED_MARK if item.suggested else "",
    }


def main_duty(items: Iterable[LetterItem]) -> str:
    """What the items that a unit answers for are called: 牵头事项, 责任事项, or both."""
    ranked = {item.role != Role.RESPONSIBLE.label for item in items}
    if len(ranked) == 1:
        return "牵头事项" if ranked.pop() else "责任事项"
    return "牵头（责任）事项"
