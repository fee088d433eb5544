"""Owns what a clerk sees of the ledger's sheet: the 序号 of each row, rows that a filter hides, sheets of their own."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.columns import COLUMNS, HIDDEN_SHEET, LEDGER_SHEET, PRINT_SHEET
from qdoc.ledger.record_columns import ENTRIES_SHEET, EVENTS_SHEET, MEMORY_SHEET
from qdoc.ledger.wording_columns import WORDING_MEMORY, WORDING_SHEET
from qdoc.returns.plain_sheets import PlainSheets

_OURS = {column.header for column in COLUMNS}
_RECORD_SHEETS = (ENTRIES_SHEET, EVENTS_SHEET, MEMORY_SHEET, WORDING_SHEET, WORDING_MEMORY)
OUR_SHEETS = (LEDGER_SHEET, PRINT_SHEET, HIDDEN_SHEET, *_RECORD_SHEETS)
_HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the sheet: its key, its 序号 as shown (empty where it has none), whether a filter hides it."""

    key: str
    number: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """The sheet's rows that have a key, and what in the workbook is lost on writing it anew: sheets of hers."""

    rows: tuple[ShownRow, ...]
    foreign: tuple[str, ...]


def read_shown(data: bytes) -> ShownSheet:
    """Return what the sheet 台账 shows. ``data`` has been accepted by ``read_returned`` before."""
    sheets = PlainSheets(data, "台账.xlsx", ())
    sheet = sheets[LEDGER_SHEET]
    lines = [[text.strip() for text in row] for row in sheet.rows]
    at = next(i for i, line in enumerate(lines[:_HEAD_ROWS]) if sum("".join(one.split()) in _OURS for one in line) >= 3)
    headers = ["".join(one.split()) for one in lines[at]]
    key_at = headers.index("识别码")
    number_at = headers.index("序号") if "序号" in headers else None
    rows = tuple(
        ShownRow(line[key_at], line[number_at] if number_at is not None else "", index in sheet.hidden)
        for index, line in enumerate(lines[at + 1 :], at + 2)
        if key_at < len(line) and line[key_at]
    )
    return ShownSheet(rows, tuple(f"工作表“{name}”" for name in sheets if name not in OUR_SHEETS))
