"""Owns the rules of lightening the load (QD701–QD709): 《整治形式主义为基层减负若干规定》 of 2024-08-06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.check.annexes import bound
from qdoc.check.genre import is_beside, is_speech
from qdoc.check.lines import first_lines
from qdoc.check.patterns import Pattern, find, own_words
from qdoc.check.values import Found, Subject

SINCE = "2024-08-06"
_LONGEST, _LONGEST_SPECIAL = 5_000, 4_000  # characters of a policy document, of one on a special task
_TOP = 6  # lines: the label of an annex here is the document's own
_SPECIAL = re.compile(r"专项|行动|整治|攻坚|试点")
_OFTEN = r"(?:每[日天周旬月]|逐[日周月]|按[周旬月])[^。；\n]{0,30}"
_SENT = r"(?:报送|上报|填报|报[^告纸刊道名警销考建批]{0,12}(?:办公室|领导小组|[局委办]))"
_SIGNED = r"(?:签订|签署|层层签|立下)[^。；，\n]{0,12}(?:责任状|责任书|军令状|承诺书)"
_PATTERNS = (
    Pattern("QD701", re.compile(_SIGNED), "“{}”属于严格控制的签订责任状"),
    Pattern("QD702", re.compile(r"一票否决"), "设“{}”须有法律、党内法规或中央文件的依据"),
    Pattern("QD703", re.compile(_OFTEN + _SENT), "“{}”是高频次的报送要求，须有依据"),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_BASIS = re.compile(r"(?:根据|依据|按照|依照)[^。\n]{0,20}《[^》\n]{2,80}》")
_DIVIDED = re.compile(r"(?:任务分解|责任分工|分工方案|任务分工|责任清单)")


def demands(subject: Subject) -> Iterator[Found]:
    """QD701 letters of responsibility, QD702 one-vote vetoes, QD703 frequent reports; not where a basis is named."""
    text = subject.source.text
    for found in find(subject, _PATTERNS) if _applies(subject) else ():
        start = found.start or 0
        sentence = max(text.rfind(sign, 0, start) for sign in "。；;\n") + 1
        if _BASIS.search(text, sentence, start) is None:
            yield found


def length(subject: Subject) -> Iterator[Found]:
    """QD704: the text without annexes, space not counted, against 5,000 (special tasks: 4,000) characters."""
    if not _applies(subject) or is_beside(subject.notice) or is_speech(subject.notice):
        return
    text = subject.source.text
    last = _body_end(subject)
    counted = sum(
        len(re.sub(r"\s", "", text[start : min(end, last)])) for start, end in own_words(subject) if start < last
    )
    title = subject.notice.letterhead.title or ""
    limit = _LONGEST_SPECIAL if _SPECIAL.search(title) else _LONGEST
    if counted > limit:
        yield Found("QD704", None, None, f"正文约 {counted} 字（不算附件），超过 {limit} 字")


def _body_end(subject: Subject) -> int:
    """Where the first annex begins; a label above everything names the document itself."""
    top = first_lines(subject, _TOP)
    below = (annex.start for annex in bound(subject) if top and annex.start > top[-1][0])
    return next(below, len(subject.source.text))


def divided(subject: Subject) -> Iterator[Found]:
    """QD705: a document whose matter is the division of another document's work."""
    title = next((place for place in subject.notice.letterhead.places if place.field == "title"), None)
    if title is not None and _applies(subject) and _DIVIDED.search(title.quote):
        yield Found("QD705", title.start, title.end, "分工类文件从严控制；可用任务交办单或台账代替")


def _applies(subject: Subject) -> bool:
    """The rules came into force in August 2024: a document without a date is checked, an older one is not."""
    head = subject.notice.letterhead
    if head.dated:
        return head.dated >= SINCE
    years = [plan.year for plan in subject.notice.plans if plan.year]
    years += [int(year) for year in _YEAR.findall(head.title or "")]
    return not years or max(years) >= int(SINCE[:4])


CHECKS = (demands, length, divided)
