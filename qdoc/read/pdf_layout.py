"""Owns how the lines of PDF pages become paragraphs again, and which lines are page headers and page numbers.

A line goes on into the next one when it fills the column (nothing of the next one would have fitted) and the next one
starts neither an indented paragraph nor an item with a printed number; a line that ends short ends its paragraph.
Paragraphs run on over pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qdoc.model import BlockKind
from qdoc.read.blocks import TextBuilder

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－―·•]\s*[0-9０-９]{1,4}\s*[-—–－―·•]?|[0-9０-９]{1,4}|第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?|"
    r"[0-9]{1,4}\s*[/／]\s*[0-9]{1,4})\s*"
)
_ITEM = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章节条编款]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"\d{1,2}[.．、](?!\d)|[①-⑳]|附件\s*\d*\s*[：:]|抄送[：:])"
)
_STOP = re.compile(r"[。！？：；:;!?][”’」』）)]*\s*$")
_WORD = r"(?:[A-Za-z0-9.,%+/-]+|.)[，。、；：？！）)》〉】〕」』”’%％]*"
_UNIT = re.compile(rf"[（(《〈【〔「『“‘]*{_WORD}(?:(?:[“‘]|(?<=[”’])){_WORD}){{0,2}}(?:[A-Za-z0-9.%]+)?")
_EDGE = 0.12  # of the page's height: where headers and page numbers stand
_SIDES = 2  # lines at each edge that are looked at


@dataclass(slots=True)
class _Row:
    """A printed line with what its neighbours must know of it."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    left: float  # the column's edges on this page
    right: float
    page: int
    body: float  # size of most of the document's type
    gap: float  # distance from the line before, in heights of type; large on a new page


def write_pages(pages: list[dict[str, Any]], builder: TextBuilder) -> None:
    """Write the pages' blocks: boilerplate for headers and page numbers, cells of ruled tables, paragraphs joined."""
    headers = _repeated(pages)
    pending: list[_Row] = []
    notes: list[tuple[str, str]] = []  # page furniture met inside a paragraph that runs on over the page
    left, right = _column(pages)
    body = _body_size(pages)
    table_number = -1
    for number, page in enumerate(pages):
        tables = sorted(page["tables"], key=lambda t: t["box"][1])
        before: dict[str, Any] | None = None
        for line in page["lines"]:
            while tables and tables[0]["box"][1] <= line["top"]:
                _flush(pending, notes, builder)
                table_number += 1
                _write_table(tables.pop(0), table_number, builder)
                before = None
            if reason := _furniture(line, page, headers):
                notes.append((line["text"], reason))
                if not pending:
                    _flush(pending, notes, builder)
                continue
            gap = 99.0 if before is None else (line["top"] - before["bottom"]) / max(line["size"], 1.0)
            before = line
            row = _Row(line["text"], line["x0"], line["x1"], line["top"], line["size"], left, right, number, body, gap)
            if pending and not _goes_on(pending[-1], row, len(pending)):
                _flush(pending, notes, builder)
            pending.append(row)
        for table in tables:
            _flush(pending, notes, builder)
            table_number += 1
            _write_table(table, table_number, builder)
    _flush(pending, notes, builder)


def _goes_on(row: _Row, following: _Row, count: int) -> bool:
    """Whether ``following`` continues the paragraph that ``row`` is the last line of."""
    if abs(row.size - following.size) > 0.15 * max(row.size, following.size):
        return False
    if row.page == following.page and following.gap > 1.6:
        return False
    ended = _STOP.search(row.text) or following.x0 > following.left + 0.8 * following.size or _is_centred(row)
    if _ITEM.match(following.text) and ended:
        return False
    filled = row.right - row.x1 < (_unit_width(following.text) + 0.8) * row.size
    if _is_centred(following) and row.page == following.page and count < 5 and not _STOP.search(row.text):
        if _is_centred(row):  # a title over several lines; two short lines of body type are signature and date
            return row.size > 1.15 * row.body or row.x1 - row.x0 > 0.5 * (row.right - row.left)
        return filled
    indented = following.x0 > following.left + 1.2 * following.size
    return filled and not indented


