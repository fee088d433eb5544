"""Owns the columns of the sheets 填报记录 and 办理记录: which header shows which field of a return or an act.

``render`` writes by these tables and ``returns`` reads by them. The columns at the end are hidden; the last names the
line (``entry_id`` or its place), so that a line that was edited, copied or deleted is told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

from qdoc.ledger.columns import COLUMNS
from qdoc.ledger.life import AMENDABLE
from qdoc.model import Entry, Event, EventKind, LedgerRow

ENTRIES_SHEET, EVENTS_SHEET = "填报记录", "办理记录"
MEMORY_SHEET = "_qdoc_record"
"""Hidden: every return and act as it was written, a line each: its name, then its fields in pieces that cells hold."""
LEADS, SUPPORTS = "牵头", "配合"
NOT_IN_LEDGER = "（事项已不在台账中）"

_PIECE = 30_000  # characters of a field list a cell


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: ``field`` of the return or act, or (``row``) of its ledger row; ``editable``: a change counts."""

    header: str
    field: str
    width: float
    row: bool = False
    editable: bool = True
    hidden: bool = False


NAME = RecordColumn("记录号", "", 14, editable=False, hidden=True)
_KEY = RecordColumn("识别码", "row_key", 14, editable=False, hidden=True)
_ROW = (
    RecordColumn("任务编号", "number", 9.5, row=True, editable=False),
    RecordColumn("任务", "task", 18, row=True, editable=False),
    RecordColumn("事项", "text", 34, row=True, editable=False),
)
ENTRY_COLUMNS = (
    RecordColumn("单位", "unit", 16, editable=False),
    *_ROW,
    RecordColumn("牵头/配合", "leads", 10.5, editable=False),
    RecordColumn("期间", "period", 10.5, editable=False),
    RecordColumn("办理状态", "status", 9),
    RecordColumn("一句话进展", "wording", 34),
    RecordColumn("完成数值", "actual", 10),
    RecordColumn("计划节点", "nodes", 18),
    RecordColumn("存在问题", "problem", 20),
    RecordColumn("下步措施", "next_step", 20),
    RecordColumn("填报人", "filled_by", 8),
    RecordColumn("电话", "phone", 13),
    RecordColumn("填报日期", "filled_on", 11),
    RecordColumn("收到日期", "received_on", 11),
    RecordColumn("来源文件", "source", 22, editable=False),
    RecordColumn("位置", "place", 18, editable=False),
    _KEY,
    RecordColumn("校验值", "source_sha256", 14, editable=False, hidden=True),
    RecordColumn("填报方式", "asked_by", 8, editable=False, hidden=True),
    NAME,
)
EVENT_COLUMNS = (
    RecordColumn("类别", "kind", 10),
    RecordColumn("日期", "on", 11),
    RecordColumn("单位", "unit", 16),
    *_ROW,
    RecordColumn("经办人", "by", 14),
    RecordColumn("内容", "text", 30),
    RecordColumn("变更项", "field", 10),
    RecordColumn("原内容", "before", 20),
    RecordColumn("新内容", "after", 20),
    RecordColumn("决定", "decision", 7),
    RecordColumn("证明文件", "file", 22),
    _KEY,
    RecordColumn("校验值", "sha256", 14, editable=False, hidden=True),
    RecordColumn("填报记录号", "entry", 14, editable=False, hidden=True),
    NAME,
)
_FIELD_WORDS = {
    **{column.field: column.header for column in COLUMNS if column.field and not column.basis},
    **{column.field: column.header for column in ENTRY_COLUMNS if column.editable},
    **AMENDABLE,
}
_WORD_FIELDS = {word: field for field, word in _FIELD_WORDS.items()}


def record_shown(one: Entry | Event, row: LedgerRow | None, column: RecordColumn) -> str:
    """Return what ``column`` shows; of a row that is not in the ledger only that it is not."""
    if column is NAME:
        return ""
    if column.row:
        if row is None:
            return NOT_IN_LEDGER if column.field == "text" else ""
        return str(getattr(row, column.field))
    value = getattr(one, column.field)
    if isinstance(value, bool):
        return LEADS if value else SUPPORTS
    if isinstance(value, EventKind):
        return value.label
    return _FIELD_WORDS.get(value, value) if column.field == "field" else str(value)


def field_of(word: str) -> str:
    """Return the field that a clerk calls ``word`` (完成时限 → deadline); ``word`` itself where it is none."""
    return _WORD_FIELDS.get(word, word)


def kind_of(word: str) -> EventKind | None:
    """Return the kind of act that a clerk calls ``word``; None for none."""
    return next((kind for kind in EventKind if kind.label == word), None)


def remembered(name: str, one: Entry | Event) -> tuple[str, ...]:
    """Return the hidden line of a return (``name``: its id) or an act: ``name``, which of both, its fields as JSON."""
    values = [getattr(one, each.name) for each in fields(one)]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    kind = "entry" if isinstance(one, Entry) else "event"
    return (name, kind, *(text[at : at + _PIECE] for at in range(0, len(text), _PIECE)))


def recalled(line: Sequence[str]) -> Entry | Event:
    """Return what a hidden line remembers; fields that a later version added are empty.

    Raises ValueError or TypeError for a line that qdoc did not write.
    """
    values = json.loads("".join(line[2:]))
    if line[1] == "entry":
        return Entry(*values)
    return Event(values[0], EventKind(values[1]), *values[2:])
