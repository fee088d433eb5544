"""Owns the tree of numbered items: which candidates count on, and what stands under what."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from qdoc.parse.numbering import DIGIT, HAN_BRACKET, MEDIUM, STRONG, Mark

_TOP_RUN_ON = 60


@dataclass(slots=True)
class Node:
    """A numbered item with all that stands under it, from its number to where the next one of its rank begins."""

    mark: Mark
    start: int
    end: int
    children: list[Node] = field(default_factory=list)

    @property
    def own_end(self) -> int:
        """Where the item's own text ends: its first child's number, or its end."""
        return self.children[0].start if self.children else self.end


def accept(marks: list[Mark]) -> list[Mark]:
    """Return the candidates that count on from the ones before, in order.

    At the head of a paragraph a number counts if it is the next one, begins anew, or leaves a small gap. Elsewhere it
    must be the next one exactly (of its chapter, or running on over chapters), or a 1 that a 2 follows.
    """
    by_rank: dict[int, list[int]] = {}
    for i, mark in enumerate(marks):
        by_rank.setdefault(mark.rank, []).append(i)
    in_scope: dict[int, int] = {}
    run_on: dict[int, int] = {}
    kept: list[Mark] = []
    for i, mark in enumerate(marks):
        last = in_scope.get(mark.rank)
        if not _counts(marks, by_rank, i, mark, last, run_on.get(mark.rank)):
            continue
        kept.append(mark)
        for rank in [r for r in in_scope if r > mark.rank]:
            del in_scope[rank]
        in_scope[mark.rank] = mark.value
        run_on[mark.rank] = mark.value
    return kept


_ANNOUNCES = re.compile(r"(?:下列|以下|如下)[^。;:]{0,60}:\s*$")
_LISTS = 3


def enumerates(folded: str, marks: list[Mark]) -> bool:
    """Whether the numbers only list parts of sentences (应当采取下列措施：（一）…): the count begins anew behind each.

    So print rules whose articles a copy left without their numbers.
    """
    if not marks or any(m.rank < HAN_BRACKET for m in marks):
        return False
    starts = [m for m in marks if m.value == 1]
    announced = sum(_ANNOUNCES.search(folded, max(0, m.start - 90), m.start) is not None for m in starts)
    return len(starts) >= _LISTS and announced * 5 >= len(starts) * 4


def _counts(
    marks: list[Mark], by_rank: dict[int, list[int]], i: int, mark: Mark, last: int | None, run: int | None
) -> bool:
    value = mark.value
    if value == 0:
        return False
    follows = value == last + 1 if last is not None else run is not None and value == run + 1
    if mark.strength == STRONG:
        if follows or value == 1 or (last is None and value <= _TOP_RUN_ON):
            return True
        return last is not None and -1 <= value - last <= 5
    if follows and value != 1:
        return mark.strength == MEDIUM or mark.rank != DIGIT or _followed(marks, by_rank, i) or last is not None
    if value == 1:
        return _followed(marks, by_rank, i) and (last is None or mark.strength == MEDIUM or last >= 2)
    return mark.strength == MEDIUM and last is not None and value == last + 2


def _followed(marks: list[Mark], by_rank: dict[int, list[int]], i: int) -> bool:
    """Whether a candidate of this rank counts on from this one before the count begins anew (not by a weaker 1)."""
    mark = marks[i]
    peers = by_rank[mark.rank]
    at = bisect_right(peers, i)
    for j in peers[at : at + 3]:
        if marks[j].value == mark.value + 1:
            return True
        if marks[j].value == 1 and marks[j].strength >= mark.strength:
            return False
    return False


def build(marks: list[Mark], end: int) -> list[Node]:
    """Return the top items; an item holds all following ones of inner rank. Postcondition: siblings do not overlap."""
    top: list[Node] = []
    stack: list[Node] = []
    for mark in marks:
        while stack and stack[-1].mark.rank >= mark.rank:
            stack.pop().end = mark.start
        node = Node(mark, mark.start, end)
        (stack[-1].children if stack else top).append(node)
        stack.append(node)
    for node in stack:
        node.end = end
    return top
