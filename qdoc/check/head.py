"""Owns the rules of the letterhead and the closing marks (QD201–QD219): number, date, title, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qdoc.check.genre import GENRES, UPWARD, is_beside, other_kind
from qdoc.check.lines import all_lines, first_lines, last_lines
from qdoc.check.values import Fix, Found, Subject
from qdoc.model import FieldPlace

_NUMBER = re.compile(
    r"(?P<code>[㐀-鿿（）()]+)\s*(?P<open>[^\w\s㐀-鿿]?)\s*(?P<year>(?:19|20)\d\d)\s*(?P<close>[^\w\s㐀-鿿]?)\s*(?P<nth>第?)\s*(?P<n>\d+)\s*号"
)
_ELSEWHERE = re.compile(r"(?<=[发办函字规通政])[\[(（【](?P<year>(?:19|20)\d\d)[\]）)】]\s*第?(?P<n>\d{1,4})号")
_HANZI_YEAR = re.compile(r"[二一][〇○零OＯ0九八][〇○零OＯ0一二三四五六七八九]{2}年")
_SHORT_DATE = re.compile(r"\d{4}年(?:\d{1,2}月)?")
_TITLE = re.compile(rf"[^。；]{{2,60}}关于[^。；]{{2,60}}(?:{'|'.join(GENRES)})")
_LONGEST_TITLE = 120
_FIELDS = 6  # lines: a document has at least its head, a paragraph, signature and date above the colophon
_ADDRESSED = re.compile(r"各[^。；：]{2,100}[局委办会处府位门县区市][。；，、,;.]?")
_STOPS = "。；！？.;!?"
_HEAD = 60  # signs: above, a date without a day is no date of signing
_SIGNED = re.compile(r"[㐀-鿿（）()]{2,30}(?:政府|办公室|办公厅|委员会|领导小组|[局委厅部院会处])")
_MARKS = "。，、；：！？.,;:!?"
_SINCE = "2012-07-01"  # GB/T 9704—2012 in force
_SECRET = re.compile(r"(?m)^[ \t　]*(?:绝密|机密|秘密)(?:★\S*)?[ \t　]*$")
_COPY_NUMBER = re.compile(r"(?m)^[ \t　]*\d{6}[ \t　]*$")
_SIGNERS = re.compile(r"签发人[：:]")


def places(subject: Subject, field: str) -> Iterator[FieldPlace]:
    """Yield where the letterhead's ``field`` is printed."""
    yield from (place for place in subject.notice.letterhead.places if place.field == field)


def number(subject: Subject) -> Iterator[Found]:
    """QD201–QD203: the document's own number (7.2.5), and numbers that it cites."""
    own = [(place.start, place.end) for place in places(subject, "document_number")]
    text = subject.source.text
    for start, end in own:
        match = _NUMBER.search(text, start, end)
        if match is None:
            continue
        right = f"{match['code']}〔{match['year']}〕{match['n'].lstrip('0') or '0'}号"
        fix = Fix(match.start(), match.end(), match[0], right)
        if (match["open"], match["close"]) != ("〔", "〕"):
            shown = match["open"] + match["close"] or "没有括号"
            yield Found("QD201", start, end, f"发文字号的年份应括入六角括号“〔〕”，现为“{shown}”", fix=fix)
        if match["nth"] or (match["n"].startswith("0") and len(match["n"]) > 1):
            yield Found("QD202", start, end, "发文顺序号不加“第”字、不编虚位", fix=fix)
    for match in _ELSEWHERE.finditer(text):
        if not any(start <= match.start() < end for start, end in own):
            fix = Fix(match.start(), match.end(), match[0], f"〔{match['year']}〕{match['n']}号")
            yield Found("QD203", match.start(), match.end(), "引用的发文字号，年份也用六角括号“〔〕”", fix=fix)


def date(subject: Subject) -> Iterator[Found]:
    """QD204–QD206: the date in Arabic figures, whole (7.3.5.4), not after the day of printing."""
    head = subject.notice.letterhead
    for place in places(subject, "dated"):
        after = head.dated is None or head.dated >= _SINCE
        if after and _HANZI_YEAR.search(place.quote):
            yield Found("QD204", place.start, place.end, "成文日期用了汉字，应用阿拉伯数字")
    if head.dated is None:
        for start, end in _short_dates(subject):
            yield Found("QD205", start, end, "成文日期应把年、月、日标全")
    if head.dated and head.issued_on and head.issued_on < head.dated:
        for place in places(subject, "issued_on"):
            message = f"印发日期 {head.issued_on} 早于成文日期 {head.dated}"
            yield Found("QD206", place.start, place.end, message)


def _short_dates(subject: Subject) -> Iterator[tuple[int, int]]:
    """Dates without a day that stand alone: at the document's end, or below a signature that annexes follow."""
    text = subject.source.text
    last = set(last_lines(subject))
    for (before, stop), (start, end) in pairwise(all_lines(subject)):
        signed = start > _HEAD and _SIGNED.fullmatch(text, before, stop) is not None
        if (signed or (start, end) in last) and _SHORT_DATE.fullmatch(text, start, end):
            yield start, end


