"""Owns when two wordings or two places count as the same: punctuation and width never matter, places overlap."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_UNREAD = str.maketrans(dict.fromkeys("　，,。.；;：:、“”\"'‘’《》〈〉（）()〔〕[]【】·—-"))
Place = tuple[int, int]


def fold(text: str | None) -> str:
    """Return ``text`` as it counts for comparing: width folded, blanks and punctuation out."""
    folded = unicodedata.normalize("NFKC", text or "").translate(_UNREAD)
    return "".join(folded.split())


def overlap(one: Place, other: Place) -> float:
    """Return the shared length over the joint length (0 to 1)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def standing(text: str, inside: Place, quotes: Iterable[str]) -> list[Place]:
    """Return every place inside ``inside`` where one of the quotes stands."""
    found = []
    start, end = inside
    for quote in quotes:
        at = text.find(quote, start, end) if quote else -1
        while at >= 0:
            found.append((at, at + len(quote)))
            at = text.find(quote, at + len(quote), end)
    return found


def closeness(place: Place, start: int | None, end: int | None) -> float:
    """Return how well a value read at ``start:end`` fits the place of the gold quote.

    1 where one holds the other; 0 where they do not touch, or where the value runs far beyond the quote.
    """
    if start is None or end is None or end <= start:
        return 0.0
    length = place[1] - place[0]
    shared = min(place[1], end) - max(place[0], start)
    if shared <= 0 or end - start > 3 * length + 6:
        return 0.0
    return shared / min(length, end - start)
