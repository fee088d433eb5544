"""Owns 调整通知.docx: a draft notice of what was changed in the plan's items, each line an amendment of the ledger.

What an office has to decide and the ledger does not say (document number, date, what is asked next) prints 【待补】.
"""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.ledger.amend import AmendedLine
from qdoc.ledger.place import short_place
from qdoc.model import LedgerHead
from qdoc.render.letter_fields import LetterOptions, basis_line, given
from qdoc.render.notice_head import head
from qdoc.render.notice_signature import signature
from qdoc.render.notice_title import break_title
from qdoc.render.own_notice import own_notice
from qdoc.render.page_fit import profile_of
from qdoc.render.template_values import chinese_date
from qdoc.render.templates import Template
from qdoc.resources import template

TEMPLATE = "调整通知.docx"
_ABOUT = "关于调整{}部分事项的通知"

FIELDS: dict[str, object] = {
    "版头": "发文机关标志、发文字号和红色分隔线，用 {{p 版头}} 写",
    "标题": "（发文机关）关于调整（计划标题）部分事项的通知，已按词意分行",
    "主送机关": "调整涉及的单位，不带冒号；由拟稿人核定，一个也没有时为【待补】",
    "导语": "依据和调整的处数",
    "调整": [
        {
            "序号": "从1起",
            "台账序号": "事项在台账中的序号；同一事项的几处相同，事项就只印一次",
            "任务": "原文的任务编号和标题",
            "事项": "调整的事项，原文摘录",
            "位置": "该事项在原文中的位置",
            "内容": "调整的是什么：完成时限、截止日、牵头单位、责任单位、配合单位、量化指标",
            "原": "原来的内容；原来只是建议的，写作“建议：……”",
            "现": "调整后的内容",
            "理由": "调整理由；没有写明的为【待补】",
        }
    ],
    "办理要求": "【待补：办理要求】，由拟稿人填写",
    "落款": "署名和成文日期，用 {{p 落款}} 写",
    "版记主送": "总为空，版式共用",
    "抄送": "总为空，由拟稿人填写",
    "印发机关": "版记中的印发机关",
    "印发日期": "【待补：印发日期】",
}


def amendment_docx(
    ledger_head: LedgerHead,
    lines: Sequence[AmendedLine],
    addressees: Sequence[str],
    options: LetterOptions,
    style: bytes | None = None,
) -> bytes:
    """Write the draft notice of ``lines`` to ``addressees``.

    A unit that is only suggested is no addressee: that is the caller's to see to. ``options``: office, document
    number and date (what is missing prints 【待补：…】), how quotations print. The same arguments give the same bytes.
    ``style``: an office's own template. Raises TemplateRefused.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    profile = profile_of(data, TEMPLATE)
    draft = own_notice(TEMPLATE, ledger_head, options, _ABOUT, addressees)
    made = {"版头": head(draft, profile), "落款": signature(draft, profile)}
    context = amendment_context(ledger_head, lines, addressees, options)
    return Template(data, TEMPLATE, FIELDS).render(context | made)


def amendment_context(
    ledger_head: LedgerHead, lines: Sequence[AmendedLine], addressees: Sequence[str], options: LetterOptions
) -> dict[str, object]:
    """The fields of 调整通知.docx (FIELDS), all but 版头 and 落款."""
    draft = own_notice(TEMPLATE, ledger_head, options, _ABOUT, addressees)
    basis = basis_line(ledger_head, options.quote)
    return {
        "标题": break_title(draft.title, draft.issuers),
        "主送机关": draft.addressees,
        "导语": f"{basis}所列事项中，下列{len(lines)}处作了调整，现予通知。未列入下表的不变。",
        "调整": [_fields(number, line, options) for number, line in enumerate(lines, 1)],
        "办理要求": given(None, "办理要求"),
        "版记主送": "",
        "抄送": "",
        "印发机关": draft.printed_by,
        "印发日期": draft.issued_on,
    }


def _fields(number: int, line: AmendedLine, options: LetterOptions) -> dict[str, str]:
    return {
        "序号": str(number),
        "台账序号": str(line.serial),
        "任务": options.quote(line.task_name),
        "事项": options.quote(line.text),
        "位置": short_place(line.place, line.number, line.task),
        "内容": line.field,
        "原": chinese_date(line.before),
        "现": chinese_date(line.after),
        "理由": given(line.reason, "理由"),
    }
