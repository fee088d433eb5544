"""Owns printed numbers: every style that numbers a chapter or item → rank, value and printed span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Ranks, outermost first. GB/T 9704—2012 7.3.3 orders 一、 （一） 1. （1）; rules put 章, 节 and 条 above and between.
PART, CHAPTER, SECTION, ARTICLE, HAN, HAN_BRACKET, DIGIT, DIGIT_BRACKET, CIRCLE = 1, 2, 3, 5, 4, 6, 7, 8, 9

# How surely a number begins something: at the head of a paragraph, after an ended sentence, or in running text.
WEAK, MEDIUM, STRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: ``start:end`` is what is printed (一、 or （3）), without the space after it."""

    start: int
    end: int
    rank: int
    value: int
    strength: int


_HAN_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_HAN = "一二三四五六七八九十百〇零"
_ARTICLE_RANK = {"编": PART, "篇": PART, "部分": PART, "章": CHAPTER, "节": SECTION, "条": ARTICLE}

# what makes the digits before it an amount (3个, 5年), so that they number nothing; not 大力, 组织, 项目 and the like
_COUNTED = (
    "[年月日个岁级号名所条倍周天种人户元吨里米篇时亿万千百十余至位省县届度者只本款章起轮段件座套部期层批类次]|大(?!力)|多(?![措渠元方])|组(?!织)"
    "|项(?!目)|市(?!场)|分(?![类级步])|公(?![开共平])|平(?![台衡稳])|国(?![家际有])|线(?![上下])|处(?![理置])|节(?![约能])|家(?!庭)|点(?!面)|支(?![持撑])"
    "|小(?!微)|区(?!分)|以[上下]|到(?!位)|路|台"
)

# what makes a number with a point before it a measure (1.5亿元)
_MEASURED = "[亿万千百兆米吨元倍个人户套件成]|公[里斤顷]|平方|立方|微克|毫克"

# The first character stands outside the alternatives, so that the search skips along on one set of characters.
# A copy may print the point of a number in a font of its own (private use area).
_MARK = re.compile(
    rf"[第({_HAN}\d①-⑳㈠-㈩⑴-⒇](?:"
    rf"(?<=第)(?P<nth>[{_HAN}]{{1,5}}|\d{{1,3}})(?P<of>部分|[编篇章节条])"
    rf"|(?<=\()(?:(?P<hb>[{_HAN}]{{1,4}})|(?P<db>\d{{1,2}}))\)"
    rf"|(?<=[{_HAN}])[{_HAN}]{{0,3}}(?P<han>[、.])(?![{_HAN}]{{1,3}}[、是大类])"
    r"|(?<=\d)(?:\d{0,2}(?P<dig>[.、])(?!\d)|\d?(?P<year>[.、])(?=[01２2]\d{3}年)"
    rf"|\d?(?P<bare>)(?= ?[\u4e00-\u9fff])(?! ?(?:{_COUNTED}))"
    rf"|\d?\.\d{{1,2}}(?P<deep>(?:\.\d{{1,2}})?)(?= ?[\u4e00-\u9fff])(?!{_MEASURED}))"
    r"|(?<=[①-⑳㈠-㈩⑴-⒇])(?P<circle>))"
)
_ENDS_SENTENCE = frozenset("。;!?:)]》”’\"' \n…")
_HAN_CHARACTERS = frozenset(_HAN)
# a number in running text that one of these follows is cited (第三条之二, （一）项, （一）至（三）); 及时, 中小 and the
# like begin a heading that ran into the number
_CITED_BY = re.compile(
    r"[之款、,或的]|项(?!目)|条(?!件)|目(?![标录])|和(?![谐解])|至(?![少今])|及(?![时早])|所(?!有)"
    r"|中(?![小央医介国华长期高等试心])"
)


@lru_cache(maxsize=4096)
def han_value(numeral: str) -> int:
    """Return the value of a numeral below 1000 in 汉字 (十一 → 11, 二〇 → 20); 0 where it is none."""
    if not numeral:
        return 0
    if not any(c in "十百" for c in numeral):
        total = 0
        for c in numeral:
            total = total * 10 + _HAN_VALUES.get(c, 0)
        return total
    total = digit = 0
    for c in numeral:
        if c == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif c == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _HAN_VALUES.get(c, 0)
    return total + digit


def _circle(sign: str) -> tuple[int, int]:
    code = ord(sign)
    if code < 0x2474:
        return CIRCLE, code - 0x2460 + 1
    if code < 0x3220:
        return DIGIT_BRACKET, code - 0x2474 + 1
    return HAN_BRACKET, code - 0x3220 + 1


def find_marks(folded: str, heads: Sequence[int], start: int, end: int) -> list[Mark]:
    """Return all printed numbers of ``folded[start:end]`` in order, as candidates.

    Args:
        folded: the folded view of the text.
        heads: where paragraphs begin, in order; a number there is STRONG.
        start: where to begin.
        end: where to stop.

    A candidate is no decision: running text holds numbers too (一、二产业); the outline keeps those that count on.
    """
    marks: list[Mark] = []
    for found in _MARK.finditer(folded, start, end):
        at = found.start()
        kind = found.lastgroup
        assert kind is not None
        before = folded[at - 1] if at > start else "\n"
        nearest = bisect_right(heads, at) - 1
        if kind in ("bare", "deep"):
            # a number whose sign the copy lost (1持续…), only after an ended sentence or at the head of a line; one set
            # apart (1 总则) or in steps (2.1) only at the head
            at_head = nearest >= 0 and heads[nearest] == at
            if before not in "。) \n" or (not at_head and (kind == "deep" or folded[found.end()] == " ")):
                continue
            strength = MEDIUM
        elif nearest >= 0 and heads[nearest] == at:
            strength = STRONG
        elif before in _ENDS_SENTENCE:
            strength = MEDIUM
        else:
            strength = WEAK
            if (
                before in "第表图见、"
                or (kind != "dig" and _CITED_BY.match(folded, found.end()))
                or (kind == "han" and before in _HAN_CHARACTERS)
                or (kind in ("dig", "year") and _digit_before(before))
            ):
                continue
        if kind == "of":
            numeral = found["nth"]
            value = int(numeral) if numeral.isdecimal() else han_value(numeral)
            marks.append(Mark(at, found.end(), _ARTICLE_RANK[found["of"]], value, strength))
        elif kind == "hb":
            marks.append(Mark(at, found.end(), HAN_BRACKET, han_value(found["hb"]), strength))
        elif kind == "han":
            marks.append(Mark(at, found.end(), HAN, han_value(folded[at : found.end() - 1]), strength))
        elif kind == "db":
            marks.append(Mark(at, found.end(), DIGIT_BRACKET, int(found["db"]), strength))
        elif kind == "circle":
            rank, value = _circle(folded[at])
            marks.append(Mark(at, found.end(), rank, value, strength))
        elif kind == "deep":
            steps = folded[at : found.end()].split(".")
            marks.append(Mark(at, found.end(), DIGIT_BRACKET if len(steps) == 2 else CIRCLE, int(steps[-1]), strength))
        else:
            end_of_digits = found.end() if kind == "bare" else found.end() - 1
            marks.append(Mark(at, found.end(), DIGIT, int(folded[at:end_of_digits]), strength))
    return marks


def _digit_before(before: str) -> bool:
    return before.isascii() and (before.isalnum() or before in "-.,/%+~")
