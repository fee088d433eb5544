"""Cells that a form had printed and that came back changed, and figures that cannot be taken as they stand."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from qdoc.asking import ask
from qdoc.model import Basis, Cell
from qdoc.render.form_sheet import form_xlsx
from qdoc.returns.collect_values import Fate
from qdoc.returns.form_workbook import read_form_workbook
from tests.returns.test_collect import ECONOMY, LEDGER, MARKET, PERIOD, collected, piece, returned

TARGET = ECONOMY.lines[0].metrics[0].target

# (cell, what was typed, why it is told, what to do)
CHANGES = [
    ("J6", 40, "应为“家”", "像是完成数值填错了格"),  # why: a figure one cell too far
    ("H6", TARGET + "（已调整）", f"应为“{TARGET}”", "另行报批"),  # why: a target is not changed by a return
    ("E6", "2027年底前", "应为“", "另行报批"),  # why: nor is a deadline
]


@pytest.mark.parametrize(("cell", "typed", "why", "hint"), CHANGES)
def test_a_printed_cell_that_came_back_changed_is_told_and_counted(
    cell: str, typed: object, why: str, hint: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(ECONOMY)))
    book.worksheets[0]["G6"], book.worksheets[0][cell] = "推进中", typed
    out = io.BytesIO()
    book.save(out)
    form = read_form_workbook(out.getvalue(), "表.xlsx")
    assert form is not None
    done = collected(form)
    (told,) = done.of(Fate.CHANGED)
    assert (told.answer.place, why in told.why, hint in told.hint) == (cell, True, True)
    assert done.to_look_at
    assert [entry.status for entry in done.entries if entry.status] == ["推进中"] * len(ECONOMY.lines[0].row_keys)


@pytest.mark.parametrize("form", ask(LEDGER, PERIOD), ids=lambda form: form.unit)
def test_no_cell_of_a_form_as_it_was_handed_out_is_told(form) -> None:
    read = read_form_workbook(form_xlsx(form), "表.xlsx")
    assert read is not None
    assert any(piece.printed for piece in read.pieces)
    assert collected(read).of(Fate.CHANGED) == ()


# (target, figure typed, what is said of it; None: it stands)
FIGURES = [
    ("会诊企业不少于60家", "-3", "是负数"),
    ("检查全覆盖", "约八成", "是约数"),  # why: words may stand there, but these say that nobody counted
    ("处理率达到100%", "1", "是否把 100% 填成了 1"),
    ("合格率达到98%", "0.985", "是否把 100% 填成了 1"),
    ("检查全覆盖", "全覆盖", None),
    ("抽检比例达到5%", "1", None),  # why: one in a hundred may well be where five are asked
    ("处理率达到100%", "100", None),
    ("会诊企业不少于60家", "1", None),
]


@pytest.mark.parametrize(("target", "typed", "said"), FIGURES)
def test_a_doubtful_figure_is_listed_with_the_reason(target: str, typed: str, said: str | None) -> None:
    key = MARKET.lines[0].row_keys[0]
    rows = tuple(replace(row, metric=Cell(target, Basis.STATED)) if row.key == key else row for row in LEDGER.rows)
    ledger = replace(LEDGER, rows=rows)
    form = next(form for form in ask(ledger, PERIOD) if form.unit == MARKET.unit)
    done = collected(returned(form, piece(form, 0, actual=typed)), ledger=ledger)
    assert [said in point.what for point in done.lists.unsure if said] == [True] * (said is not None)
    assert len(done.lists.unsure) == (said is not None)
