"""Owns the way from the ledger to the summary: nothing is invented, nothing unfinished is dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.units import UNASSIGNED
from qdoc.model import Ledger
from qdoc.summary.book import Book, joined, names
from qdoc.summary.chapters import group_tasks, make_chapters
from qdoc.summary.findings import find_gaps
from qdoc.summary.graphs import by_period, metric_chart, theme_chart
from qdoc.summary.highlights import highlights
from qdoc.summary.items import make_items
from qdoc.summary.open_rows import next_year, problems, unfinished
from qdoc.summary.overview import as_of_piece, measured, overview, plan_name
from qdoc.summary.pieces import Cell, Passage, Piece
from qdoc.summary.tallies import by_theme, by_unit, count_statuses, status_order
from qdoc.summary.values import Missing, Section, Summary, SummaryItem, Tally
from qdoc.summary.weave import worded

KIND = "完成情况总结"
_STAYS = ("否", "不", "无", "/", "-", "—", "N", "n", "已")
"""How a cell 是否结转 begins that does not carry its row into the next year (否，已完成；不再结转；无需)."""
_TITLES = {
    "overview": "总体情况",
    "chapters": "分主题完成情况",
    "units": "分单位完成情况",
    "highlights": "工作亮点",
    "unfinished": "未完成事项及原因",
    "problems": "存在问题",
    "next": "下年度打算",
}
_ALWAYS = ("overview", "unfinished")


def summarise(
    ledger: Ledger,
    *,
    as_of: str = "",
    missing: Sequence[Missing] = (),
    finishing: Collection[str] = FINISHED,
) -> Summary:
    """Return the year-end summary of ``ledger``: counts of its own status words, the clerk's prose, and the open rows.

    An empty status counts as 未填报 and is named; a status not known to close a row leaves it unfinished. Metrics are
    judged by :func:`judge_reach`; the diagnostics are those of :func:`find_gaps`.

    Args:
        ledger: the record; its entries give the progress by period and the next steps, its events what was decided, its
            passages are the clerk's own wording: it stands in place, the numbers in it are counted anew.
        as_of: the day up to which the ledger was kept, YYYY-MM-DD; 【待补】 without it.
        missing: who was asked for a period and returned nothing; named, never filled in.
        finishing: the words of 办理状态 that close a row (``qdoc.ledger.status_words`` has the office's own).
    """
    book = Book()
    items = make_items(ledger, finishing)
    order = status_order(items)
    groups = group_tasks(ledger.rows, items)
    open_items = tuple(item for item in items if not item.finished)
    metrics = tuple(item for item in items if item.metric)
    carried = tuple(item for item in items if item.carry_over and not item.carry_over.startswith(_STAYS))
    undecided = tuple(item for item in open_items if not item.carry_over)
    statuses = count_statuses(book, items, order)
    themes, units = by_theme(book, items, order), by_unit(book, ledger.rows, items, order)
    progress, period_charts = by_period(book, ledger, finishing)
    others, metric_charts = metric_chart(book, metrics)
    diagnostics, notes = find_gaps(book, ledger, items)
    chapters = make_chapters(book, groups)
    told: dict[str, tuple[Passage, ...]] = {
        "overview": overview(book, ledger.head, items, len(groups), statuses, units, as_of),
        "progress": progress,
        "measures": (*measured(book, metrics), *others),
        "units": _units(book, units),
        "highlights": highlights(book, ledger.rows, items),
        "unfinished": unfinished(book, open_items) or (_nothing_open(items),),
        "problems": problems(book, items, missing),
        "next": next_year(book, carried, undecided),
        "notes": (_scope(book, ledger, as_of), *notes),
    }
    charts = (*theme_chart(book, themes), *period_charts, *metric_charts)
    if ledger.passages:
        told, chapters, gone = worded(ledger, told, chapters, book.figures)
        diagnostics = (*diagnostics, *gone)
    return Summary(
        head=ledger.head,
        ledger=ledger,
        title=_title(ledger),
        as_of=as_of,
        overview=told["overview"],
        progress=told["progress"],
        measures=told["measures"],
        sections=_sections(told, bool(items)),
        statuses=statuses,
        by_theme=themes,
        by_department=units,
        chapters=chapters,
        items=items,
        unfinished=open_items,
        metrics=metrics,
        problems=tuple(item for item in items if item.reason),
        carry_over=carried,
        undecided=undecided,
        charts=charts,
        notes=told["notes"],
        diagnostics=diagnostics,
    )


def _title(ledger: Ledger) -> tuple[Piece, ...]:
    field = "plan_title" if ledger.head.plan_title else "notice_title"
    name = ledger.head.plan_title or ledger.head.notice_title
    return (Cell("", field, name), KIND) if name else (f"工作要点{KIND}",)


def _sections(told: Mapping[str, tuple[Passage, ...]], rows: bool) -> tuple[Section, ...]:
    """The chapters that have something to say, numbered in their order."""
    shown = [name for name in _TITLES if name in _ALWAYS or told.get(name) or (name in ("chapters", "units") and rows)]
    return tuple(
        Section(name, f"{'一二三四五六七'[at]}、{_TITLES[name]}", _of(name, told)) for at, name in enumerate(shown)
    )


def _of(name: str, told: Mapping[str, tuple[Passage, ...]]) -> tuple[Passage, ...]:
    if name == "overview":
        return (*told["overview"], *told["progress"], *told["measures"])
    return told.get(name, ())


def _nothing_open(items: Sequence[SummaryItem]) -> Passage:
    return Passage("unfinished_0", ("台账所列事项均已完成。" if items else "台账没有列出事项。",), required=True)


def _units(book: Book, units: Sequence[Tally]) -> tuple[Passage, ...]:
    """Which units have done all, and which have not."""
    named = [tally for tally in units if tally.name != UNASSIGNED]
    if not named:
        return ()
    done = [tally for tally in named if tally.done.text == tally.total.text]
    left = [tally for tally in named if tally.done.text != tally.total.text]
    source = "台账“牵头单位”“责任单位”“办理状态”栏"
    pieces: list[Piece] = []
    for key, found, what in (("units_done", done, "承担事项全部办结"), ("units_open", left, "有事项尚未办结")):
        if found:
            rows = tuple(dict.fromkeys(row for tally in found for row in tally.total.rows))
            count = book.count(key, rows, f"{what}的单位数", source, len(found))
            pieces += [f"{what}的单位", count, "个：" if len(found) <= 10 else "个，见下表。"]
            pieces += [*names(tally.name for tally in found), "。"] if len(found) <= 10 else []
    return (Passage("units_1", joined(pieces)),)


def _scope(book: Book, ledger: Ledger, as_of: str) -> Passage:
    head = ledger.head
    number: tuple[Piece, ...] = (
        ("（", Cell("", "document_number", head.document_number), "）") if head.document_number else ()
    )
    words = "；办理状态、完成数值、进展和问题均取自台账，一条事项计一条，截止日期为"
    source = plan_name(head) if head.plan_title or head.notice_title else ("通知",)
    return Passage("scope", joined(["数据口径：任务来自", *source, *number, words, as_of_piece(book, as_of), "。"]))