def title(subject: Subject) -> Iterator[Found]:
    """QD208–QD209: a title has issuer, matter and kind (条例 9)."""
    head = subject.notice.letterhead
    if not head.addressees and not head.document_number:
        return  # a plan's own title, or a copy without the document around it
    if is_beside(subject.notice):
        return
    for place in places(subject, "title"):
        if not subject.genre:
            kind = other_kind(place.quote)
            listed = "、".join(GENRES[7:13])
            message = f"“{kind}”不是文种，应以“通知”等印发" if kind else f"标题没有写明文种（{listed}等）"
            yield Found("QD208", place.start, place.end, message)
        elif place.quote.startswith("关于"):
            yield Found("QD209", place.start, place.end, "标题没有写发文机关")


def title_mark(subject: Subject) -> Iterator[Found]:
    """QD207: no mark behind a title."""
    text = subject.source.text
    above = ""  # the line above, where a title may begin that is broken by sense
    for start, end in first_lines(subject, 6):
        if text[end - 1] in _MARKS:
            line = text[start : end - 1]
            broken = bool(above) and line.startswith("关于") and text[end - 1] in _STOPS
            whole = above + line if broken else line
            if len(whole) < _LONGEST_TITLE and _TITLE.fullmatch(whole):
                fix = Fix(end - 1, end, text[end - 1], "")
                yield Found("QD207", end - 1, end, f"标题末尾不用标点“{text[end - 1]}”", fix=fix)
                return
        above = text[start:end] if _SIGNED.fullmatch(text, start, end) else ""


def addressees(subject: Subject) -> Iterator[Found]:
    """QD210–QD211: a colon ends the line of addressees (7.3.2); kinds that need an addressee have one."""
    text = subject.source.text
    if subject.notice.letterhead.addressees:
        return
    for start, end in first_lines(subject):
        if _ADDRESSED.fullmatch(text, start, end):
            at = end - (text[end - 1] in _MARKS)
            fix = Fix(at, end, text[at:end], "：")
            shown = f"现为“{text[at:end]}”" if at < end else "现在没有"
            yield Found("QD210", at if at < end else start, end, f"主送机关后应标全角冒号，{shown}", fix=fix)
            return
    if subject.genre in ("请示", "报告", "函", "批复") and subject.notice.letterhead.document_number:
        yield Found("QD211", None, None, f"{subject.genre}没有写主送机关")


def copies(subject: Subject) -> Iterator[Found]:
    """QD212: the copies end with a full stop (7.4.2); above the body they are a draft's field, no colophon."""
    text, found = subject.source.text, [*places(subject, "cc")]
    above = first_lines(subject, _FIELDS)
    if found and not (above and found[0].start < above[-1][1]):
        end = max(place.end for place in found)
        line = text.find("\n", end)
        rest = text[end : len(text) if line < 0 else line].strip()
        if not rest.startswith(("。", "）。")):
            yield Found("QD212", found[0].start, end, "抄送机关之后应标句号", fix=Fix(end, end, "", "。"))


def signature(subject: Subject) -> Iterator[Found]:
    """QD213: the office that signs is the one that the title names."""
    head = subject.notice.letterhead
    if not head.signatory or not head.issuer or not subject.genre:
        return
    signed, named = (re.sub(r"[\s、　]", "", name) for name in (head.signatory, head.issuer))
    if signed in named or named in signed or "等" in named:
        return
    for place in places(subject, "signatory"):
        yield Found("QD213", place.start, place.end, f"署名“{head.signatory}”与标题中的发文机关“{head.issuer}”不一致")


def secrecy(subject: Subject) -> Iterator[Found]:
    """QD214: a secret document carries its copy number (条例 9)."""
    first = subject.notice.letterhead.places[0].start if subject.notice.letterhead.places else 0
    match = _SECRET.search(subject.source.text, 0, max(first, 200))
    if match and not _COPY_NUMBER.search(subject.source.text, 0, max(first, 200)):
        yield Found("QD214", match.start(), match.end(), "标了密级，没有份号")


def signers(subject: Subject) -> Iterator[Found]:
    """QD215: a document that goes up names who signed it out, others do not (条例 9, 7.2.6)."""
    head, text = subject.notice.letterhead, subject.source.text
    match = _SIGNERS.search(text, 0, 600)
    if subject.genre in UPWARD and head.document_number and match is None:
        yield Found("QD215", None, None, f"{subject.genre}是上行文，应标注签发人")
    elif match is not None and subject.genre in ("通知", "通报", "批复", "函", "公告", "通告"):
        yield Found("QD216", match.start(), match.end(), f"{subject.genre}不是上行文，不标签发人")


CHECKS = (number, date, title, title_mark, addressees, copies, signature, secrecy, signers)
