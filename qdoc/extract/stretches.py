"""Owns the question whether a place or a range touches one of many stretches, answered without looking at them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Stretches:
    """Half-open ranges of a text, joined where they overlap; empty ones hold nothing."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for first, last in sorted(ranges):
            if first >= last:
                continue
            if self._ends and first <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def holds(self, at: int) -> bool:
        """Whether the sign at ``at`` stands in one of them."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._ends[before]

    def meets(self, first: int, last: int) -> bool:
        """Whether ``[first, last)`` shares a sign with one of them."""
        after = bisect_right(self._ends, first)
        return after < len(self._starts) and self._starts[after] < last

    def add(self, first: int, last: int) -> None:
        """Take in one more range, which lies apart from those that are there."""
        at = bisect_left(self._starts, first)
        self._starts.insert(at, first)
        self._ends.insert(at, last)
