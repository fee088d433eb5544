"""Owns what an edited summary may not leave out: what is unfinished and why, and the names of who did not return."""

from __future__ import annotations

from qdoc.ledger.units import split_units
from qdoc.model import Ledger, LedgerRow
from qdoc.summary.pieces import Passage, row_mark
from qdoc.summary.seal import plain

_ENOUGH = 60  # per cent of a reason's signs, in order, that must be left where it is worded anew
_SHORT = 6  # a reason as short as this must stand as it is


def lacking_words(passage: Passage, paragraph: str, document: str, ledger: Ledger) -> tuple[str, ...]:
    """Return what of the required ``passage`` is neither in ``paragraph`` (what became of it) nor in ``document``.

    Of an unfinished row its reason (worded anew in its own paragraph is enough) and what it is about; of a passage that
    names units each name; of one that is gone as a whole (``paragraph`` empty) all of it. ``document``: all prose, as
    ``plain`` gives it.
    """
    said = plain(passage.text)
    if not paragraph:
        return () if said in document else (passage.text,)
    row = _row_of(passage.slot, ledger)
    if row is not None:
        subject = [text for text in (row.task, row.text) if text]
        lost = [] if any(_kept(text, paragraph, document) for text in subject) or not subject else [subject[0][:30]]
        asked = bool(row.problem) and _bare(row.problem) in said
        return (*lost, *([row.problem] if asked and not _kept(row.problem, paragraph, document) else []))
    cells = (cell.value for each in ledger.rows for cell in (each.lead, each.responsible, each.support))
    units = {name for value in cells for name in split_units(value)}
    return tuple(sorted(name for name in units if plain(name) in said and plain(name) not in plain(paragraph)))


def _row_of(slot: str, ledger: Ledger) -> LedgerRow | None:
    kind, _, mark = slot.partition("_")
    return next((row for row in ledger.rows if row_mark(row.key) == mark), None) if kind and mark else None


def _bare(text: str) -> str:
    return plain(text).rstrip("。.;,")


def _kept(text: str, paragraph: str, document: str) -> bool:
    from rapidfuzz import fuzz

    words = _bare(text)
    return words in document or (len(words) > _SHORT and fuzz.partial_ratio(words, plain(paragraph)) >= _ENOUGH)
