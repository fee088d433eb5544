"""Owns 台账.xlsx as bytes: the working sheet, the print sheet, and the hidden sheet that remembers what qdoc wrote."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.columns import HIDDEN_SHEET, LEDGER_SCHEMA, LEDGER_SHEET, PRINT_SHEET
from qdoc.ledger.record import head_items, record_header, record_values
from qdoc.model import Ledger
from qdoc.parse.punctuation import full_width
from qdoc.render.allocation_sheet import fill_allocation_sheet
from qdoc.render.entries_sheet import memory_sheet, record_sheets
from qdoc.render.ledger_sheet import fill_ledger_sheet
from qdoc.render.wording_sheet import wording_memory, wording_sheet
from qdoc.render.workbook_lines import Lines, Texts
from qdoc.render.workbook_parts import settled

_NO_DATE = datetime(2000, 1, 1)


def ledger_xlsx(ledger: Ledger, *, quote: Callable[[str], str] = full_width) -> bytes:
    """Return the workbook of ``ledger``; the same ledger gives the same bytes, whatever the day.

    Sheet 台账 is for work, 任务分解表 for print, ``_qdoc`` (hidden) for reading the workbook back; 填报记录 and
    办理记录 come with the first return and the first act, 总结文字 with the first paragraph of the summary that is
    the clerk's, and hidden sheets with them. The working sheet keeps the notice's own punctuation; ``quote`` is how
    the print sheet shows it (docs/contract.md §5).
    """
    book = Workbook()
    book.properties.creator = "qdoc"
    book.properties.title = ledger.head.plan_title or ledger.head.notice_title
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)  # its digits are 7 pixels wide in every program
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = LEDGER_SHEET
    texts = Texts()
    lines = [fill_ledger_sheet(sheet, ledger, texts)]
    lines.append(fill_allocation_sheet(book.create_sheet(PRINT_SHEET), ledger, quote, texts))
    lines += record_sheets(book, ledger, texts)
    lines += wording_sheet(book, ledger, texts)
    lines.append(_hidden_lines(book.create_sheet(HIDDEN_SHEET), ledger, texts))
    lines += memory_sheet(book, ledger, texts)
    lines += wording_memory(book, ledger, texts)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), lines)


def _hidden_lines(sheet: Worksheet, ledger: Ledger, texts: Texts) -> Lines:
    """First the head, a name and a value a line; then, under the header of the record, every field of every row."""
    header = record_header()
    lines = Lines(sheet, len(header), texts, first=1)
    for line in [("schema", LEDGER_SCHEMA), *head_items(ledger), (), header]:
        lines.add((0, text) for text in line)
    for row in ledger.rows:
        lines.add((0, text) for text in record_values(row))
    sheet.sheet_state = "hidden"
    return lines
