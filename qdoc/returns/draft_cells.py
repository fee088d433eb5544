"""Owns taking a draft from the cells of a workbook: the form's fields, its text, and every cell that was not used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qdoc.draft.forms import BODY_LABEL, FORM_MARK, REMARK
from qdoc.draft.given import KEYS, Given
from qdoc.draft.kinds import ABOUT, KINDS
from qdoc.errors import UnsupportedFormat
from qdoc.model import Diagnostic, Severity
from qdoc.returns.workbook import Sheet

_HEADINGS = ("项目", "内容", "说明")
_ABOUT_COLUMN = 2  # 说明, from 0
_SHOWN = 10
"""Cells (and rows) that are named one by one; of more the number is said."""
_LENGTH = 40
_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[、.．]?")
# What our form says in the column 说明: whole sentences, and how those begin that end in an office's own words.
_OURS = {*ABOUT.values(), "不用改", *(hint for kind in KINDS.values() for hint in kind.hints)}
_OUR_STARTS = ("正文一段一行，写在“内容”栏", "本单位的前缀是")


def take_sheets(sheets: Mapping[str, Sheet], name: str) -> tuple[Given, list[str]]:
    """Return the fields and the lines of the text that a form in ``sheets`` holds (``name``: for messages).

    Column 1 names the field, column 2 holds it; from the row 正文 on both columns are the text, but for a row that
    names a field and fills it. D001 names what was not used, cell by cell; D015 what was written beside our remarks.
    Raises UnsupportedFormat where no sheet holds a field of a form: a table is no draft.
    """
    sheet = next(filter(_is_form, [*filter(None, [sheets.get(FORM_MARK)]), *sheets.values()]), None)
    if sheet is None:
        raise UnsupportedFormat(
            "这个工作簿里没有公文草稿：没有一张表的第一栏写着“正文”或“发文机关”等项目",
            file=name,
            hint="请用 qdoc draft new 写出表来填；已有的文字请放进 Word 文档或文本文件",
        )
    given = Given()
    lines: list[str] = []
    unused = list(_take(sheet, given, lines))
    beside = [cell for cell in unused if re.fullmatch(r"C\d+", cell[0]) and _has_about(sheet)]
    rest = [cell for cell in unused if cell not in beside]
    _tell(given, rest, "D001", f"工作表“{sheet.name}”里", "没有用上", "字段写在第二栏，正文写在“正文”一行以下的前两栏")
    _tell(given, beside, "D015", "“说明”栏里", "另写了字，没有排进公文", "要印的请移到“内容”栏；是意见的请处理后删去")
    for other in sheets.values():
        if other is not sheet:
            cells = [(_place(at, row), text) for at, line in enumerate(other.rows, 1) for row, text in _filled(line)]
            _tell(given, cells, "D001", f"工作表“{other.name}”里", "没有用上", f"要印的请移到工作表“{sheet.name}”")
    return given, lines


def _is_form(sheet: Sheet) -> bool:
    for row in sheet.rows:
        label, value = _label("".join(row[:1])), "".join(row[1:2]).strip()
        if label == BODY_LABEL or (label in KEYS and (value or sheet.name == FORM_MARK)):
            return True
    return False


def _take(sheet: Sheet, given: Given, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Fill ``given`` and ``lines`` from the rows; yield the place and the text of each cell that was not used."""
    in_text, unknown = False, 0
    for at, row in enumerate(sheet.rows, 1):
        left, value, *_ = (*row, "", "")
        label = _label(left)
        used = 2  # columns
        if (label, value.strip()) == _HEADINGS[:2]:
            used = 3
        elif label == BODY_LABEL:
            in_text = True
            lines += value.split("\n")
        elif label in KEYS and value.strip():
            given.fill(label, value)
        elif in_text:
            lines += _text(left, value)
        elif label and value.strip() and unknown < _SHOWN:
            unknown += 1
            message = f"第 {at} 行“{label}”不认识，这一行没有用上：{value[:_LENGTH]}"
            given.found.append(Diagnostic("D001", Severity.WARNING, message, hint="项目的名称照表里原来的写"))
        elif label not in KEYS and "".join(left.split()) != "".join(REMARK.split()):
            used = 0
        for column, text in _filled(row):
            if column >= used and not (column == _ABOUT_COLUMN and _is_ours(text)):
                yield _place(at, column), text


def _text(left: str, value: str) -> list[str]:
    """The lines of a row of the text: its first column before its second, a number before what it numbers."""
    if not left.strip():
        return value.split("\n")
    if value.strip() and _SERIAL.fullmatch(left.strip()):
        return f"{left.strip()}{'' if left.strip()[-1] in '、.．）)' else '　'}{value}".split("\n")
    return [*left.split("\n"), *(value.split("\n") if value.strip() else ())]


def _has_about(sheet: Sheet) -> bool:
    return any(tuple(cell.strip() for cell in row[:3]) == _HEADINGS for row in sheet.rows)


def _is_ours(text: str) -> bool:
    return text.strip() in _OURS or text.startswith(_OUR_STARTS)


def _label(text: str) -> str:
    return "".join(text.split()).rstrip("：:")


def _filled(row: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    return ((column, text.strip()) for column, text in enumerate(row) if text.strip())


def _place(row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column + 1)}{row}"


def _tell(given: Given, cells: list[tuple[str, str]], code: str, where: str, what: str, hint: str) -> None:
    if not cells:
        return
    shown = [f"{place}“{_short(text)}”" for place, text in cells[:_SHOWN]]
    more = f"等 {len(cells)} 格" if len(cells) > _SHOWN else ""
    severity = Severity.REVIEW if code == "D015" else Severity.WARNING
    given.found.append(Diagnostic(code, severity, f"{where}这些格子{what}：{'、'.join(shown)}{more}", hint=hint))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
