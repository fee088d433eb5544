"""Owns the 序号 of each row as the sheet 台账 shows it, and the sheets that a clerk added, read the quick way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.ledger.columns import COLUMNS, LEDGER_SHEET
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.shown import OUR_SHEETS

_HEADERS = {column.header for column in COLUMNS}
_HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class Serials:
    """``numbers``: row key → 序号 as shown, rows without one left out; ``foreign``: sheets that are not qdoc's."""

    numbers: Mapping[str, str]
    foreign: tuple[str, ...]


def read_serials(data: bytes, name: str) -> Serials:
    """Return what the workbook ``data`` shows; it has been accepted by ``read_returned`` before."""
    sheets = PlainSheets(data, name, ())
    rows = sheets[LEDGER_SHEET].rows
    headers = [["".join(text.split()) for text in line] for line in rows[:_HEAD_ROWS]]
    at = next(index for index, line in enumerate(headers) if sum(text in _HEADERS for text in line) >= 3)
    key_at = headers[at].index("识别码")
    number_at = headers[at].index("序号") if "序号" in headers[at] else None
    numbers: dict[str, str] = {}
    for line in rows[at + 1 :]:
        key = line[key_at] if key_at < len(line) else ""
        if number_at is not None and key and number_at < len(line) and line[number_at]:
            numbers[key] = line[number_at].removesuffix(".0")
    return Serials(numbers, tuple(f"工作表“{title}”" for title in sheets if title not in OUR_SHEETS))
