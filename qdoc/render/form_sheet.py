"""Owns a unit's form as a workbook: one line a task, locked but for what is filled in, with hidden keys."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.asking import Form, FormLine, FormMetric, period_name
from qdoc.ledger import form_columns as layout
from qdoc.ledger.form_columns import FORM_COLUMNS, FORM_KEY, NAMES, FormColumn, make_tag
from qdoc.parse.punctuation import full_width
from qdoc.render import sheet_style as style
from qdoc.render.form_words import HINTS, counted, last_figure, last_told_beside, line_texts, role_words, task_words
from qdoc.render.workbook_lines import Lines, Texts, Value, starts_formula
from qdoc.render.workbook_parts import settled

SIZE = 10.5
_NO_DATE = datetime(2000, 1, 1)
_FILL = PatternFill("solid", fgColor="FFFBE0")
_NOT_ASKED = PatternFill("solid", fgColor="F2F2F2")
_OPEN = Protection(locked=False)
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
    figure: bool = False  # only a number may be filled in


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
    texts = Texts()
    body = _Body(Lines(sheet, len(FORM_COLUMNS), texts, first=_HEADER + 1), form.period, quote, _head(sheet, form))
    for number, line in enumerate(form.lines, 1):
        body.add(number, line)
    _guide(sheet, body.places, form.choices)
    _set_up(sheet, body.lines.next_row - 1)
    hidden = _hidden_lines(book.create_sheet(layout.FORM_HIDDEN), form, body.places, texts)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), (body.lines, hidden))


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
        sheet.merged_cells.add(f"A{at}:{last}{at}")  # as merge_cells, without looking at every border again
        sheet.row_dimensions[at].height = style.row_height([(text, width)], size, least)
    places, looks = [], style.Looks()
    titled, plain = style.font(SIZE, name=style.TITLE_FONT), style.font(SIZE)
    for field in layout.FORM_FIELDS:
        label, at = _HEAD_PLACES[field]
        head, cell = sheet.cell(3, label), sheet.cell(3, at)
        style.put_text(head, NAMES[field])
        head.font, head.alignment = titled, style.aligned("right")
        for index in range(at, _HEAD_ENDS[field] + 1):
            looks.dress(sheet.cell(3, index), plain, style.aligned("left"), style.BLACK_GRID, _FILL)
        if _HEAD_ENDS[field] > at:
            sheet.merged_cells.add(f"{cell.coordinate}:{get_column_letter(_HEAD_ENDS[field])}3")
        cell.number_format, cell.protection = _TEXT, _OPEN
        places.append(_Place(make_tag(FORM_KEY, field), (), cell.coordinate))
    sheet.row_dimensions[3].height = 24
    for index, column in enumerate(FORM_COLUMNS, 1):
        cell = sheet.cell(_HEADER, index)
        fill = style.CLERK_FILL if column.field else style.HEADER_FILL
        looks.dress(cell, titled, style.aligned("center"), style.BLACK_GRID, fill)
        style.put_text(cell, column.header)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column.hidden
    sheet.row_dimensions[_HEADER].height = 30
    return places


class _Body:
    """The lines below the headers: a row for each line and its first figure, a further row for each further figure."""

    def __init__(self, lines: Lines, period: str, quote: Callable[[str], str], places: list[_Place]) -> None:
        """``places``: the cells to fill in so far; those of the lines are added to it."""
        self.lines, self.places = lines, places
        self._period, self._quote, self._font = period, quote, style.font(SIZE)

    def add(self, number: int, line: FormLine) -> None:
        """Add ``line``, the ``number``-th of the form."""
        quote = self._quote
        told = {
            "序号": str(number),
            "任务": quote(task_words(line)),
            "要求（原文摘录）": "\n".join(quote(text) for text in line_texts(line)),
            "职责": role_words(line),
            "时限": line.deadline or "—",
            "上次填报": last_told_beside(line, self._period),
            layout.KEY_HEADER: line.key,
        }
        figures: tuple[FormMetric | None, ...] = line.metrics or (None,)
        self._row(told, line, figures[0], line.fields)
        for figure in figures[1:]:
            last = last_figure(figure) if figure else ""
            self._row({"任务": f"（同第{number}项）", "上次填报": last}, line, figure, ())

    def _row(self, told: dict[str, str], line: FormLine, figure: FormMetric | None, fields: tuple[str, ...]) -> None:
        asked = {field: make_tag(line.key, field) for field in fields}
        if figure is not None:
            asked[layout.ACTUAL] = make_tag(line.key, layout.ACTUAL, figure.id)
            told = told | {layout.TARGET_HEADER: figure.target, "计量单位": figure.unit}
            told[layout.FIGURE_HEADER] = asked[layout.ACTUAL]
        at, cells = self.lines.next_row, list[Value]()
        for index, column in enumerate(FORM_COLUMNS, 1):
            words, wanted = told.get(column.header, ""), column.field in asked
            number = wanted and column.field == layout.ACTUAL and figure is not None and figure.numeric
            cells.append((self._look(column, words, wanted=wanted, number=number), words))
            if wanted:
                rows = (figure.row_key,) if figure and column.field == layout.ACTUAL else line.row_keys
                place = f"{get_column_letter(index)}{at}"
                self.places.append(_Place(asked[column.field], rows, place, number))
        texts = [(told.get(column.header, ""), column.width) for column in _SHOWN]
        self.lines.add(cells, style.row_height(texts, SIZE, 44 if layout.WORDING in asked else 26))

    def _look(self, column: FormColumn, words: str, *, wanted: bool, number: bool) -> int:
        return self.lines.look(
            self._font,
            style.aligned("center" if column.header in _CENTRED else "left"),
            style.BLACK_GRID,
            _FILL if wanted else _NOT_ASKED if column.field else None,
            quoted=starts_formula(style.clean_text(words)),
            number_format=_TEXT if wanted and not number else "",
            protection=_OPEN if wanted else None,
        )


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
        elif each.figure:
            figures.add(each.cell)
    for rule in (choices, figures):
        if rule.sqref.ranges:
            sheet.add_data_validation(rule)


def _set_up(sheet: Worksheet, rows: int) -> None:
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
    sheet.print_area = f"A1:{last}{rows}"
    margins = sheet.page_margins
    margins.left = margins.right = 10 / 25.4
    margins.top, margins.bottom = 13 / 25.4, 16 / 25.4
    margins.header = margins.footer = 8 / 25.4
    style.number_pages(sheet)
    sheet.protection.sheet = True  # no password: it keeps a slip of the hand away, not a person
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # False: allowed


def _hidden_lines(sheet: Worksheet, form: Form, places: Sequence[_Place], texts: Texts) -> Lines:
    """First the form's particulars, a name and a value a line; then every cell to fill in: tag, rows, place, blank."""
    head: list[tuple[str, ...]] = [
        ("schema", layout.FORM_SCHEMA),
        ("unit", form.unit),
        ("period", form.period),
        ("asked_by", form.asked_by),
        ("plan_sha256", form.plan_sha256),
        ("title", form.title),
        (),
        layout.HIDDEN_HEADER,
    ]
    for at, line in enumerate(head, 1):
        for index, text in enumerate(line, 1):
            style.put_text(sheet.cell(at, index), text)
    lines = Lines(sheet, len(layout.HIDDEN_HEADER), texts, first=len(head) + 1)
    for each in places:
        lines.add((0, text) for text in (each.tag, " ".join(each.row_keys), each.cell))
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    return lines
