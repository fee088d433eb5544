"""Owns putting a notice together from what a draft gives: composed parts are named, absent ones are 【待补：…】."""

from __future__ import annotations

from qdoc.draft.fields import NUMBER_LINE, Given, printed_date, take_fields
from qdoc.draft.plan_text import read_plan
from qdoc.draft.values import NoticeDraft
from qdoc.model import Diagnostic, Severity


def slot(name: str) -> str:
    """Return the mark that stands where the value ``name`` is still to be written."""
    return f"【待补：{name}】"


def parse_draft(text: str, name: str) -> NoticeDraft:
    """Return the notice that ``text`` (a plan in plain text or Markdown) makes; ``name`` is the file's name.

    On top may stand lines such as ``发文机关：…`` and a blank line, or the whole notice of issuance. Without them the
    text is the plan alone. Never raises: what is not written becomes a slot listed in ``missing``; D001 a line on top
    that was not used, D002 a field given twice, D003 a notice without its date, D004 a date or number not in the
    standard form (GB/T 9704—2012, 7.2.5 and 7.3.5.4), D005 the slots.
    """
    given, plan_lines = take_fields(text.removeprefix("\ufeff").splitlines())
    plan_title, paragraphs = read_plan(plan_lines)
    missing: list[str] = []
    composed: list[str] = []

    def value(field: str, label: str, default: str = "") -> str:
        if field in given.one:
            return given.one[field]
        if default:
            composed.append(label)
            return default
        missing.append(label)
        return slot(label)

    issuer = value("issuer", "发文机关")
    if not plan_title:
        missing.append("方案标题")
        plan_title = slot("方案标题")
    if not paragraphs:
        missing.append("方案正文")
    number = value("document_number", "发文字号")
    title = value("title", "通知标题", f"{issuer}关于印发{plan_title}的通知")
    addressees = value("addressees", "主送机关").rstrip("：:")
    body = tuple(given.many.get("body", ()))
    if not body:
        body = (_body(plan_title, given.one.get("approval", "")),)
        composed.append("通知正文")
    signatory = _like_issuer("signatory", issuer, given) or value("signatory", "署名", issuer)
    printed_by = _like_issuer("printed_by", issuer, given) or value("printed_by", "印发机关", issuer)
    dated = _date(value("dated", "成文日期"), given)
    issued_on = _date(value("issued_on", "印发日期"), given)
    _check_number(given)
    if missing:
        message = f"还有 {len(missing)} 处待补：{'、'.join(missing)}"
        given.found.append(Diagnostic("D005", Severity.REVIEW, message, hint="请在文稿开头补写后重新生成"))
    return NoticeDraft(
        name=name,
        issuer=issuer,
        title=title,
        document_number=number,
        addressees=addressees,
        body=body,
        annexes=tuple(given.many.get("annexes", ())),
        signatory=signatory,
        dated=dated,
        note=given.one.get("note", ""),
        plan_title=plan_title,
        paragraphs=paragraphs,
        cc=given.one.get("cc", "").rstrip("。."),
        printed_by=printed_by,
        issued_on=issued_on,
        missing=tuple(missing),
        composed=tuple(composed),
        diagnostics=tuple(given.found),
    )


def _like_issuer(field: str, issuer: str, given: Given) -> str:
    """The issuer's own slot where neither it nor the field was written: one thing to fill in, not three."""
    return issuer if field not in given.one and "issuer" not in given.one else ""


def _body(plan_title: str, approval: str) -> str:
    """The one sentence of a notice of issuance; it claims an approval only where the draft names one."""
    if approval:
        return f"《{plan_title}》已经{approval.removeprefix('已经')}，现印发给你们，请认真贯彻执行。"
    return f"现将《{plan_title}》印发给你们，请认真贯彻执行。"


def _date(written: str, given: Given) -> str:
    if written.startswith("【"):
        return written
    printed = printed_date(written)
    if printed is None:
        message = f"日期“{written}”不是“2026年7月1日”的写法，照原样排印"
        given.found.append(Diagnostic("D004", Severity.WARNING, message, hint="请写明年、月、日，用阿拉伯数字"))
        return written
    return printed


def _check_number(given: Given) -> None:
    number = given.one.get("document_number", "")
    standard = NUMBER_LINE.match(number) and "〔" in number and "第" not in number and "〕0" not in number
    if number and not standard:
        message = f"发文字号“{number}”不是“机关代字〔年份〕顺序号号”的写法，照原样排印"
        hint = "年份用六角括号〔〕，不写“第”，顺序号不补零"
        given.found.append(Diagnostic("D004", Severity.WARNING, message, hint=hint))
