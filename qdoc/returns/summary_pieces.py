"""Owns telling an edited paragraph's words from its numbers and cells: by bookmarks, else by the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qdoc.model.wording import CellRef, FigureRef, WordPiece
from qdoc.parse.punctuation import fold
from qdoc.returns.summary_document import Mark
from qdoc.summary.pieces import CELL_MARK, FIGURE_MARK, NUMBER, Cell, Figure, Passage
from qdoc.summary.seal import plain
from qdoc.summary.worded import cell_name

_ORDINAL = re.compile(r"_\d+(?:_?[Cc]opy_?\d*)?$")
_AROUND = 2  # signs beside a number that must be the same where its bookmark is gone
_MOST = 4_000_000  # signs times signs that are compared: beyond, a lost bookmark stays lost


@dataclass(frozen=True, slots=True)
class Known:
    """What the summary of the ledger says now.

    ``passages``: as they print; ``counted``: without the clerk's wording; ``printed``: figures that stand elsewhere, in
    tables and charts.
    """

    passages: tuple[Passage, ...]
    counted: tuple[Passage, ...]
    printed: tuple[Figure, ...] = ()

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure by its key."""
        pieces = (each for passage in (*self.passages, *self.counted) for each in passage.pieces)
        return {piece.key: piece for piece in (*self.printed, *pieces) if isinstance(piece, Figure)}

    @property
    def cells(self) -> dict[str, tuple[Cell, ...]]:
        """What is quoted of each cell, by its name in bookmarks: one text, or several parts of it (names of units).

        A clerk's own words for a cell do not count.
        """
        found: dict[str, dict[str, Cell]] = {}
        for piece in (each for passage in self.counted for each in passage.pieces):
            if isinstance(piece, Cell):
                found.setdefault(piece.mark, {}).setdefault(plain(piece.text), piece)
        return {mark: tuple(texts.values()) for mark, texts in found.items()}


@dataclass(frozen=True, slots=True)
class _Anchor:
    start: int
    end: int
    piece: FigureRef | CellRef


