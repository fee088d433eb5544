"""Owns what a 催办单 says: the unfinished items of a unit whose last day is past or near, by the given day."""

from __future__ import annotations

from datetime import date

from qdoc.errors import UsageError
from qdoc.model import AssignmentLetter, LetterItem
from qdoc.render.letter_fields import NOTHING, LetterOptions, basis_line, feedback_phrase, given, item_fields, main_duty
from qdoc.render.template_values import chinese_date

_HAN = "一二三四五六七八九十"
_ENTRY = {
    "序号": "从1起",
    "任务": "原文的任务编号和标题",
    "事项": "原文摘录",
    "位置": "该事项在原文中的位置",
    "时限": "原文的时限",
    "截止日": "时限所指的最后一天",
    "天数": "逾期几天或还有几天",
    "状态": "台账“办理状态”，空的为未填报",
    "进展": "台账“进展情况”，空的为“—”",
    "待确认": "本单位的职责出自建议时为“建议，待确认”，否则为空",
}
REMINDER_FIELDS: dict[str, object] = {
    "编号": "催办单编号",
    "次第": "第二次起为第几次催办，如 第二次催办；第一次为空",
    "催办单位": "发出催办单的单位",
    "承办单位": "接收催办单的单位",
    "催办日期": "催办单的日期",
    "催办依据": "印发文件的标题和文号",
    "截至日期": "台账记载截至哪天",
    "天数": "截止日在几天以内的列为临近",
    "反馈时限": "答复的时限",
    "反馈要求": "写在句中的答复时限：于2026年3月20日前，收到后5个工作日内",
    "联系人": "催办单位联系人",
    "联系电话": "催办单位联系电话",
    "主责名称": "牵头事项、责任事项或牵头（责任）事项",
    "催办事项": [_ENTRY],
    "逾期数": "已过时限的事项数",
    "临近数": "临近时限的事项数",
    "无截止日数": "没有写明截止日、未列入的未办结事项数",
    "待确认数": "标有“建议，待确认”的事项数",
}


def reminder_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object] | None:
    """The fields of 催办单.docx (REMINDER_FIELDS); None where the unit has nothing overdue or due soon.

    Counted are the items of ``due_items`` by ``options.as_of`` and ``options.within``.

    Raises:
        UsageError: ``as_of`` is missing or no day, so that nobody can say what is overdue.
    """
    today = _day(options.as_of or "")
    if today is None:
        what = f"“{options.as_of}”不是日期" if options.as_of else "没有给出截至日期"
        raise UsageError(
            f"{what}，算不出哪些事项逾期", rule="催办单按截至日期计算", hint="请加 --as-of，如 --as-of 2026-09-30"
        )
    due = due_items(letter, today, options.within)
    if not due:
        return None
    return {
        "编号": given(options.number, "编号"),
        "次第": _which(options.reminder),
        "催办单位": given(options.office, "催办单位"),
        "承办单位": letter.department,
        "催办日期": chinese_date(given(options.date, "催办日期")),
        "催办依据": basis_line(letter.head, options.quote),
        "截至日期": chinese_date(today.isoformat()),
        "天数": options.within,
        "反馈时限": chinese_date(given(options.feedback_by, "反馈时限")),
        "反馈要求": feedback_phrase(options.feedback_by),
        "联系人": given(options.contact, "联系人"),
        "联系电话": given(options.phone, "联系电话"),
        "主责名称": main_duty(item for _, item in due),
        "催办事项": [_entry(number, last, today, item, options) for number, (last, item) in enumerate(due, 1)],
        "逾期数": sum(last < today for last, _ in due),
        "临近数": sum(last >= today for last, _ in due),
        "无截止日数": sum(_day(item.deadline_on) is None for item in _unfinished(letter)),
        "待确认数": sum(item.suggested for _, item in due),
    }


def due_items(letter: AssignmentLetter, today: date, within: int) -> list[tuple[date, LetterItem]]:
    """Return what a unit is reminded of, with its last day: overdue on ``today``, or due within ``within`` days of it.

    These are items that the unit answers for (not those it supports) and that nothing has finished, neither 办理状态
    nor a person's 办结 or 销号 (``make_letters`` knows). The last day is the ledger's now: an approved extension moves
    it.
    """
    dated = [(last, item) for item in _unfinished(letter) if (last := _day(item.deadline_on)) is not None]
    return [(last, item) for last, item in dated if (last - today).days <= within]


def _unfinished(letter: AssignmentLetter) -> list[LetterItem]:
    return [item for item in letter.lead_items if not item.finished]


def _entry(number: int, last: date, today: date, item: LetterItem, options: LetterOptions) -> dict[str, str]:
    from qdoc.summary.values import UNREPORTED

    shown = item_fields(number, item, options)
    kept = {name: shown[name] for name in ("序号", "任务", "事项", "位置", "时限", "待确认")}
    return kept | {
        "截止日": chinese_date(last.isoformat()),
        "天数": _distance((last - today).days),
        "状态": item.status.strip() or UNREPORTED,
        "进展": item.progress or NOTHING,
    }


def _which(reminder: int) -> str:
    if reminder < 2:
        return ""
    return f"第{_HAN[reminder - 1] if reminder <= len(_HAN) else reminder}次催办"


def _distance(days: int) -> str:
    if days < 0:
        return f"逾期{-days}天"
    return f"剩余{days}天" if days else "当日到期"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
