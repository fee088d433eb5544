"""Owns finding the lines of 填报记录 and 办理记录 in a workbook: columns by header, lines by their hidden name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qdoc.errors import LedgerRefused
from qdoc.ledger.record_columns import MEMORY_SHEET, NAME, RecordColumn, recalled
from qdoc.model import Entry, Event
from qdoc.returns.rows import Problem
from qdoc.returns.workbook import Sheet

_SAME_FILE = "请在程序生成的台账文件里直接改，不要改动表头；也可以从备份恢复"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet that holds something: its row as a clerk counts, its name, its texts by column."""

    row: int
    name: str
    cells: Mapping[RecordColumn, str]


@dataclass(frozen=True, slots=True)
class RecordLines:
    """What stands in a sheet of the record now: its columns by place, and its lines in their order."""

    sheet: str
    places: Mapping[RecordColumn, int]
    lines: tuple[Line, ...]

    def at(self, column: RecordColumn, line: Line) -> str:
        """Return the cell of ``column`` in ``line`` as a clerk finds it: ``填报记录 H5``."""
        return f"{self.sheet} {letters(self.places.get(column, 0) + 1)}{line.row}"


def letters(number: int) -> str:
    """Return what a sheet calls its column ``number`` (from 1): 27 → AA."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def remembered_lines(sheets: Mapping[str, Sheet], name: str) -> tuple[dict[str, Entry], dict[str, Event]]:
    """Return the returns and acts as they were written, by name; empty where the ledger had none.

    Raises LedgerRefused where the hidden sheet was changed.
    """
    entries: dict[str, Entry] = {}
    events: dict[str, Event] = {}
    hidden = sheets.get(MEMORY_SHEET)
    for line in hidden.rows if hidden is not None else ():
        if not line or not line[0]:
            continue
        try:
            one = recalled(line)
        except (ValueError, TypeError, IndexError, RecursionError) as error:
            message = f"隐藏工作表“{MEMORY_SHEET}”被改动过"
            raise LedgerRefused(message, file=name, hint="请从备份恢复台账") from error
        if isinstance(one, Entry):
            entries[line[0]] = one
        else:
            events[line[0]] = one
    return entries, events


def find_lines(sheet: Sheet, columns: Sequence[RecordColumn], needed: Sequence[str], name: str) -> RecordLines:
    """Return the lines of ``sheet``; its columns are found by header, wherever a clerk moved them.

    Raises LedgerRefused where a ``needed`` header is gone or a header stands twice.
    """
    by_header = {column.header: column for column in columns}
    heads = [["".join(text.split()) for text in line] for line in sheet.rows[:10]]
    at = next((i for i, line in enumerate(heads) if sum(header in by_header for header in line) >= 3), None)
    found = heads[at] if at is not None else []
    lacking = [header for header in (*needed, NAME.header) if header not in found]
    twice = [header for header in by_header if found.count(header) > 1]
    if at is None or lacking or twice:
        said = [f"缺少“{'”“'.join(lacking)}”一栏"] if lacking else []
        said += [f"“{'”“'.join(twice)}”出现了两次"] if twice else []
        raise LedgerRefused("，".join(said), file=name, place=f"工作表“{sheet.name}”", hint=_SAME_FILE)
    places = {by_header[header]: index for index, header in enumerate(found) if header in by_header}
    lines: list[Line] = []
    for index, row in enumerate(sheet.rows[at + 1 :], at + 2):
        cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
        if any(text for column, text in cells.items() if not column.hidden):
            lines.append(Line(index, cells[NAME], cells))
    return RecordLines(sheet.name, places, tuple(lines))


def refuse(problems: Sequence[Problem], name: str) -> None:
    """Raise LedgerRefused for all ``problems`` (cells with their sheet); do nothing where there are none."""
    if problems:
        listed = "；".join(f"{problem.cell} {problem.why}" for problem in problems[:20])
        more = f"；另有 {len(problems) - 20} 处" if len(problems) > 20 else ""
        raise LedgerRefused(f"{len(problems)} 处不能读入：{listed}{more}", file=name, hint="请改正后保存再试")
