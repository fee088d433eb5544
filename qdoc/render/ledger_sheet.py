"""Owns the sheet 台账: the flat record that a clerk filters, sorts, corrects and keeps up through the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.columns import COLUMNS, NO, STATUSES, YES, Column, is_suggested, shown
from qdoc.ledger.units import is_unassigned
from qdoc.model import Ledger, LedgerRow
from qdoc.render import sheet_style as style
from qdoc.render.workbook_lines import Lines, Texts, Value, starts_formula

SIZE = 10.5
_WIDTHS = {
    "序号": 5, "主题": 18, "任务编号": 8, "任务": 20, "具体事项": 48, "力度": 6, "量化指标": 24, "牵头单位": 17,
    "责任单位": 17, "配合单位": 22, "完成时限": 14, "截止日": 11.5, "确认": 6, "建议备选": 20, "办理状态": 10,
    "完成数值": 10, "进展情况": 28, "存在问题": 22, "是否结转": 7, "总结用语": 28, "备注": 18, "标记": 9,
    "原文位置": 20, "识别码": 16,
}  # fmt: skip
_BASIS_WIDTH, _OWN_WIDTH = 9, 16
_OWN_FONT, _OWN_SIDE = style.font(SIZE), style.aligned("left")
_CENTRED = {"序号", "任务编号", "力度", "截止日", "确认", "办理状态", "完成数值", "是否结转", "标记"}
_CLERKS = {"确认", "办理状态", "完成数值", "进展情况", "存在问题", "是否结转", "总结用语", "备注"}
_QUIET = ("strength", "alternatives", "place", "key")
_NOBODY, _SUGGESTED = "nobody", "suggested"
_STATES = {
    _NOBODY: (style.font(SIZE, colour=style.MISSING_COLOUR), style.MISSING_FILL),
    _SUGGESTED: (style.font(SIZE, italic=True, colour=style.SUGGESTED_COLOUR), style.SUGGESTED_FILL),
}
_FROZEN = "F2"  # 主题, 任务 and 具体事项 stay in view


def fill_ledger_sheet(sheet: Worksheet, ledger: Ledger, texts: Texts) -> Lines:
    """Fill ``sheet`` with a header row and return the lines under it, one for each ledger row; nothing is merged."""
    looks = style.Looks()
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, index)
        fill = style.CLERK_FILL if column.header in _CLERKS else style.HEADER_FILL
        looks.dress(cell, style.font(SIZE, bold=True), style.aligned("center"), style.GRID, fill)
        style.put_text(cell, column.header)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = _width(column)
        dimension.font, dimension.alignment = style.font(SIZE), _alignment(column)  # for rows that the clerk adds
    for index, own in enumerate(ledger.own_columns, len(COLUMNS) + 1):
        cell = sheet.cell(1, index)
        looks.dress(cell, style.font(SIZE, bold=True), style.aligned("center"), style.GRID, style.CLERK_FILL)
        style.put_text(cell, own.header)
        sheet.column_dimensions[get_column_letter(index)].width = _OWN_WIDTH
    sheet.row_dimensions[1].height = 32
    lines = Lines(sheet, len(COLUMNS) + len(ledger.own_columns), texts)
    look = _Looks(lines)
    beside = [dict(own.texts) for own in ledger.own_columns]
    for number, row in enumerate(ledger.rows, 1):
        _add_line(lines, look, number, row, [texts_of.get(row.key, "") for texts_of in beside])
    sheet.column_dimensions[get_column_letter(len(COLUMNS))].hidden = True
    last = get_column_letter(len(COLUMNS) + len(ledger.own_columns))
    sheet.freeze_panes = _FROZEN
    sheet.auto_filter.ref = f"A1:{last}{len(ledger.rows) + 1}"
    sheet.sheet_view.zoomScale = 90
    _add_choices(sheet, len(ledger.rows))
    set_up_print(sheet)
    return lines


class _Looks(dict[tuple[int, str, bool, bool], int]):
    """The look of a cell by its column's place, its state ("": nothing special), and whether it is quoted or a day."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __missing__(self, key: tuple[int, str, bool, bool]) -> int:
        at, state, quoted, day = key
        column = COLUMNS[at]
        font, fill = _STATES.get(state, (style.font(SIZE), None))
        if not state and (column.basis or column.field in _QUIET):
            font = style.font(SIZE, colour=style.QUIET_COLOUR)
        shown = "yyyy-mm-dd" if day else ""
        look = self._lines.look(font, _alignment(column), style.GRID, fill, quoted=quoted, number_format=shown)
        self[key] = look
        return look


