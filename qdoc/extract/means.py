"""Owns whether a clause that names means, basis or field (按照…, 围绕…) is an adjunct or a thing to do."""

from __future__ import annotations

import re

from qdoc.extract import signs
from qdoc.extract.governing import Governor, find_governor, find_inner_verb, find_modal
from qdoc.extract.pieces import Piece
from qdoc.extract.verbs import verb_table

_CONDITIONS = frozenset(("当", "如", "若", "凡", "除", "为了", "随着", "鉴于", "自", "本着"))
_FIELDS = frozenset(
    ("对", "对于", "在", "从", "按", "按照", "根据", "依据", "依照", "参照", "面向", "关于", "针对", "经", "经过")
)
_VALUES = frozenset(("坚持", "突出", "聚焦", "尊重", "用好"))  # openers that oblige where nothing follows
_SHORTEST_OBJECT = 3
_NO_VERB_BEHIND = frozenset("的、和与及或“《不未")
_NO_VERB_BEFORE = frozenset("的、和与及或，,。；;”》")
_NAMES = re.compile(
    r"的[^的]{0,8}$|(?:要求|精神|部署|目标|特点|特色|意见|规划|计划|情况|条件|需要|需求|方向|基础|过程|经验|优势|成果|契机|原则|因素|趋势)$"
)


def resolve_means(text: str, pieces: list[Piece]) -> None:
    """Decide from the right: an opener is an adjunct when something to do follows, else its own verb counts."""
    after, serve = 0, verb_table().serve
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        governor = piece.governor
        if piece.code == "M" and governor:
            piece.code = _read_means(text, piece, governor, after > 0, index)
        elif piece.code == "S" and governor:
            nearest = pieces[index + 1].code if after else ""
            near = nearest == "O" and after <= 2
            piece.code = "A" if after and _serves(text, governor, piece.end, near, serve) else "O"
        if piece.code in "OP":
            after += piece.code == "O" or not after


def _serves(text: str, governor: Governor, end: int, near: bool, serve: frozenset[str]) -> bool:
    """发挥…作用 and 采取…方式 are the means of the one or two things that follow right behind."""
    if governor.word == "发挥" and near and text[governor.end : end].rstrip("，, ").endswith("作用"):
        return True
    if governor.word not in serve:
        return False
    return bool(signs.MODE.search(text, governor.end, end)) or (near and governor.word not in ("采取", "实行"))


def _read_means(text: str, piece: Piece, governor: Governor, follows: bool, index: int) -> str:
    opener, start, end = governor.word, governor.end, piece.end
    if signs.CONDITION.search(text, max(governor.start, end - 8), end) and text[end - 1] in "，,":
        return "A"
    if opener in ("为", "为了"):
        served = _acts_itself(text, "在", start, end) and signs.SERVED.search(text, start, end)
        if served:
            return "O"
        if signs.HELP.search(text, start, end):
            return "P" if index and not follows else "O"
        return "A"
    if opener in _CONDITIONS:
        return "O" if not follows and find_inner_verb(text, start, end) else "A"
    if _acts_itself(text, opener, start, end):
        return "O"
    if opener in _FIELDS:
        if follows and signs.CLOSING_NOUN.search(text, start, end):
            return "A"
        inner = find_inner_verb(text, start, end) or find_modal(text, start, end)
        if inner and not (follows and signs.PERSONS.search(text, inner[1], end)):
            return "O"
        if follows:
            return "A"
        bound = governor.start > governor.head and find_modal(text, governor.head, governor.start + 1)  # 必须在…
        return "O" if inner or bound or signs.CARRIED_OUT.search(text, start, end) else "A"
    if follows:
        return "A"
    return "O" if opener in _VALUES or find_inner_verb(text, start, end) else "A"


def _acts_itself(text: str, opener: str, start: int, end: int) -> bool:
    """围绕产业链开展会诊, 以园区为试点推行制度: a verb that is no noun, with an object to the end."""
    if opener == "以":
        named = signs.AS.search(text, start, end)
        verb = find_governor(text, named.end(), end) if named and named.end() < end else None
        return verb is not None and verb.kind == "act" and end - verb.end > _SHORTEST_OBJECT
    if (opener != "在" and opener not in signs.BASES) or find_governor(text, start, end).kind == "act":
        return False  # 围绕加快推进…: the opener takes the verb for its object
    for match in verb_table().firm.finditer(text, start + 2, end):
        at, last = match.span()
        if text[at - 1] in _NO_VERB_BEHIND or text[last : last + 1] in _NO_VERB_BEFORE:
            continue
        if text.rfind("“", start, at) > text.rfind("”", start, at):
            continue
        thing = text[last:end].rstrip("，,。；; \n　")
        if len(thing) >= _SHORTEST_OBJECT and not _NAMES.search(thing):
            return True
    return False
