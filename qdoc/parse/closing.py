"""Owns where the last task ends: what follows it in the text but is not part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdoc.parse.attribution import closing_brackets, ends_attributed
from qdoc.parse.view import View

_KINDS = (
    r"(?:政策)?(?:措施|政策|通知|意见|方案|办法|计划|细则|规定|规则|行动|要点|规划|条例"
    r"|若干措施|实施方案|实施意见|工作方案|行动方案|行动计划)"
)
_OPENS_CLOSING = re.compile(
    rf"本{_KINDS}(?:措施)?(?:\S{{0,10}})?(?:自|由|从|有效期|所列|中|未|的解释)"
    r"|上述(?:政策|措施|意见)|以上(?:意见|政策|措施|各项)|附\s*[件表注](?:[:\d]|\s|$)"
    r"|抄送:|联系(?:人|电话|方式)|邮箱:"
    r"|各位代表|\(此件|此件|公开程序|责任部门:|特此通知|政策解读"
)
# the day of printing, or the gap that a draft of ours has for it
_COLOPHON = re.compile(r"[^。;]{2,40}(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|.?待补.印发日期.?)印发")
_OPENS_WHOLE = re.compile(
    r"(?:各地区?|各市|各级|各省|各县|各区|各部门|各有关|各单位"
    r"|省有关|市有关|区有关|有关部门|各街道|各责任单位|各相关|各牵头)[^。]{0,60}?(?:要|应|须|请|可)"
    r"|对真抓实干|请各|未(?:纳入|尽)|鼓励各地"
)
_SENTENCE = re.compile(r"(?<=[。)\]])")
_ROLE_LINE = re.compile(
    r"[(\[]|(?:责任|牵头|负责|配合|参加|承办|主办|协办)(?:单位|部门)|完成时限|时间(?:要求|安排)|——|[一二三四五六七八九]是"
)


def end_of_last(view: View, start: int, end: int, siblings: Sequence[tuple[int, int]]) -> int:
    """Return where the last task, printed from ``start`` on, ends before ``end``.

    Args:
        view: the text.
        start: the task's number.
        end: the end of the plan.
        siblings: the spans of the tasks before it, which show how tasks of this plan look.

    Where the others end in a bracket of units, so does the last one. Where it has more paragraphs than any other, the
    ones beyond are the plan's closing. Phrases that only open a closing (本措施自…起施行, 附件：) end it anyway.
    """
    folded = view.folded
    sample = siblings[-12:]
    attributed = sum(ends_attributed(folded, a, b) for a, b in sample)
    if len(sample) >= 2 and attributed >= len(sample) * 0.6:
        brackets = closing_brackets(folded, start, end)
        if brackets:
            after = brackets[-1][1]
            if folded[after : after + 1] in ("。", ";", ".") and after < end:
                after += 1
            return after
    paragraphs = view.within(start, end)
    counts = [len(view.within(a, b)) for a, b in sample]
    most = max(counts, default=0)
    # a heading on a line of its own is no task without the paragraph under it
    least = 2 if paragraphs and folded[paragraphs[0].end - 1] not in "。)];!" and len(paragraphs) > 1 else 1
    for i, p in enumerate(paragraphs[least:], least):
        if _OPENS_CLOSING.match(folded, p.start) or _COLOPHON.fullmatch(folded, p.start, p.end):
            return paragraphs[i - 1].end
        if i >= most and _uniform(counts, len(paragraphs) - i) and not _ROLE_LINE.match(folded, p.start):
            return paragraphs[i - 1].end
        if i >= 2 and i == len(paragraphs) - 1 and _OPENS_WHOLE.match(folded, p.start):
            return paragraphs[i - 1].end
    return _within_paragraph(folded, start, paragraphs[-1].end if paragraphs else end)


def _uniform(counts: list[int], excess: int) -> bool:
    """Whether tasks are printed alike, so that a few paragraphs more at the end are none of the last one's."""
    if len(counts) < 2 or excess > 3:
        return False
    same = counts.count(max(counts))
    return same == len(counts) or (len(counts) >= 5 and same >= len(counts) * 0.8)


def _within_paragraph(folded: str, start: int, end: int) -> int:
    """Cut sentences at the end of a text without line ends that only open a closing."""
    floor = max(start, end - 500)
    for cut in _SENTENCE.finditer(folded, floor, end):
        at = cut.start()
        if at > start + 10 and _OPENS_CLOSING.match(folded, at):
            return at
    return end
