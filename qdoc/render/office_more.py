"""Owns adding units and groups to a 单位信息.xlsx that a clerk has filled in; nothing else in it is touched."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from qdoc.errors import InputRefused
from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled
from qdoc.returns.office_fields import COLUMNS, GROUPS, SHEETS, UNITS, field_of
from qdoc.returns.workbook import load_whole, save_whole

_HEAD_ROWS = 15


def with_more(data: bytes, name: str, units: Iterable[str], groups: Iterable[str]) -> bytes:
    """Return the workbook ``data`` (read before: it is sound) with more lines in 责任单位 and 群组, under the last.

    Every name is written as text. Raises InputRefused where a sheet that is needed has no heading (``name``: the
    file, for messages), and DamagedFile or LimitExceeded where the library cannot keep the rest of the workbook.
    """
    book = load_whole(data, name)
    for kind, names in ((UNITS, tuple(units)), (GROUPS, tuple(groups))):
        sheet = next((one for one in book.worksheets if field_of(one.title, SHEETS) == kind), None)
        if names:
            _add(sheet, kind, names, name)
    return settled(save_whole(book, name))


def _add(sheet: Worksheet | None, kind: str, names: tuple[str, ...], file: str) -> None:
    found = None if sheet is None else _column(sheet, kind)
    if sheet is None or found is None:
        hint = f"请用 qdoc settings new 另写一份，照它的工作表“{kind}”恢复表头"
        raise InputRefused(f"没有工作表“{kind}”，或里面没有表头，没有添上", file=file, hint=hint)
    heading, column = found
    rows = enumerate(sheet.iter_rows(min_row=heading, values_only=True), heading)
    last = max(at for at, values in rows if any(values))
    for at, text in enumerate(names, last + 1):
        cell = sheet.cell(at, column)
        cell.number_format = "@"  # nothing typed here later becomes a formula
        style.put_text(cell, text)


def _column(sheet: Worksheet, kind: str) -> tuple[int, int] | None:
    """The row of the heading and the column of the names: of the rows that name most columns the last."""
    best: tuple[int, int, int] | None = None
    for row in sheet.iter_rows(max_row=_HEAD_ROWS):
        fields = {field_of(str(cell.value), COLUMNS[kind]): cell for cell in reversed(row) if cell.value is not None}
        fields.pop(None, None)
        if "name" in fields and (best is None or len(fields) >= best[0]):
            best = len(fields), fields["name"].row, fields["name"].column
    return best[1:] if best else None
