"""Owns what a row says: the obligation with its adjuncts, purposes and continuations, so that a task loses no words."""

from __future__ import annotations

from qdoc.model import Obligation, Segment, SegmentRole, Task

_SPOKEN = (SegmentRole.OBLIGATION, SegmentRole.ADJUNCT, SegmentRole.PURPOSE, SegmentRole.CONTINUATION)
_EDGES = "，,；;、 　\n\r\t"  # the comma before the next clause is not this row's


class Wordings:
    """The words of each obligation of a task as a clerk reads them: 围绕…，开展…，不断提升… together.

    Each spoken segment belongs to the obligation that it names; one that names none goes with the obligation before
    it (the first one where none precedes). Responsibility brackets, headings and separators are left out.
    """

    def __init__(self, task: Task, text: str | None) -> None:
        self._text, self._shift = (task.text or None, task.start) if text is None else (text, 0)
        self._pieces: dict[str, list[Segment]] = {}
        known = {obligation.id for obligation in task.obligations}
        owner = task.obligations[0].id if task.obligations else None
        for segment in task.segments:
            if segment.role not in _SPOKEN:
                continue
            owner = segment.obligation if segment.obligation in known else owner
            if owner is not None:
                self._pieces.setdefault(owner, []).append(segment)

    def of(self, obligation: Obligation) -> tuple[str, int, int]:
        """Return the words and the span from their first to their last character.

        Without the task's words (a plan.json of an earlier version) these are the obligation's own words.
        """
        pieces = self._pieces.get(obligation.id)
        if self._text is None or not pieces:
            words = obligation.text.rstrip(_EDGES) or obligation.text
            return words, obligation.start, obligation.start + len(words)
        shift = self._shift
        words = "".join(self._text[piece.start - shift : piece.end - shift] for piece in pieces).rstrip(_EDGES)
        end = pieces[-1].end
        while end > pieces[-1].start and self._text[end - shift - 1 : end - shift] in _EDGES:
            end -= 1
        return words, pieces[0].start, end
