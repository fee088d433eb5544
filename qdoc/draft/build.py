"""Owns putting a document together from what a draft gives: composed parts are named, absent ones are 【待补：…】."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qdoc.draft.agreement import check_agreement, check_used, without_invisible
from qdoc.draft.annex_texts import split_annexes, unlisted
from qdoc.draft.blanks import open_blanks
from qdoc.draft.dates import check_order, read_date
from qdoc.draft.fields import NUMBER_LINE, take_fields
from qdoc.draft.given import PLAN, Given
from qdoc.draft.issuer import check_signature, names
from qdoc.draft.kinds import ISSUANCE
from qdoc.draft.looks import read_looks, read_security
from qdoc.draft.markdown_lines import read_markdown_lines
from qdoc.draft.notes import read_kind, told_numbers, undecided, without_hints
from qdoc.draft.numbers import add_numbers
from qdoc.draft.pasted_end import join_annex_lines, take_colophon, take_end
from qdoc.draft.pasted_head import take_head
from qdoc.draft.plan_text import read_paragraphs, take_title
from qdoc.draft.repeated import Repeated
from qdoc.draft.titles import passing_verb
from qdoc.draft.values import LETTER, MINUTES, UPWARD, DraftParagraph, NoticeDraft
from qdoc.model import Diagnostic, Severity
from qdoc.model.gap import gap, gap_names

_BETWEEN_NAMES = re.compile(r"[、，,；;]\s*")
_ATTENDANCE = (("present", "出席"), ("absent", "请假"), ("sitting_in", "列席"))


@dataclass(slots=True)
class _Values:
    """Values as they are asked for: what was given, else what a rule composes, else a gap; both are remembered."""

    given: Given
    missing: list[str] = field(default_factory=list)
    composed: list[str] = field(default_factory=list)

    def take(self, name: str, label: str, default: str = "") -> str:
        if name in self.given.one:
            return self.given.one[name]
        if default:
            self.composed.append(label)
            return default
        self.missing.append(label)
        return gap(label)

    def like_issuer(self, name: str, label: str, issuer: str) -> str:
        """The issuer's own gap where neither it nor the value was written: one thing to fill in, not three."""
        if name not in self.given.one and "issuer" not in self.given.one:
            return issuer
        return self.take(name, label, issuer)


def parse_draft(text: str, name: str) -> NoticeDraft:
    """Return the document that ``text`` (plain text or Markdown) makes; ``name`` is the file's name.

    On top may stand lines such as ``发文机关：…`` and a blank line, or the whole notice of issuance. Without a title or
    with one that says 印发, the text below is a plan that a notice issues; else it is the document's own text. Lines
    附件, 附件1 of their own begin annexes. See ``make_draft`` for the rest.
    """
    given, lines = take_fields(text.removeprefix("\ufeff").splitlines())
    return make_draft(given, lines, name)


