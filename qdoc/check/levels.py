"""Owns the rules of printed numbers (QD401–QD409): they count on, none comes twice, and levels come in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from qdoc.check.patterns import own_words
from qdoc.check.values import Found, Subject
from qdoc.parse.numbering import DIGIT, DIGIT_BRACKET, HAN, HAN_BRACKET, STRONG, Mark, find_marks
from qdoc.parse.punctuation import fold

_ORDER = (HAN, HAN_BRACKET, DIGIT, DIGIT_BRACKET)
"""一、 （一） 1. （1）: the levels of GB/T 9704—2012 7.3.3; 章 and 条 of rules are another order and left alone."""
_SHOWN = {HAN: "一、", HAN_BRACKET: "（一）", DIGIT: "1.", DIGIT_BRACKET: "（1）"}
_ANNEX = re.compile(r"(?m)^[ \t　]*附件[ \t　]*\d{0,2}[ \t　]*(?:[:：].*)?$")
_FOREIGN = 0.25  # of a list's steps
_NEAR, _LINES = 400, 4  # signs and lines above a number, where the one before it may stand
_MOST_MISSED = 3  # a number further off begins a list of its own, or is no number


def levels(subject: Subject) -> Iterator[Found]:
    """The rules of numbers on one reading of them."""
    heads = tuple(_heads(subject))
    yield from _numbers(subject, heads)
    yield from _order(heads)


def _numbers(subject: Subject, heads: Iterable[Mark]) -> Iterator[Found]:
    """QD401 a gap, QD402 a number twice in a row, by what stands above it; each list begins at 1 anew.

    A list most of whose numbers do not count on names the numbers of another list (items left open, by their own).
    """
    last: dict[int, int] = {}  # the highest number so far of each level, from which a list may count on
    for marks in sorted(_lists(subject, heads), key=lambda marks: marks[0].start):
        steps = [(mark, mark.value - before.value) for before, mark in pairwise(marks)]
        slips = list(_slips(steps))
        if len(slips) > max(1, _FOREIGN * (len(marks) - 1)):
            continue
        yield from _beginning(subject, marks, last)
        for mark, step in slips:
            shown = subject.source.text[mark.start : mark.end]
            if step == 0:
                yield Found("QD402", mark.start, mark.end, f"序号“{shown}”与前一项重复")
            else:
                yield Found("QD401", mark.start, mark.end, f"序号“{shown}”之前缺了 {step - 1} 个号")


def _beginning(subject: Subject, marks: list[Mark], last: dict[int, int]) -> Iterator[Found]:
    """QD404: a list that begins at 2 to 4, unless it counts on from an earlier one; ``last`` is kept up to date."""
    first, rank = marks[0], marks[0].rank
    if 1 < first.value <= 1 + _MOST_MISSED and first.value != last.get(rank, 0) + 1:
        text, whole = subject.source.text, _SHOWN[rank]
        shown = text[first.start : first.end]
        if not _begun(text, first.start, whole):
            yield Found("QD404", first.start, first.end, f"这一层从“{shown}”开始，前面没有“{whole}”")
    last[rank] = marks[-1].value


def _begun(text: str, before: int, whole: str) -> bool:
    """Whether the first number stands within one of the lines above: 附件：1. 注：1."""
    above = fold("\n".join(text[max(before - _NEAR, 0) : before].split("\n")[-1 - _LINES :]))
    return re.search(rf":\s*{re.escape(fold(whole)[:-1])}", above) is not None


def _slips(steps: list[tuple[Mark, int]]) -> Iterator[tuple[Mark, int]]:
    """The steps that do not count on; a wrong number that the next one makes good (一、一、三、) is one slip."""
    made_good = False
    for at, (mark, step) in enumerate(steps):
        if step == 1 or step > 1 + _MOST_MISSED or made_good:
            made_good = False
            continue
        following = steps[at + 1][1] if at + 1 < len(steps) else 1
        made_good = following != 1 and step + following == 2
        yield mark, step


def _lists(subject: Subject, heads: Iterable[Mark]) -> Iterator[list[Mark]]:
    """The numbers of one level below one head, in their order; a list is given when it ends."""
    opened: dict[int, list[Mark]] = {}
    annexes = [match.start() for match in _ANNEX.finditer(subject.source.text)][::-1]
    for mark in heads:
        while annexes and annexes[-1] < mark.start:  # the list of annexes, and each annex, counts anew
            annexes.pop()
            yield from opened.values()
            opened = {}
        for rank in [rank for rank in opened if rank > mark.rank]:
            yield opened.pop(rank)
        mine = opened.setdefault(mark.rank, [])
        if mine and mark.value < mine[-1].value:
            yield opened.pop(mark.rank)
            opened[mark.rank] = [mark]
        else:
            mine.append(mark)
    yield from opened.values()


def _order(heads: Iterable[Mark]) -> Iterator[Found]:
    """QD403: a level does not stand outside the one that it belongs under; 一、 straight to 1. is accepted practice."""
    opened: list[int] = []
    told: set[tuple[int, int]] = set()
    for mark in heads:
        while opened and opened[-1] >= mark.rank:
            opened.pop()
        above = opened[-1] if opened else None
        wrong = (above, mark.rank) in ((HAN, DIGIT_BRACKET), (HAN_BRACKET, DIGIT_BRACKET))
        if wrong and above is not None and (above, mark.rank) not in told:
            told.add((above, mark.rank))
            message = f"“{_SHOWN[above]}”之下直接用了“{_SHOWN[mark.rank]}”，中间缺“{_between(above, mark.rank)}”"
            yield Found("QD403", mark.start, mark.end, message)
        opened.append(mark.rank)


def _between(above: int, below: int) -> str:
    return "、".join(_SHOWN[rank] for rank in _ORDER if above < rank < below)


def _heads(subject: Subject) -> Iterator[Mark]:
    """The numbers that begin a paragraph, in the four levels of official documents."""
    folded = fold(subject.source.text)
    for start, end in own_words(subject):
        heads, at = [], start
        while at < end:
            line = folded.find("\n", at, end)
            stop = end if line < 0 else line
            first = at + len(folded[at:stop]) - len(folded[at:stop].lstrip())
            heads.append(first)
            at = stop + 1
        first_signs = frozenset(heads)
        for mark in find_marks(folded, heads, start, end):
            if mark.strength == STRONG and mark.rank in _ORDER and mark.start in first_signs:
                yield mark


CHECKS = (levels,)
