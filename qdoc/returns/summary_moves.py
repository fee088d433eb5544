"""Owns what an edited summary changed besides its passages: their order, own lines of the summary, tables, notes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from qdoc.returns.summary_document import ReturnedParagraph, ReturnedSummary
from qdoc.returns.summary_marks import BODY, TABLE
from qdoc.returns.summary_match import Matched
from qdoc.returns.summary_values import Change, SummaryChange
from qdoc.summary.pieces import FIGURE_MARK
from qdoc.summary.seal import plain


def moved_slots(matched: Matched, order: Sequence[str]) -> list[tuple[str, str]]:
    """Return the passages that stand out of ``order``, with their place: as few as explain the order of the file."""
    rank = {slot: at for at, slot in enumerate(order)}
    found = [(rank[one.slot], one) for one in matched.placed if one.slot in rank]
    tails: list[int] = []
    lengths: list[int] = []
    for number, _ in found:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        lengths.append(at)
    kept: set[int] = set()
    wanted = len(tails) - 1
    for at in range(len(found) - 1, -1, -1):
        if lengths[at] == wanted:
            kept.add(at)
            wanted -= 1
    return [(one.slot, one.paragraph.place) for at, (_, one) in enumerate(found) if at not in kept]


def other_changes(
    document: ReturnedSummary, own_lines: Sequence[ReturnedParagraph], matched: Matched, *, stale: bool
) -> list[SummaryChange]:
    """Return what was changed in places that the ledger does not keep words of; each is quoted, none is lost unsaid.

    Tables of a document from an older state of the ledger (``stale``) differ by themselves and are not compared.
    """
    found = [
        SummaryChange(Change.OWN_LINE, "", paragraph.place, before, paragraph.text.strip())
        for before, paragraph in matched.changed
    ]
    for one in document.paragraphs:
        if one.where not in (BODY, TABLE):
            found.append(SummaryChange(Change.OUTSIDE, "", one.place, "", one.text.strip()))
    if not stale:
        left = Counter(plain(one.text) for one in own_lines if one.where == TABLE)
        for one in _tables(document):
            if left[plain(one.text)] > 0:
                left[plain(one.text)] -= 1
            elif not _only_figures(one):
                found.append(SummaryChange(Change.TABLE, "", one.place, "", one.text.strip()))
    return found


def _tables(document: ReturnedSummary) -> list[ReturnedParagraph]:
    return [one for one in document.paragraphs if one.where == TABLE]


def _only_figures(one: ReturnedParagraph) -> bool:
    """Whether all that a cell says are figures: they are proved one by one, and told there."""
    covered = "".join(one.text[mark.start : mark.end] for mark in one.marked(FIGURE_MARK))
    return bool(covered) and plain(covered) == plain(one.text)
