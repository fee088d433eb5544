"""Tests of ledgers made by hand: columns found by their words, merged cells, several heading rows, clear refusals."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from qdoc.errors import LedgerRefused, UnsupportedFormat
from qdoc.ledger.columns import HIDDEN_SHEET
from qdoc.returns.adopted import AdoptedLedger, read_adopted


def book(rows: list[list[Any]], merged: tuple[str, ...] = (), title: str = "Sheet1") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(rows: list[list[Any]], *merged: str, **given: str) -> AdoptedLedger:
    return read_adopted(book(rows, merged), "云溪区2025年旧台账.xlsx", given)


PLAIN = [["序号", "工作任务", "牵头单位", "配合单位"], [1, "抽检建材", "区住建局", "区市场监管局、区城管局"]]

HEADINGS: list[tuple[list[list[Any]], tuple[str, ...], dict[str, int]]] = [
    # the plain case
    (PLAIN[:1], (), {"task": 1, "lead": 2, "support": 3}),
    # persons are no units
    ([["工作内容", "责任部门", "责任人", "完成时限"]], (), {"text": 0, "responsible": 1, "deadline": 3}),
    # other words for the same
    ([["重点任务", "具体措施", "主办单位", "协办单位"]], (), {"task": 0, "text": 1, "lead": 2, "support": 3}),
    # blanks and breaks inside a heading
    ([["事 项", "责任\n单位"]], (), {"text": 0, "responsible": 1}),
    # a title, and a heading of two rows
    (
        [
            ["2025年任务分解表", None, None, None],
            ["序号", "任务", "责任分工", None],
            [None, None, "牵头单位", "配合单位"],
        ],
        ("A1:D1", "A2:A3", "B2:B3", "C2:D2"),
        {"task": 1, "lead": 2, "support": 3},
    ),
    # the title's own word 任务 heads no column
    ([["云溪区2025年工作任务", None, None], ["内容", "牵头", "领办人"]], ("A1:C1",), {"text": 0, "lead": 1}),
]


@pytest.mark.parametrize(("heading", "merged", "columns"), HEADINGS)
def test_columns_are_told_by_their_heading(
    heading: list[list[Any]], merged: tuple[str, ...], columns: dict[str, int]
) -> None:
    width = max(map(len, heading))
    (sheet,) = read([*heading, ["甲", "乙", "丙", "丁"][:width]], *merged).sheets
    assert sheet.heading.columns == columns
    assert sheet.heading.below == len(heading)


def test_rows_with_merged_cells_count_for_each_line() -> None:
    rows = [
        ["任务", "具体事项", "牵头单位", "配合单位"],
        ["抽检", "抽检建材", "区住建局", "区市场监管局\n区城管局"],
        [None, "公布结果", None, None],
        ["二、服务", None, None, None],
        ["食堂", "建成食堂12家", "区民政局 区教育局", "无"],
        ["宣传", "开展宣传", None, None],
    ]
    ledger = read(rows, "A2:A3", "C2:C3", "A4:D4")
    (sheet,) = ledger.sheets
    assert [(row.task, row.text, row.lead, row.support) for row in sheet.rows] == [
        ("抽检", "抽检建材", ("区住建局",), ("区市场监管局", "区城管局")),
        ("抽检", "公布结果", ("区住建局",), ()),  # 牵头 is merged, 配合 is not: an empty cell stays empty
        ("食堂", "建成食堂12家", ("区民政局", "区教育局"), ()),  # blanks between names; 无 is no unit
    ]
    assert sheet.without_units == 1  # 宣传; the line across the sheet is a heading
    assert ledger.year == 2025


def test_a_clerk_can_name_the_columns() -> None:
    rows = [["工作要求", "处室", "承办", "任务"], ["抽检建材", "质量处", "区住建局", "抽检"]]
    (sheet,) = read(rows, text="工作要求", lead="承办", task="任务").sheets
    assert (sheet.rows[0].text, sheet.rows[0].lead) == ("抽检建材", ("区住建局",))


@pytest.mark.parametrize(
    ("rows", "given", "said"),
    [
        ([["姓名", "电话"], ["张", "1"]], {}, "表头里有"),  # a list of contacts
        ([["任务", "备注"], ["抽检", "无"]], {}, "写单位的一栏"),  # no units: nothing to learn
        ([["牵头单位", "电话"], ["区住建局", "1"]], {}, "找不到写事项的一栏"),  # units without things to do
        ([], {}, "没有认出表头"),  # an empty sheet
        (PLAIN, {"lead": "主责处室"}, "牵头单位=主责处室"),  # words that head no column
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_was_seen(
    rows: list[list[Any]], given: dict[str, str], said: str
) -> None:
    with pytest.raises(LedgerRefused) as refused:
        read(rows, **given)
    assert said in str(refused.value)
    assert refused.value.hint


def test_our_own_ledger_needs_no_adopting() -> None:
    with pytest.raises(LedgerRefused, match="--history"):
        read_adopted(book(PLAIN, title=HIDDEN_SHEET), "台账.xlsx")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(UnsupportedFormat):
        read_adopted(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧.xls")


def test_rows_with_units_and_nothing_to_do_are_named() -> None:
    found = read([*PLAIN, [None, None, "区教育局", None], ["一、重点", None, None, None], [3, "抽检食品", None, None]])
    assert [(len(one.rows), one.without_units, one.without_text) for one in found.sheets] == [(1, 1, (3,))]
