"""Owns the cutting of a long table into pages, so that what is merged downwards is named anew on every page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

Row = Sequence[str]
"""The texts of a row by column."""


def cut_pages(
    rows: Sequence[Row],
    widths: Sequence[float],
    merged: Sequence[Sequence[int]],
    *,
    size: float,
    line: float,
    first: float,
    others: float,
) -> list[int]:
    """Return where pages begin: indexes into ``rows``, the first of them 0 (none where there are no rows).

    Word, WPS and LibreOffice print a merged cell once, at its top: where it runs on to the next page, the page says
    nothing. So the table is cut where a page is full by this estimate, and each page begins its merged cells anew.

    Args:
        rows: the texts.
        widths: what each column holds, in points.
        merged: for each column the columns that rows must share to be merged in it; () where it is not merged.
        size: a character's width in points.
        line: a line's height in points.
        first: what the first page holds below the header row, in points.
        others: what every other page holds.
    """
    starts: list[int] = []
    room = first
    for index in range(len(rows)):
        if not starts:
            starts.append(index)
        elif _height(rows[starts[-1] : index + 1], widths, merged, size, line) > room:
            starts.append(index)
            room = others
    return starts


def _height(
    rows: Sequence[Row], widths: Sequence[float], merged: Sequence[Sequence[int]], size: float, line: float
) -> float:
    """What the rows take: each as high as its tallest own cell, the last of a merged run as high as the run lacks."""
    own = [column for column in range(len(widths)) if not merged[column]]
    heights = [max(_lines(row[column], widths[column], size) for column in own) * line for row in rows]
    for column, shared in enumerate(merged):
        for start, end in _runs(rows, shared):
            lack = _lines(rows[start][column], widths[column], size) * line - sum(heights[start:end])
            heights[end - 1] += max(lack, 0.0)
    return sum(heights) + len(rows) * _EDGES


_EDGES = 4.5  # points a row: the cell's margins above and below, and its rule


def _runs(rows: Sequence[Row], shared: Sequence[int]) -> list[tuple[int, int]]:
    if not shared:
        return []
    keys = [tuple(row[column] for column in shared) for row in rows]
    cuts = [index for index, (above, below) in enumerate(pairwise(keys), 1) if above != below]
    return list(pairwise((0, *cuts, len(rows))))


def _lines(text: str, width: float, size: float) -> int:
    room = max(int(width / size * 2), 2)  # half characters in a line
    return sum(max(1, ceil(_halves(piece) / room)) for piece in text.split("\n"))


def _halves(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
