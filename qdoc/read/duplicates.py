"""Owns the finding of a text that is printed twice in one file (web pages do it), whatever its format."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from qdoc.model import Block, BlockKind, Diagnostic, Severity, SourceText

MIN_COPY: Final = 300
"""A copy has at least this many characters, white space not counted."""

MIN_SHARE: Final = 4
"""A copy makes at least 1/4 of the text, so that two copies are most of it: a repeated form is no repeated notice."""

MIN_ALPHABET: Final = 30
"""A copy has at least this many different characters: rows of dots and empty forms repeat themselves."""


def mark_duplicates(source: SourceText) -> SourceText:
    """Return the source with every block of a second copy as boilerplate ``duplicate_copy``, and R003.

    A copy is identical up to white space; blocks are split where it begins and ends inside one (some sites print the
    whole notice, twice, as one line). Blocks that are boilerplate already take no part. The text is never changed.
    """
    parts = [b for b in source.blocks if b.kind not in (BlockKind.BOILERPLATE, BlockKind.BLANK)]
    words = [source.text[b.start : b.end].split() for b in parts]
    squeezed = "".join("".join(w) for w in words)
    found = _find_copy(squeezed)
    if found is None:
        return source
    first, size, copies = found
    places = _Places(source.text, parts, words)
    spans = [places.span(start, start + size) for start in copies]
    original = places.span(first, first + size)
    blocks = tuple(_split(source, spans))
    diagnostics = tuple(
        Diagnostic(
            "R003",
            Severity.WARNING,
            f"同一篇文字在文件中重复出现（约 {size} 字，首次在第 {original[0]} 字处），只取第一份，第二份不产生任务",
            start,
            end,
            "请确认两份内容确系重复；如不是，请分成两个文件",
        )
        for start, end in spans
    )
    return replace(source, blocks=blocks, diagnostics=source.diagnostics + diagnostics)


def _find_copy(text: str) -> tuple[int, int, list[int]] | None:
    """Return where a copy starts, its length, and where the further copies start; None where nothing repeats.

    Any stretch as long as the least copy holds one whole window of half that length, so few searches suffice.
    """
    least = max(MIN_COPY, len(text) // MIN_SHARE)
    window = least // 2
    for at in range(0, len(text) - least, window):
        probe = text[at : at + window]
        again = text.find(probe, at + window)
        if again < 0:
            continue
        before = _common(text[:at][::-1], text[:again][::-1])
        after = _common(text[at:], text[again:])
        first, second = at - before, again - before
        size = min(before + after, second - first)
        if size < least or len(set(text[first : first + size])) < MIN_ALPHABET:
            continue
        copy, copies = text[first : first + size], []
        while second >= 0:
            copies.append(second)
            second = text.find(copy, second + size)
        return first, size, copies
    return None


def _common(one: str, other: str) -> int:
    """Return how many characters two strings share from their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


class _Places:
    """Maps offsets of the squeezed text back to the text."""

    def __init__(self, text: str, parts: list[Block], words: list[list[str]]) -> None:
        self._text = text
        self._parts = parts
        self._starts: list[int] = []  # squeezed offset of each word
        self._places: list[int] = []  # its offset in the text
        at = 0
        for part, in_part in zip(parts, words, strict=True):
            place = part.start
            for word in in_part:
                place = text.index(word, place)
                self._starts.append(at)
                self._places.append(place)
                at += len(word)
                place += len(word)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch in the text, with the white space (a line end) that ends its last block."""
        last = self._place(end - 1) + 1
        part = self._parts[bisect_right(self._parts, last - 1, key=lambda b: b.start) - 1]
        return self._place(start), last if self._text[last : part.end].strip() else part.end

    def _place(self, offset: int) -> int:
        word = bisect_right(self._starts, offset) - 1
        return self._places[word] + offset - self._starts[word]


def _split(source: SourceText, spans: list[tuple[int, int]]) -> Iterator[Block]:
    for block in source.blocks:
        if block.kind in (BlockKind.BOILERPLATE, BlockKind.BLANK):
            yield block
            continue
        cuts = sorted({edge for span in spans for edge in span if block.start < edge < block.end})
        edges = [block.start, *cuts, block.end]
        for start, end in pairwise(edges):
            copied = any(a <= start and end <= b for a, b in spans)
            piece = replace(block, start=start, end=end)
            yield replace(piece, kind=BlockKind.BOILERPLATE, reason="duplicate_copy") if copied else piece
