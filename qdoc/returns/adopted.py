"""Owns reading a ledger made by hand: any workbook with a column of things to do and one of units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qdoc.errors import LedgerRefused
from qdoc.ledger.columns import HIDDEN_SHEET
from qdoc.ledger.units import split_units
from qdoc.returns.headings import FIELDS, Heading, find_heading
from qdoc.returns.workbook import Sheet, open_workbook

_UNITS = ("lead", "responsible", "support")
_YEAR = re.compile(r"(?<!\d)(19|20)\d{2}(?=\s*年)")
_NAME_END = tuple("局委办部厅院会署队处镇乡街道中心公司所站室团")
_TITLE_ROWS = 5


@dataclass(frozen=True, slots=True)
class AdoptedRow:
    """One row of a hand-made ledger: what is to be done, and who leads, answers and supports."""

    task: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class AdoptedSheet:
    """A sheet that was understood: its heading, its rows, how many rows name no unit, and which units but no task."""

    name: str
    heading: Heading
    rows: tuple[AdoptedRow, ...]
    without_units: int
    without_text: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedLedger:
    """A hand-made ledger: its sheets, the year that its title names, and the sheets that were passed over."""

    sheets: tuple[AdoptedSheet, ...]
    year: int | None
    passed: tuple[str, ...]


def read_adopted(data: bytes, name: str, given: Mapping[str, str] | None = None) -> AdoptedLedger:
    """Return what the workbook ``data`` (``name`` is for messages) says about who does what.

    ``given``: field (a key of ``headings.FIELDS``) → heading words. Merged cells count for every row and column that
    they cover. Raises as ``open_workbook`` does, and LedgerRefused for a ledger of qdoc's own, for words given that
    head no column, and where no sheet has both a text column and a unit column: the message lists the headings seen.
    """
    sheets = open_workbook(data, name)
    if HIDDEN_SHEET in sheets:
        hint = f"不必转换，直接写 --history {name}"
        raise LedgerRefused("这就是 qdoc 生成的台账", file=name, hint=hint)
    found: list[AdoptedSheet] = []
    passed: list[str] = []
    seen: list[str] = []
    told: set[str] = set()
    for sheet in sheets.values():
        rows, joined = _filled(sheet, [_corners(area) for _, _, area in sheet.merged])
        heading = find_heading(rows, joined, given)
        seen += heading.seen if heading else ()
        told |= {field for field in given or {} if heading and field in heading.columns}
        if heading is None or not _enough(heading):
            passed += [sheet.name] if rows else []
            continue
        every = [_row(row, heading) for row in rows[heading.below :]]
        kept = tuple(one for one in every if one and (one.lead or one.responsible or one.support))
        bare = tuple(
            at for at, (row, one) in enumerate(zip(rows[heading.below :], every, strict=True), heading.below + 1)
            if one is None and _names_units_alone(row, heading)
        )  # fmt: skip
        without = sum(one is not None for one in every) - len(kept)
        found.append(AdoptedSheet(sheet.name, heading, kept, without, bare))
    missing = [f"{FIELDS[field]}={words}" for field, words in (given or {}).items() if field not in told]
    if missing:
        message = f"没有“{'”“'.join(missing)}”里说的栏目"
        raise LedgerRefused(message, file=name, hint=f"表头里有：{'、'.join(dict.fromkeys(seen))}")
    if not found:
        _refuse(name, seen)
    title = " ".join(cell for sheet in sheets.values() for row in sheet.rows[:_TITLE_ROWS] for cell in row[:3])
    year = _YEAR.search(f"{name} {title}")
    return AdoptedLedger(tuple(found), int(year[0]) if year else None, tuple(passed))


def _enough(heading: Heading) -> bool:
    has_text = "text" in heading.columns or "task" in heading.columns
    return has_text and any(field in heading.columns for field in _UNITS)


def _refuse(name: str, seen: list[str]) -> None:
    headings = "、".join(dict.fromkeys(seen)) or "（没有认出表头）"
    raise LedgerRefused(
        "找不到写事项的一栏，或写单位的一栏",
        file=name,
        place=f"表头里有：{headings}",
        rule="至少要有一栏事项（任务、事项、内容）和一栏单位（牵头、责任、配合单位）",
        hint="请用 --column 指明，如 --column 事项=工作要求 --column 牵头单位=承办处室",
    )


def _corners(area: str) -> tuple[int, int, int, int]:
    """The first row and column of a range and the last, from 0."""
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = (side or 1 for side in range_boundaries(area))
    return top - 1, left - 1, bottom - 1, right - 1


def _filled(sheet: Sheet, merged: list[tuple[int, int, int, int]]) -> tuple[list[list[str]], frozenset[int]]:
    """The sheet's texts with merged cells filled, and the rows that merged cells bind to the next one."""
    width = max((len(row) for row in sheet.rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    joined: set[int] = set()
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= width:
            continue
        text = rows[top][left]
        for at in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, width)):
                rows[at][column] = text
        joined.update(range(top, bottom) if bottom > top else (top,) if right > left else ())
    return rows, frozenset(joined)


def _row(row: list[str], heading: Heading) -> AdoptedRow | None:
    cells = {field: row[at].strip() for field, at in heading.columns.items() if at < len(row)}
    text = cells.get("text") or cells.get("task", "")
    filled = [cell for cell in row if cell]
    if not text or (len(filled) > 1 and len(set(filled)) == 1):  # a line across the sheet is a heading between rows
        return None
    task = cells.get("task", "") if cells.get("task") != text else ""
    lead, responsible, support = (tuple(_names(cells.get(field, ""))) for field in _UNITS)
    return AdoptedRow(task, text, lead, responsible, support, cells.get("deadline", ""))


def _names_units_alone(row: list[str], heading: Heading) -> bool:
    """Whether units stand in a row without anything to be done; not so a heading across the sheet."""
    cells = {field: row[at].strip() for field, at in heading.columns.items() if at < len(row)}
    filled = [cell for cell in row if cell]
    across = len(filled) > 1 and len(set(filled)) == 1
    return not across and not (cells.get("text") or cells.get("task")) and any(cells.get(field) for field in _UNITS)


def _names(value: str) -> Iterator[str]:
    """The units of a cell; blanks separate them too where every piece ends as a unit does."""
    for name in split_units(value):
        pieces = name.split()
        apart = len(pieces) > 1 and all(piece.endswith(_NAME_END) for piece in pieces)
        yield from pieces if apart else ["".join(pieces)]
