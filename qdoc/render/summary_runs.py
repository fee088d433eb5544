"""Owns how the summary's words become runs: numbers, quoted cells, passages and rows in bookmarks that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qdoc.render.page import HEI_FONT, run_fonts
from qdoc.render.template_code import word_text
from qdoc.render.template_looks import dressed
from qdoc.render.template_parts import Placed
from qdoc.summary.pieces import (
    CELL_MARK,
    FIGURE_MARK,
    NUMBER_MARK,
    ROW_MARK,
    SLOT_MARK,
    Cell,
    Figure,
    Passage,
    Piece,
    row_mark,
)

_FIRST = 100_000  # an office's own bookmarks are numbered from 0
_GAP, _GAP_END = "【待补", "】"
# What the notice says prints in its punctuation; a clerk's or a unit's words print as they wrote them.
_QUOTED = frozenset(("plan_title", "notice_title", "theme", "number", "task", "text", "metric", "deadline", "place"))


class Marks:
    """The bookmarks of one document: numbers and names that no other has."""

    def __init__(self, quote: Callable[[str], str]) -> None:
        self.quote = quote
        self._met: Counter[str] = Counter()
        self._id = _FIRST

    def around(self, name: str, xml: str) -> str:
        """``xml`` inside a bookmark."""
        self._id += 1
        return f'<w:bookmarkStart w:id="{self._id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{self._id}"/>'

    def next(self, name: str) -> int:
        """Which occurrence of ``name`` this is, from 1."""
        self._met[name] += 1
        return self._met[name]


@dataclass(frozen=True, slots=True)
class Words(Placed):
    """Pieces as a template's value; with a ``slot`` they are a passage. ``{{p 段 }}`` or ``{{ 行.合计 }}``."""

    marks: Marks
    pieces: tuple[Piece, ...]
    slot: str = ""

    def __str__(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def runs(self, base: str) -> str:
        """Each piece's runs; a gap (【待补…】) stands out as in every document."""
        bold = dressed(base, run_fonts(HEI_FONT))
        made: list[str] = []
        open_gap = False
        for piece in self.pieces:
            if isinstance(piece, str):
                for text, is_gap in _cut(piece, open_gap):
                    made.append(_run(text, bold if is_gap else base))
                    open_gap = is_gap and not text.endswith(_GAP_END)
            elif isinstance(piece, Figure):
                at = self.marks.next(FIGURE_MARK + piece.key)
                run = _run(piece.text, bold if open_gap else base)
                made.append(self.marks.around(f"{FIGURE_MARK}{piece.key}_{at}", run))
            else:
                made.append(self._cell(piece, base))
        xml = "".join(made)
        if self.slot and self.marks.next(SLOT_MARK + self.slot) == 1:
            return self.marks.around(SLOT_MARK + self.slot, xml)
        return xml

    def _cell(self, cell: Cell, base: str) -> str:
        text = self.marks.quote(cell.text) if cell.field in _QUOTED else cell.text
        if not cell.marked:
            return _run(text, base)
        name = f"{cell.mark}_{self.marks.next(CELL_MARK + cell.mark)}"
        made, at = [], 0
        for number, (start, end) in enumerate(cell.numbers, 1):
            made.append(_run(text[at:start], base))
            made.append(self.marks.around(f"{NUMBER_MARK}{name}_{number}", _run(text[start:end], base)))
            at = end
        made.append(_run(text[at:], base))
        return self.marks.around(CELL_MARK + name, "".join(made))


@dataclass(frozen=True, slots=True)
class Serial(Placed):
    """The serial number of a ledger row in 完成情况对账表; its bookmark names the row."""

    marks: Marks
    row_key: str
    serial: int

    def __str__(self) -> str:
        return str(self.serial)

    def runs(self, base: str) -> str:
        """The number; only the first table that prints the row carries its bookmark."""
        name = ROW_MARK + row_mark(self.row_key)
        run = _run(str(self.serial), base)
        return self.marks.around(name, run) if self.marks.next(name) == 1 else run


def printed(marks: Marks, passages: tuple[Passage, ...]) -> list[Words]:
    """Passages as a template's values."""
    return [Words(marks, passage.pieces, passage.slot) for passage in passages]


def _run(text: str, properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{word_text(text)}</w:t></w:r>' if text else ""


def _cut(text: str, open_gap: bool) -> Iterator[tuple[str, bool]]:
    """Words by turns outside and inside a gap, and whether they are inside."""
    while text:
        if open_gap:
            end = text.find(_GAP_END)
            at = len(text) if end < 0 else end + 1
        else:
            start = text.find(_GAP)
            at = len(text) if start < 0 else start
        if at:
            yield text[:at], open_gap
        text, open_gap = text[at:], not open_gap
