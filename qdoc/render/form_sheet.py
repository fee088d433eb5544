"""Owns a unit's form as a workbook: one line a task, locked but for what is filled in, with hidden keys."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.asking import Form, FormLine, FormMetric, period_name
from qdoc.ledger import form_columns as layout
from qdoc.ledger.form_columns import FORM_COLUMNS, FORM_KEY, NAMES, make_tag
from qdoc.parse.punctuation import full_width
from qdoc.render import sheet_style as style
from qdoc.render.form_words import HINTS, counted, last_told, line_texts, role_words, task_words
from qdoc.render.workbook_parts import settled

SIZE = 10.5
_NO_DATE = datetime(2000, 1, 1)
_FILL = PatternFill("solid", fgColor="FFFBE0")
_NOT_ASKED = PatternFill("solid", fgColor="F2F2F2")
_OPEN = Protection(locked=False)
_AT = {column.header: index for index, column in enumerate(FORM_COLUMNS, 1)}
_FIELD_AT = {column.field: index for index, column in enumerate(FORM_COLUMNS, 1) if column.field}
_SHOWN = [column for column in FORM_COLUMNS if not column.hidden]
_CENTRED = {"序号", "职责", "时限", NAMES[layout.STATUS], NAMES[layout.ACTUAL], "计量单位"}
_HEADER = 5  # the row of the headers; above it title, unit, who fills in, and how
_HEAD_PLACES = {layout.FILLED_BY: (2, 3), layout.PHONE: (4, 6), layout.FILLED_ON: (8, 9)}  # columns of label and cell
_HEAD_ENDS = {layout.FILLED_BY: 3, layout.PHONE: 7, layout.FILLED_ON: 10}
_TEXT = "@"  # what is typed stays as it is typed: no formula, no date out of 3-15


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell to fill in: its tag, the rows that its value is for, and where it stands."""

    tag: str
    row_keys: tuple[str, ...]
    cell: str


def form_xlsx(form: Form, *, quote: Callable[[str], str] = full_width) -> bytes:
    """Return the workbook of one unit's form; the same form gives the same bytes.

    Sheet 进展填报 is locked (no password) but for the cells to fill in; ``_qdoc`` (hidden) names each of them by its
    tag with the rows it answers for. ``quote`` is how words of the notice print. Everything written is text.
    """
    book = Workbook()
    book.properties.creator = "qdoc"
    book.properties.title = form.title
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = layout.FORM_SHEET
    looks = style.Looks()
    places = [*_head(sheet, form), *_body(sheet, form, quote, looks)]
    _guide(sheet, places, form.choices)
    _set_up(sheet)
    _fill_hidden(book.create_sheet(layout.FORM_HIDDEN), form, places)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _head(sheet: Worksheet, form: Form) -> list[_Place]:
    """Title, unit and period, who fills in, how to fill in, the headers; return the cells to fill in."""
    width = sum(column.width for column in _SHOWN)
    last = get_column_letter(len(_SHOWN))
    about = f"{NAMES[layout.UNIT]}：{form.unit}　　填报期：{period_name(form.period)}　　{counted(form)}"
    told = ((1, form.title, 16.0, "方正小标宋简体", "center", 30.0), (2, about, 11.0, style.BODY_FONT, "left", 22.0))
    for at, text, size, face, side, least in (*told, (4, HINTS, 9.5, style.BODY_FONT, "left", 20.0)):
        cell = sheet.cell(at, 1)
        style.put_text(cell, text)
        cell.font, cell.alignment = style.font(size, name=face), style.aligned(side)
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = style.row_height([(text, width)], size, least)
    places = []
    for field in layout.FORM_FIELDS:
        label, at = _HEAD_PLACES[field]
        head, cell = sheet.cell(3, label), sheet.cell(3, at)
        style.put_text(head, NAMES[field])
        head.font, head.alignment = style.font(SIZE, name=style.TITLE_FONT), style.aligned("right")
        for index in range(at, _HEAD_ENDS[field] + 1):
            sheet.cell(3, index).border = style.BLACK_GRID
        if _HEAD_ENDS[field] > at:
            sheet.merge_cells(start_row=3, end_row=3, start_column=at, end_column=_HEAD_ENDS[field])
        cell.font, cell.alignment, cell.fill = style.font(SIZE), style.aligned("left"), _FILL
        cell.number_format, cell.protection = _TEXT, _OPEN
        places.append(_Place(make_tag(FORM_KEY, field), (), cell.coordinate))
    sheet.row_dimensions[3].height = 24
    for index, column in enumerate(FORM_COLUMNS, 1):
        cell = sheet.cell(_HEADER, index)
        cell.font, cell.alignment = style.font(SIZE, name=style.TITLE_FONT), style.aligned("center")
        cell.border, cell.fill = style.BLACK_GRID, style.CLERK_FILL if column.field else style.HEADER_FILL
        style.put_text(cell, column.header)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column.hidden
    sheet.row_dimensions[_HEADER].height = 30
    return places


