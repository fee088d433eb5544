"""Owns tables that allocate tasks: rows of cells under a header that names work and who does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from qdoc.model import Block, BlockKind, Evidence, OutlineTask
from qdoc.parse.headings import read_heading
from qdoc.parse.layers import PlanZone
from qdoc.parse.view import View

_WORK = re.compile(r"任务|事项|工作内容|措施|要点|项目|举措|内容")
_WHO = re.compile(r"(?:责任|牵头|承办|负责|主办|实施)(?:单位|部门|处室|科室|主体)")
_ORDER = re.compile(r"序号|编号")


def table_rows(view: View, zone: PlanZone, plan: int, tasks: list[OutlineTask], next_id: Callable[[], str]) -> bool:
    """Add one task a row for every allocation table of the zone; return whether there was one.

    A row's title is its cell under the column of work, its number the cell under 序号, its unit the cell under the
    column of units (kept as evidence, for a cell carries no word of its own that says so).
    """
    cells = [b for b in view.blocks if b.kind is BlockKind.CELL and zone.body <= b.start < zone.end]
    found = False
    for _, table in groupby(cells, key=lambda b: b.table):
        rows = [list(row) for _, row in groupby(table, key=lambda b: b.row)]
        columns = _columns(view, rows[0]) if rows else None
        if columns is None:
            continue
        order, work, who = columns
        merged: tuple[int, int] | None = None
        for row in rows[1:]:
            # a cell merged over rows is printed once; the rows below it have the same unit
            merged = next((s for c in row if c.column == who and (s := _ink(view, c))), merged)
            found |= _add_row(view, row, order, work, merged, plan, tasks, next_id)
    return found


def table_between(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the first allocation table of the stretch, or None."""
    cells = [b for b in view.blocks if b.kind is BlockKind.CELL and start <= b.start < end]
    for _, group in groupby(cells, key=lambda b: b.table):
        table = list(group)
        if _columns(view, [c for c in table if c.row == table[0].row]) is not None:
            return table[0].start, table[-1].end
    return None


def _columns(view: View, header: list[Block]) -> tuple[int, int, int] | None:
    order = work = who = -1
    for cell in header:
        name = "".join(view.folded[cell.start : cell.end].split())
        if len(name) > 16:
            return None
        if _ORDER.search(name):
            order = cell.column
        elif who < 0 and _WHO.search(name):
            who = cell.column
        elif _WORK.search(name):
            # the last column of work is the finest: 工作类别 | 重点任务 | 具体措施
            work = cell.column
    return (order, work, who) if work >= 0 and who >= 0 else None


def _add_row(
    view: View,
    row: list[Block],
    order: int,
    work: int,
    units: tuple[int, int] | None,
    plan: int,
    tasks: list[OutlineTask],
    next_id: Callable[[], str],
) -> bool:
    spans = {c.column: _ink(view, c) for c in row}
    title_cell = spans.get(work)
    filled = [s for s in spans.values() if s is not None]
    if title_cell is None or not filled:
        return False
    heading = read_heading(view, *title_cell)
    printed = spans.get(order)
    number = view.text[printed[0] : printed[1]] if printed else None
    unit = Evidence("parse.table_unit", view.text[units[0] : units[1]], units[0], units[1]) if units else None
    start, end = min(s[0] for s in filled), max(s[1] for s in filled)
    if tasks and start < tasks[-1].end:
        return False
    title = view.text[heading.start : heading.end] or None
    tasks.append(OutlineTask(next_id(), plan, None, number, title, heading.start, heading.end, start, end, unit))
    return True


def _ink(view: View, cell: Block) -> tuple[int, int] | None:
    piece = view.folded[cell.start : cell.end]
    stripped = piece.strip()
    if not stripped:
        return None
    start = cell.start + piece.index(stripped[0])
    return start, start + len(stripped)
