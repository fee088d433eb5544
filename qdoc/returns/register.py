"""Owns reading an office's own list of units: the sheet 责任单位 or the first of a workbook, a column 单位 or 名称."""

from __future__ import annotations

from qdoc.errors import LedgerRefused
from qdoc.model import Diagnostic
from qdoc.returns.office_fields import UNITS
from qdoc.returns.office_sheets import HEAD_ROWS, find_sheets, table_lines
from qdoc.returns.office_units import units_of
from qdoc.returns.workbook import open_workbook

_RULE = "工作表“责任单位”或第一张工作表里有一栏的表头是“单位”“名称”或 name，其下每行一个单位"


def read_register(data: bytes, name: str, year: int | None = None) -> tuple[str, ...]:
    """Return the unit names of the workbook ``data`` in order, each once (``name`` is for messages).

    Where the list says from when to when a name holds, those in force in ``year`` are returned (None: all).
    Raises as ``open_workbook`` does, and LedgerRefused where no such column or no name in it is found.
    """
    sheets = open_workbook(data, name)
    said: list[Diagnostic] = []
    sheet = find_sheets(sheets, []).get(UNITS) or next(iter(sheets.values()))
    units = units_of(table_lines(sheet, UNITS, said), said)
    found = tuple(dict.fromkeys(unit.name for unit in units if unit.in_force(year)))
    if found:
        return found
    place = f"工作表“{sheet.name}”"
    if units:
        hint = "请检查启用日期、停用日期两栏"
        raise LedgerRefused(f"单位名录里没有 {year} 年在用的单位", file=name, place=place, rule=_RULE, hint=hint)
    if any(one.code == "S103" for one in said):
        raise LedgerRefused(
            "单位名录没有“单位”一栏", file=name, place=f"{place}前 {HEAD_ROWS} 行", rule=_RULE, hint="请补上表头再试"
        )
    raise LedgerRefused("单位名录里没有单位", file=name, place=place, rule=_RULE, hint="请逐行填写单位名称")
