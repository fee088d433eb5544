"""Owns assignment letters: all that one unit has to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from qdoc.model.record import LedgerHead


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One row of a letter. ``suggested``: this unit's place in it rests on a suggestion (printed 建议，待确认).

    ``deadline_on`` is the last day that the deadline means (YYYY-MM-DD, "" where it means none); ``status``,
    ``progress`` and ``problem`` are what the ledger says of the row so far. ``partners``: the other units by their
    short role (牵头, 配合…), the names joined by 、; ``sources``: what each value rests on, in words (单位：原文；…).
    ``via``: by which group or other name the unit has it, as it prints (各街道办事处之一; "" where it is named itself).
    ``finished``: nothing is left to do, by 办理状态 (the office's own words included) or by a person's 办结 or 销号.
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
    partners: tuple[tuple[str, str], ...] = ()
    sources: str = ""
    via: str = ""
    finished: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentLetter:
    """All that one unit has to do: lead (and responsible) items apart from supporting ones."""

    department: str
    head: LedgerHead
    lead_items: tuple[LetterItem, ...]
    support_items: tuple[LetterItem, ...]
    has_suggestions: bool = field(default=False)
