"""Owns how alike two tasks are: TF-IDF cosines of character n-grams and of words, on sparse vectors.

A raw similarity means something else in each pair of documents, so callers normalise it over the whole matrix
(``Matrix.z``: distance from the median in robust deviations).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

_KEEP = re.compile(r"[\w%‰]+")
_CHARACTER_SHARE = 0.6
# An n-gram that more pairs of tasks share than this says next to nothing of any of them, and costs the most.
_MOST_PAIRS = 1500
_NARROWEST = 0.01  # the least spread: in a very even matrix the deviations say nothing
# With so few numbers half of them are matches, and their median is no usual one; then what tasks that have nothing to
# do with each other usually come to is taken (99 of 100 pairs of unlike tasks stay below .07).
_FEW, _USUAL, _USUAL_SPREAD = 36, 0.02, 0.015


def _grams(text: str) -> Counter[str]:
    joined = "".join(_KEEP.findall(text))
    grams = Counter(joined[i : i + 2] for i in range(len(joined) - 1))
    grams.update(joined[i : i + 3] for i in range(len(joined) - 2))
    return grams or Counter({joined: 1})


def _vectors(bags: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """TF-IDF vectors of unit length; the document frequency counts all bags together."""
    frequency: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag.keys())
    total = len(bags)
    rarity = {term: math.log(1 + total / count) for term, count in frequency.items()}
    vectors = []
    for bag in bags:
        weights = {term: (1 + math.log(count)) * rarity[term] for term, count in bag.items() if term}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({term: weight / length for term, weight in weights.items()})
    return vectors


def _cosines(left: list[dict[str, float]], right: list[dict[str, float]]) -> list[list[float]]:
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for column, vector in enumerate(right):
        for term, weight in vector.items():
            postings[term].append((column, weight))
    often = Counter(term for vector in left for term in vector)
    common = {term for term, found in postings.items() if len(found) * often[term] > _MOST_PAIRS}
    rows = []
    for vector in left:
        row = [0.0] * len(right)
        for term, weight in vector.items():
            if term in postings and term not in common:
                for column, other in postings[term]:
                    row[column] += weight * other
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Matrix:
    """Similarities (0–1) of every left text with every right one, with the median and spread of the whole."""

    rows: tuple[tuple[float, ...], ...]
    median: float
    spread: float

    def z(self, row: int, column: int) -> float:
        """How far a similarity stands above this pair of documents' usual one, in robust deviations."""
        return (self.rows[row][column] - self.median) / self.spread


def similarity_matrix(
    left: Sequence[str], right: Sequence[str], words: Callable[[str], Sequence[str]] | None = None
) -> Matrix:
    """Compare every left text with every right one.

    ``words`` cuts a text into content words; without it only character n-grams count. Equal texts are 1. The spread is
    the scaled median absolute deviation (× 1.4826, a normal distribution's standard deviation), never below .01. Of
    fewer than 36 pairs median and spread are at most those of unlike tasks, so that absolute likeness counts.
    """
    texts = [*left, *right]
    grams = _vectors([_grams(text) for text in texts])
    rows = _cosines(grams[: len(left)], grams[len(left) :])
    if words is not None:
        cut = _vectors([Counter(words(text)) for text in texts])
        other = _cosines(cut[: len(left)], cut[len(left) :])
        share = _CHARACTER_SHARE
        rows = [
            [share * a + (1 - share) * b for a, b in zip(first, second, strict=True)]
            for first, second in zip(rows, other, strict=True)
        ]
    rounded = tuple(
        tuple(1.0 if one == other else min(1.0, round(value, 6)) for other, value in zip(right, row, strict=True))
        for one, row in zip(left, rows, strict=True)
    )
    every = [value for row in rounded for value in row]
    middle = median(every) if every else 0.0
    spread = 1.4826 * median(abs(value - middle) for value in every) if every else 0.0
    if len(every) < _FEW:
        middle, spread = min(middle, _USUAL), min(spread, _USUAL_SPREAD)
    return Matrix(rounded, middle, max(spread, _NARROWEST))