class PieceReader:
    """Reads paragraphs into pieces against what the ledger's summary says now."""

    def __init__(self, known: Known) -> None:
        self._figures, self._cells = known.figures, known.cells
        self._parts = {cell_name(v[0].row_key, v[0].field) for v in self._cells.values() if len(v) > 1}

    def read(self, text: str, marks: Sequence[Mark], passage: Passage | None = None) -> tuple[WordPiece, ...]:
        """Return the pieces of ``text``; together they are the text without white space at its ends.

        A bookmark counts where it still covers words of its own; a number typed longer or shorter within it is the
        figure's. What of ``passage`` has no bookmark is found by its words with some of their neighbours. Every other
        number stays in words.
        """
        if passage is not None and plain(text) == plain(passage.text):
            return self.references(passage)
        anchors = [*self._cell_anchors(text, marks)]
        anchors += self._figure_anchors(text, marks, anchors)
        if passage is not None:
            anchors += self._by_words(text, passage, anchors)
            anchors += self._by_frame(text, passage, anchors)
            anchors = self._grown(text, passage, sorted(anchors, key=lambda one: one.start))
        return tuple(_cut(text, sorted(anchors, key=lambda one: one.start)))

    def _cell_anchors(self, text: str, marks: Sequence[Mark]) -> Iterator[_Anchor]:
        reached = 0
        for mark in marks:
            known = self._cells.get(_ORDINAL.sub("", mark.name), ()) if mark.prefix == CELL_MARK else ()
            start, end = _trimmed(text, mark.start, mark.end)
            if not known or start < reached or start >= end:
                continue
            reached = end
            yield _Anchor(start, end, self._reference(known[0], text[start:end]))

    def _figure_anchors(self, text: str, marks: Sequence[Mark], taken: Sequence[_Anchor]) -> list[_Anchor]:
        numbers = list(NUMBER.finditer(text))
        found: list[_Anchor] = []
        for mark in marks:
            if mark.prefix != FIGURE_MARK:
                continue
            key = _ORDINAL.sub("", mark.name)
            known = self._figures.get(key)
            if known is not None and not NUMBER.fullmatch(known.text):  # a day: several numbers and words
                start, end = _trimmed(text, mark.start, mark.end)
                if start < end and _free(start, end, (*taken, *found)):
                    found.append(_Anchor(start, end, FigureRef(key, text[start:end])))
                continue
            inside = [one for one in numbers if one.start() < mark.end and one.end() > mark.start]
            if len(inside) > 1 and known is not None:
                inside = [one for one in inside if same_number(one.group(), known.text)][:1]
            for one in inside[:1]:
                if _free(one.start(), one.end(), (*taken, *found)):
                    found.append(_Anchor(one.start(), one.end(), FigureRef(key, one.group())))
        return found

    def _by_words(self, text: str, passage: Passage, taken: Sequence[_Anchor]) -> list[_Anchor]:
        lost = self._lost(passage, taken)
        if not lost or len(text) * len(passage.text) > _MOST:
            return []
        blocks = SequenceMatcher(None, fold(passage.text), fold(text), autojunk=False).get_matching_blocks()
        found: list[_Anchor] = []
        for at, one in lost:
            size = len(one.text)
            for block in blocks:
                start = block.b + at - block.a
                held = block.a <= at and at + size <= block.a + block.size
                beside = block.size - size >= _AROUND or size == len(passage.text) or size >= 2 * _AROUND + 2
                if held and beside and size and _free(start, start + size, (*taken, *found)):
                    words = text[start : start + size]
                    if isinstance(one, Figure) and NUMBER.fullmatch(words) and not _whole(text, start, start + size):
                        continue
                    found.append(_Anchor(start, start + size, self._reference(one, words)))
                    break
        return found

    def _by_frame(self, text: str, passage: Passage, taken: Sequence[_Anchor]) -> list[_Anchor]:
        """One sentence that was typed over, bookmark and all, while everything around it stands as it did."""
        lost = [one for _, one in self._lost(passage, taken) if isinstance(one, Cell) and one.editable]
        if len(lost) != 1:
            return []
        frame = "".join(
            "(.+)" if one is lost[0] else re.escape(fold(one if isinstance(one, str) else one.text))
            for one in passage.pieces
        )
        found = re.fullmatch(rf"\s*{frame}\s*", fold(text), re.DOTALL)
        if found is None or not _free(found.start(1), found.end(1), taken):
            return []
        return [_Anchor(found.start(1), found.end(1), self._reference(lost[0], text[found.start(1) : found.end(1)]))]

    def _grown(self, text: str, passage: Passage, anchors: list[_Anchor]) -> list[_Anchor]:
        """Words typed right before or behind a row's own sentence, outside its bookmark, belong to the sentence."""
        placed = list(_placed(passage))
        if [self._name(anchor.piece) for anchor in anchors] != [self._name(one) for _, one in placed]:
            return anchors
        grown = list(anchors)
        for at, (_, one) in enumerate(placed):
            if not isinstance(one, Cell) or not one.editable:
                continue
            before, after = _words_beside(passage, at)
            left = grown[at - 1].end if at else 0
            right = grown[at + 1].start if at + 1 < len(grown) else len(text.rstrip())
            start, end = grown[at].start, grown[at].end
            if fold(text[left:start]) != fold(before) and fold(text[left:start]).startswith(fold(before)):
                start = left + len(before)
            if fold(text[end:right]) != fold(after) and fold(text[end:right]).endswith(fold(after)):
                end = right - len(after)
            grown[at] = _Anchor(start, end, self._reference(one, text[start:end]))
        return grown

    def references(self, passage: Passage) -> tuple[WordPiece, ...]:
        """Return the pieces of ``passage`` as references, for comparing with those of an edited paragraph."""
        made = (one if isinstance(one, str) else self._reference(one, one.text) for one in passage.pieces)
        return tuple(_joined(made))

    def shape(self, pieces: Iterable[WordPiece]) -> tuple[object, ...]:
        """Return what of ``pieces`` is wording: words, and which figure or cell stands where, not what it says."""
        parts: list[object] = []
        for piece in _joined(pieces):
            own = plain(piece.text) if isinstance(piece, CellRef) and piece.own else ""
            parts.append(plain(piece) if isinstance(piece, str) else (*self._name(piece), own))
        return tuple(part for part in parts if part != "")

    def _lost(self, passage: Passage, taken: Sequence[_Anchor]) -> list[tuple[int, Figure | Cell]]:
        have = Counter(self._name(anchor.piece) for anchor in taken)
        lost = []
        for at, one in _placed(passage):
            name = self._name(one)
            if have[name]:
                have[name] -= 1
            else:
                lost.append((at, one))
        return lost

    def _reference(self, piece: Figure | Cell, words: str) -> FigureRef | CellRef:
        """A reference with ``words``; those that stand for a cell and are nothing of it are the clerk's own."""
        if isinstance(piece, Figure):
            return FigureRef(piece.key, words)
        known = self._cells.get(piece.mark, ())
        own = bool(known) and not piece.editable and all(plain(words) != plain(one.text) for one in known)
        return CellRef(piece.row_key, piece.field, words, own)

    def _name(self, piece: object) -> tuple[str, ...]:
        if isinstance(piece, Figure | FigureRef):
            return ("figure", piece.key)
        if not isinstance(piece, Cell | CellRef):
            return ()
        name = cell_name(piece.row_key, piece.field)
        return ("cell", *name, plain(piece.text) if name in self._parts else "")


def same_number(one: str, other: str) -> bool:
    """Whether two numbers as printed are the same: width, grouping and idle zeros do not matter, a per cent sign does.

    >>> same_number("１，２００", "1200"), same_number("85.70%", "85.7％"), same_number("12", "12%")
    (True, True, False)
    """
    return _value(one) == _value(other)


def _value(text: str) -> tuple[str, str]:
    flat = plain(text).replace(",", "")
    digits, unit = flat.rstrip("%‰"), flat[len(flat.rstrip("%‰")) :]
    whole, _, part = digits.partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}", unit


def _placed(passage: Passage) -> Iterator[tuple[int, Figure | Cell]]:
    at = 0
    for piece in passage.pieces:
        if not isinstance(piece, str):
            yield at, piece
        at += len(piece if isinstance(piece, str) else piece.text)


def _words_beside(passage: Passage, at: int) -> tuple[str, str]:
    """The words between the ``at``-th figure or cell of ``passage`` and those before and after it."""
    runs = [""]
    for piece in passage.pieces:
        if isinstance(piece, str):
            runs[-1] += piece
        else:
            runs.append("")
    return runs[at], runs[at + 1]


def _free(start: int, end: int, taken: Iterable[_Anchor]) -> bool:
    return all(end <= one.start or start >= one.end for one in taken)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the number there is all of a number, not the tail of a longer one."""
    return any(one.start() == start and one.end() == end for one in NUMBER.finditer(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _cut(text: str, anchors: Sequence[_Anchor]) -> Iterator[WordPiece]:
    first, last = _trimmed(text, 0, len(text))
    at = first
    for anchor in anchors:
        if anchor.start > at:
            yield text[at : anchor.start]
        yield anchor.piece
        at = anchor.end
    if at < last:
        yield text[at:last]


def _joined(pieces: Iterable[WordPiece]) -> Iterator[WordPiece]:
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words
