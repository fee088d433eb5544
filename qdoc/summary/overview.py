"""Owns 总体情况: how much there was to do, where it stands, how it went by period, which metrics were reached."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.ledger.units import UNASSIGNED
from qdoc.model import LedgerHead
from qdoc.model.gap import gap
from qdoc.summary.book import Book, joined, status_of
from qdoc.summary.days import day_words
from qdoc.summary.pieces import Cell, Figure, Passage, Piece
from qdoc.summary.reach import Reach
from qdoc.summary.values import WORDED, StatusCount, SummaryItem, Tally


def plan_name(head: LedgerHead) -> tuple[Piece, ...]:
    """《the plan》 as the ledger's head has it; 工作要点 where it has no name."""
    field = "plan_title" if head.plan_title else "notice_title"
    name = head.plan_title or head.notice_title
    return ("《", Cell("", field, name), "》") if name else ("工作要点",)


def as_of_piece(book: Book, as_of: str) -> Piece:
    """The day up to which the ledger was kept; 【待补】 without it."""
    if not as_of:
        return gap("数据截止日期")
    return book.put(Figure("as_of", day_words(as_of), "数据截止日期", (), "生成总结时给出（--as-of）"))


def overview(
    book: Book,
    head: LedgerHead,
    items: Sequence[SummaryItem],
    tasks: int,
    statuses: Sequence[StatusCount],
    units: Sequence[Tally],
    as_of: str,
) -> tuple[Passage, ...]:
    """The first paragraphs: scope, statuses, what persons decided through the year."""
    keys = tuple(item.row_key for item in items)
    total = book.count("rows_total", keys, "事项总数", "台账全部行")
    task_count = book.count("tasks_total", keys, "任务总数", "台账“任务编号”“任务”栏，相同的计一项", tasks)
    pieces: list[Piece] = [*plan_name(head), "分解为", task_count, "项任务、", total, "条具体事项"]
    named = [tally for tally in units if tally.name != UNASSIGNED]
    if named:
        rows = tuple(item.row_key for item in items if item.units != UNASSIGNED)
        what = "牵头或负责的单位数"
        pieces += ["，由", book.count("units_total", rows, what, "台账“牵头单位”“责任单位”栏，同名计一个", len(named))]
        pieces += ["个单位牵头或负责"]
    if adrift := next((tally for tally in units if tally.name == UNASSIGNED), None):
        pieces += ["，另有", adrift.total, "条待指定单位"]
    made = [Passage("overview_1", joined([*pieces, "。"]))]
    if items:
        made.append(Passage("overview_2", joined(_standing(book, items, statuses, as_of))))
    if acts := _acts(book, items):
        made.append(Passage("overview_3", acts))
    return tuple(made)


def _standing(book: Book, items: Sequence[SummaryItem], statuses: Sequence[StatusCount], as_of: str) -> list[Piece]:
    first = {item.counted_as: item for item in reversed(items)}
    pieces: list[Piece] = ["截至", as_of_piece(book, as_of), "，"]
    done = tuple(item.row_key for item in items if item.finished)
    whole = book.count(
        "rows_done", done, "办结的事项数", "台账“办理状态”栏为完成、办结、销号的，及“办理记录”中已办结、销号的"
    )
    rate = book.share("rows_done_rate", done, len(items), "办结率", f"办结的事项数÷事项总数，{len(done)}÷{len(items)}")
    same = any(one.count.rows == done for one in statuses)  # one status word says it all: not twice
    if not same:
        pieces += ["办结", whole, "条，办结率", rate, "。按台账“办理状态”统计："]
    for at, one in enumerate(statuses):
        assert one.share is not None
        pieces += [
            "，" if at else "",
            one.status if one.status == WORDED else status_of(first[one.status]),
            one.count,
            "条（占",
            one.share,
            "）",
        ]
    return [*pieces, "。"]


def _acts(book: Book, items: Sequence[SummaryItem]) -> tuple[Piece, ...]:
    """What persons decided through the year: extensions, adjustments, 销号."""
    extended = [item for item in items if item.extended_to]
    asking = [item for item in items if item.extension_asked and not item.finished]
    amended = [item for item in items if item.amended]
    closed = [item for item in items if item.closed_by == "销号"]
    kinds = (
        ("rows_extended", "经批准延期", extended, "“办理记录”中决定为同意的延期申请"),
        ("rows_asking", "已申请延期、尚未批复", asking, "“办理记录”中没有决定的延期申请"),
        ("rows_amended", "调整时限、单位或指标", amended, "“办理记录”中的调整"),
        ("rows_closed", "经核查销号", closed, "“办理记录”中的销号"),
    )
    pieces: list[Piece] = []
    for key, what, found, source in kinds:
        if found:
            rows = tuple(item.row_key for item in found)
            pieces += ["，" if pieces else "年内", what, book.count(key, rows, f"{what}的事项数", source), "条"]
    return joined([*pieces, "。"]) if pieces else ()


def measured(book: Book, metrics: Sequence[SummaryItem]) -> tuple[Passage, ...]:
    """How many rows have a metric, and how many of them reached it."""
    if not metrics:
        return ()
    rows = tuple(item.row_key for item in metrics)
    pieces: list[Piece] = [
        "列有量化指标的事项",
        book.count("metric_total", rows, "列有量化指标的事项数", "台账“量化指标”栏"),
        "条",
    ]
    for at, reach in enumerate(found := [each for each in Reach if any(item.reach is each for item in metrics)]):
        mine = tuple(item.row_key for item in metrics if item.reach is reach)
        what = f"指标{reach.value}的事项数"
        count = book.count(f"metric_{reach.name.lower()}", mine, what, "台账“量化指标”与“完成数值”两栏比对")
        pieces += ["，" if at else "：", reach.value, count, "条"]
    assert found
    return (Passage("metrics_1", joined([*pieces, "。"])),)
