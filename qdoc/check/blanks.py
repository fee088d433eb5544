"""Owns what a finished text must not leave open (QD332): fields, figures, names and dates that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.check.annexes import bound
from qdoc.check.genre import is_beside
from qdoc.check.patterns import Pattern, find
from qdoc.check.signing import empty_dates
from qdoc.check.values import Found, Subject

_SIGN = "[×ＸXx＊]"  # holds the place of a word or a figure
_UNIT = "批次|人次|万元|亿元|万人|个百分点|年|月|日|个|家|项|名|人|次|场|件|户|台|套|处|所|条|份|辆|座|亩|吨|元|号|%|％"
_COUNTED = "批次|人次|万元|亿元|万人|个|家|项|名|次|场|件|户|台|套|处|所|条|份|辆|座|亩|吨"
_ENDED = r"(?=[，。；、：（）(),;]|以[上下内]|[左上]右|\s|$)"
_ALWAYS = (
    # what qdoc itself leaves open, and the like
    r"【(?:待(?:补|定|填|核|确认|明确)[^】\n]{0,80}|(?:结转|可删|改名|提示)(?:：[^】\n]{0,80})?)】",
    rf"\d{{4}}年{_SIGN}{{1,2}}月(?:{_SIGN}{{1,2}}日)?",
    rf"(?<=月){_SIGN}{{1,2}}日|(?<=\d){_SIGN}{{1,2}}年",
    r"(?<![×＊])[×＊]{2,}(?=[㐀-鿿〕）])",
    r"(?<![\d×.])×(?=[局委厅办处区市县镇乡街年月日号人家项个])",
    r"(?<![0-9A-Za-zＸ.-])[XxＸ]{2,}(?=[年月日号局委办厅处区市县镇乡街])",
    # a number or a date of printing that is not given yet
    r"[〔［\[](?:19|20)\d\d[〕］\]][ \t　_＿—×＊*XxＸ？?]*号",
    r"[〔［\[][ \t　_＿×＊*]*[〕］\]][ \t　]*第?\d*[ \t　_＿×＊*]*号",
    r"(?:(?:19|20)\d\d[ \t　]*年|年)[ \t　_＿]*(?:\d{1,2}[ \t　]*)?月[ \t　_＿]+日(?=[ \t　]*印发)",
    r"(?:(?:19|20)\d\d[ \t　]*年|年)[ \t　_＿]+月[ \t　_＿]*(?:\d{1,2}[ \t　]*)?日(?=[ \t　]*印发)",
)
_IN_TEXT = (
    # before a unit: signs for a figure; forms have such lines to be filled in, so only the document's own text
    rf"(?<![0-9A-Za-zＸ.*-])(?:[XxＸ]{{2,}}|\*{{2,}})(?=(?:{_UNIT}){_ENDED})",
    rf"(?<=[㐀-鿿])(?:[_＿]{{2,}}(?=(?:{_UNIT}){_ENDED})|[？?](?=(?:{_COUNTED}){_ENDED}))",
    rf"[㐀-鿿]{{1,4}}[ 　]{{2,}}(?:{_COUNTED}){_ENDED}",
    r"(?:(?:19|20)\d\d年|(?<=[于在]))(?:[ 　_＿]+月(?:[ 　_＿]*日)?|\d{1,2}月[ 　_＿]+日)(?=[前底起至到，。；、）])",
)


def _of(regexes: tuple[str, ...]) -> tuple[Pattern, ...]:
    return (Pattern("QD332", re.compile("|".join(regexes), re.M), "“{}”还没有填写"),)


_PATTERNS, _OWN = _of(_ALWAYS), _of(_IN_TEXT)


def blanks(subject: Subject) -> Iterator[Found]:
    """QD332: what stands open wherever it is; figures and the date of signing in the document's own text only.

    Annexes, and papers that are forms as a whole, hold lines for others to fill in: those are no faults.
    """
    yield from find(subject, _PATTERNS)
    if is_beside(subject.notice):
        return
    first = next((annex.start for annex in bound(subject)), len(subject.source.text))
    yield from (found for found in find(subject, _OWN) if (found.start or 0) < first)
    if subject.genre or subject.notice.letterhead.document_number:
        for start, end in empty_dates(subject):
            if start < first:
                yield Found("QD332", start, end, "成文日期还没有填写")


CHECKS = (blanks,)
