"""Owns what a revision is: paragraphs of kept, deleted and inserted words, whose ends are kept, deleted or inserted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What the later year did with a stretch, or with a paragraph's end."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


class Level(StrEnum):
    """What a paragraph is on the page: the plan's title, a heading of the first or second rank, or text."""

    TITLE = "title"
    FIRST = "first"
    SECOND = "second"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph; never empty, no line end in it."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class RevisedParagraph:
    """One paragraph. ``end`` is the fate of its end: without it what is left joins the next paragraph.

    ``note``: what a reader cannot see from the marks (where a moved task went), mostly empty; no part of the text.
    """

    level: Level
    pieces: tuple[Piece, ...]
    end: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A running text that holds both years: accepting all gives the later one, rejecting all the earlier one."""

    title: str
    paragraphs: tuple[RevisedParagraph, ...]

    def accepted(self) -> tuple[str, ...]:
        """The later year's paragraphs."""
        return _without(self.paragraphs, Mark.DELETED)

    def rejected(self) -> tuple[str, ...]:
        """The earlier year's paragraphs."""
        return _without(self.paragraphs, Mark.INSERTED)


def _without(paragraphs: Iterable[RevisedParagraph], gone: Mark) -> tuple[str, ...]:
    left: list[str] = []
    words = ""
    for paragraph in paragraphs:
        words += "".join(piece.text for piece in paragraph.pieces if piece.mark is not gone)
        if paragraph.end is not gone:
            left.append(words)
            words = ""
    return (*left, words) if words else tuple(left)
