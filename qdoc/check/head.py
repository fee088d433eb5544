"""Owns the rules of the letterhead and the closing marks (QD201–QD219): number, date, title, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qdoc.check.days import is_day
from qdoc.check.genre import GENRES, UPWARD, is_beside, other_kind
from qdoc.check.lines import first_lines
from qdoc.check.signing import dated, is_office, signing, split, unfinished_dates
from qdoc.check.values import Fix, Found, Subject
from qdoc.model import FieldPlace

_NUMBER = re.compile(
    r"(?P<code>[㐀-鿿]+(?:[（(][㐀-鿿]{1,4}[）)][㐀-鿿]{0,4})?)\s*(?P<open>[^\w\s㐀-鿿]?)\s*(?P<year>(?:19|20)\d\d)\s*"
    r"(?P<close>[^\w\s㐀-鿿]?)\s*(?P<nth>第?)\s*(?P<n>\d+)\s*号"
)
_LOOSE = re.compile(
    r"(?P<code>[㐀-鿿]{2,12})[〔\[［(（【](?P<year>\d{4}|\d\d)[〕\]］)）】]第?(?P<n>\d{1,4})(?P<last>号?)(?=$|[\s　])"
)
"""What stands where a number should, but is no whole one: a year of two figures, no 号."""
_ELSEWHERE = re.compile(r"(?<=[发办函字规通政])[\[(（【](?P<year>(?:19|20)\d\d)[\]）)】]\s*第?(?P<n>\d{1,4})号")
_HANZI_YEAR = re.compile(r"[二一][〇○零OＯ0九八][〇○零OＯ0一二三四五六七八九]{2}年")
_TITLE = re.compile(rf"[^。；]{{2,60}}关于[^。；]{{2,60}}(?:{'|'.join(GENRES)})")
_LONGEST_TITLE = 120
_FIELDS = 6  # lines: a document has at least its head, a paragraph, signature and date above the colophon
_ADDRESSED = re.compile(r"各[^。；：]{2,100}[局委办会处府位门县区市][。；，、,;.]?")
_BODY = "[局委办会处府位门县区市院校所厅部企业团体]"
_OFFICE = rf"(?!现将|现就|为|经|根据)[㐀-鿿（）()]{{0,24}}{_BODY}(?:[（(][^（）()\n]{{1,20}}[）)])?"
_OFFICES = re.compile(f"{_OFFICE}(?:[，、,]{_OFFICE})*")
_SAID = re.compile("如下|通知|[现请须]|^(?:为|经|根据|按照)|[。；！？]")  # words of a sentence, not of a list
_LISTING = "，、,"  # behind an addressee: another one follows
_HEAD_LINES, _ADDRESSED_WITHIN = 14, 10
_STOPS = "。；！？.;!?"
_POSTS = "书记|省长|市长|区长|县长|镇长|乡长|主任|局长|厅长|部长|主席|同志"
_PERSON = re.compile(rf"(?:尊敬的)?(?P<name>[㐀-鿿]{{1,4}}(?<!委员会)(?<!办公室)(?:{_POSTS}))(?:并[^：]*)?[：:]")
_NEW_YEAR = ("01", "02")  # months in which documents of the old year's numbers are still signed
_MARKS = "。，、；：！？.,;:!?"
_SINCE = "2012-07-01"  # GB/T 9704—2012 in force
_SECRET = re.compile(r"(?m)^[ \t　]*(?:绝密|机密|秘密)(?:★\S*)?[ \t　]*$")
_COPY_NUMBER = re.compile(r"(?m)^[ \t　]*\d{6}[ \t　]*$")
_SIGNERS = re.compile(r"签发人[：:]")


def places(subject: Subject, field: str) -> Iterator[FieldPlace]:
    """Yield where the letterhead's ``field`` is printed."""
    yield from (place for place in subject.notice.letterhead.places if place.field == field)


