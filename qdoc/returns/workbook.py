"""Owns opening a workbook that came back: checked as untrusted bytes first, then every sheet as plain texts."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.errors import DamagedFile, EncryptedFile, LedgerRefused, LimitExceeded, UnsupportedFormat
from qdoc.read import limits
from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC, Package, check_xml, is_apart, ole_streams
from qdoc.returns.merged import refuse_wide_merges
from qdoc.returns.strict import in_usual_names

if TYPE_CHECKING:
    from openpyxl import Workbook

    from qdoc.returns.sheet_cells import SheetCells

_SAVE_AS = "请用 Excel 或 WPS 打开后，另存为“Excel 工作簿（.xlsx）”再试"
_SPLIT = "请删去用不着的工作表、行和列再保存，或把台账分成几份"
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
_LOOKED_INTO = (".xml", ".rels", ".vml")
_PLAIN = (b"utf-8", b"us-ascii")
_NOT_WRITTEN = "工作簿里有读不懂的格式，程序不能在里面添写"
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 1_500_000
"""Cells of all sheets, empty ones too."""
MAX_STRINGS = 600_000
"""Texts that the cells of a workbook share (xl/sharedStrings.xml)."""
_STRING = (b"<si>", b"<si ", b"<si/", b":si>", b":si ", b":si/")
_CELL = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as texts: ``rows[0]`` is row 1. Trailing empty rows and cells are cut.

    ``merged``: its merged ranges as (first row, last row, what a clerk calls it: ``I2:I4``), in order. ``spoiled``: the
    cells (``I2``) that hold an error value or a formula whose result was not saved, where they were not refused.
    ``hidden``: the numbers of its rows that hold something and are hidden, as by a filter.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, str], ...] = ()
    spoiled: frozenset[str] = frozenset()
    hidden: frozenset[int] = frozenset()


def open_workbook(data: bytes, name: str, *, keep_spoiled: bool = False) -> Mapping[str, Sheet]:
    """Return the sheets of the workbook ``data`` by name, at least one; behind them those that are a chart, as empty.

    Numbers come back as they read (``95``, not ``95.0``; ``95%`` where the cell shows per cent), dates as YYYY-MM-DD.
    Raises UnsupportedFormat, EncryptedFile, DamagedFile, LimitExceeded, InputRefused (a DTD inside), and LedgerRefused
    naming the cells that hold an error value or a formula whose result was not saved; ``keep_spoiled`` lists them in
    ``Sheet.spoiled`` instead.
    """
    package = check_container(data, name)
    if package.xml_bytes() > limits.PARENT_XML_BYTES and not is_apart():
        from qdoc.read.worker import read_apart

        function = open_spoiled if keep_spoiled else open_workbook
        made: dict[str, Sheet] = read_apart(f"{__name__}:{function.__name__}", data, name, dict[str, Sheet])
        return made
    from qdoc.returns.sheet_cells import Reader, SheetCells

    with _guarded(name, "工作簿结构有错"):
        reader = Reader(io.BytesIO(in_usual_names(package, data)))
        reader.read()
        tables = reader.wb.worksheets
        _refuse_lost(package, [*(sheet.title for sheet in tables), *reader.charts], len(tables), name)
        read = {sheet.title: SheetCells(sheet, name, most_rows=MAX_ROWS, most_columns=MAX_COLUMNS) for sheet in tables}
    found = {title: _texts(title, cells, name, keep_spoiled=keep_spoiled) for title, cells in read.items()}
    return found | {title: Sheet(title, ()) for title in reader.charts}


def load_whole(data: bytes, name: str) -> Workbook:
    """Return the workbook ``data`` as the library keeps it, looks and all, to be changed and saved (``save_whole``).

    Raises as ``open_workbook`` does; DamagedFile also where only looks are damaged, for they would be lost on saving.
    """
    import openpyxl

    package = check_container(data, name)
    if package.xml_bytes() > limits.PARENT_XML_BYTES:  # cells with their looks take fifty times as much memory
        rule = f"内容解压后不超过 {limits.PARENT_XML_BYTES // limits.MIB} MB"
        raise LimitExceeded("工作簿太大，程序不能在里面添写", file=name, rule=rule, hint=_SPLIT)
    with _guarded(name, _NOT_WRITTEN):
        book = openpyxl.load_workbook(io.BytesIO(in_usual_names(package, data)))
    _refuse_lost(package, book.sheetnames, len(book.worksheets), name)
    return book


def save_whole(book: Workbook, name: str) -> bytes:
    """Return the bytes of ``book`` (from ``load_whole``). Raises DamagedFile where the library cannot write it."""
    out = io.BytesIO()
    with _guarded(name, _NOT_WRITTEN):
        book.save(out)
    return out.getvalue()


@contextmanager
def _guarded(name: str, problem: str) -> Iterator[None]:
    """Make a DamagedFile of what the library is led into, and keep it silent."""
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it prints of a look that is not there
            warnings.simplefilter("ignore")  # what the library says in English of a part that it passes over
            yield
    except _BROKEN as error:
        raise DamagedFile(f"{problem}（{type(error).__name__}）", file=name, hint=_SAVE_AS) from error


def _refuse_lost(package: Package, titles: list[str], tables: int, name: str) -> None:
    """Raise DamagedFile where the workbook lists a sheet that the library passed over, two of one name, or no table."""
    listed = [sheet.get("name", "") for sheet in package.xml("xl/workbook.xml").iter("{*}sheet")]
    lost = [title for title in listed if title not in titles] or [x for x in listed if listed.count(x) > 1][:1]
    if lost:
        raise DamagedFile(f"工作表“{'”“'.join(lost)}”读不出来", file=name, hint=_SAVE_AS)
    if not tables:
        raise DamagedFile("工作簿里没有一张工作表", file=name, hint=_SAVE_AS)


def open_spoiled(data: bytes, name: str) -> Mapping[str, Sheet]:
    """As ``open_workbook`` with ``keep_spoiled``."""
    return open_workbook(data, name, keep_spoiled=True)


def _texts(title: str, cells: SheetCells, name: str, *, keep_spoiled: bool) -> Sheet:
    from openpyxl.utils import get_column_letter

    rows: list[tuple[str, ...]] = []
    for texts in cells.rows:
        while texts and not texts[-1]:
            texts.pop()
        rows.append(tuple(texts))
        texts.clear()
    while rows and not rows[-1]:
        rows.pop()
    bad = [f"{get_column_letter(column)}{row}" for row, column in cells.bad]
    if bad and not keep_spoiled:
        cells_named = "、".join(bad[:10]) + ("等" if len(bad) > 10 else "")
        raise LedgerRefused(
            "单元格里是错误值，或是没有保存结果的公式",
            file=name,
            place=f"工作表“{title}”{cells_named}",
            hint="请把这些单元格改成文字或数字（复制后“选择性粘贴—数值”）再保存",
        )
    hidden = frozenset(row for row in cells.hidden if row <= len(rows) and rows[row - 1])
    return Sheet(title, tuple(rows), cells.merged, frozenset(bad), hidden)


def _refuse_dtd(package: Package, member: str, content: bytes) -> None:
    """Parse a part that could hold a DTD, in whatever encoding it says it is; parsing refuses it."""
    declared = _DECLARED.search(content, 0, 200)
    strange = b"\0" in content or (declared is not None and declared[1].lower() not in _PLAIN)
    if strange or b"<!" in content:
        check_xml(content, package.name, member)


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
    cells = strings = 0
    for member in package.members:
        if not member.endswith(_LOOKED_INTO) and not member.startswith("xl/worksheets/"):
            package.weigh(member)  # every member counts
            continue
        content = package.read(member)
        cells += sum(map(content.count, _CELL)) if member.startswith("xl/worksheets/") else 0
        strings += sum(map(content.count, _STRING)) if "haredStrings" in member else 0
        if strings > MAX_STRINGS:
            raise LimitExceeded(
                "工作簿里不同的文字太多", file=name, place=member, rule=f"不超过 {MAX_STRINGS:,} 条", hint=_SPLIT
            )
        if cells > MAX_CELLS:
            raise LimitExceeded(
                "工作簿里的单元格太多", file=name, place=member, rule=f"不超过 {MAX_CELLS:,} 格", hint=_SPLIT
            )
        if member.endswith(_LOOKED_INTO):
            _refuse_dtd(package, member, content)
            refuse_wide_merges(content, name)
    return package
