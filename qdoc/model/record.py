"""Owns the ledger: rows with a basis beside each field."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model.progress import Entry, Event
from qdoc.model.source import Diagnostic
from qdoc.model.vocabulary import Basis
from qdoc.model.wording import EditedPassage


@dataclass(frozen=True, slots=True)
class Cell:
    """A ledger value with its own basis (null basis: the value is empty or needs none)."""

    value: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One obligation in the record. ``key`` is the hash of its text, never its position.

    Units are names joined by 、 in their order; ``lead`` holds the lead and co-leads, ``responsible`` the unranked
    责任单位. ``place`` says where in the notice it stands in a reader's terms; ``start``/``end`` are its span (null
    for a clerk's own row). The progress fields are the clerk's.
    """

    key: str
    task_id: str
    theme: str
    number: str
    task: str
    text: str
    strength: str = ""
    lead: Cell = Cell()
    responsible: Cell = Cell()
    support: Cell = Cell()
    metric: Cell = Cell()
    deadline: Cell = Cell()
    deadline_on: str = ""
    place: str = ""
    start: int | None = None
    end: int | None = None
    alternatives: str = ""
    confirmed: bool = False
    summary_wording: str = ""
    remark: str = ""
    status: str = ""
    actual: str = ""
    progress: str = ""
    problem: str = ""
    carry_over: str = ""
    mark: str = ""  # 新增 / 自行增加 / 原文已无: what a merge has to say about the row
    edited: tuple[str, ...] = ()  # names of the fields whose value is the clerk's
    own: bool = False  # a row that the clerk added; no obligation of the notice stands behind it


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """What letters and summaries say about the notice; null where the text has none."""

    notice_title: str | None
    plan_title: str | None
    issuer: str | None
    document_number: str | None
    dated: str | None
    year: int | None
    source_name: str
    source_sha256: str
    plan_sha256: str = ""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that a clerk added to the sheet: its header ("" where it has none), and its texts by row key."""

    header: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record from then on: what letters, forms and summaries are drawn from."""

    head: LedgerHead
    rows: tuple[LedgerRow, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    removed: tuple[str, ...] = ()  # keys of rows that the clerk deleted; they stay deleted
    entries: tuple[Entry, ...] = ()  # the units' returns, oldest first; kept by row and unit, never merged
    events: tuple[Event, ...] = ()  # the life of the items, oldest first
    passages: tuple[EditedPassage, ...] = ()  # paragraphs of the year-end summary that are the clerk's
    own_columns: tuple[OwnColumn, ...] = ()  # columns that the clerk added; qdoc keeps them and reads nothing in them
