"""Owns a workbook of plain tables to read and print: a title, a note and a header a sheet, every text a text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled

_SIZE = 10.5
_NO_DATE = datetime(2000, 1, 1)
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the title and note above the table, columns (header, width), the lines.

    ``centred``: headers of the columns whose cells stand in the middle. Whole and decimal numbers stay numbers.
    """

    name: str
    title: str
    note: str
    columns: tuple[tuple[str, float], ...]
    lines: tuple[tuple[Value, ...], ...]
    centred: frozenset[str] = frozenset()


def tables_xlsx(title: str, tables: Sequence[Table]) -> bytes:
    """Return the workbook of ``tables``, one sheet each in their order; the same tables give the same bytes.

    Whatever a text begins with (=, +, -, @) it is no formula. Every sheet prints on landscape A4, its header on each
    page.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", title
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    for at, table in enumerate(tables):
        sheet = book.active if at == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        fill_table(sheet, table)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def fill_table(sheet: Worksheet, table: Table) -> None:
    """Lay ``table`` out on an empty ``sheet``, which takes its name."""
    sheet.title = table.name
    columns = table.columns
    last, wide = get_column_letter(len(columns)), sum(width for _, width in columns)
    heads = ((table.title, 16, style.TITLE_FONT, "center"), (table.note, 10, style.BODY_FONT, "left"))
    for at, (text, size, face, side) in enumerate(heads, 1):
        style.put_text(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font, sheet.cell(at, 1).alignment = style.font(size, name=face), style.aligned(side)
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = style.row_height([(text, wide)], size, 22)
    looks = style.Looks()
    for index, (header, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        cell = sheet.cell(3, index)
        bold = style.font(_SIZE, name=style.TITLE_FONT)
        looks.dress(cell, bold, style.aligned("center"), style.BLACK_GRID, style.HEADER_FILL)
        style.put_text(cell, header)
    sheet.row_dimensions[3].height = 24
    for at, line in enumerate(table.lines, 4):
        for index, ((header, _), value) in enumerate(zip(columns, line, strict=True), 1):
            cell = sheet.cell(at, index)
            side = "center" if header in table.centred else "left"
            looks.dress(cell, style.font(_SIZE), style.aligned(side), style.BLACK_GRID)
            if isinstance(value, str):
                style.put_text(cell, value)
            else:
                cell.value = value
        texts = [(str(value), width) for (_, width), value in zip(columns, line, strict=True)]
        sheet.row_dimensions[at].height = style.row_height(texts, _SIZE, 22)
    style.print_landscape(sheet, last, max(3, len(table.lines) + 3))
