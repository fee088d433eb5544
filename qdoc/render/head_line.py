"""Owns the first line of the sheets that keep a record: its words, and how wide and how set its columns are."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.record_columns import RecordColumn
from qdoc.ledger.wording_columns import WordingColumn
from qdoc.render import sheet_style as style
from qdoc.render.ledger_sheet import SIZE

_HEIGHT = 32  # points: two lines of a header


def head_line(sheet: Worksheet, columns: Iterable[tuple[RecordColumn | WordingColumn, Alignment]]) -> None:
    """Write the header of ``columns``, each with how its cells are set; what the clerk may change is in her colour."""
    looks = style.Looks()
    for index, (column, alignment) in enumerate(columns, 1):
        cell = sheet.cell(1, index)
        fill = style.CLERK_FILL if column.editable else style.HEADER_FILL
        looks.dress(cell, style.font(SIZE, bold=True), style.aligned("center"), style.GRID, fill)
        style.put_text(cell, column.header)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column.hidden
        dimension.font, dimension.alignment = style.font(SIZE), alignment  # for lines that the clerk adds
    sheet.row_dimensions[1].height = _HEIGHT
