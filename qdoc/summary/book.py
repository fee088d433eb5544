"""Owns the making of figures: every number counted once under its key, and the small pieces that prose is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from qdoc.ledger.percent import per_cent
from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.summary.pieces import UNIT_KEY, Cell, Figure, Piece
from qdoc.summary.values import SENT_BACK, UNREPORTED, SummaryItem

SUGGESTED = "（建议，待确认）"


class Book:
    """The figures of one summary; the same key is counted once and prints the same everywhere."""

    def __init__(self) -> None:
        self._known: dict[str, Figure] = {}

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure counted so far, by key."""
        return self._known

    def count(self, key: str, rows: Sequence[str], what: str, source: str, number: int | None = None) -> Figure:
        """How many ``rows`` there are (or ``number`` of something that stands in them)."""
        return self.put(Figure(key, str(len(rows) if number is None else number), what, tuple(rows), source))

    def share(self, key: str, rows: Sequence[str], total: int, what: str, source: str) -> Figure:
        """``rows`` in per cent of ``total``, one decimal, rounded half up as a clerk and Excel do."""
        return self.put(Figure(key, f"{per_cent(len(rows), total):f}%", what, tuple(rows), source))

    def put(self, figure: Figure) -> Figure:
        """Keep ``figure``. Raises ValueError where its key already says something else (a bug)."""
        known = self._known.setdefault(figure.key, figure)
        if known.text != figure.text:
            raise ValueError(f"{figure.key} says {known.text} and {figure.text}")
        return known


def said(text: str, row_key: str, field: str) -> Piece:
    """Words of a ledger cell as a piece; nothing for an empty one."""
    return Cell(row_key, field, text) if text else ""


@lru_cache(maxsize=4096)
def unit_name(unit: str) -> Piece:
    """A unit's name; it stands in many cells, so the name itself says which it is."""
    return Cell(f"{UNIT_KEY}{unit}", "unit", unit)


def names(units: Iterable[str]) -> tuple[Piece, ...]:
    """Units one after the other, divided by 、."""
    pieces: list[Piece] = []
    for unit in units:
        pieces += ["、"] * bool(pieces) + [unit_name(unit)]
    return joined(pieces)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbouring words as one piece, empty ones left out."""
    made: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str):
            made.append(piece)
        elif made and isinstance(made[-1], str):
            made[-1] += piece
        elif piece:
            made.append(piece)
    return tuple(made)


def units_of(item: SummaryItem) -> tuple[Piece, ...]:
    """The item's units in brackets; a suggestion never looks like a decision."""
    if item.suggested:
        return ("〔", *names(split_units(item.units)), f"{SUGGESTED}〕")
    return ("（", *(names(split_units(item.units)) or (UNASSIGNED,)), "）")


def status_of(item: SummaryItem) -> Piece:
    """The item's status: the ledger's word, or ours where its cell is empty."""
    ours = item.status in (UNREPORTED, SENT_BACK) or (item.closed_by and item.status == f"已{item.closed_by}")
    return item.status if ours else Cell(item.row_key, "status", item.status)


def task_of(item: SummaryItem) -> tuple[Piece, ...]:
    """Number and title of the item's task, or the item's own words where it has none."""
    number = numbered(item.number)
    title = item.task.strip().rstrip("。") if item.task.strip() else ""
    if not title:
        return (said(number, item.row_key, "number"), said(bare(item.text), item.row_key, "text"))
    return (said(number, item.row_key, "number"), said(title, item.row_key, "task"))


def numbered(number: str) -> str:
    """A task's number as it stands before its title: 3 → 3., （三） stays."""
    return number if not number or number.endswith(("、", ".", "．", "）", ")")) else f"{number}."


def bare(text: str) -> str:
    """Words of the notice without the sign they end with."""
    return text.strip().rstrip("。；;，,、")


def sentence_end(words: str) -> str:
    """What closes ``words`` as a sentence."""
    return "" if words.endswith(("。", "！", "？", "……")) else "。"
