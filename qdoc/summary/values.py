"""Owns the nouns of the year-end summary: what the document says, before any layout."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model import Diagnostic, LedgerHead
from qdoc.summary.reach import Reach

UNREPORTED = "未填报"


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many ledger rows carry one status word, exactly as the clerk wrote it; ``share`` is of all rows, in words."""

    status: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The status counts of one theme or unit. ``suggested``: rows that are the unit's by suggestion only."""

    name: str
    total: int
    counts: tuple[StatusCount, ...]
    suggested: int = 0


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """One ledger row as the summary shows it; ``status`` is 未填报 where the clerk left it empty.

    ``units`` are the lead (else responsible) units, ``suggested`` says that they are only a suggestion. ``reach`` is
    None where the row has no metric. ``reason`` is the clerk's 存在问题, empty where none was written.
    """

    row_key: str
    theme: str
    number: str
    task: str
    text: str
    units: str
    support: str
    suggested: bool
    metric: str
    actual: str
    reach: Reach | None
    deadline: str
    status: str
    finished: bool
    wording: str
    reason: str
    carry_over: str
    place: str


@dataclass(frozen=True, slots=True)
class TaskReport:
    """The paragraph of one task: the clerk's words only. ``missing`` rows have neither 总结用语 nor 进展."""

    number: str
    title: str
    units: str
    suggested: bool
    text: str
    rows: int
    missing: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One theme of the plan with its tasks."""

    theme: str
    tasks: tuple[TaskReport, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The year-end summary. Every ledger row stands in ``items``; every row not finished stands in ``unfinished``.

    ``carry_over`` are the rows that the clerk carries into the next year; ``undecided`` the unfinished ones that nobody
    has decided on. ``overview`` are whole sentences made of counts only.
    """

    head: LedgerHead
    title: str
    overview: tuple[str, ...]
    tasks: int
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
    diagnostics: tuple[Diagnostic, ...] = ()
