"""Owns the former names in an office's list of units: a column 曾用名 beside that of the names, in Excel or text."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from qdoc.model.office import same_name
from qdoc.read.guard import ZIP_MAGIC
from qdoc.returns.office_fields import COLUMNS, UNITS, folded, many_names, one_name
from qdoc.returns.office_sheets import HEAD_ROWS

_FORMER = ("曾用名", "原名", "原名称", "原单位名称", "旧名", "旧称", "改革前名称", "更名前")


def read_former_names(path: Path) -> Mapping[str, str]:
    """Return former name (as it is compared) → name for every row of the list ``path`` that has one.

    Of a workbook every sheet counts that has both columns. A former name that another row bears without a day on which
    it ended is in use, and says nothing. {} for a list without such a column; problems of the file are for who reads
    the units of it.
    """
    data = path.read_bytes()
    if data.startswith(ZIP_MAGIC):
        from qdoc.returns.workbook import open_workbook

        tables: list[Sequence[Sequence[str]]] = [sheet.rows for sheet in open_workbook(data, path.name).values()]
    else:
        text = data.decode("utf-8-sig", "replace")
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        tables = [list(csv.reader(lines, delimiter="\t" if lines and "\t" in lines[0] else ","))]
    found: dict[str, str] = {}
    for rows in tables:
        found |= _former(rows)
    return found


def _former(rows: Sequence[Sequence[str]]) -> Mapping[str, str]:
    for at, row in enumerate(rows[:HEAD_ROWS]):
        cells = [folded(cell) for cell in row]
        names, ended = (_column(cells, COLUMNS[UNITS][field]) for field in ("name", "valid_to"))
        formers = _column(cells, _FORMER)
        if names is None or formers is None:
            continue
        units = [(one_name(_cell(below, names)), below) for below in rows[at + 1 :]]
        in_use = {same_name(name) for name, below in units if not (ended is not None and _cell(below, ended).strip())}
        pairs = ((same_name(old), name) for name, below in units if name for old in many_names(_cell(below, formers)))
        return {old: name for old, name in pairs if old not in in_use}
    return {}


def _column(cells: Sequence[str], names: Sequence[str]) -> int | None:
    return next((column for column, cell in enumerate(cells) if cell in names), None)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
