"""Owns what a letter says: an AssignmentLetter and the office's own particulars as the fields of the Word templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from qdoc.model import AssignmentLetter, LedgerHead, LetterItem, Role, UnitInfo
from qdoc.render.template_values import chinese_date

SUGGESTED_MARK = "建议，待确认"
NOTHING = "—"

_ITEM = {
    "序号": "全单连续的序号，回执用它指明事项",
    "任务": "原文的任务编号和标题",
    "事项": "交办事项，原文摘录",
    "指标": "目标值，原文没有的为“—”",
    "时限": "办理时限，原文没有的为“—”",
    "职责": "本单位在该事项中的职责：牵头单位、共同牵头单位、责任单位、配合单位",
    "其他单位": "该事项的其他单位及其职责",
    "位置": "该事项在原文中的位置",
    "待确认": "责任单位出自建议时为“建议，待确认”，否则为空",
}
_GOAL = {
    "序号": "责任目标的序号",
    "任务": "原文的任务编号和标题",
    "指标": "该任务各事项的目标值",
    "时限": "该任务各事项的时限",
    "清单": "对应附件任务清单的序号",
    "待确认": "其中有事项出自建议时为“建议，待确认”，否则为空",
}
_COMMON: dict[str, object] = {
    "编号": "文书编号",
    "交办单位": "发出文书的单位（责任书中为甲方）",
    "承办单位": "接收文书的单位（责任书中为乙方）",
    "交办日期": "文书日期，如 2026年3月1日",
    "交办依据": "印发文件的标题和文号",
    "牵头事项": [_ITEM],
    "配合事项": [_ITEM],
    "主责名称": "牵头事项、责任事项或牵头（责任）事项",
    "待确认数": "标有“建议，待确认”的事项数，没有时为 0",
}
ASSIGNMENT_FIELDS: dict[str, object] = _COMMON | {
    "联系人": "交办单位联系人",
    "联系电话": "交办单位联系电话",
    "反馈时限": "回执交回的时限",
    "编序": {"牵头": "牵头事项的标题序号", "配合": "配合事项的标题序号", "要求": "办理要求的标题序号"},
}
RESPONSIBILITY_FIELDS: dict[str, object] = _COMMON | {
    "计划标题": "工作要点（计划）的标题",
    "责任目标": [_GOAL],
    "责任期限": "如 2026年度",
    "考核依据": "规定考核的文件；没有时不印考核一节",
}


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What the office itself decides; what is None prints 【待补：…】 (contract §4, §5).

    ``date`` and ``feedback_by`` are YYYY-MM-DD or any wording; ``assessment_basis`` names the document that allows
    assessment (only then is it printed). ``leader`` is who answers for the matter in the office; ``unit`` what the
    office knows of the unit that gets the letter; ``as_of`` (YYYY-MM-DD) the day up to which progress is told.
    ``quote`` prints a quotation: the full-width view, or the text as it stands.
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

    def missing(self) -> tuple[str, ...]:
        """The particulars that an assignment letter will print as 【待补：…】, in its order."""
        values = (self.number, self.office, self.date, self.feedback_by, self.contact, self.phone)
        names = ("编号", "交办单位", "交办日期", "反馈时限", "联系人", "联系电话")
        return tuple(name for name, value in zip(names, values, strict=True) if not value)


def assignment_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    """The fields of 任务交办单.docx (ASSIGNMENT_FIELDS) for one letter."""
    context = _common(letter, options)
    present = [name for name, items in (("牵头", letter.lead_items), ("配合", letter.support_items)) if items]
    order = dict(zip([*present, "要求"], "一二三", strict=False))
    return context | {
        "联系人": _given(options.contact, "联系人"),
        "联系电话": _given(options.phone, "联系电话"),
        "反馈时限": chinese_date(_given(options.feedback_by, "反馈时限")),
        "编序": {name: order.get(name, "") for name in ("牵头", "配合", "要求")},
    }


def responsibility_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    """The fields of 责任书.docx (RESPONSIBILITY_FIELDS) for one letter."""
    year = letter.head.year
    return _common(letter, options) | {
        "计划标题": options.quote(letter.head.plan_title or letter.head.notice_title or "【待补：计划标题】"),
        "责任目标": _goals(letter.lead_items),
        "责任期限": f"{year}年度" if year is not None else "【待补：责任期限】",
        "考核依据": options.assessment_basis or "",
    }


def _common(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object]:
    items = (*letter.lead_items, *letter.support_items)
    shown = [_item(number, item, options) for number, item in enumerate(items, 1)]
    return {
        "编号": _given(options.number, "编号"),
        "交办单位": _given(options.office, "交办单位"),
        "承办单位": letter.department,
        "交办日期": chinese_date(_given(options.date, "交办日期")),
        "交办依据": basis_line(letter.head, options.quote),
        "牵头事项": shown[: len(letter.lead_items)],
        "配合事项": shown[len(letter.lead_items) :],
        "主责名称": _main_duty(letter.lead_items),
        "待确认数": sum(item.suggested for item in items),
    }


def _given(value: str | None, name: str) -> str:
    return value or f"【待补：{name}】"


def basis_line(head: LedgerHead, quote: Callable[[str], str] = str) -> str:
    """《title》（document number); title marks inside become 〈〉 (GB/T 15834). Without a title 【待补：交办依据】."""
    title = head.notice_title or head.plan_title
    if not title:
        return "【待补：交办依据】"
    inner = quote(title).replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" + (f"（{head.document_number}）" if head.document_number else "")


def _task(item: LetterItem) -> str:
    return f"{item.number}. {item.task}" if item.number.isdigit() else f"{item.number}{item.task}"


def _item(number: int, item: LetterItem, options: LetterOptions) -> dict[str, object]:
    return {
        "序号": str(number),
        "任务": options.quote(_task(item)),
        "事项": options.quote(item.text),
        "指标": item.metric or NOTHING,
        "时限": item.deadline or NOTHING,
        "职责": item.role,
        "其他单位": item.others,
        "位置": item.place,
        "待确认": SUGGESTED_MARK if item.suggested else "",
    }


def _main_duty(items: Iterable[LetterItem]) -> str:
    ranked = {item.role != Role.RESPONSIBLE.label for item in items}
    if len(ranked) == 1:
        return "牵头事项" if ranked.pop() else "责任事项"
    return "牵头（责任）事项"


def _goals(items: tuple[LetterItem, ...]) -> list[dict[str, object]]:
    """One row a task: its metrics and deadlines, each once, and which numbers of the annex belong to it."""
    goals: list[dict[str, object]] = []
    numbered = list(enumerate(items, 1))
    for task, group in groupby(numbered, key=lambda pair: (pair[1].number, pair[1].task)):
        members = list(group)
        first, last = members[0][0], members[-1][0]
        goals.append(
            {
                "序号": str(len(goals) + 1),
                "任务": _task(members[0][1]) if any(task) else NOTHING,
                "指标": _once(item.metric for _, item in members),
                "时限": _once(item.deadline for _, item in members),
                "清单": str(first) if first == last else f"{first}—{last}",
                "待确认": SUGGESTED_MARK if any(item.suggested for _, item in members) else "",
            }
        )
    return goals


def _once(values: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(value for value in values if value)) or NOTHING
