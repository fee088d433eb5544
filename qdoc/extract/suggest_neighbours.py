"""Owns nearest neighbours: which precedents resemble a task, by pairs of characters and words, weighted by rarity."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import add

from qdoc.extract.precedents import Precedent

NEAREST = 5
LEAST = 0.08
"""Below this likeness two texts share no more than the words of the genre."""
CONFIRMED_BONUS = 1.25
"""What the office itself decided counts so much more than what another notice prints."""
_LOG = tuple(1 + math.log(max(n, 1)) for n in range(8))
_OTHER = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """All precedents with one text, and how like the task it is (0–1)."""

    likeness: float
    precedents: tuple[Precedent, ...]


class Neighbours:
    """An index over precedents; immutable once built.

    ``words`` cuts a text into words (jieba) and counts beside the pairs of characters; None leaves them out.
    """

    def __init__(self, precedents: Iterable[Precedent], words: Callable[[str], Iterable[str]] | None = None) -> None:
        by_text: dict[str, list[Precedent]] = {}
        for one in precedents:
            by_text.setdefault(one.text, []).append(one)
        self._words = words
        self._known = tuple(tuple(each) for each in by_text.values())
        counts = [self._grams(text) for text in by_text]
        spread = Counter(gram for count in counts for gram in count)
        total = len(counts) + 1
        self._rarity = {gram: math.log(total / (0.5 + found)) for gram, found in spread.items() if found < total - 0.5}
        self._unseen = math.log(2 * total)
        self._posts: dict[str, list[tuple[int, float]]] = {}
        for index, count in enumerate(counts):
            for gram, weight in self._weigh(count).items():
                self._posts.setdefault(gram, []).append((index, weight))

    def __bool__(self) -> bool:
        return bool(self._known)

    def nearest(self, text: str, apart_from: str | None = None) -> tuple[Neighbour, ...]:
        """Return the texts most like ``text``, the likest first; ``apart_from`` leaves a text out (its own)."""
        likeness: dict[int, float] = {}
        for gram, weight in self._weigh(self._grams(text)).items():
            for index, other in self._posts.get(gram, ()):
                likeness[index] = likeness.get(index, 0.0) + weight * other
        found = []
        for index, value in likeness.items():
            precedents = self._known[index]
            if precedents[0].text == apart_from:
                continue
            bonus = CONFIRMED_BONUS if any(one.confirmed for one in precedents) else 1.0
            if value >= LEAST:
                found.append((min(1.0, value * bonus), index))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(Neighbour(round(value, 4), self._known[index]) for value, index in found[:NEAREST])

    def _grams(self, text: str) -> Counter[str]:
        run = _OTHER.sub("", text)
        pairs = list(map(add, run, run[1:]))
        count = Counter(pairs)
        if self._words is not None:
            for word in self._words(text):
                count["·" + word] += 1
        return count

    def _weigh(self, count: Counter[str]) -> dict[str, float]:
        rarity, unseen = self._rarity, self._unseen
        weights = {g: (_LOG[n] if n < 8 else 3.1) * rarity.get(g, unseen) for g, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {gram: weight / length for gram, weight in weights.items()}
