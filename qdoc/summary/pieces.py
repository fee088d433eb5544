"""Owns what the summary's prose is made of: words, counted figures and ledger cells, each number with where it is from.

Bookmarks of the Word file say what is what, so that a file which was edited can be read back and its numbers proved:

    qs_<slot>                      a passage (a whole paragraph), once in the file
    qn_<key>_<n>                   a figure; n counts its occurrences in the file, from 1
    qw_<row>_<field>_<n>           the words of one ledger cell (``row_mark``, ``FIELD_MARKS``); n as above
    qv_<row>_<field>_<n>_<i>       the i-th number inside the words qw_<row>_<field>_<n>
    qr_<row>                       a row of 附件1 (around its serial number)

A cell without a number that nobody may word anew has no bookmark. Names are unique and at most 40 signs long.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")
"""A number in prose: Arabic digits with their point, groups and per cent sign. 汉字 numerals are words."""

SLOT_MARK, FIGURE_MARK, CELL_MARK, NUMBER_MARK, ROW_MARK = "qs_", "qn_", "qw_", "qv_", "qr_"
"""Bookmark names begin with: a passage, a figure, the words of one ledger cell, a number in them, a row of 附件1."""

FIELD_MARKS = {
    "plan_title": "pt", "notice_title": "nt", "document_number": "dn", "theme": "th", "number": "no", "task": "ta",
    "text": "tx", "lead": "le", "responsible": "rs", "support": "su", "metric": "me", "deadline": "de", "place": "pl",
    "status": "st", "actual": "ac", "progress": "pr", "problem": "pb", "carry_over": "co", "summary_wording": "sw",
    "remark": "re", "next_step": "ns", "unit": "un",
    "earlier_problem": "ep",
}  # fmt: skip
"""A cell's field as its bookmark names it. ``next_step``: of the lead's newest return, ``earlier_problem``: of an
earlier one; ``unit``: any unit's name."""

UNIT_KEY = "unit:"
"""A cell whose ``field`` is ``unit`` has this and the unit's name for its row key: the name stands in many rows."""

_MARK_NAME = re.compile(r"[A-Za-z0-9_]{1,32}")  # Word allows 40 signs; the prefix and an ordinal stand beside
_KEY = re.compile(r"[A-Za-z0-9-]{1,20}")
_LABELS = ("表", "图", "附件")


def short(words: str) -> str:
    """Return the eight signs that stand for ``words`` (a theme, a unit, a status) in a key or slot."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@lru_cache(maxsize=16384)
def row_mark(row_key: str) -> str:
    """Return a row's key as a bookmark can hold it: ``-`` becomes ``_``, another key a hash; ``head`` for none."""
    if not row_key:
        return "head"
    return row_key.replace("-", "_") if _KEY.fullmatch(row_key) else f"x{short(row_key)}"


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
    ``also``: further rows whose cell says the very same and that are printed by this one; new words are theirs too.
    ``numbers``: where in ``text`` each number begins and ends.
    """

    row_key: str
    field: str
    text: str
    editable: bool = False
    also: tuple[str, ...] = ()
    numbers: tuple[tuple[int, int], ...] = dataclasses.field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.field not in FIELD_MARKS:
            raise ValueError(f"no such field: {self.field!r}")
        object.__setattr__(self, "numbers", tuple([one.span() for one in numbers_in(self.text)]))

    @property
    def marked(self) -> bool:
        """Whether the words stand in a bookmark of their own."""
        return self.editable or bool(self.numbers)

    @property
    def mark(self) -> str:
        """``<row>_<field>``: what names the cell in bookmarks."""
        return f"{row_mark(self.row_key)}_{FIELD_MARKS[self.field]}"

    @property
    def digits(self) -> tuple[str, ...]:
        """The numbers that stand in the words."""
        return tuple(self.text[start:end] for start, end in self.numbers)


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

    def __post_init__(self) -> None:
        if not _MARK_NAME.fullmatch(self.slot):
            raise ValueError(f"a slot must be a bookmark's name: {self.slot!r}")

    @property
    def text(self) -> str:
        """The words as they print."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of ``text``, a paragraph; one that only names a table, chart or annex at its head is none."""
    return (found for found in NUMBER.finditer(text) if text[: found.start()] not in _LABELS)
