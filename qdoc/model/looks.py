"""Owns how a Word document is set: pages, paragraphs and runs with what finally applies to them, styles resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunLook:
    """A stretch of one look. ``start``/``end``: its span in the document's text (``SourceText.text``).

    ``font``: for Chinese signs, ``latin``: for Western ones ("" where nothing says so). ``size``: points. ``colour``:
    RRGGBB, "" for automatic.
    """

    start: int
    end: int
    font: str = ""
    latin: str = ""
    size: float | None = None
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph's span and setting. ``style``: the style's name. ``align``: left, center, right, both, distribute.

    ``first`` (hanging: below zero), ``left``, ``right``: indents in characters of the paragraph's own size, rounded to
    a hundredth. ``line``: points, None where single or by the grid; ``exact``: that it is exact. ``before``, ``after``:
    points. ``page_break``: begins a new page. ``in_table``: stands in a table. ``section``: index into pages.
    """

    start: int
    end: int
    style: str = ""
    align: str = "both"
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    line: float | None = None
    exact: bool = False
    before: float = 0.0
    after: float = 0.0
    page_break: bool = False
    in_table: bool = False
    section: int = 0
    runs: tuple[RunLook, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLook:
    """A section's page in millimetres. ``pitch``: points a line of its grid, None without one.

    ``numbers``: texts of its footers and headers that hold a page number, by kind (default, even, first); the number
    itself stands as #.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    pitch: float | None = None
    landscape: bool = False
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLooks:
    """How a document is set. ``even_odd``: whether even pages have headers and footers of their own."""

    pages: tuple[PageLook, ...]
    paragraphs: tuple[ParagraphLook, ...]
    even_odd: bool = False
