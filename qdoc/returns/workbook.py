"""Owns opening a workbook that came back: checked as untrusted bytes first, then every sheet as plain texts."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from qdoc.errors import DamagedFile, EncryptedFile, LedgerRefused, LimitExceeded, UnsupportedFormat
from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC, Package, ole_streams
from qdoc.returns.merged import refuse_wide_merges

_SAVE_AS = "请用 Excel 或 WPS 打开后，另存为“Excel 工作簿（.xlsx）”再试"
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    SyntaxError,
    RecursionError,
    OverflowError,
)
"""What the library is led into by parts that are not what they should be; SyntaxError: XML that is cut off."""
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([^"']+)""")
_PLAIN = (b"utf-8", b"us-ascii")
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 1_500_000
"""Cells of all sheets, empty ones too; the library takes some 400 bytes for each."""
_CELL = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as texts: ``rows[0]`` is row 1. Trailing empty rows and cells are cut.

    ``merged``: its merged ranges as (first row, last row, what a clerk calls it: ``I2:I4``), in order. ``spoiled``: the
    cells (``I2``) that hold an error value or a formula whose result was not saved, where they were not refused.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, str], ...] = ()
    spoiled: frozenset[str] = frozenset()


def open_workbook(data: bytes, name: str, *, keep_spoiled: bool = False) -> Mapping[str, Sheet]:
    """Return the sheets of the workbook ``data`` by name.

    Numbers come back as they read (``95``, not ``95.0``; ``95%`` where the cell shows per cent), dates as YYYY-MM-DD.
    Raises UnsupportedFormat, EncryptedFile, DamagedFile, LimitExceeded, InputRefused (a DTD inside), and LedgerRefused
    naming the cells that hold an error value or a formula whose result was not saved; ``keep_spoiled`` lists them in
    ``Sheet.spoiled`` instead.
    """
    check_container(data, name)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library says in English of a part that it passes over
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
            formulas = {sheet.title: _formula_cells(sheet) for sheet in book.worksheets}
            if any(formulas.values()):
                book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except _BROKEN as error:
        raise DamagedFile(f"工作簿结构有错（{type(error).__name__}）", file=name, hint=_SAVE_AS) from error
    return {
        sheet.title: _texts(sheet, name, formulas.get(sheet.title, frozenset()), keep_spoiled=keep_spoiled)
        for sheet in book.worksheets
    }


def _refuse_dtd(package: Package, member: str, content: bytes) -> None:
    """Parse a part that could hold a DTD, in whatever encoding it says it is; parsing refuses it."""
    declared = _DECLARED.search(content, 0, 200)
    strange = b"\0" in content or (declared is not None and declared[1].lower() not in _PLAIN)
    if strange or b"<!" in content:
        package.xml(member)


def _filled(sheet: Any) -> list[Any]:
    """The cells that hold something: a sheet whose formatting runs to its last row has a million that do not."""
    return [cell for cell in sheet._cells.values() if cell.value is not None]


def check_container(data: bytes, name: str) -> Package:
    """Return the package of a workbook, every part of it held to the limits. Raises as ``open_workbook`` does."""
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage" in ole_streams(data):
            raise EncryptedFile("工作簿有密码保护", file=name, hint="请在 Excel 或 WPS 中取消打开密码后另存再试")
        raise UnsupportedFormat("这是旧版 Excel（.xls）或 WPS 表格（.et）文件", file=name, hint=_SAVE_AS)
    if not data.startswith(ZIP_MAGIC):
        raise UnsupportedFormat("不是 Excel 工作簿（.xlsx）", file=name, hint=_SAVE_AS)
    package = Package(data, name)
    if "xl/workbook.xml" not in package:
        raise UnsupportedFormat("压缩包里没有 Excel 工作簿", file=name, hint=_SAVE_AS)
    cells = 0
    for member in package.members:
        content = package.read(member)  # counts every member against the limits
        cells += sum(map(content.count, _CELL)) if member.startswith("xl/worksheets/") else 0
        if cells > MAX_CELLS:
            raise LimitExceeded(
                "工作簿里的单元格太多", file=name, place=member, rule=f"不超过 {MAX_CELLS:,} 格", hint=_SAVE_AS
            )
        if member.endswith((".xml", ".rels", ".vml")):
            _refuse_dtd(package, member, content)
            refuse_wide_merges(content, name)
    return package


def _formula_cells(sheet: Any) -> frozenset[str]:
    return frozenset(cell.coordinate for cell in _filled(sheet) if cell.data_type == "f")


def _last_cell(sheet: Any, name: str) -> tuple[int, int]:
    """Return the last row and column that hold something. Raises LimitExceeded where that is beyond any ledger."""
    filled = _filled(sheet)
    row, column = max((cell.row for cell in filled), default=0), max((cell.column for cell in filled), default=0)
    if row > MAX_ROWS:
        at = next(cell.coordinate for cell in filled if cell.row == row)
        raise LimitExceeded(
            f"最后一个有内容的单元格在第 {row:,} 行（{at}）",
            file=name,
            place=f"工作表“{sheet.title}”",
            rule=f"不超过 {MAX_ROWS:,} 行",
            hint="请删去下面误填的内容再保存",
        )
    return row, min(column, MAX_COLUMNS)


def _corner(coordinate: str) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(coordinate)
    return min(row, MAX_ROWS), min(column, MAX_COLUMNS)


def _texts(sheet: Any, name: str, formulas: frozenset[str], *, keep_spoiled: bool) -> Sheet:
    rows: list[tuple[str, ...]] = []
    bad: list[str] = []
    last_row, last_column = _last_cell(sheet, name)
    for at in formulas:  # one without a saved result holds nothing, and may be the last
        row, column = _corner(at)
        last_row, last_column = max(last_row, row), max(last_column, column)
    for cells in sheet.iter_rows(max_row=last_row, max_col=last_column) if last_row else ():
        texts = []
        for cell in cells:
            if cell.data_type == "e" or (cell.coordinate in formulas and cell.value is None):
                bad.append(cell.coordinate)
            texts.append(text_of(cell.value, cell.number_format if type(cell.value) in (int, float) else ""))
        while texts and not texts[-1]:
            texts.pop()
        rows.append(tuple(texts))
    while rows and not rows[-1]:
        rows.pop()
    if bad and not keep_spoiled:
        cells_named = "、".join(bad[:10]) + ("等" if len(bad) > 10 else "")
        raise LedgerRefused(
            "单元格里是错误值，或是没有保存结果的公式",
            file=name,
            place=f"工作表“{sheet.title}”{cells_named}",
            hint="请把这些单元格改成文字或数字（复制后“选择性粘贴—数值”）再保存",
        )
    merged = sorted((area.min_row, area.max_row, area.coord) for area in sheet.merged_cells.ranges)
    return Sheet(sheet.title, tuple(rows), tuple(merged), frozenset(bad))


def text_of(value: object, number_format: str = "") -> str:
    """Return what a cell's value reads as."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and number_format.endswith("%"):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
