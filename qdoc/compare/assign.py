"""Owns the best one-to-one assignment: of all ways to pair rows with columns the one with the greatest sum."""

from __future__ import annotations

from collections.abc import Mapping

Edges = Mapping[tuple[int, int], float]


def assign(gains: Edges) -> list[tuple[int, int]]:
    """Pair rows with columns, each once at most, so that the sum of ``gains`` is greatest; gains are positive.

    Only pairs in ``gains`` can be made. Rows are taken in turn, each by the path of exchanges that gains most, which
    keeps the sum the greatest for the rows so far. Of equal sums the pairs of earlier rows and columns win.
    """
    edges: dict[int, dict[int, float]] = {}
    for (row, column), gain in sorted(gains.items()):
        if gain > 0:
            edges.setdefault(row, {})[column] = gain
    holder: dict[int, int] = {}  # column → row
    for row in edges:
        _place(row, edges, holder)
    return sorted((row, column) for column, row in holder.items())


def _place(new: int, edges: Mapping[int, Mapping[int, float]], holder: dict[int, int]) -> None:
    """Exchange along the best path from ``new`` to a free column, or to a row that then stays alone."""
    reached = {new: 0.0}  # row that must find another column → what was gained on the way
    came: dict[int, tuple[int, int]] = {}  # row → (row before it, the column it gave up)
    best, end = 0.0, None  # leaving `new` alone gains nothing
    waiting = [new]
    while waiting:
        row = waiting.pop(0)
        so_far = reached[row]
        for column, gain in edges[row].items():
            other = holder.get(column)
            if other == row:
                continue
            total = round(so_far + gain, 9)
            if other is None:
                if total > best:
                    best, end = total, (row, column)
                continue
            total = round(total - edges[other][column], 9)
            if other != new and total > reached.get(other, -1e9) + 1e-9:
                reached[other] = total
                came[other] = (row, column)
                if other not in waiting:
                    waiting.append(other)
    for row, total in reached.items():  # a row that holds a column may also give it up and stay alone
        if row != new and total > best:
            best, end = total, (row, -1)
    if end is None:
        return
    row, column = end
    while True:
        if column >= 0:
            holder[column] = row
        if row == new:
            return
        row, column = came[row]
