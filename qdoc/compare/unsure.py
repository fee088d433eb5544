"""Owns tasks that stayed alone though they might belong to another: a person must look at each (待核)."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.compare.similarity import Matrix

_MAYBE, _STANDS_OUT = 0.13, 4.0  # a dropped task so like a new one, each the other's best, might be it
_ALIKE, _AS_LIKE = 0.42, 0.95  # as like what a linked task went to as that is: the other of two equal ones

Maybe = dict[int, tuple[int, float]]
"""Dropped task → the one of the later year that it might be, with the score."""


def might_be(matrix: Matrix, gone: Sequence[int], new: Sequence[int]) -> Maybe:
    """Dropped tasks that might be a new one: too unlike to link, too like to pass over."""
    found = {}
    for i in gone:
        j = max(new, key=lambda j: (matrix.rows[i][j], -j), default=None)
        if j is None or matrix.rows[i][j] < _MAYBE or matrix.z(i, j) < _STANDS_OUT:
            continue
        if i == max(gone, key=lambda k: (matrix.rows[k][j], -k)):
            found[i] = (j, matrix.rows[i][j])
    return found


def equals(
    matrix: Matrix, links: set[tuple[int, int]], gone: Sequence[int], new: Sequence[int]
) -> tuple[Maybe, frozenset[int]]:
    """Dropped and new tasks that are worded like one that was linked: which of the equal ones it was is not certain.

    Returns the dropped ones with what their equal became, and the new ones.
    """
    rows = matrix.rows
    lost: Maybe = {}
    for i in gone:
        like = [(rows[i][j], -j) for k, j in links if rows[i][j] >= max(_ALIKE, _AS_LIKE * rows[k][j])]
        if like:
            value, minus = max(like)
            lost[i] = (-minus, value)
    come = frozenset(j for j in new for i, k in links if rows[i][j] >= max(_ALIKE, _AS_LIKE * rows[i][k]))
    return lost, come


def next_best(matrix: Matrix, cuts: frozenset[tuple[int, int]]) -> Maybe:
    """For tasks that a person took from what they had been linked to: what is the likeliest of the others."""
    found = {}
    for i in sorted({i for i, _ in cuts}):
        others = [(value, -j) for j, value in enumerate(matrix.rows[i]) if (i, j) not in cuts and value >= _MAYBE]
        if others:
            value, minus = max(others)
            found[i] = (-minus, value)
    return found
