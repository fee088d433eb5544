"""Owns how two wordings of one thing are shortened together, so that what differs stays in sight."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Postfix, Prefix

_DOTS = "……"
_TOGETHER = re.compile(r"[\w.%‰]", re.ASCII)  # a figure or a Latin word is never cut inside
_STOPS = "，；。、"


def shortened_pair(before: str, after: str, most: int) -> tuple[str, str]:
    """Shorten both to ``most`` characters (0: not at all); …… stands for what was left out.

    What both end with goes first, then what both begin with; only where the difference itself is longer than that is
    its end cut. Wordings that are short enough stay whole.
    """
    if not most or max(len(before), len(after)) <= most:
        return before, after
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    while tail and _inside(before, len(before) - tail):
        tail -= 1
    tail = tail if tail > len(_DOTS) else 0
    over = max(len(before), len(after)) - most
    cut_end = min(over + len(_DOTS), tail) if tail else 0
    over -= cut_end - len(_DOTS) * bool(cut_end)
    cut_begin = min(over + len(_DOTS), head) if over > 0 else 0
    sides = []
    for words in (before, after):
        if len(words) <= most:
            sides.append(words)
            continue
        start, end = _whole(words, cut_begin, len(words) - cut_end, most)
        left = _DOTS if start else ""
        right = _DOTS if end < len(words) else ""
        sides.append(left + (words[start:end].rstrip(_STOPS) if right else words[start:end]) + right)
    return sides[0], sides[1]


def shortened_names(before: str, after: str, most: int) -> tuple[str, str]:
    """Shorten two lists of names to about ``most`` characters (0: not at all); names stay whole, …… stands for some.

    Names that both end with go first, then those that both begin with, then the last ones; a list that is short enough
    stays as it is, and of the other at least one name.
    """
    if not most:
        return before, after
    lists = before.split("、"), after.split("、")
    shared = min(map(len, lists)) - 1
    head = min(shared, Prefix.similarity(*lists))
    tail = min(shared - head, Postfix.similarity(*lists))
    return _listed(lists[0], head, tail, most), _listed(lists[1], head, tail, most)


def _listed(names: Sequence[str], head: int, tail: int, most: int) -> str:
    """The names joined, without the last ``tail`` and the first ``head`` of them where they are too many."""
    start, end = 0, len(names)
    lowest = end - tail
    while _size(names, start, end) > most and end > lowest:
        end -= 1
    while _size(names, start, end) > most and start < head:
        start += 1
    while _size(names, start, end) > most and end > start + 1:
        end -= 1
    return (_DOTS if start else "") + "、".join(names[start:end]) + (_DOTS if end < len(names) else "")


def _size(names: Sequence[str], start: int, end: int) -> int:
    dots = (start > 0) + (end < len(names))
    return sum(map(len, names[start:end])) + end - start - 1 + dots * len(_DOTS)


def _whole(words: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The stretch no longer than ``most`` allows, moved so that no figure or word is cut inside."""
    room = most - len(_DOTS) * ((start > 0) + 1)
    end = min(end, start + max(room, 1)) if end - start > most - len(_DOTS) * (start > 0) else end
    while start > 0 and _inside(words, start):
        start -= 1
    shorter = end
    while shorter > start + 1 and _inside(words, shorter):
        shorter -= 1
    return start, shorter if shorter > start + 1 else end


def _inside(words: str, at: int) -> bool:
    """Whether a cut before this character would part a figure or a word."""
    return at < len(words) and bool(_TOGETHER.match(words[at]) and _TOGETHER.match(words[at - 1]))
