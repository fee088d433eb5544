"""Tests of the sheet 总结文字: passages are written, read back as they were, and changes of a clerk are hers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.errors import LedgerRefused
from qdoc.ledger import merge_ledger
from qdoc.ledger.wording_columns import WORDING_MEMORY, WORDING_SHEET
from qdoc.model import CellRef, EditedPassage, EditKind, FigureRef, Ledger
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.wording import realigned
from tests.summary.ledger_of_yunxi import LEDGER

REWORDED = EditedPassage(
    "overview_1",
    EditKind.REWORDED,
    (
        "全年共",
        FigureRef("rows_total", "6"),
        "条事项，走访企业30家，",
        CellRef("k3", "problem", "师资冲突", own=True),
        "。",
    ),
    place="“一、总体情况”第 1 段",
)
ADDED = EditedPassage(
    "own_1a2b3c4d", EditKind.ADDED, ("=开头像公式的一段\n第二行",), after="overview_1", place="第 2 段"
)
REMOVED = EditedPassage("highlight_k1", EditKind.REMOVED, place="第 3 段")
KEPT = (REWORDED, ADDED, REMOVED)
WORDED = replace(LEDGER, passages=KEPT)


def changed(change: Callable[[Worksheet], object], ledger: Ledger = WORDED) -> Ledger:
    book = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(ledger)))
    change(book[WORDING_SHEET])
    out = io.BytesIO()
    book.save(out)
    return read_ledger(out.getvalue(), "台账.xlsx")


def codes(ledger: Ledger) -> list[str]:
    return [found.code for found in ledger.diagnostics if found.code.startswith("R03")]


def test_passages_are_read_back_as_they_were_written() -> None:
    assert read_ledger(ledger_xlsx(WORDED), "台账.xlsx").passages == KEPT


def test_a_ledger_without_passages_has_no_sheet_for_them() -> None:
    names = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(LEDGER))).sheetnames
    assert WORDING_SHEET not in names
    assert WORDING_MEMORY not in names


def test_the_sheet_shows_what_a_clerk_looks_for() -> None:
    book = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(WORDED)))
    shown = [[cell or "" for cell in line[:4]] for line in book[WORDING_SHEET].iter_rows(values_only=True)]
    assert shown == [
        ["处理", "位置", "文字", "待核的数"],
        ["改写", REWORDED.place, "全年共6条事项，走访企业30家，师资冲突。", "30"],
        ["增加", "第 2 段", ADDED.text, ""],
        ["删去", "第 3 段", "", ""],
    ]
    assert book[WORDING_MEMORY].sheet_state == "hidden"
    assert book[WORDING_SHEET]["C3"].data_type == "s"  # text, whatever it starts with


def test_a_number_left_where_it_was_goes_on_being_counted() -> None:
    ledger = changed(lambda sheet: sheet.__setitem__("C2", "一年来，全年共6条事项，走访企业31家，师资冲突。"))
    assert ledger.passages[0].pieces == (
        "一年来，全年共", FigureRef("rows_total", "6"), "条事项，走访企业31家，",
        CellRef("k3", "problem", "师资冲突", own=True), "。",
    )  # fmt: skip
    assert codes(ledger) == ["R030"]


@pytest.mark.parametrize(
    ("change", "slots", "code"),
    [
        # a line deleted: the paragraph is the ledger's again
        (lambda sheet: sheet.delete_rows(2), ["own_1a2b3c4d", "highlight_k1"], "R031"),
        # her own paragraph emptied: gone
        (lambda sheet: sheet.__setitem__("C3", None), ["overview_1", "highlight_k1"], "R031"),
        # a reworded one emptied: it is taken out
        (lambda sheet: sheet.__setitem__("C2", None), ["overview_1", "own_1a2b3c4d", "highlight_k1"], "R030"),
        # words where one was taken out: it is reworded
        (lambda sheet: sheet.__setitem__("C4", "又写上了"), ["overview_1", "own_1a2b3c4d", "highlight_k1"], "R030"),
    ],
)
def test_changes_in_the_sheet_are_the_clerks(
    change: Callable[[Worksheet], object], slots: list[str], code: str
) -> None:
    ledger = changed(change)
    assert [passage.slot for passage in ledger.passages] == slots
    assert codes(ledger) == [code]


def test_an_added_line_is_kept_and_named() -> None:
    ledger = changed(lambda sheet: sheet.append([None, None, "表里补的一段"]))
    assert (ledger.passages[-1].text, codes(ledger)) == ("表里补的一段", ["R032"])


def test_the_sheet_gone_as_a_whole_is_a_mishap() -> None:
    ledger = changed(lambda sheet: sheet.parent.remove(sheet))
    assert (ledger.passages, codes(ledger)) == (KEPT, ["R033"])


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.__setitem__("C1", "内容"),  # the column that matters has another name
        lambda sheet: sheet.parent[WORDING_MEMORY].__setitem__("B1", '["reworded"]'),
        lambda sheet: sheet.parent[WORDING_MEMORY].__setitem__("B1", '["reworded","","","",[[1,2]]]'),
        lambda sheet: sheet.parent[WORDING_MEMORY].__setitem__("B1", "坏了"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_sheet_named(change: Callable[[Worksheet], object]) -> None:
    with pytest.raises(LedgerRefused) as refused:
        changed(change)
    assert WORDING_SHEET in str(refused.value) or WORDING_MEMORY in str(refused.value)


def test_merging_with_a_fresh_ledger_keeps_the_passages() -> None:
    merged, _ = merge_ledger(LEDGER, WORDED)
    assert merged.passages == KEPT


def test_a_reference_needs_its_neighbours() -> None:
    pieces = ("共", FigureRef("rows_total", "6"), "条")
    assert realigned(pieces, "走访6家企业") == ("走访6家企业",)  # the same digit, another number
    assert realigned(pieces, "合计共6条。") == ("合计共", FigureRef("rows_total", "6"), "条。")
