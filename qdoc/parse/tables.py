"""Owns tables that allocate tasks: rows of cells under a header that names work and who does it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from qdoc.model import Block, Evidence
from qdoc.parse.headings import read_heading
from qdoc.parse.view import View

_WORK = re.compile(r"任务|事项|工作内容|措施|要点|项目|举措|内容")
_WHO = re.compile(r"(?:责任|牵头|承办|负责|主办|实施)(?:责任)?(?:单位|部门|处室|科室|主体)")
_ORDER = re.compile(r"序号|编号")
_GROUP = re.compile(r"领域|类别|分类|类型|板块|方面|主题|大类|门类|专项")
# what a column of a row says about it; the first that fits (general knowledge of allocation tables)
_CELL_RULES = (
    ("parse.cell_person", re.compile(r"(?:领导|负责人|责任人|联系人)$")),
    ("parse.cell_deadline", re.compile(r"时限|完成时间|时间(?:要求|节点|安排)|完成日期|进度安排")),
    ("parse.cell_support", re.compile(r"(?:配合|协办|参与|参加|协助|协同)(?:责任)?(?:单位|部门|处室|科室)")),
    ("parse.cell_lead", re.compile(r"(?:牵头|主办|承办)(?:责任)?(?:单位|部门|处室|科室)")),
    ("parse.cell_responsible", _WHO),
)
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、])\s*")
_LONGEST_NAME = 16
_LONGEST_THEME = 40
_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that is a task: its number, title and span, who and by when, and the theme above it (number, heading)."""

    start: int
    end: int
    number: str | None
    title: tuple[int, int]
    unit: Evidence | None
    cells: tuple[Evidence, ...]
    theme: tuple[str | None, int, int] | None


@dataclass(frozen=True, slots=True)
class _Columns:
    order: int
    work: int
    who: int
    group: int
    rules: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _State:
    """What cells merged over rows carry on to the rows below them."""

    theme: tuple[str | None, int, int] | None = None
    merged: dict[int, tuple[int, int]] = field(default_factory=dict)


def table_rows(view: View, start: int, end: int) -> list[TableRow]:
    """Return one row a task for every allocation table of the stretch, in order.

    A row's title is its cell under the finest column of work, its number the cell under 序号. Cells that name units or
    a time limit are kept as evidence with what their column says, for a cell carries no word of its own. A row of one
    cell, or a cell under 领域, 类别 and the like, is a theme.
    """
    rows: list[TableRow] = []
    for table in _tables(view, start, end):
        at, columns = _header(view, table)
        if columns is None:
            continue
        state = _State()
        for row in table[at + 1 :]:
            if _columns(view, row) is not None:
                continue  # the header, printed again on the next page
            found = _row(view, row, columns, state)
            if found is not None and (not rows or found.start >= rows[-1].end):
                rows.append(found)
    return rows


def table_between(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the first allocation table of the stretch, or None."""
    for table in _tables(view, start, end):
        if _header(view, table)[1] is not None:
            return table[0][0].start, table[-1][-1].end
    return None


def _tables(view: View, start: int, end: int) -> Iterator[list[list[Block]]]:
    first, last = (bisect_left(view.cells, at, key=lambda cell: cell.start) for at in (start, end))
    cells = view.cells[first:last]
    for _, table in groupby(cells, key=lambda b: b.table):
        yield [list(row) for _, row in groupby(table, key=lambda b: b.row)]


def _header(view: View, table: list[list[Block]]) -> tuple[int, _Columns | None]:
    """Return which of the first rows is the header (a title may stand above it), and its columns."""
    for i, row in enumerate(table[:_HEADER_ROWS]):
        if (columns := _columns(view, row)) is not None:
            return i, columns
    return 0, None


def _columns(view: View, header: list[Block]) -> _Columns | None:
    order = work = who = group = -1
    rules: list[tuple[int, str]] = []
    for cell in header:
        name = re.sub(r"[\s()/、]", "", view.folded[cell.start : cell.end])
        if len(name) > _LONGEST_NAME:
            return None
        rule = next((r for r, words in _CELL_RULES if words.search(name)), None)
        if rule is not None:
            rules.append((cell.column, rule))
        if _ORDER.search(name):
            order = cell.column
        elif who < 0 and _WHO.search(name):
            who = cell.column
        elif rule is None and group < 0 and work < 0 and _GROUP.search(name):
            group = cell.column
        elif rule is None and _WORK.search(name):
            # the last column of work is the finest: 工作类别 | 重点任务 | 具体措施
            work = cell.column
    # units before the work head their rows; those behind it belong to the row's words
    rules = [(column, rule) for column, rule in rules if column > work]
    return _Columns(order, work, who, group, tuple(rules)) if work >= 0 and who >= 0 else None


def _row(view: View, row: list[Block], columns: _Columns, state: _State) -> TableRow | None:
    spans = {c.column: _ink(view, c) for c in row}
    filled = {column: span for column, span in spans.items() if span is not None}
    if len(filled) == 1:
        ((_, alone),) = filled.items()
        if alone[1] - alone[0] <= _LONGEST_THEME and "。" not in view.folded[alone[0] : alone[1]]:
            state.theme = _theme(view, *alone)
        return None
    if (grouped := filled.pop(columns.group, None)) is not None:
        state.theme = _theme(view, *grouped)
    title_cell = filled.get(columns.work)
    if title_cell is None:
        return None
    for column, _ in (*columns.rules, (columns.who, "")):
        if column in filled:
            state.merged[column] = filled[column]
        elif column in spans and column != columns.who:
            state.merged.pop(column, None)  # an empty cell; one merged with the cell above is not printed at all
    heading = read_heading(view, *title_cell)
    printed = filled.get(columns.order)
    who = state.merged.get(columns.who)
    return TableRow(
        start=min(s[0] for s in filled.values()),
        end=max(s[1] for s in filled.values()),
        number=view.text[printed[0] : printed[1]] if printed else None,
        title=(heading.start, heading.end),
        unit=_evidence(view, "parse.table_unit", who) if who else None,
        cells=tuple(_evidence(view, rule, state.merged[c]) for c, rule in columns.rules if c in state.merged),
        theme=state.theme,
    )


def _theme(view: View, start: int, end: int) -> tuple[str | None, int, int]:
    number = _NUMBER.match(view.folded, start, end)
    if number is None or number.end() >= end:
        return None, start, end
    return view.text[start : number.end()].strip(), number.end(), end


def _evidence(view: View, rule: str, span: tuple[int, int]) -> Evidence:
    return Evidence(rule, view.text[span[0] : span[1]], span[0], span[1])


def _ink(view: View, cell: Block) -> tuple[int, int] | None:
    piece = view.folded[cell.start : cell.end]
    stripped = piece.strip()
    if not stripped:
        return None
    start = cell.start + piece.index(stripped[0])
    return start, start + len(stripped)
