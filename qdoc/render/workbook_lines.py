"""Owns the many plain lines of a sheet: laid out at once as XML, some four times as fast as cell objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.render import sheet_style as style

Value = tuple[int, str | int | float | date]
"""A cell: the number of its look, and what it holds ("": nothing)."""

_DAY_ZERO = date(1899, 12, 30)
_END = b"</sheetData>"
_NO_LINES = re.compile(rb"<sheetData\s*/>")
_MERGED = re.compile(rb"<mergeCells[^>]*>(.*?)</mergeCells>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')


class Texts:
    """The texts of a book's lines, each once, by number; ``count``: how many cells hold one."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.count = 0
        self._known: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of ``text`` as a cell holds it; below 0 where that is nothing."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._new(style.clean_text(text))
        if found >= 0:
            self.count += 1
        return found

    def _new(self, clean: str) -> int:
        if not clean:
            return -1
        kept = ' xml:space="preserve"' if clean != clean.strip() else ""
        piece = f"<t{kept}>{escape(clean)}</t>".encode("utf-8", "replace")
        return self.numbers.setdefault(piece, len(self.numbers))


class Lines:
    """The lines of one sheet below those that stand in it as cells; ``settled`` puts them into the saved workbook."""

    def __init__(self, sheet: Worksheet, columns: int, texts: Texts, first: int = 2) -> None:
        """``columns``: how many a line has at most; ``texts``: those of the book; ``first``: the row of the first."""
        self.sheet, self.texts = sheet, texts
        self._letters = [get_column_letter(index) for index in range(1, columns + 1)]
        self._looks: dict[tuple[int, ...], int] = {}
        self._pieces: list[str] = []
        self._merged: list[str] = []
        self._next = self._first = first

    def look(
        self,
        font: Font,
        alignment: Alignment,
        border: Border,
        fill: PatternFill | None = None,
        *,
        quoted: bool = False,
        number_format: str = "",
        protection: Protection | None = None,
    ) -> int:
        """Return the number of a look; ``quoted``: text that must not become a formula when a clerk edits the cell.

        Looks are told apart by the objects given: pass the same ones again, not their like.
        """
        key = (id(font), id(alignment), id(border), id(fill), quoted, hash(number_format), id(protection))
        if key not in self._looks:
            cell = Cell(self.sheet, row=1, column=1)
            cell.font, cell.alignment, cell.border = font, alignment, border
            if fill is not None:
                cell.fill = fill
            if quoted:
                cell.quotePrefix = True
            if number_format:
                cell.number_format = number_format
            if protection is not None:
                cell.protection = protection
            self._looks[key] = self.sheet.parent._cell_styles.add(cell._style)  # type: ignore[union-attr,attr-defined]
        return self._looks[key]

    def add(self, values: Iterable[Value], height: float | None = None, *, fixed: bool = False) -> None:
        """Add a line of ``height`` points; it grows with what a clerk types unless it is ``fixed``."""
        row, pieces, number = self._next, self._pieces, self.texts.number
        self._next += 1
        tall = "" if height is None else f' ht="{height}" customHeight="1"' if fixed else f' ht="{height}"'
        pieces.append(f'<row r="{row}"{tall}>')
        for letter, (look, value) in zip(self._letters, values, strict=False):
            styled = f' s="{look}"' if look else ""
            if not isinstance(value, str):
                shown = (value - _DAY_ZERO).days if isinstance(value, date) else value
                pieces.append(f'<c r="{letter}{row}"{styled} t="n"><v>{shown}</v></c>')
            elif value and (text := number(value)) >= 0:
                pieces.append(f'<c r="{letter}{row}"{styled} t="s"><v>{text}</v></c>')
            elif look:
                pieces.append(f'<c r="{letter}{row}"{styled}/>')
        pieces.append("</row>")

    @property
    def next_row(self) -> int:
        """The row of the line that is added next."""
        return self._next

    def merge(self, column: int, first: int, last: int) -> None:
        """Merge the cells of ``column`` (from 1) in rows ``first`` to ``last``; only the first may hold anything."""
        letter = self._letters[column - 1]
        self._merged.append(f'<mergeCell ref="{letter}{first}:{letter}{last}"/>')

    def put(self, xml: bytes) -> bytes:
        """Return the sheet's part with the lines in it."""
        if self._next == self._first:
            return xml
        lines = "".join(self._pieces).encode("utf-8", "replace")
        xml = _NO_LINES.sub(b"<sheetData></sheetData>", xml, count=1)
        size = f'<dimension ref="A1:{self._letters[-1]}{self._next - 1}"'.encode()
        head, end, tail = xml.partition(_END)
        return _DIMENSION.sub(size, head, count=1) + lines + end + self._with_merged(tail)

    def _with_merged(self, tail: bytes) -> bytes:
        """What stands behind the lines, with their merged cells after those of the sheet's own."""
        if not self._merged:
            return tail
        own = _MERGED.search(tail)
        before, known, after = (tail[: own.start()], own[1], tail[own.end() :]) if own else (b"", b"", tail)
        count = known.count(b"<mergeCell ") + len(self._merged)
        return (
            before
            + f'<mergeCells count="{count}">'.encode()
            + known
            + "".join(self._merged).encode()
            + (b"</mergeCells>" + after)
        )


def parts_of(lines: Iterable[Lines]) -> Mapping[str, Lines]:
    """Return the sheets' lines by the name of the part that each sheet is saved in."""
    return {f"xl/worksheets/sheet{one.sheet.parent.index(one.sheet) + 1}.xml": one for one in lines}  # type: ignore[union-attr]


def starts_formula(text: str) -> bool:
    """Say whether a program would take ``text`` for a formula when a clerk edits its cell."""
    return text.startswith(style.FORMULA_START)
