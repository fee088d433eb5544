"""Owns how workbook cells look and what may stand in them: fonts, fills, borders, text that never becomes a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from copy import copy
from datetime import date
from functools import cache, lru_cache
from math import ceil

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.cell_text import MAX_TEXT as MAX_TEXT
from qdoc.ledger.cell_text import clean_text as clean_text

BODY_FONT, TITLE_FONT = "宋体", "黑体"
MAX_HEIGHT = 409.0  # points that a row can have

HEADER_FILL = PatternFill("solid", fgColor="DCE6F1")
CLERK_FILL = PatternFill("solid", fgColor="E8F1E4")
SUGGESTED_FILL = PatternFill("solid", fgColor="FFF8E1")
MISSING_FILL = PatternFill("solid", fgColor="FBE5E1")
SUGGESTED_COLOUR, QUIET_COLOUR, MISSING_COLOUR = "1F4E9E", "7F7F7F", "B03A2E"
_LINE = Side(style="thin", color="BFBFBF")
_BLACK = Side(style="thin", color="000000")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BLACK_GRID = Border(left=_BLACK, right=_BLACK, top=_BLACK, bottom=_BLACK)

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write ``text`` as text, whatever it starts with; an empty text leaves the cell empty."""
    clean = clean_text(text)
    if not clean:
        return
    cell.value = clean
    cell.data_type = "s"
    if clean.startswith(FORMULA_START):
        cell.quotePrefix = True


def put_figure(cell: Cell | MergedCell, text: str) -> None:
    """Write a plain figure as a number where it reads back as it stands; anything else as text."""
    value = figure(text)
    if isinstance(value, str):
        put_text(cell, text)
    else:
        cell.value = value


def figure(text: str) -> float | int | str:
    """Return a plain figure as the number that reads back as ``text`` stands; anything else as it is."""
    if _FIGURE.fullmatch(text) and len(text) <= 15:
        return float(text) if "." in text else int(text)
    return text


def put_date(cell: Cell | MergedCell, day: str) -> None:
    """Write a YYYY-MM-DD day as a date; anything else as text."""
    known = day_of(day)
    if known is None:
        put_text(cell, day)
    else:
        cell.value, cell.number_format = known, "yyyy-mm-dd"


def day_of(text: str) -> date | None:
    """Return the day that a YYYY-MM-DD text names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@cache
def font(
    size: float, *, bold: bool = False, italic: bool = False, colour: str = "000000", name: str = BODY_FONT
) -> Font:
    """Return a font as an office has it."""
    return Font(name=name, size=size, bold=bold, italic=italic, color=colour, charset=134)


@cache
def aligned(horizontal: str = "left", vertical: str = "center") -> Alignment:
    """Return a wrapped alignment."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)


class Looks:
    """Dresses cells; a look that was met before is copied, which is some ten times faster than setting its parts."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], StyleArray] = {}

    def dress(
        self, cell: Cell | MergedCell, font: Font, alignment: Alignment, border: Border, fill: PatternFill | None = None
    ) -> None:
        """Give ``cell`` its look; call it before the number format or the quote prefix is set."""
        key = (id(font), id(alignment), id(border), id(fill))
        known = self._known.get(key)
        if known is None:
            cell.font, cell.alignment, cell.border = font, alignment, border
            if fill is not None:
                cell.fill = fill
            self._known[key] = copy(cell._style)  # type: ignore[union-attr]
        else:
            cell._style = copy(known)  # type: ignore[union-attr]


class _Advances(dict[str, float]):
    """How wide each character is, in full-width characters; looked up once a character."""

    def __missing__(self, char: str) -> float:
        width = self[char] = 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.56
        return width


_ADVANCES = _Advances()


def number_pages(sheet: Worksheet) -> None:
    """Put 第 n 页 共 m 页 under every printed page."""
    footer = HeaderFooterItem()
    footer.center.text, footer.center.size = "第 &P 页 共 &N 页", 9
    sheet.oddFooter = footer


def print_landscape(sheet: Worksheet, last_column: str, last_row: int) -> None:
    """Let a table whose header is row 3 print on landscape A4, as wide as the page, the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = "3:3"
    sheet.print_area = f"A1:{last_column}{last_row}"
    sheet.freeze_panes = "A4"
    margins = sheet.page_margins  # inches
    margins.left = margins.right = 12 / 25.4
    margins.top, margins.bottom = 15 / 25.4, 18 / 25.4
    margins.header = margins.footer = 8 / 25.4
    number_pages(sheet)


@lru_cache(maxsize=16_384)
def lines_needed(text: str, width: float, size: float) -> int:
    """Return how many lines ``text`` takes in a column ``width`` characters wide, on the narrowest program we know.

    A column of width w is at least 7w + 5 pixels wide (Excel with a small default font), 8 of them margins; a Chinese
    character is as wide as the font is high, a half-width one a little more than half of it.
    """
    line_room = _room(width, size)
    clean = clean_text(text)
    if len(clean) <= line_room and "\n" not in clean:
        return 1
    return sum(max(1, ceil(sum(map(_ADVANCES.__getitem__, line)) / line_room)) for line in clean.split("\n"))


@cache
def _room(width: float, size: float) -> float:
    """Full-width characters that a line surely holds; closing punctuation may not begin the next one."""
    return max(1.0, max(1.0, (width * 7 - 3) * 0.75 / size) - 0.4)


def row_height(cells: Sequence[tuple[str, float]], size: float, least: float = 0.0) -> float:
    """Return the height in points that shows every (text, column width) of a row in full."""
    lines = 1
    for text, width in cells:
        if not text:
            continue
        room = _room(width, size)
        if len(text) <= room and text.isprintable():  # no line end in it
            continue
        most = len(text) / room + text.count("\n") + text.count("\r") + 1
        if most > lines:
            lines = max(lines, lines_needed(text, width, size))
    return round(min(MAX_HEIGHT, max(least, lines * size * 1.38 + 6)), 1)
