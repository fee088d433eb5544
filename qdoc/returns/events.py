"""Owns reading 办理记录 back: acts that the clerk changed, deleted or typed, each told by its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qdoc.ledger.cell_text import seen
from qdoc.ledger.record_columns import EVENT_COLUMNS, NAME, field_of, kind_of, record_shown
from qdoc.model import Diagnostic, Event, EventKind, LedgerRow, Severity
from qdoc.returns.entries import row_of
from qdoc.returns.record_lines import Line, RecordLines
from qdoc.returns.rows import Problem

_AT = {column.field: column for column in EVENT_COLUMNS}
_KINDS = "、".join(kind.label for kind in EventKind)


@dataclass(slots=True)
class ReadEvents:
    """The acts as they stand now, and what is to be told of them."""

    events: list[Event] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_events(found: RecordLines, written: Mapping[str, Event], rows: Sequence[LedgerRow]) -> ReadEvents:
    """Return the acts in ``found`` against those ``written``, in their order; typed ones (R027) come last.

    A changed cell counts and is told (R025), a deleted line is told (R026); neither changes the row back. A line that
    names no act or no item is a problem of its cell; an exact copy of a line is left out.
    """
    read = ReadEvents()
    same: dict[str, list[Line]] = {}
    added: list[Line] = []
    for line in found.lines:
        lines = same.setdefault(line.name, []) if line.name in written else added
        lines.append(line)
    by_key = {row.key: row for row in rows}
    for name, event in written.items():
        row = by_key.get(event.row_key)
        if name not in same:
            said = f"办理记录中少了一行：{_named(event)}；按您删除处理，它改过的时限、单位、指标不会改回"
            read.notes.append(Diagnostic("R026", Severity.REVIEW, said, hint="如是误删，请从备份恢复该行"))
            continue
        first, *copies = same[name]
        read.events.append(_changed(event, first, found, row, read))
        added += [line for line in copies if dict(line.cells) != dict(first.cells)]
    for line in added:
        _add(line, found, by_key, rows, read)
    return read


def _changed(event: Event, line: Line, found: RecordLines, row: LedgerRow | None, read: ReadEvents) -> Event:
    changed: dict[str, Any] = {}
    for column in found.places:
        if not column.editable:
            continue
        text, before = line.cells[column], seen(record_shown(event, row, column))
        if text == before:
            continue
        at = found.at(column, line)
        value = _value(column.field, text)
        if value is None:
            read.problems.append(Problem(at, f"类别“{text}”不认识，可用：{_KINDS}"))
            continue
        changed[column.field] = value
        said = f"{at} {column.header}由“{before or '空'}”改为“{text or '空'}”，以您改的为准"
        hint = "只改记录，不改台账里的时限、单位和指标" if column.field in ("field", "after", "decision") else None
        read.notes.append(Diagnostic("R025", Severity.INFO, said, hint=hint))
    return replace(event, **changed)


def _add(
    line: Line, found: RecordLines, by_key: Mapping[str, LedgerRow], rows: Sequence[LedgerRow], read: ReadEvents
) -> None:
    texts = {column.field: line.cells.get(column, "") for column in EVENT_COLUMNS if column not in (NAME, _ITEM)}
    item = line.cells.get(_ITEM, "")
    row = by_key.get(texts["row_key"]) or row_of(texts["number"], texts["task"], item, rows)
    kind, key = kind_of(texts["kind"]), row.key if row is not None else texts["row_key"]
    if kind is None:
        read.problems.append(Problem(found.at(_AT["kind"], line), f"类别“{texts['kind']}”不认识，可用：{_KINDS}"))
    if not key:
        why = "不知道是哪一条事项，请从台账复制“具体事项”的原文"
        read.problems.append(Problem(found.at(_ITEM, line), why))
    if kind is None or not key:
        return
    given = {column.field: texts[column.field] for column in EVENT_COLUMNS if column is not NAME and not column.row}
    given.update(row_key=key, field=field_of(texts["field"]))
    event = Event(**{**given, "kind": kind})  # type: ignore[arg-type]
    read.events.append(event)
    message = f"{found.sheet}第 {line.row} 行是您补记的：{_named(event)}"
    hint = "补记只进记录，不改台账里的时限、单位和指标；要改请直接改台账"
    read.notes.append(Diagnostic("R027", Severity.INFO, message, hint=hint))


_ITEM = next(column for column in EVENT_COLUMNS if column.header == "事项")


def _value(name: str, text: str) -> Any:
    if name == "kind":
        return kind_of(text)
    return field_of(text) if name == "field" else text


def _named(event: Event) -> str:
    return " ".join(text for text in (event.on, event.unit or event.by, event.kind.label) if text)
