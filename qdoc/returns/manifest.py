"""Owns reading 分发清单.xlsx back: its lines, what a clerk wrote into them, and numbers that are not in use now."""

from __future__ import annotations

from collections.abc import Mapping

from qdoc.ledger.handed import (
    DERIVED_SHEETS,
    ENTERED,
    FILE,
    FILES_SHEET,
    HIDDEN_SHEET,
    KIND,
    NUMBER,
    RETIRED_SHEET,
    UNIT,
    WRITTEN,
    HandedLine,
    Manifest,
    digest,
)
from qdoc.returns.workbook import Sheet, open_workbook

_INDEX = "序号"
_HEADER_ROWS = 15  # a clerk may put lines above the heading
_NOT_TEXT = ("xl/comments", "xl/threadedComments", "xl/media/")


def read_manifest(data: bytes, name: str) -> Manifest:
    """Return the manifest in the workbook ``data`` (``name`` is for messages); lines may be sorted, deleted, added.

    Raises as ``open_workbook`` does: UnsupportedFormat, EncryptedFile, DamagedFile, LimitExceeded, LedgerRefused.
    """
    sheets = open_workbook(data, name)
    hidden = sheets[HIDDEN_SHEET].rows if HIDDEN_SHEET in sheets else ()
    marks = {row[0]: row[1] for row in hidden if len(row) == 2}
    written = {row[1]: dict(zip(WRITTEN, (*row, *[""] * len(WRITTEN)), strict=False)) for row in hidden if len(row) > 2}
    strays = [] if hidden else ["隐藏工作表“_qdoc”不见了，分不清哪些是您填的"]
    files = sheets.get(FILES_SHEET)
    lines: dict[str, HandedLine] = {}
    further: list[str] = []
    if files is None:
        strays.append(f"没有工作表“{FILES_SHEET}”")
    else:
        at, headers = _heading(files)
        further = [one for one in headers if one and one not in (*WRITTEN, *ENTERED, _INDEX)]
        if marks.get(FILES_SHEET, "") not in ("", digest(files.rows[:at])):
            strays.append("表格上方改过的文字")
        for number, row in enumerate(files.rows[at + 1 :], at + 2):
            texts = {header: text.strip() for header, text in zip(headers, row, strict=False) if header and text}
            path = texts.get(FILE, "")
            if path and path not in lines:
                lines[path] = HandedLine(texts, written.get(path, {}))
                strays += _changed(lines[path])
            elif any(text for header, text in texts.items() if header != _INDEX):
                strays.append(f"第 {number} 行")
    for title, sheet in sheets.items():
        if title in DERIVED_SHEETS:
            if marks.get(title, "") not in ("", digest(sheet.rows)):
                strays.append(f"工作表“{title}”里改过的内容")
        elif title not in (FILES_SHEET, RETIRED_SHEET, HIDDEN_SHEET) and sheet.rows:
            strays.append(f"工作表“{title}”")
    if _has_more(data):
        strays.append("批注或图片")
    return Manifest(tuple(lines.values()), tuple(dict.fromkeys(further)), _retired(sheets), tuple(strays))


def _heading(sheet: Sheet) -> tuple[int, list[str]]:
    """The row (from 0) of the heading and its texts; one past the end where there is none."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        headers = ["".join(text.split()) for text in row]
        if FILE in headers and UNIT in headers:
            return at, [one if headers.index(one) == index else "" for index, one in enumerate(headers)]
    return len(sheet.rows), []


def _changed(line: HandedLine) -> list[str]:
    """The columns of qdoc's own that a clerk changed; a number is heeded, and so is what is in ``ENTERED``."""
    own = [column for column in WRITTEN if column not in (NUMBER, *ENTERED)]
    return [f"{line[FILE]} 的“{one}”" for one in own if line.written and line[one] != line.written.get(one, "")]


def _retired(sheets: Mapping[str, Sheet]) -> tuple[tuple[str, str, str], ...]:
    sheet = sheets.get(RETIRED_SHEET)
    if sheet is None:
        return ()
    rows = [[text.strip() for text in row] for row in sheet.rows]
    at = next((index for index, row in enumerate(rows) if {NUMBER, KIND, UNIT} <= set(row)), None)
    if at is None:
        return ()
    found = [dict(zip(rows[at], row, strict=False)) for row in rows[at + 1 :]]
    return tuple((one[KIND], one[UNIT], one[NUMBER]) for one in found if {KIND, UNIT, NUMBER} <= one.keys())


def _has_more(data: bytes) -> bool:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(name.startswith(_NOT_TEXT) for name in package.namelist())
