"""Owns the sheet 总结文字: the year-end summary's paragraphs that are the clerk's, in text cells."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.wording_columns import (
    KIND,
    PLACE,
    SLOT,
    TEXT,
    WORDING_COLUMNS,
    WORDING_MEMORY,
    WORDING_SHEET,
    WordingColumn,
    remembered_passage,
)
from qdoc.model import EditedPassage, Ledger
from qdoc.render import sheet_style as style
from qdoc.render.head_line import head_line
from qdoc.render.ledger_sheet import SIZE, set_up_print
from qdoc.render.workbook_lines import Lines, Texts, starts_formula
from qdoc.summary.worded import typed_numbers

_MEMORY_COLUMNS = 40  # pieces of a remembered passage at most: 1.2 million characters


def wording_sheet(book: Workbook, ledger: Ledger, texts: Texts) -> list[Lines]:
    """Add the sheet to ``book`` where there is a passage for it, and return its lines."""
    if not ledger.passages:
        return []
    sheet = book.create_sheet(WORDING_SHEET)
    _head(sheet, len(ledger.passages))
    lines = Lines(sheet, len(WORDING_COLUMNS), texts)
    plain = style.font(SIZE)
    for passage in ledger.passages:
        values = []
        for column in WORDING_COLUMNS:
            text = shown_passage(passage, column)
            look = lines.look(plain, style.aligned(_side(column)), style.GRID, quoted=starts_formula(text))
            values.append((look, text))
        shown = [(text, column.width) for column, (_, text) in zip(WORDING_COLUMNS, values, strict=True)]
        lines.add(values, style.row_height(shown[:-1], SIZE, 22))
    return [lines]


def wording_memory(book: Workbook, ledger: Ledger, texts: Texts) -> list[Lines]:
    """Add the hidden sheet that remembers every passage as it stands, and return its lines."""
    if not ledger.passages:
        return []
    sheet = book.create_sheet(WORDING_MEMORY)
    sheet.sheet_state = "hidden"
    lines = Lines(sheet, _MEMORY_COLUMNS, texts, first=1)
    for passage in ledger.passages:
        lines.add((0, text) for text in remembered_passage(passage))
    return [lines]


def shown_passage(passage: EditedPassage, column: WordingColumn) -> str:
    """Return what ``column`` shows of ``passage``; numbers that she typed are listed as waiting to be looked at."""
    if column is KIND:
        return passage.kind.label
    if column is PLACE:
        return passage.place
    if column is TEXT:
        return passage.text
    return passage.slot if column is SLOT else "、".join(dict.fromkeys(typed_numbers(passage)))


def _head(sheet: Worksheet, count: int) -> None:
    head_line(sheet, [(column, style.aligned(_side(column))) for column in WORDING_COLUMNS])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(WORDING_COLUMNS))}{count + 1}"
    set_up_print(sheet, pages=1)


def _side(column: WordingColumn) -> str:
    return "center" if column is KIND else "left"
