"""Owns putting the clerk's wording into the summary's passages: her words, the ledger's numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qdoc.model import Cell as LedgerCell
from qdoc.model import Ledger
from qdoc.model.wording import CellRef, EditedPassage, EditKind, FigureRef, WordPiece
from qdoc.summary.pieces import FIELD_MARKS, NUMBER, Cell, Figure, Passage, Piece

SENTENCE = ("summary_wording", "progress")
"""The fields that a row's own sentence is taken from: words that replace it go into the first."""


@dataclass(slots=True)
class Wording:
    """The clerk's passages, given out where they belong; ``left`` are those whose place the summary no longer has."""

    ledger: Ledger
    edited: Mapping[str, EditedPassage]
    figures: Mapping[str, Figure]
    cells: Mapping[tuple[str, str], Sequence[Cell]]
    used: set[str] = field(default_factory=set)
    beside: dict[tuple[str, str], list[EditedPassage]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for edit in self.edited.values():
            if edit.kind is EditKind.ADDED:
                for side in ("before", "after"):
                    self.beside.setdefault((side, getattr(edit, side)), []).append(edit)

    def apply(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Return ``passages`` (those of one section) as the clerk wants them, with what she added among them."""
        result: list[Passage] = []
        for passage in passages:
            result += self._added("before", passage.slot)
            edit = self.edited.get(passage.slot)
            if edit is None or (edit.kind is EditKind.REMOVED and passage.required and not self._joined(edit)):
                result.append(passage)
            else:
                self.used.add(passage.slot)
                if edit.kind is not EditKind.REMOVED:
                    result.append(replace(passage, pieces=tuple(map(self.piece, edit.pieces))))
            result += self._added("after", passage.slot)
        return tuple(result)

    @property
    def left(self) -> tuple[EditedPassage, ...]:
        """Passages that were not asked for: what they were written about is no longer in the summary."""
        return tuple(
            edit for slot, edit in self.edited.items() if slot not in self.used and edit.kind is not EditKind.REMOVED
        )

    def piece(self, piece: WordPiece) -> Piece:
        """Return a piece as it prints now; a number whose figure is gone prints as it stood."""
        if isinstance(piece, str):
            return piece
        if isinstance(piece, FigureRef):
            return self.figures.get(piece.key, piece.text)
        parts = self.cells.get(cell_name(piece.row_key, piece.field), ())
        known = next((part for part in parts if part.text == piece.text), parts[0] if len(parts) == 1 else None)
        if known is not None:
            return replace(known, text=piece.text) if piece.own else known
        if piece.field not in FIELD_MARKS:
            return piece.text
        words = "" if piece.own or parts else _cell_text(self.ledger, piece)
        return Cell(piece.row_key, piece.field, words or piece.text)

    def _joined(self, edit: EditedPassage) -> bool:
        """Whether what was taken out stands in a paragraph that the clerk joined it to and that has been printed."""
        host = self.edited.get(edit.after)
        return host is not None and host.kind is EditKind.REWORDED and host.slot in self.used

    def _added(self, side: str, slot: str) -> list[Passage]:
        """What the clerk put beside ``slot``, and beside that again, in the document's order; no call a paragraph."""
        found: list[Passage] = []
        waiting: list[tuple[str, str] | Passage] = [(side, slot)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Passage):
                found.append(one)
                continue
            here: list[tuple[str, str] | Passage] = []
            for edit in self.beside.get(one, ()):
                if edit.slot not in self.used:
                    self.used.add(edit.slot)
                    mine = Passage(edit.slot, tuple(map(self.piece, edit.pieces)))
                    here += [("before", edit.slot), mine, ("after", edit.slot)]
            waiting += reversed(here)
        return found


def cell_name(row_key: str, field: str) -> tuple[str, str]:
    """Return what names a cell: a row's sentence is one, whichever of its two fields it was taken from."""
    return row_key, SENTENCE[0] if field in SENTENCE else field


def make_wording(ledger: Ledger, passages: Iterable[Passage], figures: Mapping[str, Figure]) -> Wording:
    """Return the wording of ``ledger``, to be put into the counted ``passages`` section by section.

    ``figures``: every figure of the summary by key, also those that no passage prints.
    """
    pieces = [piece for passage in passages for piece in passage.pieces]
    known = {**{piece.key: piece for piece in pieces if isinstance(piece, Figure)}, **figures}
    cells: dict[tuple[str, str], list[Cell]] = {}
    for piece in pieces:
        if isinstance(piece, Cell):
            parts = cells.setdefault(cell_name(piece.row_key, piece.field), [])
            parts += [piece] if all(piece.text != part.text for part in parts) else []
    return Wording(ledger, {edit.slot: edit for edit in ledger.passages}, known, cells)


def typed_numbers(edit: EditedPassage) -> tuple[str, ...]:
    """Return the numbers that the clerk typed herself into her passage: nothing proves them."""
    own = (p if isinstance(p, str) else p.text for p in edit.pieces if isinstance(p, str) or getattr(p, "own", False))
    return tuple(found.group() for text in own for found in NUMBER.finditer(text))


def _cell_text(ledger: Ledger, ref: CellRef) -> str:
    holder: object = ledger.head if not ref.row_key else next((r for r in ledger.rows if r.key == ref.row_key), None)
    value = getattr(holder, ref.field, "")
    return value.value if isinstance(value, LedgerCell) else str(value or "")
