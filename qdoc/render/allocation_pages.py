"""Owns the cutting of a long table into pages, so that what is merged downwards is named anew on every page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

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
    heights = [max(text_lines(row[column], widths[column], size) for column in own) * line for row in rows]
    for column, shared in enumerate(merged):
        for start, end in _runs(rows, shared):
            lack = text_lines(rows[start][column], widths[column], size) * line - sum(heights[start:end])
            heights[end - 1] += max(lack, 0.0)
    return sum(heights) + len(rows) * _EDGES


_EDGES = 4.5  # points a row: the cell's margins above and below, and its rule


def _runs(rows: Sequence[Row], shared: Sequence[int]) -> list[tuple[int, int]]:
    if not shared:
        return []
    keys = [tuple(row[column] for column in shared) for row in rows]
    cuts = [index for index, (above, below) in enumerate(pairwise(keys), 1) if above != below]
    return list(pairwise((0, *cuts, len(rows))))


@lru_cache(maxsize=8_192)
def text_lines(text: str, width: float, size: float) -> int:
    """How many lines ``text`` takes in ``width`` points at ``size`` points a full-width character.

    A Western word goes whole to the next line unless it is longer than a line; Chinese breaks anywhere.
    """
    room = max(int(width / size * 2), 2)  # half characters in a line
    return sum(_wrapped(piece, room) for piece in text.split("\n"))


def _wrapped(text: str, room: int) -> int:
    lines, used = 1, 0
    for token in _TOKENS.findall(text):
        need = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in token)
        if used + need > room and used:
            lines, used = lines + 1, 0
        lines += (need - 1) // room if need else 0
        used += need if need <= room else need - (need - 1) // room * room
    return lines


_TOKENS = re.compile(r"[!-~]+|.", re.DOTALL)
