"""Owns the sheets 填报记录 and 办理记录: what units returned and what happened to items, in text cells."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.entries import entry_id
from qdoc.ledger.record_columns import (
    ENTRIES_SHEET,
    ENTRY_COLUMNS,
    EVENT_COLUMNS,
    EVENTS_SHEET,
    MEMORY_SHEET,
    NAME,
    RecordColumn,
    record_shown,
    remembered,
)
from qdoc.model import Entry, Event, Ledger
from qdoc.render import sheet_style as style
from qdoc.render.head_line import head_line
from qdoc.render.ledger_sheet import SIZE, set_up_print
from qdoc.render.workbook_lines import Lines, Texts, Value, starts_formula

_CENTRED = {"任务编号", "牵头/配合", "期间", "办理状态", "完成数值", "填报人", "填报日期", "收到日期", "类别", "日期"}
_FROZEN = {ENTRIES_SHEET: "E2", EVENTS_SHEET: "G2"}  # who and which item stay in view
_HIDDEN_COLUMNS = 40  # pieces of a remembered line at most: 1.2 million characters


def record_sheets(book: Workbook, ledger: Ledger, texts: Texts) -> list[Lines]:
    """Add the two sheets to ``book``, each only where there is something for it, and return their lines."""
    found: list[Lines] = []
    if ledger.entries:
        lines = Lines(book.create_sheet(ENTRIES_SHEET), len(ENTRY_COLUMNS), texts)
        found.append(_fill(lines, ledger, ENTRY_COLUMNS, ledger.entries, [entry_id(one) for one in ledger.entries]))
    if ledger.events:
        lines = Lines(book.create_sheet(EVENTS_SHEET), len(EVENT_COLUMNS), texts)
        found.append(_fill(lines, ledger, EVENT_COLUMNS, ledger.events, event_names(ledger)))
    return found


def memory_sheet(book: Workbook, ledger: Ledger, texts: Texts) -> list[Lines]:
    """Add the hidden sheet that remembers every return and act as it stands, and return its lines."""
    if not ledger.entries and not ledger.events:
        return []
    sheet = book.create_sheet(MEMORY_SHEET)
    sheet.sheet_state = "hidden"
    lines = Lines(sheet, _HIDDEN_COLUMNS, texts, first=1)
    for entry in ledger.entries:
        lines.add((0, text) for text in remembered(entry_id(entry), entry))
    for name, event in zip(event_names(ledger), ledger.events, strict=True):
        lines.add((0, text) for text in remembered(name, event))
    return [lines]


def event_names(ledger: Ledger) -> list[str]:
    """Names of the acts, by their place in the record: an act has no other name than when it happened."""
    return [f"b{number}" for number in range(1, len(ledger.events) + 1)]


def _fill(
    lines: Lines,
    ledger: Ledger,
    columns: Sequence[RecordColumn],
    ones: Sequence[Entry | Event],
    names: Sequence[str],
) -> Lines:
    _head(lines.sheet, columns, len(ones))
    rows = {row.key: row for row in ledger.rows}
    looks = [_look(lines, column, quoted=False) for column in columns]
    shown_at = [at for at, column in enumerate(columns) if not column.hidden]
    for one, name in zip(ones, names, strict=True):
        row = rows.get(one.row_key)
        shows = [name if column is NAME else record_shown(one, row, column) for column in columns]
        values: list[Value] = []
        for at, text in enumerate(shows):
            quoted = starts_formula(text)
            values.append((_look(lines, columns[at], quoted=True) if quoted else looks[at], text))
        heights = [(shows[at], columns[at].width) for at in shown_at]
        lines.add(values, style.row_height(heights, SIZE, 22))
    return lines


def _look(lines: Lines, column: RecordColumn, *, quoted: bool) -> int:
    return lines.look(style.font(SIZE), _alignment(column), style.GRID, quoted=quoted)


def _head(sheet: Worksheet, columns: Sequence[RecordColumn], count: int) -> None:
    head_line(sheet, [(column, _alignment(column)) for column in columns])
    sheet.freeze_panes = _FROZEN[sheet.title]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    sheet.sheet_view.zoomScale = 90
    set_up_print(sheet, pages=1)
    if sheet.title == ENTRIES_SHEET:
        sheet.page_setup.paperSize = 8  # A3: its eighteen columns on one page of A4 would print in 5.5 points


def _alignment(column: RecordColumn) -> Alignment:
    return style.aligned("center" if column.header in _CENTRED else "left")
