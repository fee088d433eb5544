"""Owns the case of an allocation table: one task a row, its unit from the column of units."""

from __future__ import annotations

import dataclasses

from qdoc.model import Block, BlockKind, Origin, SourceText
from qdoc.parse import parse
from tests.parse.reading import assert_sound

ROWS = [
    ["序号", "工作任务", "责任单位", "完成时限"],
    ["1", "清理河道20公里", "区水务局", "2026年6月底"],
    ["2", "登记入河排口", "区生态环境局", "2026年9月底"],
]


def table_source(rows: list[list[str]]) -> SourceText:
    text, blocks = "", []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            start = len(text)
            text += cell + ("\n" if column == len(cells) - 1 else "\t")
            blocks.append(Block(BlockKind.CELL, start, len(text), table=0, row=row, column=column))
    return SourceText(text, tuple(blocks), Origin("表.docx", "0" * 64, "application/x-docx", None, len(text)))


def test_rows_of_an_allocation_table_are_tasks() -> None:
    notice = parse(table_source(ROWS))
    assert_sound(notice)
    assert [(t.number, t.title, t.unit.quote if t.unit else None) for t in notice.tasks] == [
        ("1", "清理河道20公里", "区水务局"),
        ("2", "登记入河排口", "区生态环境局"),
    ]
    assert "P108" not in [d.code for d in notice.diagnostics]


def test_a_table_that_names_no_unit_allocates_nothing() -> None:
    assert parse(table_source([["项目", "数量"], ["河道", "20"]])).tasks == ()


def test_a_unit_merged_over_rows_holds_for_each() -> None:
    rows = [*ROWS, ["3", "（一）清理河面垃圾", "", "2026年9月底"]]
    notice = parse(table_source(rows))
    assert_sound(notice)
    assert [t.unit.quote for t in notice.tasks if t.unit] == ["区水务局", "区生态环境局", "区生态环境局"]


def test_a_table_beside_numbered_prose_is_told_and_adds_no_task() -> None:
    prose = "一、清理河道。年底前完成。\n二、登记排口。年底前完成。\n"
    table = table_source(ROWS)
    blocks = [Block(BlockKind.PARAGRAPH, 0, 14), Block(BlockKind.PARAGRAPH, 14, len(prose))]
    moved = [dataclasses.replace(b, start=b.start + len(prose), end=b.end + len(prose)) for b in table.blocks]
    notice = parse(dataclasses.replace(table, text=prose + table.text, blocks=(*blocks, *moved)))
    assert_sound(notice)
    assert [t.number for t in notice.tasks] == ["一、", "二、"]
    assert "P108" in [d.code for d in notice.diagnostics]


def test_rows_of_one_cell_are_themes() -> None:
    rows = [ROWS[0], ["一、治理河道"], *ROWS[1:2], ["二、管好排口"], *ROWS[2:]]
    notice = parse(table_source(rows))
    assert_sound(notice)
    assert [(h.number, h.heading) for h in notice.themes] == [("一、", "治理河道"), ("二、", "管好排口")]
    assert [t.theme for t in notice.tasks] == [h.id for h in notice.themes]


def test_a_column_of_fields_gives_the_themes() -> None:
    rows = [
        ["重点领域", *ROWS[0]],
        ["河道", *ROWS[1]],
        ["", "2", "修复护岸3处", "区住建局", "年底"],
        ["排口", *ROWS[2]],
    ]
    notice = parse(table_source(rows))
    assert_sound(notice)
    assert [h.heading for h in notice.themes] == ["河道", "排口"]
    assert [t.theme for t in notice.tasks] == [notice.themes[0].id, notice.themes[0].id, notice.themes[1].id]
    assert notice.source.text[notice.tasks[0].start] == "1"


def test_a_title_above_the_header_and_the_header_printed_again() -> None:
    rows = [["云溪区任务分解表"], *ROWS[:2], ROWS[0], ROWS[2]]
    assert [t.number for t in parse(table_source(rows)).tasks] == ["1", "2"]


def test_cells_say_what_their_column_says() -> None:
    rows = [["序号", "任务", "牵头单位", "配合单位", "时限"], ["1", "清理河道", "区水务局", "", "年底"]]
    (task,) = parse(table_source(rows)).tasks
    assert [(c.rule, c.quote) for c in task.cells] == [("parse.cell_lead", "区水务局"), ("parse.cell_deadline", "年底")]
