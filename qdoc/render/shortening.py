"""Owns how two wordings of one thing are shortened together, so that what differs stays in sight."""

from __future__ import annotations

import re

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
        start, end = _whole(words, cut_begin, len(words) - cut_end, most)
        left = _DOTS if start else ""
        right = _DOTS if end < len(words) else ""
        sides.append(left + (words[start:end].rstrip(_STOPS) if right else words[start:end]) + right)
    return sides[0], sides[1]


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
