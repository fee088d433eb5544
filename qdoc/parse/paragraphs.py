"""Owns the paragraphs of a text: blocks cut again where a copy lost its line ends, and wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from qdoc.model import Block, BlockKind, SourceText

_TWO_IDEOGRAPHIC = re.compile(r"\u3000{2,}|[ \xa0]{4,}\u3000*|\n+")
_SINGLE_SPACE_CUT = re.compile(
    r"(?<=[。)）:：;；号日年]) +(?=\S)|(?<! ) +(?=[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十]{1,3}[章节条])"
)
_ANY_SPACE_CUT = re.compile(r" +")
_STARTS_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十]{1,4}[章节条]|[①-⑳]|附[件表]|——"
)

_HEADING_AT_END = re.compile(r"[。)）][(（][一二三四五六七八九十]{1,3}[)）][^。，,;；:：]{2,24}$")
_HEADING_MOST = 30  # characters that this can take
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*$")

# headings of two characters that rules print set apart
_SET_APART = frozenset({"总则", "附则", "目录", "目次"})
_LONG_LINE = 400
_WRAP_MIN_LINES = 15


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph without the white space around it; ``kind`` and ``reason`` are those of its block."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


def find_paragraphs(source: SourceText, folded: str) -> tuple[tuple[Paragraph, ...], tuple[Block, ...]]:
    """Return the paragraphs of the document in order, and the blocks that are boilerplate.

    Blank blocks give nothing. A block is cut at line ends and at two ideographic spaces (a copy that lost its line
    ends prints the indent of each paragraph); a long line with neither is cut at single spaces after a sentence.
    Lines of one width that end without a stop are joined (text copied from a page).
    """
    paragraphs: list[Paragraph] = []
    boilerplate: list[Block] = []
    for block in source.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            boilerplate.append(block)
        elif block.kind is not BlockKind.BLANK:
            _cut(source.text, folded, block, paragraphs)
    return tuple(_join_wrapped(folded, paragraphs)), tuple(boilerplate)


def _cut(text: str, folded: str, block: Block, out: list[Paragraph]) -> None:
    start, end = block.start, block.end
    pieces: list[tuple[int, int]] = []
    at = start
    for gap in _TWO_IDEOGRAPHIC.finditer(text, start, end):
        if text[gap.start() - 1 : gap.start()] + text[gap.end() : gap.end() + 1] in _SET_APART:
            continue
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, end))
    for a, b in pieces:
        if b - a > _LONG_LINE and len(pieces) < 4 and folded.count(" ", a, b) >= 4:
            cuts = _SINGLE_SPACE_CUT.findall(folded, a, b)
            if len(cuts) >= 4:
                at = a
                for gap in _ANY_SPACE_CUT.finditer(folded, a, b):
                    _add(folded, at, gap.start(), block, out)
                    at = gap.end()
                _add(folded, at, b, block, out)
                continue
        _add(folded, a, b, block, out)


def _add(folded: str, start: int, end: int, block: Block, out: list[Paragraph]) -> None:
    piece = folded[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped[0])
        out.append(Paragraph(begin, begin + len(stripped), block.kind, block.level))


def _join_wrapped(folded: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join lines that a page broke: many lines of one width, most of them without a stop at their end."""
    if len(paragraphs) < _WRAP_MIN_LINES:
        return paragraphs
    widths = Counter(p.end - p.start for p in paragraphs)
    width, _ = max(widths.items(), key=lambda item: (item[1], item[0]))
    near = sum(count for length, count in widths.items() if width - 3 <= length <= width + 3)
    if not 15 <= width <= 60 or near < len(paragraphs) * 0.5:
        return paragraphs
    full = [p for p in paragraphs if p.end - p.start >= width - 3]
    if sum(folded[p.end - 1] in "。;:)" for p in full) > len(full) * 0.4:
        return paragraphs
    joined: list[Paragraph] = []
    for p in paragraphs:
        if _PAGE_NUMBER.match(folded, p.start, p.end):
            joined.append(Paragraph(p.start, p.end, BlockKind.BOILERPLATE))
            continue
        last = joined[-1] if joined else None
        if last is not None and last.kind is not BlockKind.BOILERPLATE and _continues(folded, last, p, width):
            joined[-1] = Paragraph(last.start, p.end, last.kind, last.level)
        else:
            joined.append(p)
    return joined


def _continues(folded: str, last: Paragraph, p: Paragraph, width: int) -> bool:
    if folded.count("\n", last.end, p.start) > 1 or _STARTS_ITEM.match(folded, p.start):
        return False
    line = folded.rfind("\n", last.start, last.end) + 1
    if _HEADING_AT_END.search(folded, max(line, last.start, last.end - _HEADING_MOST), last.end):
        return False
    return last.end - max(line, last.start) >= width - 4