def _unit_width(text: str) -> float:
    """Return the width, in heights of type, of what a line break may not cut at the start of ``text``.

    A number or Latin word stays whole, an opening bracket stays with what follows it and a closing sign with what is
    before it: a line that ends early for their sake is a full line.
    """
    unit = _UNIT.match(text)
    return sum(0.5 if c.isascii() else 1.0 for c in unit.group()) if unit else 1.0


def _is_centred(row: _Row) -> bool:
    before, after = row.x0 - row.left, row.right - row.x1
    return before > 1.2 * row.size and abs(before - after) < 0.8 * row.size


def _flush(pending: list[_Row], notes: list[tuple[str, str]], builder: TextBuilder) -> None:
    text = ""
    for row in pending:
        spaced = text[-1:].isascii() and text[-1:].isalnum() and row.text[:1].isascii() and row.text[:1].isalpha()
        text += (" " if spaced else "") + row.text
    if text:
        builder.add(BlockKind.PARAGRAPH, text + "\n")
    for shown, reason in notes:
        builder.add(BlockKind.BOILERPLATE, shown + "\n", reason=reason)
    pending.clear()
    notes.clear()


def _write_table(table: dict[str, Any], number: int, builder: TextBuilder) -> None:
    for row_number, (cells, shown) in enumerate(zip(table["rows"], table["shown"], strict=True)):
        kept = [(column, text) for column, text in enumerate(cells) if column >= len(shown) or shown[column]]
        for position, (column, text) in enumerate(kept):
            end = "\n" if position == len(kept) - 1 else "\t"
            joined = "".join(_cell_lines(text))
            builder.add(BlockKind.CELL, joined + end, table=number, row=row_number, column=column)


def _cell_lines(text: str) -> Iterator[str]:
    """Yield the lines of a cell joined as they were wrapped: a line end stays only before a printed number."""
    for position, line in enumerate(text.split("\n")):
        yield ("\n" if position and _ITEM.match(line) else "") + line


def _furniture(line: dict[str, Any], page: dict[str, Any], headers: frozenset[str]) -> str | None:
    low, high = line["top"] > (1 - _EDGE) * page["height"], line["bottom"] < _EDGE * page["height"]
    if not (low or high):
        return None
    if _PAGE_NUMBER.fullmatch(line["text"]):
        return "page_number"
    if _folded(line["text"]) in headers:
        return "page_header" if high else "page_footer"
    return None


def _repeated(pages: list[dict[str, Any]]) -> frozenset[str]:
    """Return what stands at the same edge of most pages (at least three): page headers and footers."""
    seen: Counter[str] = Counter()
    for page in pages:
        edges = [line for line in page["lines"] if line["bottom"] < _EDGE * page["height"]][:_SIDES]
        edges += [line for line in page["lines"] if line["top"] > (1 - _EDGE) * page["height"]][-_SIDES:]
        seen.update({_folded(line["text"]) for line in edges})
    return frozenset(text for text, count in seen.items() if count >= 3 and count > 0.5 * len(pages))


def _folded(text: str) -> str:
    return re.sub(r"[\s0-9０-９]+", "", text)


def _body_size(pages: list[dict[str, Any]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page["lines"]:
            sizes[round(line["size"], 1)] += len(line["text"])
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 1.0


def _column(pages: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the left and right edge of the text: where most lines begin, and how far the longest ones reach."""
    starts = Counter(round(line["x0"]) for page in pages for line in page["lines"])
    ends = sorted(line["x1"] for page in pages for line in page["lines"])
    if not ends:
        return 0.0, 0.0
    often = [x for x, count in starts.items() if count >= max(2, 0.1 * starts.total())] or list(starts)
    return float(min(often)), ends[int(0.98 * (len(ends) - 1))]
