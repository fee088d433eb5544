"""Owns assignment letters: all that one unit has to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from qdoc.model.record import LedgerHead


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One row of a letter. ``suggested``: this unit's place in it rests on a suggestion (printed 建议，待确认).

    ``deadline_on`` is the last day that the deadline means (YYYY-MM-DD, "" where it means none); ``status``,
    ``progress`` and ``problem`` are what the ledger says of the row so far.
    """

    row_key: str
    number: str
    task: str
    text: str
    role: str
    others: str
    metric: str
    deadline: str
    place: str
    suggested: bool
    deadline_on: str = ""
    status: str = ""
    progress: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentLetter:
    """All that one unit has to do: lead (and responsible) items apart from supporting ones."""

    department: str
    head: LedgerHead
    lead_items: tuple[LetterItem, ...]
    support_items: tuple[LetterItem, ...]
    has_suggestions: bool = field(default=False)
