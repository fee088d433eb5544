"""Owns reading one row of the returned sheet: which cells the clerk changed, and what that makes of their basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qdoc.errors import LedgerRefused
from qdoc.ledger.columns import BASED_FIELDS, MARK_OWN, Column, shown
from qdoc.ledger.key import KeyMaker
from qdoc.ledger.units import UNASSIGNED, is_empty, join_units, split_units
from qdoc.model import Basis, Cell, Diagnostic, LedgerRow, Severity
from qdoc.returns.addresses import column_letters
from qdoc.returns.days import read_day

_UNITS = ("lead", "responsible", "support")
_YES = {"是", "√", "✓", "y", "yes", "确认", "已确认", "同意"}
_NO = {"", "否", "×", "x", "n", "no", "不同意"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """A cell that differs from what qdoc wrote: the row's key, the field, both values, and where it stands (``I5``)."""

    key: str
    field: str
    written: str
    value: str
    cell: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken back, and why."""

    cell: str
    why: str


class RowReader:
    """Reads rows by the columns found in the sheet; collects deviations, notes and problems on the way."""

    def __init__(self, places: Mapping[Column, int], name: str) -> None:
        self._places = places
        self._name = name
        self._values = {column.field: column for column in places if column.field and not column.basis}
        self._value_places = [(field, places[column]) for field, column in self._values.items()]
        self._fields = [column for column in places if column.editable and column.field]
        self.deviations: list[Deviation] = []
        self.notes: list[Diagnostic] = []
        self.problems: list[Problem] = []

    def cells(self, line: tuple[str, ...]) -> dict[str, str]:
        """Return the texts of a line by field (values only; 来源 columns are qdoc's own)."""
        return {field: line[at].strip() if at < len(line) else "" for field, at in self._value_places}

    def has_entries(self, cells: Mapping[str, str]) -> bool:
        """Say whether a line without a known key holds anything that a clerk wrote."""
        return any(cells.get(column.field, "") for column in self._fields)

    def address(self, field: str, line: int) -> str:
        """Return the cell of ``field`` in sheet row ``line`` as a clerk finds it: ``I5``."""
        return f"{column_letters(self._places[self._values[field]])}{line}"

    def known(self, written: LedgerRow, cells: Mapping[str, str], line: int) -> LedgerRow:
        """Return the row that was ``written``, with the clerk's values from ``cells``."""
        changed: dict[str, Any] = {}
        edited = dict.fromkeys(written.edited)
        for column in self._fields:
            before, text = shown(written, column).strip(), cells[column.field]
            if column.field == "confirmed" or text == before:
                continue
            value = self._value(column.field, text, line)
            if value is None or value == _bare(getattr(written, column.field)):
                continue
            basis = Basis.CONFIRMED if value else None
            changed[column.field] = Cell(value, basis) if column.field in BASED_FIELDS else value
            edited[column.field] = None
            place = self.address(column.field, line)
            self.deviations.append(Deviation(written.key, column.field, before, value, place))
        row = replace(written, **changed, edited=tuple(edited))
        if row.own and not row.text:
            self.problems.append(Problem(self.address("text", line), "具体事项是空的"))
        return self._confirm(row, cells.get("confirmed"), line)

    def own(self, cells: Mapping[str, str], line: int) -> LedgerRow:
        """Return the clerk's own row in ``cells``; its key is still empty."""
        given: dict[str, Any] = {}
        for column in self._fields:
            if column.field == "confirmed":
                continue
            value = self._value(column.field, cells[column.field], line) or ""
            given[column.field] = (
                Cell(value, Basis.CONFIRMED if value else None) if column.field in BASED_FIELDS else value
            )
        given = {"theme": "", "number": "", "task": "", "text": "", **given}
        if not given["text"]:
            self.problems.append(Problem(self.address("text", line), "这一行填了内容，但“具体事项”是空的"))
        return LedgerRow(key="", task_id="", own=True, **given)

    def refuse(self, name: str, hint: str = "请改正后保存再试") -> None:
        """Raise LedgerRefused for all problems met so far; do nothing where there are none."""
        if self.problems:
            listed = "；".join(f"{problem.cell} {problem.why}" for problem in self.problems[:20])
            more = f"；另有 {len(self.problems) - 20} 处" if len(self.problems) > 20 else ""
            raise LedgerRefused(
                f"{len(self.problems)} 处不能读入：{listed}{more}", file=name, place="工作表“台账”", hint=hint
            )

    def _value(self, field: str, text: str, line: int) -> str | None:
        """Return the clerk's value for ``field``; None where the cell is refused."""
        if field in _UNITS:
            return "" if is_empty(text) else join_units(split_units(text))
        if field == "deadline_on" and text:
            day = read_day(text)
            if day is None:
                why = f"“{text}”不是日期，请写成 2026-09-30；其他说法请写在“完成时限”"
                self.problems.append(Problem(self.address(field, line), why))
            return day
        if field == "text" and not text:
            self.problems.append(Problem(self.address(field, line), "具体事项被清空；要删除请删整行"))
            return None
        return text

    def _confirm(self, row: LedgerRow, text: str | None, line: int) -> LedgerRow:
        """Apply 确认: 是 decides the row's suggestions; taking 是 back makes them suggestions again."""
        if text is None:
            return row
        answer = text.lower()
        if answer not in _YES and answer not in _NO:
            self.problems.append(Problem(self.address("confirmed", line), f"确认一栏只填“是”或“否”，现为“{text}”"))
            return row
        confirmed = answer in _YES
        old, new = (Basis.SUGGESTED, Basis.CONFIRMED) if confirmed else (Basis.CONFIRMED, Basis.SUGGESTED)
        if confirmed != row.confirmed:
            place = self.address("confirmed", line)
            yes = {True: "是", False: ""}
            self.deviations.append(Deviation(row.key, "confirmed", yes[row.confirmed], yes[confirmed], place))
        elif not confirmed:
            return row
        turned = {
            field: replace(getattr(row, field), basis=new)
            for field in BASED_FIELDS
            if getattr(row, field).basis is old and field not in row.edited
        }
        return replace(row, confirmed=confirmed, **turned)


def own_row(reader: RowReader, cells: Mapping[str, str], line: int, keys: KeyMaker) -> LedgerRow:
    """Return the clerk's own row with a key made from its text."""
    row = reader.own(cells, line)
    message = f"台账第 {line} 行是您自行增加的：{row.text[:20]}"
    reader.notes.append(Diagnostic("R005", Severity.INFO, message, hint=None))
    return replace(row, key=keys.make(row.text, own=True), mark=row.mark or MARK_OWN)


def _bare(value: object) -> object:
    """A written value as the clerk's entry would read: 待指定 is nothing."""
    text = value.value if isinstance(value, Cell) else value
    return "" if text == UNASSIGNED else text
