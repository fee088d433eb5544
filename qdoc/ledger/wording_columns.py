"""Owns the columns of the sheet 总结文字: the summary's paragraphs that are the clerk's, and what remembers them.

``render`` writes by these tables and ``returns`` reads by them. The last columns are hidden.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.model.wording import CellRef, EditedPassage, EditKind, FigureRef, WordPiece

WORDING_SHEET = "总结文字"
WORDING_MEMORY = "_qdoc_wording"
"""Hidden: every passage as it was written, a line each: its name, then its fields in pieces that cells hold."""

_PIECE = 30_000  # characters of a field list a cell


@dataclass(frozen=True, slots=True)
class WordingColumn:
    """A column: its header, its width, whether a clerk may change it, whether it is hidden."""

    header: str
    width: float
    editable: bool = False
    hidden: bool = False


KIND = WordingColumn("处理", 8)
PLACE = WordingColumn("位置", 26)
TEXT = WordingColumn("文字", 80, editable=True)
REVIEW = WordingColumn("待核的数", 16)
SLOT = WordingColumn("段落号", 18, hidden=True)
WORDING_COLUMNS = (KIND, PLACE, TEXT, REVIEW, SLOT)


def remembered_passage(passage: EditedPassage) -> tuple[str, ...]:
    """Return the hidden line of ``passage``: its slot, then its fields as JSON in as many pieces as cells need."""
    pieces = [_piece_values(piece) for piece in passage.pieces]
    values = [passage.kind.value, passage.after, passage.before, passage.place, pieces]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return (passage.slot, *(text[at : at + _PIECE] for at in range(0, len(text), _PIECE)))


def recalled_passage(line: Sequence[str]) -> EditedPassage:
    """Return what a hidden line remembers. Raises ValueError or TypeError for a line that qdoc did not write."""
    kind, after, before, place, pieces = json.loads("".join(line[1:]))
    if not all(isinstance(one, str) for one in (after, before, place)):
        raise TypeError("not a passage")
    return EditedPassage(line[0], EditKind(kind), tuple(map(_piece_of, pieces)), after, before, place)


def _piece_values(piece: WordPiece) -> str | list[str | bool]:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, FigureRef):
        return [piece.key, piece.text]
    return [piece.row_key, piece.field, piece.text, piece.own]


def _piece_of(values: object) -> WordPiece:
    if isinstance(values, str):
        return values
    if not isinstance(values, list) or not all(isinstance(one, str | bool) for one in values):
        raise TypeError("not a piece of a passage")
    return FigureRef(*values) if len(values) == 2 else CellRef(*values)