def _body(sheet: Worksheet, form: Form, quote: Callable[[str], str], looks: style.Looks) -> Iterator[_Place]:
    """A row for each line and its first figure, a further row for each further figure."""
    at = _HEADER
    for number, line in enumerate(form.lines, 1):
        at += 1
        figures: tuple[FormMetric | None, ...] = line.metrics or (None,)
        yield from _line(sheet, at, number, line, figures[0], quote, looks)
        for figure in figures[1:]:
            at += 1
            yield from _row(sheet, at, {"任务": f"（同第{number}项）"}, line, figure, (), looks)


def _line(
    sheet: Worksheet,
    at: int,
    number: int,
    line: FormLine,
    figure: FormMetric | None,
    quote: Callable[[str], str],
    looks: style.Looks,
) -> Iterator[_Place]:
    told = {
        "序号": str(number),
        "任务": quote(task_words(line)),
        "要求（原文摘录）": "\n".join(quote(text) for text in line_texts(line)),
        "职责": role_words(line),
        "时限": line.deadline or "—",
        "上次填报": last_told(line),
        layout.KEY_HEADER: line.key,
    }
    yield from _row(sheet, at, told, line, figure, line.fields, looks)


def _row(
    sheet: Worksheet,
    at: int,
    told: dict[str, str],
    line: FormLine,
    figure: FormMetric | None,
    fields: tuple[str, ...],
    looks: style.Looks,
) -> Iterator[_Place]:
    asked = {field: make_tag(line.key, field) for field in fields}
    if figure is not None:
        asked[layout.ACTUAL] = make_tag(line.key, layout.ACTUAL, figure.id)
        told = told | {layout.TARGET_HEADER: figure.target, "计量单位": figure.unit}
        told[layout.FIGURE_HEADER] = asked[layout.ACTUAL]
    for index, column in enumerate(FORM_COLUMNS, 1):
        cell = sheet.cell(at, index)
        wanted = column.field in asked
        fill = _FILL if wanted else _NOT_ASKED if column.field else None
        alignment = style.aligned("center" if column.header in _CENTRED else "left")
        looks.dress(cell, style.font(SIZE), alignment, style.BLACK_GRID, fill)
        style.put_text(cell, told.get(column.header, ""))
        if wanted:
            assert isinstance(cell, Cell)
            cell.protection = _OPEN
            free = figure is None or not figure.numeric
            cell.number_format = _TEXT if column.field != layout.ACTUAL or free else "General"
            rows = (figure.row_key,) if figure and column.field == layout.ACTUAL else line.row_keys
            yield _Place(asked[column.field], rows, cell.coordinate)
    texts = [(told.get(column.header, ""), column.width) for column in _SHOWN]
    sheet.row_dimensions[at].height = style.row_height(texts, SIZE, 44 if layout.WORDING in asked else 26)


def _guide(sheet: Worksheet, places: list[_Place], words: Sequence[str]) -> None:
    """A list of statuses, figures where a figure is asked, and a word of help at each kind of cell."""
    choices = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choices.errorTitle, choices.error = "请从列表选择", f"办理状态只有：{'、'.join(words)}。"
    figures = DataValidation(
        type="decimal", operator="between", formula1="-1000000000000", formula2="1000000000000", allow_blank=True
    )
    figures.errorTitle, figures.error = "请只填数字", "不写单位、约数和说明；说明写在“进展情况”里。"
    figures.showErrorMessage = choices.showErrorMessage = True
    for each in places:
        tag = layout.read_tag(each.tag)
        if tag is not None and tag.field == layout.STATUS:
            choices.add(each.cell)
        elif tag is not None and tag.field == layout.ACTUAL and sheet[each.cell].number_format == "General":
            figures.add(each.cell)
    for rule in (choices, figures):
        if rule.sqref.ranges:
            sheet.add_data_validation(rule)


def _set_up(sheet: Worksheet) -> None:
    last = get_column_letter(len(_SHOWN))
    sheet.freeze_panes = f"C{_HEADER + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = "C3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.print_area = f"A1:{last}{sheet.max_row}"
    margins = sheet.page_margins
    margins.left = margins.right = 10 / 25.4
    margins.top, margins.bottom = 13 / 25.4, 16 / 25.4
    margins.header = margins.footer = 8 / 25.4
    style.number_pages(sheet)
    sheet.protection.sheet = True  # no password: it keeps a slip of the hand away, not a person
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # False: allowed


def _fill_hidden(sheet: Worksheet, form: Form, places: list[_Place]) -> None:
    """First the form's particulars, a name and a value a line; then every cell to fill in: tag, rows, place, blank."""
    lines: list[tuple[str, ...]] = [
        ("schema", layout.FORM_SCHEMA),
        ("unit", form.unit),
        ("period", form.period),
        ("asked_by", form.asked_by),
        ("plan_sha256", form.plan_sha256),
        ("title", form.title),
        (),
        layout.HIDDEN_HEADER,
    ]
    lines += [(each.tag, " ".join(each.row_keys), each.cell, "") for each in places]
    for at, line in enumerate(lines, 1):
        for index, text in enumerate(line, 1):
            style.put_text(sheet.cell(at, index), text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
