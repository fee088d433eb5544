"""Owns the draft behind a notice that qdoc composes itself: what an office has to give is 【待补】."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.draft import NoticeDraft
from qdoc.model import LedgerHead
from qdoc.render.letter_fields import LetterOptions, given
from qdoc.render.template_values import chinese_date


def own_notice(
    name: str, head: LedgerHead, options: LetterOptions, about: str, addressees: Sequence[str] = ()
) -> NoticeDraft:
    """Return the draft of a notice on a plan, for its 版头, title and 落款.

    Args:
        name: the template's name, for messages.
        head: whose plan it is about.
        options: office, number and date.
        about: the title behind the office's name, with {} for the plan's title.
        addressees: as the ledger gives them; 【待补：主送机关】 without any.
    """
    office = given(options.office, "发文机关")
    plan = options.quote(given(head.plan_title or head.notice_title, "计划标题"))
    return NoticeDraft(
        name=name,
        issuer=office,
        title=(office if options.office else "") + about.format(plan),
        document_number=given(options.number, "发文字号"),
        addressees="、".join(addressees) or given(None, "主送机关"),
        body=(),
        annexes=(),
        signatory=given(options.office, "署名"),
        dated=chinese_date(given(options.date, "成文日期")),
        note="",
        plan_title="",
        paragraphs=(),
        cc="",
        printed_by=given(options.office, "印发机关"),
        issued_on=given(None, "印发日期"),
        missing=(),
        composed=(),
        issuers=(office,),
    )
