"""Owns looking at 台账.xlsx without qdoc: its rows, who answers for each, and what each unit is to be asked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .district import GROUPS

NOBODY = "待指定"
_APART = re.compile(r"[、，；;]")


@dataclass(frozen=True)
class Row:
    """A row of the sheet 台账 by its headings; ``serial`` is its 序号."""

    serial: int
    cells: dict[str, Any]

    def __getitem__(self, header: str) -> str:
        value = self.cells.get(header)
        if isinstance(value, datetime):
            return value.date().isoformat()
        return "" if value is None else str(value)

    @property
    def task(self) -> str:
        """Number and title: 1.推动制造业质量升级."""
        return f"{self['任务编号']}{self['任务']}"

    @property
    def targets(self) -> list[str]:
        """The targets of the row's cell, each once."""
        return list(dict.fromkeys(part.strip() for part in self["量化指标"].split("；") if part.strip()))

    @property
    def leads(self) -> list[str]:
        """The units that answer for it: those of 牵头单位, then those of 责任单位, groups by their members."""
        return expanded(named(self["牵头单位"]) + named(self["责任单位"]))

    @property
    def supports(self) -> list[str]:
        """The units that only support."""
        return [unit for unit in expanded(named(self["配合单位"])) if unit not in self.leads]

    @property
    def last_day(self) -> date | None:
        """截止日."""
        return date.fromisoformat(self["截止日"]) if self["截止日"] else None


def read_rows(path: Path) -> list[Row]:
    """Every row of the sheet 台账 that names an item."""
    sheet = load_workbook(path)["台账"]
    heads = [str(cell.value) for cell in sheet[1]]
    rows = (dict(zip(heads, values, strict=False)) for values in sheet.iter_rows(min_row=2, values_only=True))
    return [Row(serial, cells) for serial, cells in enumerate((r for r in rows if r["具体事项"]), 1)]


def named(cell: str) -> list[str]:
    """The units of a cell; none for 待指定."""
    return [unit.strip() for unit in _APART.split(cell) if unit.strip() and unit.strip() != NOBODY]


def expanded(units: list[str]) -> list[str]:
    """Groups replaced by their members, each unit once."""
    return list(dict.fromkeys(member for unit in units for member in GROUPS.get(unit, [unit])))


def plain(text: str) -> str:
    """Words without width, blanks and marks, to tell whether two texts are the same."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def asked(
    rows: list[Row], closed: set[int], by_row: bool = False
) -> dict[str, list[tuple[str, bool, tuple[int, ...]]]]:
    """What each unit is to be asked, by the ledger: (task, whether it leads, the rows); ``closed`` ones not."""
    found: dict[str, dict[tuple[str, bool, int], list[int]]] = {}
    for row in rows:
        if row.serial in closed:
            continue
        for leads, units in ((True, row.leads), (False, row.supports)):
            for unit in units:
                line = (row.task, leads, row.serial if by_row else 0)
                found.setdefault(unit, {}).setdefault(line, []).append(row.serial)
    return {
        unit: [(task, leads, tuple(serials)) for (task, leads, _), serials in lines.items()]
        for unit, lines in found.items()
    }
