"""Owns 工作亮点: by which rule a row of the ledger is one, and what is said of it: facts, no praise.

A row is a highlight where the clerk wrote 亮点 in 备注; or it is finished, its units are no mere suggestion, and either
its one figure is better than its one target (``reach.exceeds``), or a person's dated act (办结, 销号) proves that it
was done at least 30 days before a last day that the notice or a person set. A unit's own return proves no day. Our
own rule; no standard says any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qdoc.ledger.percent import tenths
from qdoc.model import Basis, LedgerRow
from qdoc.summary.book import Book, bare, joined, said, sentence_end, task_of, units_of
from qdoc.summary.days import day_words
from qdoc.summary.pieces import Cell, Figure, Passage, Piece, row_mark
from qdoc.summary.reach import Reach, exceeds
from qdoc.summary.values import SummaryItem

EARLY_DAYS = 30
MOST = 10
"""How many stand in the text; the others are counted, and stand in the annexes."""

_NAMED = re.compile(r"\s*(?:工作)?亮点(?:[：:，,；;、。\s]+|$)")
"""How a clerk marks a highlight in 备注: the word itself in front (亮点：…), not 不作为亮点."""


@dataclass(frozen=True, slots=True)
class _Highlight:
    item: SummaryItem
    said: str
    over: bool
    early: int


def highlights(book: Book, rows: Sequence[LedgerRow], items: Sequence[SummaryItem]) -> tuple[Passage, ...]:
    """The highlights: first those that the clerk named, then figures farthest above their target, then the earliest."""
    found = [one for row, item in zip(rows, items, strict=True) if (one := _judge(row, item))]
    found.sort(key=lambda one: (not one.said, not one.over, -_above(one.item), -one.early, one.item.serial))
    made = [Passage(f"highlight_{row_mark(one.item.row_key)}", _words(book, one)) for one in found[:MOST]]
    if len(found) > MOST:
        rest = tuple(one.item.row_key for one in found[MOST:])
        count = book.count(
            "highlights_more", rest, "没有逐条写出的亮点事项数", "工作亮点规则：数值超过指标、提前完成或备注写明亮点"
        )
        made.append(Passage("highlights_more", ("另有", count, "条事项数值超过指标或提前完成，见对账表。")))
    return tuple(made)


def _judge(row: LedgerRow, item: SummaryItem) -> _Highlight | None:
    named = item.remark if _NAMED.match(item.remark) else ""
    over = item.finished and not item.suggested and item.reach is Reach.REACHED and exceeds(item.metric, item.actual)
    early = 0
    if item.finished and item.done_on and row.deadline.basis in (Basis.STATED, Basis.CONFIRMED) and item.deadline_on:
        days = (date.fromisoformat(item.deadline_on) - date.fromisoformat(item.done_on)).days
        early = days if days >= EARLY_DAYS and not item.suggested else 0
    return _Highlight(item, named, over, early) if named or over or early else None


def _above(item: SummaryItem) -> Decimal:
    return item.share or Decimal(0)


def _words(book: Book, one: _Highlight) -> tuple[Piece, ...]:
    item = one.item
    pieces: list[Piece] = [*task_of(item), *units_of(item), "："]
    if one.over:
        pieces += [
            "目标为",
            said(bare(item.metric), item.row_key, "metric"),
            "，实际完成",
            Cell(item.row_key, "actual", item.actual),
        ]
        if item.share is not None:
            pieces += ["，为目标值的", reach_figure(book, item, item.share)]
        pieces.append("。")
    if one.early:
        done = Figure(
            f"done_{row_mark(item.row_key)}", day_words(item.done_on), "办结日期", (item.row_key,), item.done_by
        )
        pieces += [book.put(done), "办结，早于规定时限（", said(item.deadline, item.row_key, "deadline"), "）。"]
    if one.said:
        words = _NAMED.sub("", one.said, count=1).strip()
        if words:
            pieces += [Cell(item.row_key, "remark", words), sentence_end(words)]
        elif not (one.over or one.early):
            pieces += (
                [Cell(item.row_key, item.wording_field, item.wording), sentence_end(item.wording)]
                if item.wording
                else ["【待补：亮点内容】"]
            )
    return joined(pieces)


def reach_figure(book: Book, item: SummaryItem, share: Decimal, at: int = 0) -> Figure:
    """The row's figure in per cent of its target, one decimal, rounded half up; the ``at``-th from 1 of several."""
    key = f"reach_{row_mark(item.row_key)}" + (f"_{at}" if at else "")
    source = "台账“完成数值”÷“量化指标”" + (f"，第{at}个数" if at else "")
    return book.put(Figure(key, f"{tenths(share):f}%", "完成数值为目标值的比例", (item.row_key,), source))


def share_words(item: SummaryItem) -> str:
    """The row's figure in per cent of its target as tables print it; "" where it is none."""
    return "" if item.share is None else f"{tenths(item.share):f}%"
