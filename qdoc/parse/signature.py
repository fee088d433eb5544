"""Owns who signed and when: the office's name above or before the date, also where both run into the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.parse.dates import DATE, iso_of
from qdoc.parse.paragraphs import Paragraph

# the last characters of an office's name (general knowledge of the public bodies of China)
BODY_TAIL = (
    r"(?:人民政府|政府|办公厅|办公室|委员会|管委会|[局委厅部院署行社会处办组]|总队|支队|公司|集团|中心|法院|检察院"
    r"|工会|妇联|科协|海关|联合会|分行|支行|党组|党委|司令部|大学|学院|协会|指挥部|军区|兵团)"
)
_ENDS_AS_BODY = re.compile(BODY_TAIL + r"$")
_NOTE = re.compile(r"[\s]*\((?:此件|本文|联系人)[^()]{0,40}\)")
_AFTER_DATE = re.compile(
    r"[前后起至到以之止,、]|在|召开|公布|发布|第|印发|\(?至|开始|施行|实施|[—\-~～]|举行|出台|颁布|修订|通过|国务院令|被"
)
_GOES_ON = re.compile(r"[\d,、:;]|[上下]午|[^\s(一二三四五六七八九十]{0,6}[,、]")
_RAN_IN = re.compile(r"(?:.*(?:\d|[A-Za-z])[^\u3400-\u9fff]*)(?:年?\S*(?:安排|名单|方案|清单|[一览统计]表|办法|通知))?")
_STOP = "。;!?:)]》”\n"
_LONGEST = 420
_MOST_NAMES = 40
# the title of an annex ran into the names: 附件:某某方案某某办公室
_ANNEX_RAN_IN = re.compile(r"附\s*件\s*(?:\d\s*[.、])?:?\s*(?:\d\s*[.、])?\s*$")
_TITLE_AND_NAME = re.compile(
    rf"[^。]*?(?:方案|办法|计划|意见|措施|规定|要点|清单|细则|规划|分工|安排|表)(?:\([^()]{{2,8}}\))?(?=[^。]{{4,}}{BODY_TAIL}$)"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """``start:end`` covers names, date and a remark such as （此件公开发布）; the names may be empty."""

    start: int
    end: int
    names_start: int
    names_end: int
    date_start: int
    date_end: int
    iso: str


def find_signatures(folded: str, paragraphs: tuple[Paragraph, ...], start: int, end: int) -> list[Signature]:
    """Return the signatures of ``folded[start:end]`` in order.

    A signature is a full date that ends its paragraph or runs into the next text, directly after an office's name that
    follows an ended sentence, or on lines of its own. Dates inside sentences (…年…月…日前) are none.
    """
    heads = {p.start: i for i, p in enumerate(paragraphs)}
    found: list[Signature] = []
    for date in DATE.finditer(folded, start, end):
        iso = iso_of(date)
        if iso is None or _AFTER_DATE.match(folded, date.end()):
            continue
        if date.start() in heads:
            signature = _on_own_line(folded, paragraphs, heads[date.start()], date, iso)
        else:
            signature = _run_in(folded, start, date, iso)
        if signature is not None:
            found.append(signature)
    return found


def _on_own_line(
    folded: str, paragraphs: tuple[Paragraph, ...], index: int, date: re.Match[str], iso: str
) -> Signature | None:
    first = index
    while first and index - first < _MOST_NAMES and _names_stand_at(folded, paragraphs, first - 1, index):
        first -= 1
    if first and first == index:
        # the names may end the paragraph before: …贯彻执行。某某办公室
        glued = _run_in(folded, paragraphs[first - 1].start, date, iso)
        if glued is not None:
            return glued
    own = date.end() == paragraphs[index].end
    if first == index and not own and not _is_body_start(folded, date.end()):
        return None
    names = (paragraphs[first].start, paragraphs[index - 1].end) if first < index else (date.start(), date.start())
    return Signature(names[0], _with_note(folded, date.end()), *names, date.start(), date.end(), iso)


def _run_in(folded: str, start: int, date: re.Match[str], iso: str) -> Signature | None:
    at = date.start()
    floor = max(start, at - _LONGEST)
    cut = max(folded.rfind(sign, floor, at) for sign in _STOP) + 1
    if cut <= floor and cut != start and floor != start:
        return None
    begin = max(cut, start)
    names = folded[begin:at].rstrip()
    lead = len(names) - len(names.lstrip())
    names = names.strip()
    if not names:
        alone = begin == at and cut > start and folded[at - 1] in "。)]" and not _GOES_ON.match(folded, date.end())
        return Signature(at, _with_note(folded, date.end()), at, at, at, date.end(), iso) if alone else None
    if "," in names or "、" in names or "《" in names or len(names) < 3 or not _ENDS_AS_BODY.search(names):
        return None
    s = begin + lead
    # what ran in before the names: a telephone number, the title of an annex
    run = _RAN_IN.match(names) or (
        _TITLE_AND_NAME.match(names) if _ANNEX_RAN_IN.search(folded[max(0, s - 12) : s]) else None
    )
    if run:
        s, names = s + run.end(), names[run.end() :]
        if len(names) < 3:
            return None
    return Signature(s, _with_note(folded, date.end()), s, s + len(names), at, date.end(), iso)


def _names_stand_at(folded: str, paragraphs: tuple[Paragraph, ...], at: int, date: int) -> bool:
    """Whether a line above the date holds names; a name may be broken over two lines."""
    if _is_name_line(folded, paragraphs[at]):
        return True
    line = folded[paragraphs[at].start : paragraphs[at].end]
    goes_on = at + 1 < date and _REST_OF_NAME.match(folded, paragraphs[at + 1].start) is not None
    return goes_on and len(line) <= 60 and not any(c in line for c in "。;:,《》、0123456789")


_REST_OF_NAME = re.compile(rf"委员会|{BODY_TAIL}")


def _is_name_line(folded: str, p: Paragraph) -> bool:
    line = folded[p.start : p.end]
    return (
        len(line) <= 120
        and not any(c in line for c in "。;:,《》、0123456789")
        and (_ENDS_AS_BODY.search(line) is not None)
    )


def _is_body_start(folded: str, at: int) -> bool:
    return folded[at : at + 1] in ("(", " ", "\n", "")


def _with_note(folded: str, at: int) -> int:
    note = _NOTE.match(folded, at)
    return note.end() if note else at
