"""Owns finding the entries in the sheets of 单位信息.xlsx: headings under titles, columns in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qdoc.model import Diagnostic, Severity
from qdoc.returns.addresses import column_letters
from qdoc.returns.office_fields import (
    COLUMNS,
    OWN_COLUMNS,
    QUIET_COLUMNS,
    SHEETS,
    Entry,
    field_of,
    folded,
    is_note,
    is_section,
    nearest,
    own_field,
)
from qdoc.returns.workbook import Sheet

_SHOWN = 10  # cells that are named one by one
HEAD_ROWS = 15  # a title and instructions may stand above the heading


def find_sheets(sheets: Mapping[str, Sheet], said: list[Diagnostic]) -> dict[str, Sheet]:
    """Return the sheets by the names of ``SHEETS``; a sheet with content that has another name is said."""
    found: dict[str, Sheet] = {}
    for title, sheet in sheets.items():
        known = field_of(title, SHEETS)
        if known and (known not in found or title == known):
            found[known] = sheet
        elif sheet.rows and folded(title) not in QUIET_COLUMNS:
            hint = nearest(title, SHEETS) or f"可用的工作表：{'、'.join(SHEETS)}"
            said.append(Diagnostic("S103", Severity.WARNING, f"工作表“{title}”没有读入", hint=hint))
    return found


def own_lines(sheet: Sheet, said: list[Diagnostic]) -> Iterator[Entry]:
    """Yield the lines of 本单位 as ``key`` and ``value``; lines that name nothing known are there too.

    Said (S104) are cells beside them, but for columns that only explain.

    Under a heading (项目|内容) its columns count; without one the first two filled cells of a line.
    """
    heading = _heading(sheet, OWN_COLUMNS, ("key", "value"))
    below, columns = heading or (0, {})
    quiet = _quiet(sheet, below) if heading else set()
    loose: list[tuple[int, int]] = []
    for at, row in enumerate(sheet.rows[below:], below):
        pairs = [(columns["key"], columns["value"])] if columns else list(_pairs(row))
        used = {column for pair in pairs if _cell(row, pair[0]) for column in pair} | quiet
        loose += [(at, column) for column, text in enumerate(row) if text.strip() and column not in used]
        for key, value in pairs:
            texts = {"key": _cell(row, key), "value": _cell(row, value)}
            if texts["key"] and not is_note(texts["key"]):
                places = {"key": _place(sheet, at, key), "value": _place(sheet, at, value)}
                yield Entry(texts, places, places["key"])
    _tell_loose(sheet, loose, said)


def _pairs(row: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The columns of keys and values in a line without a heading: two cells, or several known keys side by side."""
    filled = [column for column, cell in enumerate(row) if cell.strip()]
    for index, column in enumerate(filled):
        if index == 0 or own_field(row[column]):
            after = filled[index + 1] if index + 1 < len(filled) else column + 1
            yield column, column + 1 if own_field(_cell(row, after)) else after


def table_lines(sheet: Sheet, kind: str, said: list[Diagnostic]) -> Iterator[Entry]:
    """Yield the lines under the heading of the sheet ``kind``; said are a heading not found and columns not read."""
    names = COLUMNS[kind]
    heading = _heading(sheet, names, ("name",))
    if heading is None:
        if sheet.rows:
            hint = f"请在表头里写上：{'、'.join(known[0] for known in names.values())}"
            message = f"工作表“{sheet.name}”前 {HEAD_ROWS} 行里没有表头“{names['name'][0]}”，这张表没有读入"
            said.append(Diagnostic("S103", Severity.WARNING, message, hint=hint))
        return
    below, columns = heading
    _tell_columns(sheet, below, columns, names, said)
    headed = {column for column, cell in enumerate(sheet.rows[below - 1]) if cell.strip()}
    beside = [(at, column) for at, row in enumerate(sheet.rows[below:], below) for column in range(len(row))]
    _tell_loose(sheet, [(at, x) for at, x in beside if x not in headed and sheet.rows[at][x].strip()], said)
    for at, row in enumerate(sheet.rows[below:], below):
        texts = {field: _cell(row, column) for field, column in columns.items()}
        filled = [text for text in texts.values() if text]
        if filled and not is_note(filled[0]) and not (len(filled) == 1 and is_section(filled[0])):
            places = {field: _place(sheet, at, column) for field, column in columns.items()}
            yield Entry(texts, places, f"工作表“{sheet.name}”第 {at + 1} 行")


def _heading(
    sheet: Sheet, names: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]
) -> tuple[int, dict[str, int]] | None:
    """The row below the heading (from 0) and the fields' columns: of the row that names most, the last of equals."""
    best: tuple[int, dict[str, int]] | None = None
    for at, row in enumerate(sheet.rows[:HEAD_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = field_of(cell, names) if cell.strip() else None
            if field is not None:
                columns.setdefault(field, column)
        if all(field in columns for field in needed) and (best is None or len(columns) >= len(best[1])):
            best = at + 1, columns
    return best


def _quiet(sheet: Sheet, below: int) -> set[int]:
    """The columns whose heading (in the row above ``below``) says that they only explain."""
    return {
        column for column, cell in enumerate(sheet.rows[below - 1]) if cell.strip() and folded(cell) in QUIET_COLUMNS
    }


def _tell_loose(sheet: Sheet, cells: list[tuple[int, int]], said: list[Diagnostic]) -> None:
    """Name cells (row and column, from 0) that stand under no heading; lines of remarks and serial numbers are none."""
    texts = {cell: " ".join(sheet.rows[cell[0]][cell[1]].split()) for cell in cells}
    found = [cell for cell, text in texts.items() if not is_note(text) and not (text.isdigit() and len(text) < 5)]
    if found:
        shown = [f"{column_letters(x)}{at + 1}“{texts[at, x][:40]}”" for at, x in found[:_SHOWN]]
        more = f"等 {len(found)} 格" if len(found) > _SHOWN else ""
        message = f"工作表“{sheet.name}”里这些格子不在要读的栏目下，没有读入：{'、'.join(shown)}{more}"
        said.append(Diagnostic("S104", Severity.INFO, message, hint="要用的请移到有表头的栏目里"))


def _tell_columns(
    sheet: Sheet, below: int, columns: Mapping[str, int], names: Mapping[str, tuple[str, ...]], said: list[Diagnostic]
) -> None:
    """Name the columns with a heading and something under it that no field takes."""
    for column, cell in enumerate(sheet.rows[below - 1]):
        used = any(_cell(row, column) for row in sheet.rows[below:])
        if column in columns.values() or not used or folded(cell) in QUIET_COLUMNS:
            continue
        known = [known[0] for field, known in names.items() if field not in columns]
        message = f"{_place(sheet, below - 1, column)}“{' '.join(cell.split())}”这一栏没有读入"
        said.append(Diagnostic("S104", Severity.INFO, message, hint=nearest(cell, known) or None))


def _cell(row: tuple[str, ...], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _place(sheet: Sheet, row: int, column: int) -> str:
    return f"工作表“{sheet.name}”{column_letters(column)}{row + 1}"
