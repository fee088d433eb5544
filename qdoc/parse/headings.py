"""Owns where an item's heading ends and its body begins, and which headings name no work to be done."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from qdoc.parse.view import View

# a copy in half-width signs ends its sentences with a point
_STOP = re.compile(r"[。!?]|;(?=\s|$)|\.(?=[(\s]|$)")
_TAIL_SIGNS = "。;:,、.!? \n　-—－"

# words that a sentence of the body begins with, for headings glued to their text (general knowledge of the genre)
_BODY_OPENS = (
    r"以习近平|各地(?!区)|各地区|各级|各市(?!场)|各县|各部门|各有关|各单位|按照|根据|坚持以|坚持(?=\S{2,12}[,、])|全面贯彻|深入贯彻"
    r"|为(?:贯彻|深入|进一步|全面|加快|切实|推动|推进|加强|了|落实|确保)|围绕|紧紧围绕|紧盯|聚焦|瞄准|到20\d\d年|20\d\d年|截至"
    r"|充分发挥|发挥(?=\S{2,20}作用)|省有关|市有关|(?:省|市|县|区)级(?=\S{2,10}要)"
)
_GLUE = re.compile(rf"(?:{_BODY_OPENS})")
# above items, an introduction may also open so
_CHAPTER_GLUE = re.compile(
    rf"(?:{_BODY_OPENS}|要(?=依据|按照|根据|认真|切实|进一步|充分|把|坚持|加强|以)|在(?=\S{{2,24}},)"
    r"|面对|进一步(?!推|加|深|完|做|强)|必须|突出抓好"
    r"|以(?=\S{2,20}为(?:重点|抓手|导向|主线|核心|目标|引领|契机|切入点|突破口)))"
)
# whole headings that are the same everywhere, glued to their text
_WHOLE = re.compile(
    r"(?:(?:总体|基本|工作|有关|相关)要求|指导思想|基本原则|(?:总体|主要|工作|行动|发展|专项整治|整治)目标|(?:总体|工作)思路|(?:目标|工作|主要|重点)任务"
    r"|保障措施|组织(?:领导|实施|保障)"
    r"|(?:工作|主要|重点|政策|具体)措施|(?:实施|方法|工作)步骤|职责分工|任务分工|工作安排|进度安排|时间安排|适用范围|资金渠道|监督检查"
    r"|活动主题|(?:活动|实施|整治|行动|创建)时间|(?:服务|援助|帮扶|活动|实施|救助)对象)(?![和与及、,:。的;])"
)

# headings that state aims, grounds or scope: no task of their own (general knowledge of the genre)
_NO_WORK_WORDS = (
    r"总体|指导|基本|主要|工作|发展|行动|战略|阶段|总|具体|建设|重点|年度|预期|专项|整治|实施|规划|编制|创建|治理|培育|试点|活动|目的|主题"
    r"|经济|社会|国民|政策取向|取向|\d{4}年|今年|全年|今后\S年|"
    r"思想|思路|原则|目标|要求|方针|定位|依据|意义|背景|现状|形势|情况|适用|范围|对象|总则|附则"
    r"|任务|服务|援助|帮扶|救助|遵循|时间|期限|术语|定义|概述|成效|问题|愿景|时限|面临"
)
_NO_WORK = re.compile(rf"(?:(?:{_NO_WORK_WORDS})|[和与及、,的]|\(.{{0,12}}\))+$")
_NO_WORK_CORE = re.compile(
    r"思想|思路|原则|目标|总体要求|总要求|基本要求|方针|定位|依据|意义|背景|现状|形势|适用|范围|对象|总则|附则"
    r"|遵循|术语|定义|概述|面临|愿景|主题|目的"
)
# says when; the phases that such a heading may hold are items
_NO_WORK_TIME = re.compile(r"(?:活动|实施|整治|行动|创建|工作|具体|进度)?时间(?:安排|期限|范围|节点)?")
_NO_WORK_PHRASE = re.compile(
    r"^(?:充分|深刻|切实|准确)?(?:认识|把握|理解)\S{0,40}(?:意义|重要性|必要性|紧迫性|总体要求)$|^总体要求|^指导思想"
    r"|^(?:20\d\d年|过去|一年来|五年来)?\S{0,12}(?:工作)?回顾$|^(?:解释|附则|其他|施行日期)$"
    r"|^(?:发展)?(?:现状|基础|环境)(?:和|与|及)|重要意义$|^(?:提高|统一)(?:思想)?认识\S{0,20}(?:重要性|意义)$|总体要求和主要目标$|主要预期目标"
    r"|^(?:明确|把握|确立|树立|牢记)\S{0,14}(?:指导思想|总体要求|总体思路|基本原则|目标要求|(?:发展|工作|总体|主要)目标)$"
)


# the bracket of units that follows a heading without a stop between them
_UNITS = re.compile(
    r"\((?:(?:主要)?(?:责任|牵头|负责|承办|主办)(?:单位|部门|[省市区县]?领导|人):|[^()]{2,200}(?:负责|牵头[^()]{0,200}配合)\)\s*$)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """``start:end`` is the heading without its end sign, ``body:body_end`` what follows (empty where equal).

    ``guessed``: no sign separates heading and body; the cut rests on the words that open the body.
    """

    start: int
    end: int
    body: int
    body_end: int
    guessed: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing but the heading stands there."""
        return self.body >= self.body_end


