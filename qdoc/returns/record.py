"""Owns putting the returns and acts of a workbook into the ledger read from it, and drawing corrected rows again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qdoc.ledger.entries import draw_rows, foreign_note
from qdoc.ledger.record_columns import ENTRIES_SHEET, ENTRY_COLUMNS, EVENT_COLUMNS, EVENTS_SHEET
from qdoc.model import Diagnostic, Ledger, Severity
from qdoc.returns.entries import ReadEntries, read_entries
from qdoc.returns.events import ReadEvents, read_events
from qdoc.returns.record_lines import find_lines, refuse, remembered_lines
from qdoc.returns.workbook import Sheet


def with_record(ledger: Ledger, sheets: Mapping[str, Sheet], name: str) -> Ledger:
    """Return ``ledger`` with the returns and acts of ``sheets``; a workbook without them gives it as it is.

    Corrections are appended to the acts; rows of corrected, added or deleted returns are drawn again, but never over
    what the clerk typed in 台账. A sheet that is gone as a whole is taken for a mishap: what was written stays (R028).
    Diagnostics R020 to R028 and L011 (items that are not in the ledger). Raises LedgerRefused naming the cells.
    """
    old_entries, old_events = remembered_lines(sheets, name)
    notes: list[Diagnostic] = []
    entries, events = ReadEntries(list(old_entries.values())), ReadEvents(list(old_events.values()))
    if (sheet := sheets.get(ENTRIES_SHEET)) is not None:
        found = find_lines(sheet, ENTRY_COLUMNS, ("单位", "期间"), name)
        entries = read_entries(found, old_entries, ledger.rows)
    elif old_entries:
        notes.append(_gone(ENTRIES_SHEET, len(old_entries)))
    if (sheet := sheets.get(EVENTS_SHEET)) is not None:
        events = read_events(find_lines(sheet, EVENT_COLUMNS, ("类别",), name), old_events, ledger.rows)
    elif old_events:
        notes.append(_gone(EVENTS_SHEET, len(old_events)))
    if not (
        entries.entries or entries.corrections or events.events or events.notes or events.problems or entries.problems
    ):
        return ledger
    refuse((*entries.problems, *events.problems), name)
    acts = (*events.events, *entries.corrections)
    recorded = replace(ledger, entries=tuple(entries.entries), events=acts)
    drawn, _ = draw_rows(recorded, entries.touched, frozenset(entries.emptied))
    told = (*ledger.diagnostics, *notes, *entries.notes, *events.notes, *foreign_note(drawn))
    return replace(drawn, diagnostics=told)


def _gone(sheet: str, count: int) -> Diagnostic:
    message = f"工作表“{sheet}”不见了，其中 {count} 条记录照原样保留"
    return Diagnostic("R028", Severity.REVIEW, message, hint="程序下次写台账时会把它补上；要删记录请在表里逐行删")
