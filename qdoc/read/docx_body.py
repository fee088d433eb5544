"""Owns the order of a Word document's blocks: numbered paragraphs, tables cell by cell, text boxes, controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qdoc.model import BlockKind
from qdoc.read.blocks import TextBuilder
from qdoc.read.docx_names import MC, W, child, number, value
from qdoc.read.docx_numbering import Number, Numbering, Styles
from qdoc.read.docx_runs import RunReader, chosen, is_end_deleted

if TYPE_CHECKING:
    from lxml.etree import _Element

_P_PR = W + "pPr"
_DELETED = frozenset((W + "del", W + "moveFrom"))
_MOST_COLUMNS = 63  # what Word allows
_CLOSING_SIGNS = "、．。）】〕》)」』］.：:"


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of the body with its span in the text (without its line end) and its runs with their lengths."""

    paragraph: _Element
    start: int
    end: int
    runs: tuple[tuple[_Element, int], ...]


class BodyReader:
    """Writes the blocks of one story (body, header, note) into a TextBuilder; numbers run on through one document."""

    def __init__(self, builder: TextBuilder, runs: RunReader, numbering: Numbering, styles: Styles) -> None:
        self._builder = builder
        self._runs = runs
        self._numbering = numbering
        self._styles = styles
        self._table = -1
        self._carried = ""  # text of paragraphs whose end mark was deleted
        self.foreign_parts = 0
        self.traced: list[Traced] | None = None  # where a caller wants them: paragraphs and where they stand
        self.traced_cells: list[Traced] = []  # then also those of cells

    def write(self, story: _Element) -> None:
        """Append every block of ``story`` in reading order."""
        for element in self._flow(story):
            if element.tag == W + "tbl":
                self._write_table(element)
            else:
                self._write_paragraph(element)
        if self._carried:
            self._add_lines(self._carried, BlockKind.PARAGRAPH, 0)
            self._carried = ""

    def plain(self, story: _Element, traced: list[Traced] | None = None) -> str:
        """Return the text of a story as lines, for cells, notes and headers.

        ``traced`` takes its own paragraphs with their spans in that text, where runs are traced at all.
        """
        lines: list[str] = []
        at = 0
        for element in self._flow(story):
            known = len(lines)
            if element.tag == W + "tbl":
                for row in self._rows(element):
                    lines.append("\t".join(self._cell_text(cell).strip("\n") for cell in self._cells(row)))
            else:
                self._begin_trace()
                text, boxes = self._paragraph_text(element)
                if text is not None:
                    if traced is not None and self._runs.traced is not None:
                        traced.append(Traced(element, at, at + len(text), tuple(self._runs.traced)))
                    lines.append(text)
                lines.extend(self.plain(box) for box in boxes)
            at += sum(len(line) + 1 for line in lines[known:])
        return "\n".join(lines)

    def _flow(self, parent: _Element) -> Iterator[_Element]:
        """Yield paragraphs and tables in order, looking through content controls, insertions and choices."""
        for element in parent:
            tag = element.tag
            if tag in (W + "p", W + "tbl"):
                yield element
            elif tag == W + "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    yield from self._flow(content)
            elif tag == MC + "AlternateContent":
                for branch in chosen(element):
                    yield from self._flow(branch)
            elif tag in (W + "customXml", W + "ins", W + "moveTo"):
                yield from self._flow(element)
            elif tag == W + "altChunk":
                self.foreign_parts += 1

    def _paragraph_text(self, paragraph: _Element) -> tuple[str | None, list[_Element]]:
        """Return what a paragraph shows, None when it runs on into the next one, and its text boxes."""
        shown = self._runs.read(paragraph)
        properties = paragraph.find(_P_PR)
        text, self._carried = self._carried + shown.text, ""
        if is_end_deleted(properties):  # number and style are those of the paragraph that it runs on into
            self._carried = text
            return None, shown.boxes
        return join_number(self._numbering.next(properties), text), shown.boxes

    def _write_paragraph(self, paragraph: _Element) -> None:
        self._begin_trace()
        text, boxes = self._paragraph_text(paragraph)
        if text is not None:
            level = self._outline(paragraph)
            start = self._builder.length
            self._add_lines(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
            if self.traced is not None and self._runs.traced is not None:
                self.traced.append(Traced(paragraph, start, start + len(text), tuple(self._runs.traced)))
        for box in boxes:
            self.write(box)

    def _begin_trace(self) -> None:
        if self._runs.traced is not None and not self._carried:
            self._runs.traced.clear()

    def _add_lines(self, text: str, kind: BlockKind, level: int) -> None:
        for line in text.split("\n"):
            blank = not line.strip()
            self._builder.add(BlockKind.BLANK if blank else kind, line + "\n", level=0 if blank else level)

    def _outline(self, paragraph: _Element) -> int:
        properties = paragraph.find(_P_PR)
        if properties is None:
            return self._styles.outline(None)
        own = number(child(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < 9 else 0
        return self._styles.outline(value(child(properties, "pStyle")))

    def _write_table(self, table: _Element) -> None:
        rows = [list(self._cells(row)) for row in self._rows(table)]
        if all(len(cells) <= 1 for cells in rows):  # one column frames a text, it does not tabulate
            for cells in rows:
                for cell in cells:
                    self.write(cell)
            return
        self._table += 1
        table_number = self._table
        above: dict[int, str] = {}  # what the vertically merged cell of each column shows
        for row_number, cells in enumerate(rows):
            pending: list[tuple[int, str, list[Traced]]] = []
            column = 0
            for cell in cells:
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                inside: list[Traced] = []
                text = self._cell_text(cell, inside)
                if merge is None:
                    above.pop(column, None)
                elif value(merge) == "restart":
                    above[column] = text
                if (
                    merge is None
                    or value(merge) == "restart"
                    or text.strip() not in ("", above.get(column, "").strip())
                ):
                    pending.append((column, text, inside))
                column += min(max(number(child(properties, "gridSpan")) or 1, 1), _MOST_COLUMNS)
            for position, (at, text, inside) in enumerate(pending):
                if self.traced is not None:
                    self.traced_cells += (_moved(one, self._builder.length) for one in inside)
                end = "\n" if position == len(pending) - 1 else "\t"
                self._builder.add(BlockKind.CELL, text + end, table=table_number, row=row_number, column=at)

    def _cell_text(self, cell: _Element, traced: list[Traced] | None = None) -> str:
        text = self.plain(cell, traced)
        if traced is not None and (dropped := len(text) - len(text.lstrip("\n"))):
            traced[:] = [_moved(one, -dropped) for one in traced if one.start >= dropped]
        return text.strip("\n")

    def _rows(self, table: _Element) -> Iterator[_Element]:
        for row in _within(table, "tr"):
            properties = child(row, "trPr")
            if properties is None or not any(mark.tag in _DELETED for mark in properties):
                yield row

    def _cells(self, row: _Element) -> Iterator[_Element]:
        for cell in _within(row, "tc"):
            if child(child(cell, "tcPr"), "cellDel") is None:
                yield cell


def _moved(traced: Traced, by: int) -> Traced:
    return replace(traced, start=traced.start + by, end=traced.end + by)


def _within(parent: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table or cells of a row, looking through content controls, insertions and choices."""
    for element in parent:
        tag = element.tag
        if tag == W + name:
            yield element
        elif tag == W + "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from _within(content, name)
        elif tag == MC + "AlternateContent":
            for branch in chosen(element):
                yield from _within(branch, name)
        elif tag in (W + "customXml", W + "ins", W + "moveTo"):
            yield from _within(element, name)


def join_number(shown: Number | None, text: str) -> str:
    """Return number and text as they read on the page.

    What parts them is white space of layout (a tab): it is written as one space, and not at all where the number
    ends in punctuation and the text starts with a Chinese character or mark, as in 一、总体要求 and 1.加强监管.
    A digit after ``1.`` keeps the space, so that no other number arises.
    """
    if shown is None or not shown.text:
        return text
    if shown.suffix == "nothing":
        return shown.text + text
    if shown.suffix == "space":
        return f"{shown.text} {text}"
    glued = shown.text[-1] in _CLOSING_SIGNS and (not text or ord(text[0]) >= 0x2000)
    return shown.text + text if glued else f"{shown.text} {text}"
