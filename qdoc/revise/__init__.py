"""Owns the revision of a plan: one running text in which the later year's changes to the earlier one are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qdoc.compare.diff import PlanDiff
from qdoc.model import Notice, Plan
from qdoc.revise.apart import set_apart
from qdoc.revise.notes import Notes
from qdoc.revise.order import Stretch, in_order
from qdoc.revise.tokens import END, Tokens
from qdoc.revise.units import Unit, plan_units
from qdoc.revise.values import Level, Mark, Piece, RevisedParagraph, Revision
from qdoc.revise.wording import compare_wording

__all__ = ["Level", "Mark", "Piece", "RevisedParagraph", "Revision", "Unit", "plan_units", "revise", "unit_names"]


def unit_names(plan: Plan) -> tuple[str, ...]:
    """The names of units that a plan prints: in its tasks and at its head."""
    head = plan.letterhead
    names = [each.department for task in plan.tasks for each in task.assignments if not each.person]
    names += [name for name in (head.issuer, *head.addressees, *head.cc) if name]
    return tuple(dict.fromkeys(names))


def revise(
    before: Plan,
    after: Plan,
    diff: PlanDiff,
    *,
    notices: tuple[Notice | None, Notice | None] = (None, None),
    quote: Callable[[str], str] = str,
    cut: Callable[[str], Sequence[str]] | None = None,
) -> Revision:
    """Mark in the later year's text what changed since the earlier one.

    Args:
        before: the earlier year's plan.
        after: the later year's plan.
        diff: their comparison; it says which tasks belong together and which moved.
        notices: what the plans were read from; without one only its titles, headings and tasks are known.
        quote: how the text prints (full-width punctuation by the 1:1 folded view, or as it is). Both years print
            alike, so that a sign's width is no change.
        cut: finds words in a changed clause (joined they are the clause); jieba without it.

    Returns:
        A Revision whose ``accepted()`` are the paragraphs of the later year's ``plan_units`` and whose ``rejected()``
        are those of the earlier. Moved tasks are deleted at their old place and inserted at the new one, with a note.
    """
    from qdoc.extract import words

    names = (quote(name) for plan in (before, after) for name in unit_names(plan))
    tokens = Tokens(names, cut or words.cut)
    old = plan_units(before, notices[0], quote=quote)
    new = plan_units(after, notices[1], quote=quote)
    notes = Notes(diff)
    paragraphs: list[RevisedParagraph] = []
    for stretch in in_order(old, new, diff):
        made = list(_paragraphs(stretch, tokens))
        made[0] = replace(made[0], note=notes.of(stretch))
        paragraphs += made
    title = next((unit.text for unit in new if unit.level is Level.TITLE), None)
    return Revision(title or diff.after.title or diff.after.name, set_apart(paragraphs, tokens))


def _paragraphs(stretch: Stretch, tokens: Tokens) -> Iterator[RevisedParagraph]:
    old, new = _lines(stretch.old), _lines(stretch.new)
    if not old or not new:
        mark = Mark.DELETED if old else Mark.INSERTED
        for level, line in old or new:
            yield RevisedParagraph(level, (Piece(mark, line),), mark)
        return
    levels = {Mark.DELETED: iter([level for level, _ in old]), Mark.INSERTED: iter([level for level, _ in new])}
    pieces: list[Piece] = []
    marked = compare_wording([line for _, line in old], [line for _, line in new], tokens)
    for mark, text in (*marked, (Mark.KEPT, END)):
        for number, part in enumerate(text.split(END)):
            if number:
                found = [next(levels[side]) for side in levels if mark in (Mark.KEPT, side)]
                yield RevisedParagraph(found[-1], tuple(pieces), mark)
                pieces = []
            if part:
                pieces.append(Piece(mark, part))


def _lines(units: Sequence[Unit]) -> list[tuple[Level, str]]:
    return [(unit.level, line) for unit in units for line in unit.paragraphs]
