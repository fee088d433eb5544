"""Owns the nouns of the year-end summary: what the document says, before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qdoc.model import Diagnostic, Ledger, LedgerHead
from qdoc.summary.pieces import NUMBER, Figure, Passage, Piece
from qdoc.summary.reach import Reach

UNREPORTED = "未填报"
SENT_BACK = "核查未通过"
"""Stands for a finishing word of 办理状态 that a 核查意见 with 不同意 came after."""


WORDED = "其他表述"
"""Counts rows whose 办理状态 says a number (完成60%): such words are as many as there are rows, and no status."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Who was asked for a period and returned nothing. ``period``: 2026Q1 or a day; ``units`` in the ledger's order."""

    period: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many ledger rows carry one status word, exactly as the clerk wrote it; ``share`` is of all rows counted."""

    status: str
    count: Figure
    share: Figure | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The status counts of one theme or unit. ``suggested``: rows that are the unit's by suggestion only.

    ``done``: rows finished, ``rate``: their share. ``name`` is printed as ``title`` says, which knows its source.
    """

    name: str
    title: tuple[Piece, ...]
    total: Figure
    done: Figure
    rate: Figure
    counts: tuple[StatusCount, ...]
    suggested: Figure | None = None


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """One ledger row as the summary shows it; ``status`` is 未填报 where the clerk left it empty.

    ``serial``: its place in the ledger, from 1. ``units`` are the lead (else responsible) units, ``suggested`` says
    that they are only a suggestion. ``reach`` is None where the row has no metric, ``share``
    (the figure in per cent of its target) where it is none. ``reason`` is the clerk's 存在问题,
    empty where none was written. ``wording`` is the cell ``wording_field``: 总结用语, else 进展情况. ``closed_by``:
    办结 or 销号 by a person's act. ``extended_to``: the day that an approved extension gives (``overtaken``: an
    adjustment set another later); ``extension_asked``: one waits for a decision. ``amended``: columns that an
    adjustment changed. ``done_on``: a day that proves when it was done, ``done_by`` where that stands.
    ``earlier_problem``: the last that the lead told of an open row in a period before its newest return
    (``earlier_period``), which leaves it empty.
    """

    row_key: str
    serial: int
    theme: str
    number: str
    task: str
    text: str
    units: str
    unit_field: str
    support: str
    suggested: bool
    metric: str
    actual: str
    reach: Reach | None
    share: Decimal | None
    deadline: str
    deadline_on: str
    status: str
    finished: bool
    wording: str
    wording_field: str
    reason: str
    carry_over: str
    remark: str
    place: str
    closed_by: str = ""
    extended_to: str = ""
    overtaken: bool = False
    extension_asked: bool = False
    amended: tuple[str, ...] = ()
    next_step: str = ""
    done_on: str = ""
    done_by: str = ""
    earlier_problem: str = ""
    earlier_period: str = ""

    @property
    def counted_as(self) -> str:
        """The word that the row is counted under: its status, unless that says a number."""
        return WORDED if NUMBER.search(self.status) else self.status


@dataclass(frozen=True, slots=True)
class TaskReport:
    """The paragraph of one task: the clerk's words only. ``missing`` rows have neither 总结用语 nor 进展.

    ``head``, ``units``, ``body``, ``gap``: the pieces that ``passage`` is made of.
    """

    number: str
    title: str
    head: tuple[Piece, ...]
    units: tuple[Piece, ...]
    body: tuple[Piece, ...]
    gap: tuple[Piece, ...]
    passage: Passage
    passages: tuple[Passage, ...]
    rows: int
    missing: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One theme of the plan with its tasks; ``heading``: the theme's words."""

    theme: str
    heading: tuple[Piece, ...]
    tasks: tuple[TaskReport, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart to be drawn: each number is a figure of the summary. ``name``: themes, periods or metrics."""

    name: str
    kind: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the document in its order.

    ``name``: overview, chapters, units, highlights, unfinished, problems or next.

    ``title`` with its number. The passages of ``chapters`` stand in ``Summary.chapters``.
    """

    name: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The year-end summary. Every ledger row stands in ``items``; every row not finished stands in ``unfinished``.

    ``carry_over`` are the rows that the clerk carries into the next year; ``undecided`` the unfinished ones that nobody
    has decided on. ``overview``, ``progress``, ``measures`` are the passages of 总体情况; ``notes`` those under the
    text (where the data are from, what a person has to look at). ``as_of``: YYYY-MM-DD or "".
    """

    head: LedgerHead
    ledger: Ledger
    title: tuple[Piece, ...]
    as_of: str
    overview: tuple[Passage, ...]
    progress: tuple[Passage, ...]
    measures: tuple[Passage, ...]
    sections: tuple[Section, ...]
    statuses: tuple[StatusCount, ...]
    by_theme: tuple[Tally, ...]
    by_department: tuple[Tally, ...]
    chapters: tuple[Chapter, ...]
    items: tuple[SummaryItem, ...]
    unfinished: tuple[SummaryItem, ...]
    metrics: tuple[SummaryItem, ...]
    problems: tuple[SummaryItem, ...]
    carry_over: tuple[SummaryItem, ...]
    undecided: tuple[SummaryItem, ...]
    charts: tuple[ChartData, ...]
    notes: tuple[Passage, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
