"""Owns taking edited year-end summaries back: each file read against what the ledger's summary says now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.model import Ledger, Office
    from qdoc.returns.summary_document import ReturnedParagraph, ReturnedSummary
    from qdoc.returns.summary_edits import SummaryEdits
    from qdoc.summary import Summary

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SCOPE = re.compile(rf"截止日期为{_DAY.pattern}")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A summary that came back, and what became of it. ``changed``: whether the ledger says something new by it."""

    document: ReturnedSummary
    edits: SummaryEdits
    changed: bool


def take_back(
    ledger: Ledger, documents: Sequence[ReturnedSummary], office: Office | None, folder: Path
) -> tuple[Ledger, tuple[TakenBack, ...]]:
    """Return ``ledger`` with what the clerk did in ``documents``, one after the other by name, and what became of each.

    ``folder``: where an office's own template of the summary may lie. Nothing is written.
    """
    if not documents:
        return ledger, ()
    from qdoc.cli.styles import office_templates

    style = office_templates(None, folder).style("年终总结")
    taken = []
    for document in sorted(documents, key=lambda one: (one.name, one.sha256)):
        edits = _edits(ledger, document, office, style)
        taken.append(TakenBack(document, edits, edits.ledger != ledger))
        ledger = edits.ledger
    return ledger, tuple(taken)


def _edits(ledger: Ledger, document: ReturnedSummary, office: Office | None, style: bytes | None) -> SummaryEdits:
    from qdoc.ledger.status_words import status_words
    from qdoc.returns.silent import find_silent
    from qdoc.returns.summary_edits import read_edits
    from qdoc.returns.summary_pieces import Known
    from qdoc.summary import figures, passages, summarise
    from qdoc.summary.seal import plain, read_seal

    as_of = _as_of(document)
    missing = find_silent(ledger, office, as_of)
    told = partial(summarise, as_of=as_of, missing=missing, finishing=status_words(office).finishing)
    now = told(ledger)
    counted = told(replace(ledger, passages=())) if ledger.passages else now
    known = Known(tuple(passages(now).values()), tuple(passages(counted).values()), tuple(figures(now).values()))
    lines = _own_lines(now, style)
    if now is not counted:  # a chapter of which she took out all words has no heading now
        there = {plain(one.text) for one in lines}
        lines += [one for one in _own_lines(counted, style) if plain(one.text) not in there]
    return read_edits(document, ledger, known, lines, read_seal(dict(document.properties)))


def _own_lines(summary: Summary, style: bytes | None) -> list[ReturnedParagraph]:
    """What ``summary`` prints besides its passages: headings, captions, tables."""
    from qdoc.render.summary_docx import summary_docx
    from qdoc.returns.summary_document import read_summary
    from qdoc.summary.pieces import SLOT_MARK

    printed = read_summary(summary_docx(summary, style=style), "年终总结.docx")
    return [one for one in printed.paragraphs if not one.marked(SLOT_MARK)] if printed is not None else []


def _as_of(document: ReturnedSummary) -> str:
    """The day up to which the document says that the ledger was kept (YYYY-MM-DD), "" where it says none."""
    for paragraph in document.paragraphs:
        for mark in paragraph.marks:
            found = _DAY.fullmatch(paragraph.text[mark.start : mark.end]) if mark.name.startswith("as_of_") else None
            if found:
                return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    for paragraph in document.paragraphs:  # its bookmark is lost
        if said := _SCOPE.search(paragraph.text):
            return f"{said[1]}-{int(said[2]):02}-{int(said[3]):02}"
    return ""
