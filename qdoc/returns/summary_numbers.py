"""Owns proving the numbers of an edited summary against the ledger as it is now, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qdoc.model.wording import CellRef, FigureRef, WordPiece
from qdoc.parse.punctuation import fold
from qdoc.returns.summary_document import ReturnedParagraph, ReturnedSummary
from qdoc.returns.summary_match import Placed
from qdoc.returns.summary_pieces import Known, PieceReader, same_number
from qdoc.summary.pieces import NUMBER, Figure, numbers_in
from qdoc.summary.worded import cell_name

_ORDINAL = re.compile(r"\s*[（(]?\d{1,3}\s*[)）.．、]?")
_AROUND = 10


class Doubt(StrEnum):
    """What is wrong with a number. ``label``: in the clerk's words."""

    DIFFERS = "differs"
    GONE = "gone"
    HERS = "hers"
    UNSOURCED = "unsourced"

    @property
    def label(self) -> str:
        """The heading of such findings."""
        return {
            "differs": "与台账不一致的数",
            "gone": "台账已不再统计的数",
            "hers": "您改写的句子里台账原句没有的数",
            "unsourced": "没有来源的数（待核）",
        }[self.value]


@dataclass(frozen=True, slots=True)
class NumberFinding:
    """A number that is not proved: where it stands, the words around it, what the ledger has ("": nothing), of what.

    ``what`` of a number without a source: the only figure that says the same.
    """

    doubt: Doubt
    place: str
    quote: str
    number: str
    ledger: str = ""
    what: str = ""

    @property
    def message(self) -> str:
        """The finding in one line."""
        if self.doubt is Doubt.DIFFERS:
            return f"{self.place}：文中为 {self.number}，台账为 {self.ledger}（统计：{self.what}）——“{self.quote}”"
        said = {
            Doubt.GONE: f"{self.number} 台账里已没有这个统计",
            Doubt.HERS: f"{self.number} 台账原句无此数（原句：“{self.ledger}”）",
            Doubt.UNSOURCED: f"{self.number} 没有来源，请核对"
            + (f"（台账统计的{self.what}是这个数）" if self.what else ""),
        }[self.doubt]
        return f"{self.place}：{said}——“{self.quote}”"


@dataclass(frozen=True, slots=True)
class Proof:
    """How the numbers of a document stand: those that a person must look at, and how many are proved."""

    findings: tuple[NumberFinding, ...]
    proved: int


def prove_numbers(
    document: ReturnedSummary,
    kept: Sequence[tuple[Placed, tuple[WordPiece, ...]]],
    before: Mapping[tuple[str, str], str],
    known: Known,
) -> Proof:
    """Prove every number of the prose (``kept``), and every marked figure elsewhere (headings, tables, notes).

    A figure must say what the ledger gives now; a number in a cell's words must stand in that cell (``before``: what
    it said, where the clerk has just worded it anew); any other number has no source. The ordinal that a paragraph
    begins with is none.
    """
    prover = _Prover(known, before)
    findings: list[NumberFinding] = []
    prose = set()
    for placed, pieces in kept:
        prose.add(id(placed.paragraph))
        findings += prover.pieces(placed.paragraph, pieces)
    reader = PieceReader(known)
    for paragraph in document.paragraphs:
        if id(paragraph) not in prose and paragraph.marks:
            marked = [p for p in reader.read(paragraph.text, paragraph.marks) if isinstance(p, FigureRef)]
            findings += prover.pieces(paragraph, marked)
    return Proof(tuple(findings), prover.proved)


class _Prover:
    def __init__(self, known: Known, before: Mapping[tuple[str, str], str]) -> None:
        self.proved = 0
        self._figures, self._before = known.figures, before
        self._cells = {cell_name(v[0].row_key, v[0].field): "；".join(o.text for o in v) for v in known.cells.values()}

    def pieces(self, paragraph: ReturnedParagraph, pieces: Sequence[WordPiece]) -> Iterator[NumberFinding]:
        """Yield a finding for each number of ``pieces`` that is not proved, and count the others."""
        whole = "".join(one if isinstance(one, str) else one.text for one in pieces)
        at = 0
        for piece in pieces:
            words = piece if isinstance(piece, str) else piece.text
            if isinstance(piece, FigureRef):
                found = self._figure(piece)
                self.proved += found is None
                if found is not None:
                    doubt, ledger, what = found
                    quote = around(whole, at, at + len(words))
                    yield NumberFinding(doubt, paragraph.place, quote, words, ledger, what)
            else:
                cell = self._cell(piece) if isinstance(piece, CellRef) else None
                for number in numbers_in(words):
                    start = at + number.start()
                    if cell is None and _ORDINAL.fullmatch(fold(whole[: start + len(number.group()) + 1])):
                        continue
                    if cell is not None and _holds(cell, number.group()):
                        self.proved += 1
                        continue
                    quote = around(whole, start, start + len(number.group()))
                    doubt = Doubt.UNSOURCED if cell is None else Doubt.HERS
                    what = self._like(number.group()) if cell is None else ""
                    yield NumberFinding(doubt, paragraph.place, quote, number.group(), cell or "", what)
            at += len(words)

    def _figure(self, piece: FigureRef) -> tuple[Doubt, str, str] | None:
        figure: Figure | None = self._figures.get(piece.key)
        if figure is None:
            return Doubt.GONE, "", ""
        return None if _same(piece.text, figure.text) else (Doubt.DIFFERS, figure.text, figure.what)

    def _like(self, number: str) -> str:
        """What the only figure that says ``number`` counts, for a person to decide; "" for none or several."""
        found = {figure.what for figure in self._figures.values() if _same(number, figure.text)}
        return found.pop() if len(found) == 1 else ""

    def _cell(self, piece: CellRef) -> str | None:
        name = cell_name(piece.row_key, piece.field)
        return self._before.get(name, self._cells.get(name))


def around(text: str, start: int, end: int) -> str:
    """Return the words around a number, as a person finds it by."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = text[first:last].strip().replace("\n", " ")
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


def _holds(words: str, number: str) -> bool:
    return any(same_number(found.group(), number) for found in NUMBER.finditer(words))


def _same(one: str, other: str) -> bool:
    """Whether a figure is the same: a number by its value, a day or period by its signs."""
    from qdoc.summary.seal import plain

    return same_number(one, other) if NUMBER.fullmatch(other) else plain(one) == plain(other)
