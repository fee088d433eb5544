"""Owns 单位信息.xlsx as bytes: a workbook to fill in, with its instructions, its choices and what a ledger names."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.render import sheet_style as style
from qdoc.render.page import PROFILES
from qdoc.render.workbook_parts import settled
from qdoc.returns.office_fields import COLUMNS, GROUPS, NUMBER_KEY, NUMBERED, OWN, OWN_COLUMNS, OWN_KEYS, RULES, UNITS

SIZE = 11
BLANK_ROWS = 20
_NOTE_COLOUR = "595959"
_AS_TEXT = "@"  # a phone number keeps its zeros, and nothing typed becomes a formula or a date
_HEADING_HEIGHT, _ROW_HEIGHT = 24, 20
_NOTES = {
    OWN: "本表填写发文单位自己的情况，印在交办单等文件上。都可以不填：没填的印成【待补】。“说明”一栏不必改。",
    UNITS: (
        "每个单位一行，名称照正式文件的写法。“别名”填通知里对它的其他叫法，几个之间用顿号隔开。"
        "改过名、撤并的单位，新旧名称各占一行，填上启用、停用日期（如 2019年 或 2019-03-01）。"
    ),
    GROUPS: "“各街道办事处”这样的统称指哪些单位：每个统称一行，成员之间用顿号隔开。填了才会每个成员各发一份。",
    RULES: "进度、亮灯、办理状态、计分、核对等规定，没有就不填，每条写明依据的文件。"
    "如：亮灯｜方案｜蓝黄红；进度｜容差｜5个百分点；计分｜牵头未完成｜-5（没有依据的不计分）。",
}
_ABOUT = {
    "name": "如 云溪区质量强区工作领导小组办公室；不填则用通知的发文机关",
    "code": "如 云质办",
    "leader": "本单位分管此项工作的领导，印在督办单上",
    "contact": "本单位的联系人",
    "phone": "本单位的联系电话，区号前的 0 会保留",
    "feedback_by": "回执交回的时限：一个日期，或一句话（如 收到后5个工作日内）",
    "profile": "公文的版面：通行（天头 37 毫米）或墨线（34.58 毫米）",
}
_RULE_KINDS = ("进度", "亮灯", "办理状态", "判断名称", "填报", "计分", "核对")
_NUMBER_ABOUT = "如 云质办交〔2026〕，印成 云质办交〔2026〕1号、2号……"
_OTHER_NUMBERS = "上面没有单独填的文件都用它，合在一起顺编"
_WIDTHS = {
    OWN: (26, 46, 66),
    UNITS: (30, 34, 14, 14, 18, 14, 14),
    GROUPS: (28, 110),
    RULES: (14, 24, 40, 60),
}


def office_xlsx(units: Iterable[str] = (), groups: Iterable[str] = ()) -> bytes:
    """Return a workbook to fill in, the names of ``units`` and ``groups`` (of a ledger) already in it.

    Every cell is text, in rows to come too. The same names give the same bytes, whatever the day.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", "单位信息"
    book.properties.created = datetime(2000, 1, 1)
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = OWN
    _fill_own(sheet)
    for kind, first in ((UNITS, tuple(units)), (GROUPS, tuple(groups)), (RULES, ())):
        _fill_table(book.create_sheet(kind), kind, first)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _fill_own(sheet: Worksheet) -> None:
    headings = (*(names[0] for names in OWN_COLUMNS.values()), "说明")
    looks = style.Looks()
    _head(sheet, OWN, headings, looks)
    lines = [(names[0], _ABOUT[field]) for field, names in OWN_KEYS.items()]
    lines += [(f"{kind}{NUMBER_KEY}", _NUMBER_ABOUT) for kind in NUMBERED] + [(NUMBER_KEY, _OTHER_NUMBERS)]
    for at, (key, about) in enumerate(lines, 3):
        for column, (text, fill, colour) in enumerate(
            ((key, style.HEADER_FILL, "000000"), ("", None, "000000"), (about, None, _NOTE_COLOUR)), 1
        ):
            cell = sheet.cell(at, column)
            looks.dress(cell, style.font(SIZE, colour=colour), style.aligned(), style.GRID, fill)
            cell.number_format = _AS_TEXT
            style.put_text(cell, text)
        sheet.row_dimensions[at].height = style.row_height([(about, _WIDTHS[OWN][2])], SIZE, _ROW_HEIGHT)
    at = 3 + list(OWN_KEYS).index("profile")
    _choices(sheet, f"B{at}", tuple(PROFILES), "版面", "从列表选择，也可填自己的版面：上/下/左/右/行距。", strict=False)


def _fill_table(sheet: Worksheet, kind: str, first: tuple[str, ...]) -> None:
    columns = tuple(names[0] for names in COLUMNS[kind].values())
    looks = style.Looks()
    _head(sheet, kind, columns, looks)
    for at in range(3, 3 + len(first) + BLANK_ROWS):
        for column in range(1, len(columns) + 1):
            cell = sheet.cell(at, column)
            looks.dress(cell, style.font(SIZE), style.aligned(), style.GRID, None)
            cell.number_format = _AS_TEXT
            if column == 1 and at - 3 < len(first):
                style.put_text(cell, first[at - 3])
        name = first[at - 3] if at - 3 < len(first) else ""
        sheet.row_dimensions[at].height = style.row_height([(name, _WIDTHS[kind][0])], SIZE, _ROW_HEIGHT)
    if kind == RULES:
        cells = f"A3:A{2 + BLANK_ROWS}"
        _choices(sheet, cells, _RULE_KINDS, "类别", "从列表选择，也可填写别的类别。", strict=False)
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A2:{last}{2 + len(first) + BLANK_ROWS}"


def _head(sheet: Worksheet, kind: str, headings: tuple[str, ...], looks: style.Looks) -> None:
    """The instructions in row 1 over the whole width, the headings in row 2, and how the sheet prints."""
    widths = _WIDTHS[kind]
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        letter = get_column_letter(column)
        dimension = sheet.column_dimensions[letter]
        dimension.width, dimension.number_format = width, _AS_TEXT
        dimension.font, dimension.alignment = style.font(SIZE), style.aligned()
        cell = sheet.cell(2, column)
        looks.dress(cell, style.font(SIZE, bold=True), style.aligned("center"), style.GRID, style.CLERK_FILL)
        style.put_text(cell, heading)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(widths))
    note = sheet.cell(1, 1)
    note.font, note.alignment = style.font(SIZE, colour=_NOTE_COLOUR), style.aligned()
    text = f"说明：{_NOTES[kind]}"
    style.put_text(note, text)
    sheet.row_dimensions[1].height = style.row_height([(text, sum(widths))], SIZE, 30)
    sheet.row_dimensions[2].height = _HEADING_HEIGHT
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom, margins.footer = 0.7, 0.35
    style.number_pages(sheet)


def _choices(sheet: Worksheet, cells: str, words: tuple[str, ...], title: str, prompt: str, *, strict: bool) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.showErrorMessage, rule.showInputMessage = strict, True
    rule.promptTitle, rule.prompt = title, prompt
    rule.add(cells)
    sheet.add_data_validation(rule)
