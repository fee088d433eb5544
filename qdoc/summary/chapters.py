"""Owns 分主题完成情况: one paragraph a task, the clerk's words or else the lead's own sentence, gaps marked."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.model import LedgerRow
from qdoc.model.gap import gap
from qdoc.summary.book import SUGGESTED, Book, joined, names, sentence_end, task_of
from qdoc.summary.pieces import Cell, Passage, Piece, short
from qdoc.summary.tallies import NO_THEME, theme_words
from qdoc.summary.values import Chapter, SummaryItem, TaskReport

_LOOSE_END = "；;，,、."


def group_tasks(rows: Sequence[LedgerRow], items: Sequence[SummaryItem]) -> tuple[tuple[SummaryItem, ...], ...]:
    """The rows of each task together, in the order in which the tasks first stand in the ledger."""
    groups: dict[tuple[str, ...], list[SummaryItem]] = {}
    for row, item in zip(rows, items, strict=True):
        identity = (row.task_id,) if row.task_id else (row.theme, row.number, row.task or row.key)
        groups.setdefault(identity, []).append(item)
    return tuple(tuple(group) for group in groups.values())


def make_chapters(book: Book, groups: Sequence[Sequence[SummaryItem]]) -> tuple[Chapter, ...]:
    """The tasks of each theme."""
    themes: dict[str, list[Sequence[SummaryItem]]] = {}
    for group in groups:
        themes.setdefault(group[0].theme or NO_THEME, []).append(group)
    return tuple(
        Chapter(
            theme,
            theme_words(mine[0][0]),
            tuple(_report(book, group) for group in mine),
        )
        for theme, mine in themes.items()
    )


def _report(book: Book, items: Sequence[SummaryItem]) -> TaskReport:
    words: dict[str, list[SummaryItem]] = {}
    for item in items:
        if item.wording:
            words.setdefault(item.wording, []).append(item)
    body: list[Piece] = []
    for text, mine in words.items():
        shown = text if sentence_end(text) == "" else text.rstrip(_LOOSE_END)
        also = tuple(item.row_key for item in mine[1:])
        body += [Cell(mine[0].row_key, mine[0].wording_field, shown, editable=True, also=also), sentence_end(shown)]
    silent = tuple(item.row_key for item in items if not item.wording)
    key = f"task_{short(items[0].row_key)}"
    lacking: tuple[Piece, ...] = ()
    if silent and body:
        what = f"任务“{items[0].task or items[0].text}”中没有填写完成情况的事项数"
        count = book.count(f"{key}_silent", silent, what, "台账“总结用语”“进展情况”栏均为空")
        lacking = ("【待补：另有", count, "条事项的完成情况】")
    elif silent:
        lacking = (gap("完成情况"),)
    head, units = joined(task_of(items[0])), _units(items)
    passage = Passage(key, joined([*head, *units, "。", *body, *lacking]))
    return TaskReport(
        number=items[0].number,
        title=items[0].task or items[0].text,
        head=head,
        units=units,
        body=joined(body),
        gap=lacking,
        passage=passage,
        passages=(passage,),
        rows=len(items),
        missing=len(silent),
    )


def _units(items: Sequence[SummaryItem]) -> tuple[Piece, ...]:
    """Who led the task, each unit once, in brackets."""
    pieces = names(dict.fromkeys(name for item in items for name in split_units(item.units))) or (UNASSIGNED,)
    guessed = any(item.suggested for item in items)
    return joined(["〔", *pieces, SUGGESTED, "〕"] if guessed else ["（", *pieces, "）"])
