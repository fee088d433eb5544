"""Owns what a task is cut into while it is read: stretches with a code that becomes their role."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.extract.governing import Governor
from qdoc.model import SegmentRole

ROLES = {
    "O": SegmentRole.OBLIGATION,
    "P": SegmentRole.PURPOSE,
    "A": SegmentRole.ADJUNCT,
    "C": SegmentRole.CONTINUATION,
    "H": SegmentRole.HEADING,
    "R": SegmentRole.RESPONSIBILITY,
    "-": SegmentRole.SEPARATOR,
}


@dataclass(slots=True)
class Piece:
    """A stretch of a task in the making, as a rule a clause with its governing verb.

    ``code``: a key of ROLES; while a sentence is being decided also M, S (means, if something follows) and N (no
    verb), and P only if it closes the sentence. ``owner``: running number of its obligation (0: none).
    """

    code: str
    start: int
    end: int
    governor: Governor | None = None
    opens: bool = False  # the first of its sentence
    owner: int = 0
