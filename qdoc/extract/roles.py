"""Owns what each clause of a sentence is: obligation, purpose, adjunct or continuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.governing import Governor, find_governor, find_inner_verb, find_modal
from qdoc.extract.verbs import verb_table
from qdoc.extract.words import opens_with_verb
from qdoc.model import SegmentRole

SLOGAN = 7  # clauses of up to so many characters that run parallel belong together (立足常态长效,强化法治保障)

_CONTINUES = re.compile(r"其中|特别是|尤其是|包括|累计|同比|环比|比上年|比去年|较上年|平均|占比|(?:并)?分别(?=达|增|下|提|降|不|超|控)")
_CONDITION = re.compile(r"(?:的|的话|时|之日起|期间|之前|之后|以后|过程中|基础上|前提下|条件下|情况下)[，,；;。\s]*$")
_TIME_ONLY = re.compile(
    r"[到至自从]?(?:今年|明年|\d{4}年|“?[一二三四五十]+五”?)?(?:\d{1,2}月|[一二三四]季度|上半年|下半年|年|期)?(?:\d{1,2}日|[初中末]|底|期间|末)?"
    r"[—\-－至]?(?:\d{4}年)?(?:前|起|内|以前|之前|期间|末)?[，,：:\s]*$"
)
_BACKGROUND = re.compile(
    r"目前|近年来|据统计|截至|近期以来|去年|长期以来|多年来|当前[，,]|自?\d{4}年(?:\d{1,2}月)?(?:\S{0,20}以来|起[，,])"
)
_STATE = re.compile(
    r"不断凸显|愈演愈烈|时有发生|有望|有助于|将有效|显著增多|较为突出|尚未|仍然?存在|已(?:经)?基本|日益"
)
_OUTCOME_OBJECT = re.compile(
    r"(?:品牌|名片|氛围|环境|格局|局面|合力|形象|态势|优势|良性循环|长效|高地|样板|标杆|典范|亮点|风尚|共识|强大力量|正能量|闭环)[”’]?[。；;，,\s]*$"
)
_SAFEGUARD = re.compile(
    r"(?:实效|见效|实处|到位|成效|权益|需求|供应|顺利\S{0,4}|落地|稳定|安全|运行|秩序|利益|质量|生活|有序\S{0,4})[。；;，,\s]*$"
)
_GENERIC_RESULT = re.compile(r"(?:实效|见效|实处|到位|成效|落地|顺利\S{0,4})[。；;，,\s]*$")
_PUBLIC = re.compile(r"引导(?:全社会|社会|公众|群众|市民|全民|人人)")
_WEAK = frozenset(
    "提升 提高 增强 改善 促进 实现 释放 吸引 增进 助力 助推 避免 防止 提振 满足 彰显 展现 展示 凸显 赢得 体现 扭转 夯实 便利 方便 带动 惠及 造福 献礼 达到 促进形成 力求 奠定 缓解 减轻 取得 引领 凝聚 支撑 降低 减少 激发 消除 降低 放大 推动实现 辐射 激活 繁荣 扩大 增添 服务 稳定 提振 有利于 体现 反映 助企 打通 化解 防范 防止 防止反弹 破解 解决".split()
)
_NEEDS_SHORT = frozenset("打通 化解 防范 破解 解决 消除 服务 稳定 扩大 激发".split())
_SOFT_TAIL = re.compile(
    r"(?:影响|影响力|最后一公里[”’]?|难题|瓶颈|堵点|大局|预期|活力|积极性|后顾之忧|疑虑|风险|矛盾|潜力|发展)[。；;，,\s]*$"
)
_OUTCOME_TAILS = {
    "outcome-soft": _SOFT_TAIL,
    "outcome-place": _OUTCOME_OBJECT,
    "outcome-safe": _SAFEGUARD,
    "outcome-strict": _GENERIC_RESULT,
}
_MEASURED = re.compile(r"\d|全覆盖|百分之|[^效]率(?:、|[。；;，,\s]*$)|翻[一两]番|零增长")
_HELP = re.compile(r"(?:提供|创造|营造|奠定|打下|夯实|贡献)")
_CONSEQUENCE = re.compile(r"(?:使|让|从而|进而|以便|以期|真正让|切实让|力求|以此|使得)")
_AIM = re.compile(r"以(?:促进|推动|提升|提高|保障|确保|适应|满足|带动|实现|此)")
_CLOSING_NOUN = re.compile(
    r"(?:要求|原则|规定|精神|部署|方针|目标|思路|主线|重点|抓手|契机|核心|导向|引领|主体|支撑|载体|突破口|着力点|基础|目的|方向|为先|统领|牵引|总要求|"
    r"标准|需要|任务|方式|形式|途径|渠道|手段|模式|牛鼻子|中心|主题|单位|纽带|龙头|动力|根本)[”’]?[，,。；;\s]*$"
)
_MODE = re.compile(r"(?:方式|形式|途径|渠道|手段|办法)[，,\s]*$")
_PERSONS = re.compile(
    r"的[^的，。]{0,12}(?:市|县|区|地区|地方|企业|单位|人员|项目|机构|个人|情形|问题|行为|者|人|产品|平台|园区|团队|人才)[，,\s]*$"
)
_FOCUS_WORDS = re.compile(
    r"[把将][^，。]{2,40}作为[^，。]{0,20}(?:重点|抓手|契机|突破口|主线|着力点|切入点|首要任务|重要内容|重中之重)[，,\s]*$"
)
_BASES = frozenset(("依托", "结合", "围绕", "针对", "聚焦", "立足", "借助", "利用", "充分利用"))
_MANNER = re.compile(r"从[^，。]从[^，。]")
_PREDICATE = re.compile(
    r"达到|达\d|提高到|提高至|提升到|提升至|增加到|增至|降至|降到|控制在|稳定在|保持在|不低于|不少于|不高于|不超过|突破|超过|超\d|增长|下降|"
    r"做到|实现|全覆盖|翻[一两]番|(?:[增减]|提高|降低|压减|减少)\S{0,8}\d"
)
_BRACKETED = re.compile(r"[（(\[【〔][^（）()]*[）)\]】〕][，,。；;\s]*$")

_OBLIGATION, _PURPOSE = SegmentRole.OBLIGATION, SegmentRole.PURPOSE
_ADJUNCT, _CONTINUATION = SegmentRole.ADJUNCT, SegmentRole.CONTINUATION


@dataclass(slots=True)
class Piece:
    """A clause with its role; ``code`` while deciding: O obligation, P purpose if it closes the sentence, M means, N no verb, A, C."""

    code: str
    start: int
    end: int
    governor: Governor | None = None
    role: SegmentRole = _OBLIGATION
    opens: bool = False  # the first of its sentence


def classify_sentence(text: str, clauses: list[tuple[int, int]], continues: bool) -> list[Piece]:
    """Give every clause of one sentence its role. ``continues``: an obligation stands before the sentence.

    A clause that opens with 按照, 围绕, 以…为… is an adjunct when something to do follows it, an outcome
    (提升…水平, no figure) is a purpose when it closes a sentence that already asks for something.
    """
    pieces: list[Piece] = []
    for start, end in clauses:
        if text[start] == "从":
            manner = _MANNER.match(text, start, end)
            if manner and end - manner.end() > 3:
                pieces.append(Piece("A", start, manner.end()))
                start = manner.end()
        pieces.append(_first_reading(text, start, end, continues or bool(pieces)))
    if _is_background(text, pieces):
        for piece in pieces:
            piece.code = "A"
    else:
        _resolve_means(text, pieces)
        _resolve_slogans(pieces)
        _resolve_purposes(pieces)
        _resolve_verbless(text, pieces)
    pieces[0].opens = True
    for piece in pieces:
        piece.role = _ROLES[piece.code]
    return pieces


_ROLES = {"O": _OBLIGATION, "P": _PURPOSE, "A": _ADJUNCT, "C": _CONTINUATION}


def _first_reading(text: str, start: int, end: int, continues: bool) -> Piece:
    governor = find_governor(text, start, end)
    head = governor.head
    if governor.kind == "act":
        if _CONDITION.search(text, max(head, end - 8), end) and text[end - 1] in "，,":
            return Piece("A", start, end, governor)
        return Piece("P" if _is_outcome(text, governor, end) else "O", start, end, governor)
    if continues and _CONTINUES.match(text, head, end):
        return Piece("C", start, end, governor)
    if _BRACKETED.match(text, start, end) or (end - head <= 20 and _TIME_ONLY.match(text, head, end)):
        return Piece("A", start, end, governor)
    if governor.kind == "means":
        return Piece("M", start, end, governor)
    if _CONSEQUENCE.match(text, head, end) or _AIM.match(text, head, end):
        return Piece("P", start, end, governor)
    if _CONDITION.search(text, max(head, end - 8), end) and text[end - 1] in "，,":
        return Piece("A", start, end, governor)
    if text[head] in "将把" and end - head > 6 and not _FOCUS_WORDS.match(text, head, end):
        return Piece("O", start, end, governor)
    modal = find_modal(text, head, end)
    if modal and modal[1] < end:
        behind = find_governor(text, modal[1], end)
        if behind.kind == "means":
            behind.head = head
            return Piece("M", start, end, behind)
    if modal or find_inner_verb(text, head, end) or _PREDICATE.search(text, head, end):
        if _FOCUS_WORDS.match(text, head, end):
            return Piece("M", start, end, governor)
        return Piece("O", start, end, governor)
    return Piece("N", start, end, governor)


def _is_outcome(text: str, governor: Governor, end: int) -> bool:
    """Whether an act reads as a result rather than a thing to do (only its place in the sentence then decides)."""
    kind = verb_table().outcome.get(governor.word)
    if kind is None:
        return bool(governor.word == "引导" and _PUBLIC.match(text, governor.start, end))
    if _MEASURED.search(text, governor.end, end):
        return False
    tail = _OUTCOME_TAILS.get(kind)
    return tail is None or bool(tail.search(text, governor.end, end))


def _is_background(text: str, pieces: list[Piece]) -> bool:
    """目前…, …以来, 据统计…: what is, not what is to be done."""
    first = pieces[0]
    start, end = first.start, pieces[-1].end
    if _BACKGROUND.match(text, start, end) and not find_modal(text, start, end):
        return True
    return bool(_STATE.search(text, start, end)) and not any(
        piece.governor and piece.governor.kind == "act" for piece in pieces[:1]
    )


def _resolve_means(text: str, pieces: list[Piece]) -> None:
    """Decide from the right: an opener is an adjunct when something to do follows, else its own verb counts."""
    after = 0
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        governor = piece.governor
        if piece.code == "M" and governor:
            piece.code = _read_means(text, piece, governor, after > 0, index)
        elif piece.code == "O" and governor and after and governor.kind == "act":
            verb = governor.word
            nearest = pieces[index + 1].code
            if (
                verb == "发挥"
                and nearest == "O"
                and after <= 2
                and text[governor.end : piece.end].rstrip("，, ").endswith("作用")
            ):
                piece.code = "A"
            elif verb in verb_table().serve and (
                _MODE.search(text, governor.end, piece.end)
                or (verb not in ("采取", "实行") and nearest == "O" and after <= 2)
            ):
                piece.code = "A"
        if piece.code in "OP":
            after += piece.code == "O" or not after


def _read_means(text: str, piece: Piece, governor: Governor, follows: bool, index: int) -> str:
    opener, end = governor.word, piece.end
    if _CONDITION.search(text, max(governor.start, end - 8), end) and text[end - 1] in "，,":
        return "A"
    if opener in ("为", "为了"):
        helped = _HELP.search(text, governor.end, end)
        if helped:
            return "P" if index and not follows else "O"
        return "A"
    if opener in ("当", "如", "若", "凡", "除", "为了", "随着", "鉴于", "自", "本着"):
        inner = find_inner_verb(text, governor.end, end)
        return "O" if not follows and inner else "A"
    if opener in (
        "对",
        "对于",
        "在",
        "从",
        "按",
        "按照",
        "根据",
        "依据",
        "依照",
        "参照",
        "面向",
        "关于",
        "针对",
        "经",
        "经过",
    ):
        if _CLOSING_NOUN.search(text, governor.end, end) and follows:
            return "A"
        inner = find_inner_verb(text, governor.end, end) or find_modal(text, governor.end, end)
        if inner and not (follows and _PERSONS.search(text, inner[1], end)):
            return "O"
        return "A" if follows or not inner else "O"
    if follows:
        return "A"
    return (
        "O" if find_inner_verb(text, governor.end, end) or opener in ("坚持", "突出", "聚焦", "尊重", "用好") else "A"
    )


def _resolve_slogans(pieces: list[Piece]) -> None:
    for index in range(1, len(pieces) - 1):
        piece, before = pieces[index], pieces[index - 1]
        if (
            piece.code == "O"
            and before.code == "A"
            and pieces[index + 1].code == "O"
            and piece.end - piece.start <= SLOGAN
            and before.end - before.start <= SLOGAN
            and before.governor is not None
            and before.governor.kind == "means"
        ):
            piece.code = "A"


def _resolve_purposes(pieces: list[Piece]) -> None:
    """Outcomes that close the sentence behind an obligation stay purposes; all others are things to do."""
    tail = len(pieces)
    while tail and pieces[tail - 1].code in "PC":
        tail -= 1
    asked = any(piece.code == "O" for piece in pieces[:tail])
    for index, piece in enumerate(pieces):
        if piece.code == "P" and (index < tail or not asked):
            consequence = piece.governor is None or piece.governor.kind != "act"
            if not (consequence and asked):
                piece.code = "O"
                asked = True


def _resolve_verbless(text: str, pieces: list[Piece]) -> None:
    asks = any(piece.code in "OP" for piece in pieces)
    before = False
    for index, piece in enumerate(pieces):
        if piece.code == "N":
            if piece.governor and not piece.governor.bare and opens_with_verb(text[piece.governor.head : piece.end][:12]):
                piece.code, asks = "O", True
            elif before:
                piece.code = "C"
            elif asks and any(later.code in "OP" for later in pieces[index + 1 :]):
                piece.code = "A"
            elif not asks and opens_with_verb(text[piece.start : min(piece.end, piece.start + 12)]):
                piece.code, asks = "O", True
            else:
                piece.code = "A"
        before = before or piece.code == "O"
