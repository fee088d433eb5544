"""Owns what the parser gives: letterhead, plans, themes, tasks in outline, sections."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model.quick import quick
from qdoc.model.source import Diagnostic, Evidence, SourceText
from qdoc.model.vocabulary import SectionKind


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where one letterhead value stands: ``text[start:end] == quote``."""

    field: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The official marks of the notice; null (or empty) where the text has none. Dates are YYYY-MM-DD."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    addressees: tuple[str, ...] = ()
    signatory: str | None = None
    dated: str | None = None
    issued_on: str | None = None
    cc: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    places: tuple[FieldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedPlan:
    """One plan inside the file: its title and year (null where none; a range gives its first year and ``year_to``)."""

    title: str | None
    year: int | None
    start: int
    end: int
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading that groups tasks (or an unnumbered sentence doing so); ``start``/``end`` cover the whole section."""

    id: str
    plan: int
    parent: str | None
    number: str | None
    heading: str
    level: int
    task_bearing: bool
    start: int
    end: int
    heading_start: int
    heading_end: int


@quick
@dataclass(frozen=True, slots=True)
class OutlineTask:
    """A task as the parser finds it, before extraction: one printed item. ``heading_end`` ends its number and title."""

    id: str
    plan: int
    theme: str | None
    number: str | None
    title: str | None
    title_start: int
    title_end: int
    start: int
    end: int
    unit: Evidence | None = None  # the unit printed as a row heading or paragraph head outside the item
    # cells of its table row that say who or by when; the rule is that of their column (parse.cell_lead, _support ...)
    cells: tuple[Evidence, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Section:
    """A node of the tree that tiles the text; its children tile it again."""

    kind: SectionKind
    start: int
    end: int
    children: tuple[Section, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A parsed notice: letterhead, plans, themes, tasks in outline, and sections whose leaves tile the text."""

    source: SourceText
    letterhead: Letterhead
    plans: tuple[IssuedPlan, ...]
    themes: tuple[Theme, ...]
    tasks: tuple[OutlineTask, ...]
    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