def number(subject: Subject) -> Iterator[Found]:
    """QD201–QD203, QD217–QD218: the document's own number (7.2.5), and numbers that it cites."""
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
        yield from _other_year(subject, match)
    if not own:
        yield from _loose_number(subject)
    for match in _ELSEWHERE.finditer(text):
        if not any(start <= match.start() < end for start, end in own):
            fix = Fix(match.start(), match.end(), match[0], f"〔{match['year']}〕{match['n']}号")
            yield Found("QD203", match.start(), match.end(), "引用的发文字号，年份也用六角括号“〔〕”", fix=fix)


def _other_year(subject: Subject, match: re.Match[str]) -> Iterator[Found]:
    """QD218: the number's year is the year of signing; a number of the old year may be signed in its first weeks."""
    day = dated(subject) or ""
    late = day[5:7] in _NEW_YEAR and int(match["year"]) == int(day[:4]) - 1
    if day and match["year"] != day[:4] and not late:
        message = f"发文字号的年份是 {match['year']}，成文日期是 {day}"
        yield Found("QD218", match.start("year"), match.end("year"), message)


def _loose_number(subject: Subject) -> Iterator[Found]:
    """QD217 a year of two figures, QD202 no 号 behind: the first lines, where no whole number stands."""
    text = subject.source.text
    for start, end in first_lines(subject, 4):
        match = _LOOSE.match(text, start, end)
        if match is None:
            continue
        day, year = dated(subject) or "", match["year"]
        whole = year if len(year) == 4 else day[:4]
        right = f"{match['code']}〔{whole}〕{match['n'].lstrip('0') or '0'}号"
        fix = Fix(match.start(), match.end(), match[0], right) if whole.endswith(year) else None
        if len(year) == 2:
            yield Found("QD217", match.start(), match.end(), f"发文字号的年份“{year}”应标全四位", fix=fix)
        if not match["last"]:
            yield Found("QD202", match.start(), match.end(), "发文顺序号后应加“号”字", fix=fix)
        return


def date(subject: Subject) -> Iterator[Found]:
    """QD204–QD206: the date in Arabic figures, whole (7.3.5.4), not after the day of printing."""
    head, text = subject.notice.letterhead, subject.source.text
    signed = signing(subject)
    day = signed.iso if signed else None
    if signed and signed.date and (day is None or day >= _SINCE) and _HANZI_YEAR.search(text, *signed.date):
        fix = Fix(*signed.date, text[slice(*signed.date)], _printed(*map(int, day.split("-")))) if day else None
        yield Found("QD204", *signed.date, "成文日期用了汉字，应用阿拉伯数字", fix=fix)
    if day is None:
        for start, end, right in unfinished_dates(subject):
            if right and not is_day(*_figures(right)):
                yield Found("QD205", start, end, f"成文日期应把年、月、日标全；没有“{right}”这一天，请核对")
            elif right:
                message = f"成文日期应把年、月、日标全，写作“{right}”"
                yield Found("QD205", start, end, message, fix=Fix(start, end, text[start:end], right))
            else:
                yield Found("QD205", start, end, "成文日期应把年、月、日标全")
    if day and head.issued_on and head.issued_on < day:
        for place in places(subject, "issued_on"):
            yield Found("QD206", place.start, place.end, f"印发日期 {head.issued_on} 早于成文日期 {day}")


def _printed(year: int, month: int, day: int) -> str:
    return f"{year}年{month}月{day}日"


def _figures(printed: str) -> tuple[int, int, int]:
    """Month, day and year of a date as ``_printed`` gives it."""
    year, month, day = map(int, re.findall(r"\d+", printed))
    return month, day, year


def title(subject: Subject) -> Iterator[Found]:
    """QD208–QD209: a title has issuer, matter and kind (条例 9)."""
    head = subject.notice.letterhead
    if not head.addressees and not head.document_number:
        return  # a plan's own title, or a copy without the document around it
    if is_beside(subject.notice):
        return
    for place in places(subject, "title"):
        if not _is_own(subject, place):
            continue  # the title of what is issued, in a copy that lost the document's own
        if not subject.genre:
            kind = other_kind(place.quote)
            listed = "、".join(GENRES[7:13])
            message = f"“{kind}”不是文种，应以“通知”等印发" if kind else f"标题没有写明文种（{listed}等）"
            yield Found("QD208", place.start, place.end, message)
        elif place.quote.startswith("关于"):
            yield Found("QD209", place.start, place.end, "标题没有写发文机关")


