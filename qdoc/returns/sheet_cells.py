"""Owns taking a sheet's texts from the library's own readers, row by row: no cell is kept as an object."""

from __future__ import annotations

import io
from collections.abc import Generator
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import (
    CF_TAG,
    COL_TAG,
    EXT_TAG,
    FORMULA_TAG,
    HYPERLINK_TAG,
    MERGE_TAG,
    ROW_TAG,
    VALIDATION_TAG,
    WorkSheetParser,
)
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.functions import iterparse

from qdoc.errors import LimitExceeded
from qdoc.returns.cell_text import text_of

_LOOKS = {CF_TAG, COL_TAG, EXT_TAG, HYPERLINK_TAG, VALIDATION_TAG}
"""What may be long beside the rows; whatever it says, the texts are the same."""
_BUILT_IN = 164  # number formats below this are the program's own (ECMA-376 §18.8.30)


class Reader(ExcelReader):
    """The library's reader of a workbook for its texts; ``charts``: the sheets that are a chart, not looked at."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.charts: list[str] = []

    def read_chartsheet(self, sheet: Any, _: object) -> None:
        self.charts.append(sheet.name)


class _Parser(WorkSheetParser):
    """The library's parser, saying also which cells hold a formula; their values are the saved results.

    It looks at rows and merged ranges alone: a page that lies in no known way is no reason to read nothing.
    """

    def parse(self) -> Generator[Any, None, None]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)
            elif element.tag in _LOOKS:
                element.clear()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().parse_cell(element)
        made["formula"] = element.find(FORMULA_TAG) is not None
        return made


class SheetCells:
    """A sheet read once. ``rows[0]`` is row 1; ``merged``: its ranges; ``hidden``: rows that are not shown.

    ``bad``, cells without a value to take, holds (row, column) of error values and of formulas whose result was not
    saved, in order.
    """

    def __init__(self, sheet: Any, name: str, *, most_rows: int, most_columns: int) -> None:
        """``sheet``: of a workbook opened by the library ``read_only`` and ``data_only``; ``name``: for messages.

        Raises LimitExceeded where something stands below row ``most_rows`` or right of column ``most_columns``, and
        what the library is led into.
        """
        self.rows: list[list[str]] = []
        self.merged: tuple[tuple[int, int, str], ...] = ()
        self._bad: set[tuple[int, int]] = set()
        self._most_columns = most_columns
        self._styles, self._formats = sheet.parent._cell_styles, sheet.parent._number_formats
        self._wide: list[tuple[int, int]] = []
        far: tuple[int, int] | None = None
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=sheet.parent.epoch,
                date_formats=sheet.parent._date_formats,
                timedelta_formats=sheet.parent._timedelta_formats,
            )
            for _, cells in parser.parse():
                for cell in cells:
                    row, column, value = cell["row"], cell["column"], cell["value"]
                    if row <= most_rows:
                        self._take(row, column, value, cell)
                    elif value is not None and (far is None or row > far[0]):
                        far = (row, column)
        if far is not None:
            raise LimitExceeded(
                f"最后一个有内容的单元格在第 {far[0]:,} 行（{get_column_letter(far[1])}{far[0]}）",
                file=name,
                place=f"工作表“{sheet.title}”",
                rule=f"不超过 {most_rows:,} 行",
                hint="请删去下面误填的内容再保存",
            )
        if self._wide:
            column, row = max(self._wide)
            place = f"{get_column_letter(column)}{row}"
            raise LimitExceeded(
                f"最右边一个有内容的单元格是 {place}",
                file=name,
                place=f"工作表“{sheet.title}”",
                rule=f"不超过 {most_columns} 列（到 {get_column_letter(most_columns)} 列）",
                hint="请把右边的内容移到左边，误填的删去，再保存",
            )
        self.hidden = [int(row) for row, look in parser.row_dimensions.items() if look.get("hidden") in ("1", "true")]
        if parser.merged_cells:
            self._merge(parser.merged_cells)

    @property
    def bad(self) -> list[tuple[int, int]]:
        """The cells that hold no value to take, in order."""
        return sorted(self._bad)

    def _take(self, row: int, column: int, value: object, cell: dict[str, Any]) -> None:
        style = self._styles[cell["style_id"]]
        spoiled = cell["data_type"] == "e" or (cell["formula"] and value is None)
        if value is None and not spoiled:
            return
        if column > self._most_columns:
            if spoiled or str(value).strip():
                self._wide = [max([(column, row), *self._wide])]
            return
        if spoiled:
            self._bad.add((row, column))
        look = self._format(style) if type(value) in (int, float) else ""
        text = text_of(value, look)
        if row > len(self.rows):
            self.rows.extend([] for _ in range(row - len(self.rows)))
        texts = self.rows[row - 1]
        if column > len(texts):
            texts.extend([""] * (column - len(texts)))
        texts[column - 1] = text

    def _format(self, style: Any) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        number = style.numFmtId
        return BUILTIN_FORMATS.get(number, "General") if number < _BUILT_IN else self._formats[number - _BUILT_IN]

    def _merge(self, found: Any) -> None:
        """Merging shows the first cell only: what a file still holds under it is gone for whoever looks."""
        areas = {area.coord: area for area in (CellRange(each.ref) for each in found.mergeCell)}
        for area in areas.values():
            for row, column in list(area.cells)[1:]:
                self._bad.discard((row, column))
                if row <= len(self.rows) and column <= len(self.rows[row - 1]):
                    self.rows[row - 1][column - 1] = ""
        self.merged = tuple(sorted((area.min_row, area.max_row, area.coord) for area in areas.values()))
