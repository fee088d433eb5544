"""Owns how many items stand in each kind of document for a unit, as its manifest line says."""

from __future__ import annotations

from qdoc.model import AssignmentLetter
from qdoc.render.fields_follow_up import open_items
from qdoc.render.letter_docx import FOLLOW_UP, KINDS, REMINDER, LetterOptions


def printed_counts(kind: str, letter: AssignmentLetter, options: LetterOptions) -> tuple[int, int, int]:
    """Return the items that the document of ``kind`` prints: those the unit answers for, those it supports, suggested.

    A 督办单 has only open items that the unit answers for, a 催办单 of these only those that are overdue or due soon.
    """
    if kind == REMINDER:
        context = KINDS[kind].context(letter, options) or {}
        listed, suggested = context.get("催办事项", ()), context.get("待确认数", 0)
        assert isinstance(listed, list | tuple)
        assert isinstance(suggested, int)
        return len(listed), 0, suggested
    lead, support = letter.lead_items, letter.support_items
    if kind == FOLLOW_UP:
        lead, support = open_items(letter), ()
    return len(lead), len(support), sum(item.suggested for item in (*lead, *support))
