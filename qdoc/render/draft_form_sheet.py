"""Owns a draft's form as a workbook: a row a field, then the text a paragraph a row."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.draft.forms import BODY_LABEL, CHOICES, FORM_MARK, KIND_LABEL, REMARK, DraftForm
from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled

HEADINGS = ("项目", "内容", "说明")
BODY_ROWS = 120
_WIDTHS = (16, 90, 60)
_SIZE = 11
_BODY_ABOUT = "正文一段一行，写在“内容”栏，行数不够接着往下写；左边一栏不用填"


def draft_form_xlsx(form: DraftForm) -> bytes:
    """Return the workbook; the same form gives the same bytes. Every cell is text, in rows to come too."""
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", f"公文草稿（{form.kind.name}）"
    book.properties.created = datetime(2000, 1, 1)
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = FORM_MARK
    rows = [(REMARK, "", ""), HEADINGS, (KIND_LABEL, form.kind.name, "不用改")]
    rows += [(label, form.values.get(label, ""), form.waiting(label)) for label in form.kind.labels]
    body = len(rows) + 1
    lines = [(line.text, line.note) for line in form.lines] or [("", hint) for hint in form.kind.hints]
    lines[0] = (lines[0][0], lines[0][1] or _BODY_ABOUT)
    rows += [(BODY_LABEL if at == 0 else "", text, note) for at, (text, note) in enumerate(lines)]
    for at, row in enumerate((*rows, *[("", "", "")] * max(0, BODY_ROWS - len(lines))), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            style.put_text(cell, text)
            cell.number_format = "@"
            cell.font = Font(
                name=style.TITLE_FONT if at == 2 or column == 1 else style.BODY_FONT,
                size=_SIZE,
                color=style.QUIET_COLOUR if column == 3 and at > 2 else None,
            )
            cell.alignment = Alignment(wrap_text=at > 1, vertical="center" if at < body else "top")
            if at > 1:
                cell.border = style.GRID
            if at == 2:
                cell.fill = style.HEADER_FILL
            elif column == 2 and at > 3:
                cell.fill = style.CLERK_FILL
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for label, choices in CHOICES.items():
        if label in form.kind.labels:
            choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            choice.add(f"B{4 + form.kind.labels.index(label)}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())