def _add_line(lines: Lines, looks: _Looks, number: int, row: LedgerRow, beside: Sequence[str]) -> None:
    heights: list[tuple[str, float]] = []
    values: list[Value] = []
    nobody = is_unassigned(row)
    for at, column in enumerate(COLUMNS):
        text = shown(row, column)
        value = _value(column, text, number)
        state = _state(row, column, nobody=nobody)
        plain = isinstance(value, str)
        values.append((looks[at, state, plain and starts_formula(text), not plain and isinstance(value, date)], value))
        if text and column.field != "key":
            heights.append((text, _AT_WIDTHS[at]))
    for text in beside:  # the clerk's own columns: a figure stays a figure, a day a day, anything else is text
        own: str | int | float | date = style.day_of(text) or style.figure(text)
        quoted, shown_as = isinstance(own, str) and starts_formula(text), "yyyy-mm-dd" if isinstance(own, date) else ""
        look = lines.look(_OWN_FONT, _OWN_SIDE, style.GRID, None, quoted=quoted, number_format=shown_as)
        values.append((look, own))
        if text:
            heights.append((text, _OWN_WIDTH))
    lines.add(values, style.row_height(heights, SIZE, 22))


def _value(column: Column, text: str, number: int) -> str | int | float | date:
    if column.header == "序号":
        return number
    if column.field == "deadline_on":
        return style.day_of(text) or text
    return style.figure(text) if column.field == "actual" else text


def _state(row: LedgerRow, column: Column, *, nobody: bool) -> str:
    if column.field == "lead" and nobody:
        return _NOBODY
    return _SUGGESTED if is_suggested(row, column) else ""


def _alignment(column: Column) -> Alignment:
    return style.aligned("center" if column.basis or column.header in _CENTRED else "left")


def _width(column: Column) -> float:
    return _BASIS_WIDTH if column.basis else _WIDTHS[column.header]


_AT_WIDTHS = tuple(map(_width, COLUMNS))


def _add_choices(sheet: Worksheet, rows: int) -> None:
    last = max(2, rows + 1) + 200  # rows that the clerk adds get the choices too
    hints = {
        "确认": ((YES, NO), "确认建议", "同意本行的“建议”选“是”；不同意请直接改写单位、指标或时限。"),
        "办理状态": (STATUSES, "办理状态", "从列表选择，也可填写本单位的叫法。"),
        "是否结转": ((YES, NO), "是否结转", "年底未完成、转入下一年的选“是”。"),
    }
    for header, (choices, title, prompt) in hints.items():
        letter = get_column_letter(next(i for i, column in enumerate(COLUMNS, 1) if column.header == header))
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        rule.showErrorMessage = header != "办理状态"
        rule.errorTitle, rule.error = "请从列表选择", "本栏只填“是”或“否”，或留空。"
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = title, prompt
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def set_up_print(sheet: Worksheet, pages: int = 2) -> None:
    """Set how a working sheet prints: A4 landscape, ``pages`` wide, its header (and first column) on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0  # 台账 on one page would be too small to read
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if pages > 1:
        sheet.print_title_cols = "A:A"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.7, 0.35
    style.number_pages(sheet)
