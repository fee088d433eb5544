"""Owns reading 填报记录 back: what the clerk corrected, deleted or added in it, each told by its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qdoc.ledger.cell_text import seen
from qdoc.ledger.entries import DELETED, lead_unit, period_end
from qdoc.ledger.record_columns import ENTRY_COLUMNS, LEADS, NAME, RecordColumn, record_shown
from qdoc.model import Diagnostic, Entry, Event, EventKind, LedgerRow, Severity
from qdoc.model.office import same_name
from qdoc.returns.record_lines import Line, RecordLines
from qdoc.returns.rows import Problem

_AT = {column.field: column for column in ENTRY_COLUMNS}
_IDENTITY = (_AT["unit"], _AT["period"])
_TYPED = "手工补记"


@dataclass(slots=True)
class ReadEntries:
    """The returns as they stand now, and what the clerk did: ``corrections`` are acts for the record.

    ``touched``: keys of rows to draw again; ``emptied``: those of them that a return was taken away from.
    """

    entries: list[Entry] = field(default_factory=list)
    corrections: list[Event] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    notes: list[Diagnostic] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_entries(found: RecordLines, written: Mapping[str, Entry], rows: Sequence[LedgerRow]) -> ReadEntries:
    """Return the returns in ``found`` against those ``written``: unchanged ones as they were, in their order.

    A changed answer is the clerk's correction: it counts, and the act says before and after (R020). Unit and period of
    a return are not changed here (R021). A deleted line takes the return out of the record, and the act remembers it
    (R022). A line without a known name is one that the clerk added (R023); it needs a unit, a period and an item, else
    its cell is a problem. A second copy of a line is left out (R024).
    """
    read = ReadEntries()
    by_key = {row.key: row for row in rows}
    same: dict[str, list[Line]] = {}
    added: list[tuple[Line, bool]] = []
    for line in found.lines:
        if line.name in written:
            same.setdefault(line.name, []).append(line)
        else:
            added.append((line, False))
    for name, entry in written.items():
        lines = same.get(name)
        if not lines:
            _deleted(name, entry, read)
            continue
        row = by_key.get(entry.row_key)
        first = next((line for line in lines if _is_of(line, entry)), lines[0])
        read.entries.append(_corrected(name, entry, first, found, row, read))
        for line in lines:
            if line is first:
                continue
            if all(line.cells.get(column, "") == seen(record_shown(entry, row, column)) for column in _visible(found)):
                said = f"{found.sheet}第 {line.row} 行与第 {first.row} 行完全相同，只算一条"
                read.notes.append(Diagnostic("R024", Severity.INFO, said))
            else:
                added.append((line, True))
    for line, copied in added:
        _add(line, found, by_key, rows, read, copied=copied)
    return read


def _visible(found: RecordLines) -> list[RecordColumn]:
    return [column for column in found.places if column is not NAME and not column.hidden and not column.row]


def _is_of(line: Line, entry: Entry) -> bool:
    return all(
        column not in line.cells or line.cells[column] == seen(getattr(entry, column.field)) for column in _IDENTITY
    )


def _corrected(
    name: str, entry: Entry, line: Line, found: RecordLines, row: LedgerRow | None, read: ReadEntries
) -> Entry:
    changed: dict[str, Any] = {}
    for column in _visible(found):
        text, before = line.cells[column], record_shown(entry, row, column)
        if text == seen(before):
            continue
        at = found.at(column, line)
        if not column.editable:
            hint = "单位、期间填错的，请删去这一行，另加一行补记" if column in _IDENTITY else None
            said = f"{at} {column.header}由“{_short(before)}”改成了“{_short(text)}”；这一栏不能改，按原来的处理"
            read.notes.append(Diagnostic("R021", Severity.WARNING, said, hint=hint))
            continue
        changed[column.field] = text
        kept = {"field": column.field, "before": before, "after": text, "entry": name}
        said = f"{entry.period} 填报更正（{at}）"
        read.corrections.append(Event(entry.row_key, EventKind.CORRECTION, unit=entry.unit, text=said, **kept))
        message = f"{at} {column.header}由“{_short(before) or '空'}”更正为“{_short(text) or '空'}”，以您改的为准"
        hint = "单位原来填的留在“办理记录”里"
        read.notes.append(Diagnostic("R020", Severity.INFO, message, hint=hint))
        read.touched.add(entry.row_key)
    return replace(entry, **changed)


def _deleted(name: str, entry: Entry, read: ReadEntries) -> None:
    said = "，".join(text for text in (entry.status, entry.actual, entry.wording, entry.problem) if text)
    words = f"{entry.unit} {entry.period}（{_short(said) or '空'}）"
    message = f"填报记录中少了一行：{words}；按您删除处理，不再计入台账"
    hint = "如是误删：在“办理记录”中删去记着这次删除的一行，再收一次那份回执"
    read.notes.append(Diagnostic("R022", Severity.REVIEW, message, hint=hint))
    text = f"{entry.period} 填报记录删去一行，来源 {entry.source or _TYPED} {entry.place}".rstrip()
    gone = {"field": DELETED, "before": said, "entry": name}
    read.corrections.append(Event(entry.row_key, EventKind.CORRECTION, unit=entry.unit, text=text, **gone))
    read.touched.add(entry.row_key)
    read.emptied.add(entry.row_key)


def _add(
    line: Line,
    found: RecordLines,
    by_key: Mapping[str, LedgerRow],
    rows: Sequence[LedgerRow],
    read: ReadEntries,
    *,
    copied: bool,
) -> None:
    texts = {column.field: line.cells.get(column, "") for column in ENTRY_COLUMNS if column is not NAME}
    row = by_key.get(texts["row_key"]) or row_of(texts["number"], texts["task"], texts["text"], rows)
    key = row.key if row is not None else texts["row_key"]
    problems = len(read.problems)
    if not texts["unit"]:
        read.problems.append(Problem(found.at(_AT["unit"], line), "没有写明是哪个单位的填报"))
    if not period_end(texts["period"]):
        why = f"期间“{texts['period']}”看不懂，请写成 2026Q1（第一季度）或 2026-05-20"
        read.problems.append(Problem(found.at(_AT["period"], line), why))
    if not key:
        why = "不知道是哪一条事项，请从台账复制“具体事项”的原文"
        read.problems.append(Problem(found.at(_AT["text"], line), why))
    if len(read.problems) > problems:
        return
    given: dict[str, Any] = {name: text for name, text in texts.items() if name in _FIELDS}
    given["leads"] = (
        same_name(lead_unit(row)) == same_name(texts["unit"]) if row is not None else texts["leads"].startswith(LEADS)
    )
    given["row_key"] = key
    if copied or not line.name:  # typed by the clerk: no file stands behind it
        given.update(source=_TYPED, source_sha256="", place="")
    read.entries.append(Entry(**given))
    read.touched.add(key)
    message = f"{found.sheet}第 {line.row} 行是补记的：{texts['unit']} {texts['period']}"
    read.notes.append(Diagnostic("R023", Severity.INFO, message))


_FIELDS = frozenset(column.field for column in ENTRY_COLUMNS if column.field and not column.row)


def row_of(number: str, task: str, text: str, rows: Sequence[LedgerRow]) -> LedgerRow | None:
    """Return the row that a clerk means by its words, its number and its task; None where none or several fit."""
    if not text:
        return None
    fitting = [row for row in rows if seen(row.text) == text]
    fitting = [row for row in fitting if number in ("", seen(row.number)) and task in ("", seen(row.task))]
    return fitting[0] if len(fitting) == 1 else None


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