def _is_own(subject: Subject, title: FieldPlace) -> bool:
    """Whether the title stands in the document's head: above the addressees, else beside the number."""
    addressed = next(places(subject, "addressees"), None)
    if addressed is not None:
        return title.end <= addressed.start
    text = subject.source.text
    return any(
        not text[min(title.end, one.end) : max(title.start, one.start)].strip()
        for one in places(subject, "document_number")
    )


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
        above = text[start:end] if is_office(text, start, end) else ""


def addressees(subject: Subject) -> Iterator[Found]:
    """QD210–QD211: a colon ends the line of addressees (7.3.2); kinds that need an addressee have one."""
    text = subject.source.text
    if subject.notice.letterhead.addressees:
        return
    lines = first_lines(subject, _HEAD_LINES)
    for number, (start, end) in enumerate(lines[:_ADDRESSED_WITHIN]):
        if _ADDRESSED.fullmatch(text, start, end):
            start, end, closed = _last_of_list(text, start, end, lines[number + 1 :])
            if closed:
                return
            at = end - (text[end - 1] in _MARKS)
            fix = Fix(at, end, text[at:end], "：")
            shown = f"现为“{text[at:end]}”" if at < end else "现在没有"
            yield Found("QD210", at if at < end else start, end, f"主送机关后应标全角冒号，{shown}", fix=fix)
            return
    if person(subject) is not None:
        return  # QD502 tells it
    if subject.genre in ("请示", "报告", "函", "批复") and subject.notice.letterhead.document_number:
        yield Found("QD211", None, None, f"{subject.genre}没有写主送机关")


def _last_of_list(text: str, start: int, end: int, below: Sequence[tuple[int, int]]) -> tuple[int, int, bool]:
    """The last line of addressees that begin at ``start`` and go on in the lines ``below``; whether a colon ends it.

    A line goes on with what is nothing but offices, and only where no full stop ends the one above.
    """
    for begin, stop in below:
        open_ = text[end - 1] not in _STOPS
        if (
            open_
            and text[stop - 1] in ":："
            and (
                _OFFICES.fullmatch(text, begin, stop - 1)
                or (text[end - 1] in _LISTING and not _SAID.search(text[begin:stop]))
            )
        ):
            return begin, stop, True
        if text[end - 1] not in _LISTING or not _OFFICES.fullmatch(text, begin, stop - (text[stop - 1] in _MARKS)):
            break
        start, end = begin, stop
    return start, end, False


def person(subject: Subject) -> re.Match[str] | None:
    """Return where a person is addressed instead of an office, as ``name``; None where nobody is."""
    text = subject.source.text
    matches = (_PERSON.fullmatch(text, start, end) for start, end in first_lines(subject))
    return next((match for match in matches if match), None)


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
    """QD213: the office that signs is the one that the title names; of joint issuers each signs (7.3.5.1)."""
    issuer, signed = subject.notice.letterhead.issuer or "", signing(subject)
    if not issuer or signed is None or not any(signed.names) or not subject.genre or "等" in issuer:
        return
    named = split(issuer)
    missing = [name for name in named if not any(name in one or one in name for one in signed.names)]
    shown = "、".join(signed.names)
    if missing and len(missing) < len(named):
        message = f"标题中的发文机关有 {len(named)} 个，署名是“{shown}”，缺“{'、'.join(missing)}”"
        yield Found("QD213", signed.start, signed.end, message)
    elif missing and "".join(named) not in "".join(signed.names) and "".join(signed.names) not in "".join(named):
        message = f"署名“{shown}”与标题中的发文机关“{'、'.join(named)}”不一致"
        yield Found("QD213", signed.start, signed.end, message)


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
