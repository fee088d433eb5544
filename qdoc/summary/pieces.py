"""Owns what the summary's prose is made of: words, counted figures and ledger cells, each number with where it is from.

A printed passage carries its slot, a figure and a number in a quoted cell their keys, as bookmarks of the Word file
(``qs_…``, ``qn_…``, ``qw_…``): so that a file which was edited can be read back and its numbers proved again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")
"""A number in prose: Arabic digits with their point, groups and per cent sign. 汉字 numerals are words."""

SLOT_MARK, FIGURE_MARK, CELL_MARK, ROW_MARK = "qs_", "qn_", "qw_", "qr_"
"""Bookmark names begin with: a passage, a number, the words of one ledger cell, a row of an annex table."""

_MARK_NAME = re.compile(r"[A-Za-z0-9_]{1,32}")  # Word allows 40 signs; the prefix and an ordinal stand beside


def short(words: str) -> str:
    """Return the eight signs that stand for ``words`` (a theme, a unit, a status) in a key or slot."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was counted from ledger rows.

    ``key``: its lasting name, ASCII (``rows_total``, ``status_1a2b3c4d``); the same key always prints the same text.
    ``text``: as printed (``18``, ``85.7%``). ``what``: what it counts, in Chinese. ``rows``: keys of the rows counted.
    ``source``: the ledger's column or sheet that it is counted from, and how.
    """

    key: str
    text: str
    what: str
    rows: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        if not _MARK_NAME.fullmatch(self.key):
            raise ValueError(f"a figure's key must be a bookmark's name: {self.key!r}")


@dataclass(frozen=True, slots=True)
class Cell:
    """Words taken from one cell of the ledger, as they stand there; each number in them is proved by the cell.

    ``row_key``: the row ("" for the ledger's head). ``field``: of LedgerRow or LedgerHead, ``summary_wording`` and
    ``progress`` for a row's own sentence. ``editable``: a clerk may word it anew, and it goes back into 总结用语.
    """

    row_key: str
    field: str
    text: str
    editable: bool = False


Piece = str | Figure | Cell


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the summary's prose. ``slot`` names it for good (``overview_1``, ``unfinished_<row key>``).

    ``required``: it cannot be left out (what is unfinished and why, who did not return); an edited file without it
    gets it back. Words of ``pieces`` hold no number of their own.
    """

    slot: str
    pieces: tuple[Piece, ...]
    required: bool = False

    @property
    def text(self) -> str:
        """The words as they print."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)
