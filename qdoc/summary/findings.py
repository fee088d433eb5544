"""Owns what the summary says about gaps and contradictions of the ledger, as diagnostics and as notes."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.ledger.entries import conflicts_of
from qdoc.model import Diagnostic, Ledger, Severity
from qdoc.model.gap import gap_names
from qdoc.model.wording import EditKind
from qdoc.summary.book import Book, bare, joined, said
from qdoc.summary.open_rows import open_slot
from qdoc.summary.pieces import Passage, Piece
from qdoc.summary.reach import Reach
from qdoc.summary.values import UNREPORTED, SummaryItem

_NAMED = 5  # places that a message names before it only counts


def find_gaps(
    book: Book, ledger: Ledger, items: Sequence[SummaryItem]
) -> tuple[tuple[Diagnostic, ...], tuple[Passage, ...]]:
    """Return what a person has to look at before the summary goes out, for the screen and as notes of the document.

    S001 no status · S002 unfinished without a reason (nor one that the clerk wrote into the document) ·
    S003 closed although a figure misses its target · S004 unfinished, and nobody said whether it is carried over ·
    S005 units that rest on a suggestion · S006 units that contradict each other on a row · S007 a status that says a
    number.
    """
    reasoned = _reasoned(ledger, items)
    torn = {conflict.row_key for conflict in conflicts_of(ledger)} if ledger.entries else set()
    kinds = (
        ("S001", [i for i in items if i.status == UNREPORTED], "没有填报办理状态", "请在台账“办理状态”一栏填写"),
        (
            "S002",
            [
                i
                for i in items
                if not i.finished and not i.reason and i.status != UNREPORTED and i.row_key not in reasoned
            ],
            "没有完成，也没有写明原因",
            "请在台账“存在问题”一栏写明原因",
        ),
        (
            "S003",
            [i for i in items if i.finished and i.reach is Reach.MISSED],
            "状态为完成，但填报的数值没有达到指标",
            "请核对办理状态和实际完成值",
        ),
        (
            "S004",
            [i for i in items if not i.finished and not i.carry_over],
            "没有完成，也没有注明是否结转下年",
            "请在台账“是否结转”一栏填写",
        ),
        (
            "S007",
            [i for i in items if i.counted_as != i.status],
            "的办理状态里写了数，按“其他表述”统计",
            "请把数写进“完成数值”，办理状态改用常用的词",
        ),
        ("S005", [i for i in items if i.suggested], "的责任单位是程序建议，尚未确认", "请在台账中确认后重新生成"),
        ("S006", [i for i in items if i.row_key in torn], "各单位的填报不一致", "请在“填报记录”中核对，与单位核实"),
    )
    told = [
        (_diagnostic(code, found, what, hint), _note(book, code, found, what))
        for code, found, what, hint in kinds
        if found
    ]
    return tuple(one for one, _ in told), tuple(note for _, note in told)


def _reasoned(ledger: Ledger, items: Sequence[SummaryItem]) -> frozenset[str]:
    """The rows whose paragraph the clerk reworded in the document so that it says why they are not done."""
    worded = {one.slot: one.text for one in ledger.passages if one.kind is EditKind.REWORDED}
    found = []
    for item in items if worded else ():
        text = worded.get(open_slot(item), "")
        _, mark, why = text.rpartition("原因")
        if not gap_names(text) and (why.strip("：:，。 ") if mark else "因" in text):
            found.append(item.row_key)
    return frozenset(found)


def _diagnostic(code: str, found: Sequence[SummaryItem], what: str, hint: str) -> Diagnostic:
    places = "、".join(_place(item) for item in found[:_NAMED]) + (
        f" 等 {len(found)} 处" if len(found) > _NAMED else ""
    )
    return Diagnostic(code, Severity.REVIEW, f"{len(found)} 条事项{what}：{places}", hint=hint)


def _note(book: Book, code: str, found: Sequence[SummaryItem], what: str) -> Passage:
    rows = tuple(item.row_key for item in found)
    pieces: list[Piece] = [
        "待核：",
        book.count(f"review_{code}", rows, f"{what.removeprefix('的')}的事项数", "台账各栏比对"),
    ]
    pieces.append(f"条事项{what}：")
    for at, item in enumerate(found[:_NAMED]):
        field = "place" if item.place else "text"
        pieces += ["、" if at else "", said(item.place or bare(item.text), item.row_key, field)]
    return Passage(f"review_{code}", joined([*pieces, "等。" if len(found) > _NAMED else "。"]))


def _place(item: SummaryItem) -> str:
    return item.place or item.text[:12]
