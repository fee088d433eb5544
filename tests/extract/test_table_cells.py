"""Owns the cases of an allocation table's cells: units by their column, limits, cells that are no words of the work."""

from __future__ import annotations

import pytest

from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Block, BlockKind, Origin, Plan, SegmentRole, SourceText
from qdoc.parse import parse

HEADER = ["序号", "任务", "具体措施", "牵头单位", "配合单位", "完成时限"]
ROW = ["1", "食品安全", "抽检食品4500批次，公布抽检结果", "区市场监管局", "区农业农村局、各街道办事处", "2026年11月底"]


def read(rows: list[list[str | None]]) -> tuple[str, Plan]:
    """A plan of a table; None is a cell merged with the one above, which prints nothing."""
    text, blocks = "", []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            start = len(text)
            text += cell + ("\n" if column == len(cells) - 1 else "\t")
            blocks.append(Block(BlockKind.CELL, start, len(text), table=0, row=row, column=column))
    source = SourceText(text, tuple(blocks), Origin("表.docx", "0" * 64, "application/x-docx", None, len(text)))
    return text, extract(parse(source), load_lexicon(), suggest=False)


def test_columns_say_the_role_of_each_unit() -> None:
    text, plan = read([HEADER, ROW])
    (task,) = plan.tasks
    assert [(a.department, a.role.value, a.basis) for a in task.assignments] == [
        ("区市场监管局", "lead", Basis.STATED),
        ("区农业农村局", "support", Basis.STATED),
        ("各街道办事处", "support", Basis.STATED),
    ]
    assert all(a.start is not None and text[a.start : a.end] == a.quote for a in task.assignments)
    assert all(len(a.obligations) == len(task.obligations) == 2 for a in task.assignments)


def test_cells_of_units_and_limits_are_no_words_of_the_work() -> None:
    text, plan = read([HEADER, ROW])
    (task,) = plan.tasks
    assert [o.text.strip("，\t") for o in task.obligations] == ["抽检食品4500批次", "公布抽检结果"]
    stated = [text[s.start : s.end] for s in task.segments if s.role is SegmentRole.RESPONSIBILITY]
    assert stated == ["区市场监管局\t区农业农村局、各街道办事处\t2026年11月底"]
    (limit,) = task.deadlines
    assert (limit.on, len(limit.obligations)) == ("2026-11-30", 2)


@pytest.mark.parametrize(
    ("header", "cells", "roles"),
    [
        # why: no rank is said
        (["任务", "责任单位"], ["清理河道20公里", "区水务局"], ["responsible"]),
        # why: 责任单位 beside a lead supports it
        (["任务", "牵头单位", "责任单位"], ["清理河道20公里", "区水务局", "区财政局"], ["lead", "support"]),
        # why: signs inside the name of the column
        (["任务", "牵头（责任）单位", "协办部门"], ["清理河道20公里", "区水务局", "区财政局"], ["lead", "support"]),
        # why: two under one mark
        (["任务", "牵头单位"], ["清理河道20公里", "区水务局、区财政局"], ["lead", "co_lead"]),
    ],
)
def test_headers_of_columns(header: list[str], cells: list[str], roles: list[str]) -> None:
    _, plan = read([header, cells])
    assert [a.role.value for a in plan.tasks[0].assignments] == roles


def test_a_lead_merged_over_rows_is_inherited_as_lead() -> None:
    row: list[str | None] = ["2", "建材质量", "抽检建材300批次", None, "区住建局", "2026年10月底"]
    _, plan = read([HEADER, ROW, row])
    assert [(a.department, a.role.value, a.basis) for a in plan.tasks[1].assignments] == [
        ("区市场监管局", "lead", Basis.INHERITED),
        ("区住建局", "support", Basis.STATED),
    ]
