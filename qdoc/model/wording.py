"""Owns the words of the year-end summary that are the clerk's: paragraphs she reworded, added or took out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """What a clerk did to a paragraph of the summary; ``label`` is what she reads."""

    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word in the sheet 总结文字."""
        return {"reworded": "改写", "added": "增加", "removed": "删去"}[self.value]


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A number in a clerk's paragraph that is counted anew: the figure's ``key``, its ``text`` as it stood."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class CellRef:
    """Words in a clerk's paragraph that stand for a ledger cell, ``text`` as they stood.

    ``own``: they are the clerk's words in the cell's place and print as they are; else the cell is printed anew.
    """

    row_key: str
    field: str
    text: str
    own: bool = False


WordPiece = str | FigureRef | CellRef


@dataclass(frozen=True, slots=True)
class EditedPassage:
    """One paragraph of the summary as the clerk wants it.

    ``slot``: the paragraph's lasting name; of one that she added a name of its own. ``pieces``: its words, numbers
    whose source is known as references; none where she took it out. ``after``: for an added one, the slot that it
    follows (of one taken out, the one that its words were joined to); or ``before``, the slot that it stands in front
    of, where it opens a section. ``place``: where it stood
    in the file, in her terms.
    """

    slot: str
    kind: EditKind
    pieces: tuple[WordPiece, ...] = ()
    after: str = ""
    before: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        """The words as they stood in the file."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)