def read_heading(view: View, start: int, end: int, holds_items: bool = False) -> Heading:
    """Return the heading of the item whose text (after its number) is ``start:end``.

    The heading is the first line when it is one clause, else the first sentence; where that sentence is long and the
    text has no line ends, the words that open a body (以…, 各地…, 到…年) cut it. Nothing outside the text is added.
    """
    folded = view.folded
    while start < end and folded[start] in " \n、.:-":
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    if start >= end:
        return Heading(start, start, start, start)
    line_end = _line_end(view, start, end)
    stop = _STOP.search(folded, start, line_end)
    sentence_end = stop.start() if stop else line_end
    after = stop.end() if stop else line_end
    units = _UNITS.search(folded, start + 4, sentence_end)
    if units is not None:
        sentence_end = after = units.start()
    colon = folded.find(":", start, min(sentence_end, start + 24))
    named = folded[start:colon] if colon > start + 1 and sentence_end - colon > 12 else ","
    if "," not in named and named.count("(") <= named.count(")"):
        return Heading(start, _trim(folded, start, colon), _skip(folded, colon + 1, end), end)
    if view.run_together and (whole := _WHOLE.match(folded, start, sentence_end)) and sentence_end - whole.end() > 4:
        return Heading(start, whole.end(), whole.end(), end, guessed=True)
    if view.run_together and sentence_end - start > 24:
        glued = (_CHAPTER_GLUE if holds_items else _GLUE).search(folded, start + 4, min(start + 46, sentence_end))
        if glued and _sound_cut(folded, start, glued.start(), sentence_end):
            return Heading(start, _trim(folded, start, glued.start()), glued.start(), end, guessed=True)
    return Heading(start, _trim(folded, start, sentence_end), _skip(folded, after, end), end)


# a subject, so that what follows goes on with its sentence
_SUBJECTS = ("人员", "单位", "部门", "企业", "机构", "政府", "办法", "项目", "资金", *"局厅委者省市县区")
# words after which a clause goes on
_OPEN_ENDS = (*",、;“(", *"和与及的对在并以中将要所等至到从自")


def _sound_cut(folded: str, start: int, cut: int, sentence_end: int) -> bool:
    """A guessed heading is a clause with a verb's worth of text, not the beginning of one sentence that goes on."""
    head = folded[start:cut]
    if head.endswith(_OPEN_ENDS):
        return False
    if head.endswith(_SUBJECTS):
        return False
    if head.startswith(("对", "在", "为", "将", "凡", "按", "经", "由", "自")):
        return False
    return (
        head.count("“") == head.count("”")
        and head.count("《") == head.count("》")
        and head.count("(") == head.count(")")
    )


def _line_end(view: View, start: int, end: int) -> int:
    at = bisect_right(view.starts, start) - 1
    return min(end, view.paragraphs[at].end) if at >= 0 and view.paragraphs[at].end > start else end


def _skip(folded: str, at: int, end: int) -> int:
    while at < end and folded[at].isspace():
        at += 1
    return at


def _trim(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in _TAIL_SIGNS:
        end -= 1
    return end


_NO_WORK_ARTICLE = re.compile(
    r"\s*(?:(?:为|根据|依据|按照)[^。]{2,300}制定本[^。]{2,12}。"
    r"|本(?:办法|规定|规则|细则|条例|制度|章程|预案|规程|方案|意见)"
    r"(?:所称|所指|适用|中|下列|自|从|由[^。]{2,40}解释|的解释|未(?:尽|作)|未规定)"
    r"|[^。]{2,200}适用本[^。]{2,12}。)"
)


def article_states_no_work(view: View, start: int, end: int) -> bool:
    """Whether an article of rules only gives grounds, scope, terms, interpretation or the day it takes effect."""
    return _NO_WORK_ARTICLE.match(view.folded, start, end) is not None


_SUPPORT = re.compile(
    r"(?:组织|工作|条件|制度)?保障(?:措施)?|组织(?:领导|实施|管理|机构)|(?:工作|有关|相关|几点|具体)要求|(?:组织)?实施保障|其他事项"
)


def names_support(heading: str) -> bool:
    """Whether a heading (folded) is a general one under which plans print how the work is backed (保障措施)."""
    return _SUPPORT.fullmatch(re.sub(r"\s+", "", heading)) is not None


def names_no_work(heading: str, holds_items: bool = False) -> bool:
    """Whether a heading (folded) only announces aims, grounds or scope (总体要求, 指导思想, 基本原则 …).

    A heading that names tasks as well (目标任务) announces work when items are printed under it.
    """
    plain = re.sub(r"\s+", "", heading)
    if len(plain) > 48 or (holds_items and "任务" in plain):
        return False
    if _NO_WORK_PHRASE.search(plain) or (not holds_items and _NO_WORK_TIME.fullmatch(plain)):
        return True
    return len(plain) <= 24 and _NO_WORK.match(plain) is not None and _NO_WORK_CORE.search(plain) is not None
