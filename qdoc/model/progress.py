"""Owns what happens to ledger rows through the year: the units' returns by row and unit, and the life of an item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What may happen to an item besides progress; only a person's act makes one. ``label`` is what clerks read."""

    RECEIPT = "receipt"
    OBJECTION = "objection"
    EXTENSION = "extension"
    REVIEW = "review"
    PROOF = "proof"
    AMENDMENT = "amendment"
    DONE = "done"
    CLOSED = "closed"
    CORRECTION = "correction"

    @property
    def label(self) -> str:
        """The field's standard term."""
        return _LABELS[self.value]


_LABELS = {
    "receipt": "签收",
    "objection": "异议",
    "extension": "延期申请",
    "review": "核查意见",
    "proof": "佐证",
    "amendment": "调整",
    "done": "办结",
    "closed": "销号",
    "correction": "更正",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one unit returned on one row for one period; never merged with another unit's.

    ``period``: what was asked for, ``2026Q1`` or a day (YYYY-MM-DD). ``leads``: whether the unit leads or answers for
    the row, so that its entry is the row's. ``nodes``: dates of steps as the unit wrote them. ``asked_by``: 任务 where
    one answer was given for all rows of a task, else 事项. ``source``, ``source_sha256``, ``place``: the returned file
    and the cell or control it was read from. ``received_on``: the day the clerk collected it ("" where not given).
    """

    row_key: str
    unit: str
    period: str
    leads: bool
    status: str = ""
    wording: str = ""
    actual: str = ""
    nodes: str = ""
    problem: str = ""
    next_step: str = ""
    filled_by: str = ""
    phone: str = ""
    filled_on: str = ""
    asked_by: str = ""
    source: str = ""
    source_sha256: str = ""
    place: str = ""
    received_on: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One act in the life of an item: who did what to which row, and when. Never made by the machine alone.

    ``field``, ``before``, ``after``: what an amendment or an extension changes; ``decision``: 同意 or 不同意, "" where
    none is asked or given yet. ``file``, ``sha256``: a document that proves it. ``entry``: the return that a correction
    is about (``qdoc.ledger.entries.entry_id``).
    """

    row_key: str
    kind: EventKind
    on: str = ""
    by: str = ""
    unit: str = ""
    text: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    decision: str = ""
    file: str = ""
    sha256: str = ""
    entry: str = ""