def make_draft(given: Given, lines: list[str], name: str) -> NoticeDraft:
    """Return the document that the fields ``given`` and the text ``lines`` make, wherever they were written.

    Never raises: what is not written becomes a gap listed in ``missing``; D001 a line on top that was not used, D002 a
    field given twice, D003 a notice without its date, D004 a date or number not in the standard form (GB/T 9704—2012,
    7.2.5 and 7.3.5.4), D005 the gaps, D006 addressees that fill page 1, D007 a choice that is none, D008 an annex not
    named as in 附件说明, D009 an even last page, D010 what is marked 【待定】, D011 hints of the form, D012
    numbers that were added, D013 a table, D016 a part that stands in a field and in the text, D017 the order of dates,
    D018 parts that disagree, D019 signs of Markdown, D020 signs that nobody sees.
    """
    lines = read_markdown_lines(without_hints(without_invisible(given, lines), given.found), given.found)
    values, repeated, kind = _Values(given), Repeated(given), read_kind(given)
    lines = take_colophon(take_head(join_annex_lines(lines), given, kind, repeated), repeated)
    text_lines, annex_texts = split_annexes(lines)
    known_issuers = names(given.one.get("issuer", ""))
    written_title = given.one.get("title", "")
    if not written_title and kind and kind != ISSUANCE and "matter" in given.one and known_issuers:
        matter = given.one["matter"].removeprefix("关于").removesuffix(kind).removesuffix("的")
        written_title = given.one["title"] = f"{'、'.join(known_issuers)}关于{matter}的{kind}"
        values.composed.append("标题")
    looks = read_looks(given, written_title, given.one.get("addressees", ""))
    issues = looks.form not in (UPWARD, LETTER, MINUTES) and (
        not written_title or passing_verb(written_title) == "印发"
    )
    if kind:
        issues = kind == ISSUANCE
    if given.text_is:
        issues = given.text_is == PLAN
    titles = tuple(annex.title for annex in annex_texts)
    text_lines = take_end(text_lines, given, titles, repeated, issues=issues, minutes=looks.form == MINUTES)
    opened = open_blanks(given)
    repeated.taken = [label for label in repeated.taken if label not in opened]
    repeated.tell()
    check_signature(given)
    issuers = names(values.take("issuer", "发文机关"))
    issuer = issuers[0] if issuers else gap("发文机关")
    plan_title, paragraphs, body = _texts(text_lines, given, values, issues=issues)
    number = values.take("document_number", "发文字号")
    title = values.take("title", _title_label(looks.form), _composed_title(issuer, plan_title, issues=issues))
    addressees = "" if looks.form == MINUTES else values.take("addressees", "主送机关").rstrip("：:")
    if issues and not body:
        body = (DraftParagraph(0, "", _issuing(plan_title, given.one.get("approval", ""), title)),)
        values.composed.append("通知正文")
    security, unnumbered = read_security(given)
    if unnumbered:
        security = (gap("份号"), *security[1:])
        values.missing.append("份号")
    signers: tuple[str, ...] = ()
    if looks.form == UPWARD:
        signers = tuple(filter(None, _BETWEEN_NAMES.split(values.take("signers", "签发人").strip())))
    signatory = values.like_issuer("signatory", "署名", "、".join(issuers))
    printed_by = values.like_issuer("printed_by", "印发机关", issuer) if looks.form != LETTER else ""
    dated = read_date(values.take("dated", "成文日期"), "成文日期", given)
    issued_on = read_date(values.take("issued_on", "印发日期"), "印发日期", given) if looks.form != LETTER else ""
    check_order(dated, issued_on, given)
    check_agreement(given, kind, title, issuers)
    check_used(given, looks.form, issues=issues)
    annexes = tuple(given.many.get("annexes", ()))
    if annex_texts and not annexes:
        annexes = titles
        values.composed.append("附件说明")
    given.found += unlisted(annex_texts, annexes)
    if looks.form != MINUTES:
        _check_number(given)
    words = "\n".join((given.words(), *lines))
    values.missing += [label for label in dict.fromkeys(gap_names(words)) if label not in values.missing]
    if values.missing:
        message = f"还有 {len(values.missing)} 处待补：{'、'.join(values.missing)}"
        given.found.append(Diagnostic("D005", Severity.REVIEW, message, hint="请在文稿里补写后重新生成"))
    given.found += undecided(words)
    return NoticeDraft(
        name=name,
        issuer=issuer,
        title=title,
        document_number=number,
        addressees=addressees,
        body=body,
        annexes=annexes,
        signatory=signatory,
        dated=dated,
        note=given.one.get("note", ""),
        plan_title=plan_title,
        paragraphs=paragraphs,
        cc=given.one.get("cc", "").rstrip("。."),
        printed_by=printed_by,
        issued_on=issued_on,
        missing=tuple(values.missing),
        composed=tuple(values.composed),
        issuers=issuers,
        signers=signers,
        security=security,
        attendance=tuple((label, given.one[key]) for key, label in _ATTENDANCE if key in given.one),
        annex_texts=annex_texts,
        looks=looks,
        diagnostics=tuple(given.found),
    )


def _title_label(form: str) -> str:
    return {MINUTES: "纪要名称", LETTER: "标题", UPWARD: "标题"}.get(form, "通知标题")


def _composed_title(issuer: str, plan_title: str, *, issues: bool) -> str:
    return f"{issuer}关于印发{plan_title}的通知" if issues else ""


def _texts(
    lines: list[str], given: Given, values: _Values, *, issues: bool
) -> tuple[str, tuple[DraftParagraph, ...], tuple[DraftParagraph, ...]]:
    """The issued plan (title and paragraphs, empty where none is issued) and the document's own text."""
    written = tuple(paragraph for line in given.many.get("body", ()) for paragraph in read_paragraphs([line]))
    if not issues:
        body = (*written, *read_paragraphs(lines))
        if not body:
            values.missing.append("正文")
            body = (DraftParagraph(0, "", gap("正文")),)
        return "", (), body
    first, below = take_title(lines, given.one.get("title", "") + "".join(given.many.get("body", ())))
    plan_title = given.one.get("plan_title", "") or first
    if first and "".join(first.split()) != "".join(plan_title.split()):
        below = [first, *below]  # the title was given apart: this line is the text's own
    numbered = add_numbers(below)
    given.found += told_numbers(numbered)
    paragraphs = read_paragraphs(numbered.lines, shift=1 if plan_title else 0)
    if not plan_title:
        values.missing.append("方案标题")
        plan_title = gap("方案标题")
    if not paragraphs:
        values.missing.append("方案正文")
    return plan_title, paragraphs, written


def _issuing(plan_title: str, approval: str, title: str) -> str:
    """The one sentence of a notice of issuance; it claims an approval only where the draft names one."""
    verb = passing_verb(title) or "印发"
    if approval:
        return f"《{plan_title}》已经{approval.removeprefix('已经')}，现{verb}给你们，请认真贯彻执行。"
    return f"现将《{plan_title}》{verb}给你们，请认真贯彻执行。"


def _check_number(given: Given) -> None:
    number = given.one.get("document_number", "")
    standard = NUMBER_LINE.match(number) and "〔" in number and "第" not in number and "〕0" not in number
    if number and not standard:
        message = f"发文字号“{number}”不是“机关代字〔年份〕顺序号号”的写法，照原样排印"
        hint = "年份用六角括号〔〕，不写“第”，顺序号不补零"
        given.found.append(Diagnostic("D004", Severity.WARNING, message, hint=hint))
