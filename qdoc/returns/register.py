"""Owns reading an office's own list of units: the sheet 责任单位 or the first of a workbook, a column 单位 or 名称."""

from __future__ import annotations

from qdoc.errors import LedgerRefused
from qdoc.returns.workbook import open_workbook

HEADERS = ("name", "名称", "单位", "单位名称")
_HEAD_ROWS = 10  # a title may stand above the header
SHEET = "责任单位"  # of 单位信息.xlsx (docs/contract.md §4)
_RULE = "工作表“责任单位”或第一张工作表里有一栏的表头是“单位”“名称”或 name，其下每行一个单位"


def read_register(data: bytes, name: str) -> tuple[str, ...]:
    """Return the unit names of the workbook ``data`` in order, each once (``name`` is for messages).

    Raises as ``open_workbook`` does, and LedgerRefused where no such column or no name in it is found.
    """
    sheets = open_workbook(data, name)
    sheet = sheets.get(SHEET) or next(iter(sheets.values()))
    for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        heads = ["".join(cell.split()) for cell in row]
        column = next((heads.index(word) for word in HEADERS if word in heads), None)
        if column is None:
            continue
        cells = ("".join(line[column].split()) for line in sheet.rows[at + 1 :] if len(line) > column)
        found = tuple(dict.fromkeys(cell for cell in cells if cell))
        if found:
            return found
        raise LedgerRefused(
            "单位名录里没有单位", file=name, place=f"工作表“{sheet.name}”", rule=_RULE, hint="请逐行填写单位名称"
        )
    raise LedgerRefused(
        "单位名录没有“单位”一栏",
        file=name,
        place=f"工作表“{sheet.name}”前 {_HEAD_ROWS} 行",
        rule=_RULE,
        hint="请补上表头再试",
    )
