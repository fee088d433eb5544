"""对照.xlsx: a line a task, columns for the clerk, texts that are no formulas, and what is hidden."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.compare.decisions import Decision
from qdoc.compare.diff import ChangeKind, Note, Progress
from qdoc.compare.pair_columns import BY, CUT, HIDDEN, KEY_BEFORE, KEYS_AFTER, SHEET, SURE, TO
from qdoc.proof.package_faults import package_faults
from qdoc.render.comparison_rows import compared_rows, unmatched
from qdoc.render.comparison_sheet import Keys, comparison_xlsx
from tests.render.test_comparison_docx import CHANGES, DIFF, NEW, OLD

KEYS = Keys({key: f"{key}#k" for key in OLD}, {key: f"{key}#k" for key in NEW})


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    header = [cell.value for cell in sheet[3]]
    return [
        dict(zip(header, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=4)
        if row[0].value
    ]


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(comparison_xlsx(DIFF, OLD, NEW, KEYS)))


def test_every_task_of_last_year_has_a_line_and_new_ones_theirs(book: openpyxl.Workbook) -> None:
    found = [(line["序号"], line["上年编号"], line["今年编号"], line["变化类型"]) for line in lines(book[SHEET])]
    assert found == [
        (1, "1", "1", "表述调整\n指标调整"),
        (2, "2", "2、3", "拆分"),
        (3, "4", "4", "延续"),
        (4, None, "（五）", "新增"),
        (5, "3", None, "取消"),
    ]


def test_what_changed_stands_in_its_column(book: openpyxl.Workbook) -> None:
    first, second, *_ = lines(book[SHEET])
    assert first["指标变化"] == "电梯评估：“评估100台”→“评估200台”\n更新改造：上年这项未写→“改造50台”"
    assert second["变化要点（措施）"] == "拆分：“2”→“2”、“3”"
    assert (first["匹配分"], second["核对"]) == (0.91, "待核（0.62）")


def test_the_other_sheets_count_and_list_what_is_unmatched(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [SHEET, "统计", "未对应（上年）", "未对应（今年）", HIDDEN]
    counts = {line["变化类型"]: line["组数"] for line in lines(book["统计"])}
    assert (counts["指标调整"], counts["拆分"], counts["待核"], counts["人工确认"]) == (1, 1, 1, 0)
    assert [line["表述"] for line in lines(book["未对应（上年）"])] == ["3.夜间施工"]
    assert [line["编号"] for line in lines(book["未对应（今年）"])] == ["（五）"]


def test_keys_are_hidden_and_the_clerk_has_a_choice(book: openpyxl.Workbook) -> None:
    sheet = book[SHEET]
    hidden = [cell.value for cell in sheet[3] if sheet.column_dimensions[cell.column_letter].hidden]
    assert hidden == ["上年完成情况", KEY_BEFORE, KEYS_AFTER], "no ledger was given: nothing to show of completion"
    assert book[HIDDEN].sheet_state == "hidden"
    (choice,) = sheet.data_validations.dataValidation
    column = next(cell.column_letter for cell in sheet[3] if cell.value == SURE)
    assert (choice.formula1, str(choice.sqref)) == ('"是,否"', f"{column}4:{column}8")
    to = next(cell.column for cell in sheet[3] if cell.value == TO)
    assert sheet.cell(4, to).number_format == "@", "1.10 would become 1.1"


def test_a_decided_group_says_so_and_by_whom() -> None:
    decided = replace(DIFF, changes=(replace(CHANGES[1], review=False, decided=True), *CHANGES[2:]))
    by = (Decision(("2025/t02#k",), ("2026/t02#k", "2026/t03#k"), by="李四"),)
    first, second, *_ = lines(
        openpyxl.load_workbook(io.BytesIO(comparison_xlsx(decided, OLD, NEW, KEYS, decisions=by)))[SHEET]
    )
    assert (first[SURE], first[BY], first["核对"]) == ("是", "李四", "人工确认")
    assert (second[SURE], second[BY]) == (None, None)


def test_a_denied_link_says_so_on_both_sides_and_by_whom() -> None:
    gone = replace(CHANGES[0], after=(), kinds=(ChangeKind.DROPPED,), score=None, review=True)
    come = replace(CHANGES[0], before=(), kinds=(ChangeKind.ADDED,), score=None, review=True)
    diff = replace(DIFF, changes=(come, gone, *CHANGES[1:]))
    rows = compared_rows(diff, OLD, NEW, denied=frozenset((*come.after, *gone.before)))
    apart = Decision(("2025/t01#k",), ("2026/t01#k",), together=False, by="李四", name="1.电梯安全")
    book = openpyxl.load_workbook(
        io.BytesIO(comparison_xlsx(diff, OLD, NEW, KEYS, decisions=(apart,), rows=rows, kept=(apart,)))
    )
    first, second, *_ = lines(book[SHEET])
    assert (first["核对"], first[SURE], first[BY]) == ("人工否定，来源未定（待核）", None, None)
    assert (second["核对"], second[SURE], second[BY]) == ("人工否定，去向未定（待核）", "否", "李四")
    assert [line["核对"] for line in lines(book["未对应（上年）"])] == ["人工否定，去向未定（待核）", None]
    assert unmatched(diff.before, diff, ChangeKind.DROPPED)[0].endswith("（待核）")
    kept = [[cell.value for cell in row][:5] for row in book[HIDDEN].iter_rows() if row[0].value == CUT]
    assert kept == [[CUT, "2025/t01#k", "2026/t01#k", "李四", "1.电梯安全"]] * 2


def test_last_years_completion_and_what_only_one_year_says() -> None:
    done = Progress("2025/t04", "计量惠民", "已完成", "检定800台", "800台")
    told = replace(CHANGES[2], progress=(done,), notes=(Note("牵头（责任）单位", "上年未明示", "区市场监管局"),))
    (line,) = lines(
        openpyxl.load_workbook(io.BytesIO(comparison_xlsx(replace(DIFF, changes=(told,)), OLD, NEW, KEYS)))[SHEET]
    )
    assert line["上年完成情况"] == "计量惠民：已完成（完成值800台，检定800台）"
    assert line["责任单位变化"] == "牵头（责任）单位：上年未明示→区市场监管局"


FORMULAS = ["=1+1", "+86", "-5%", "@SUM(A1)", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    data = comparison_xlsx(DIFF, {**OLD, "2025/t04": text}, NEW, KEYS)
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert lines(sheet)[2]["上年表述"] == text


def test_the_same_each_time_without_faults() -> None:
    data = comparison_xlsx(DIFF, OLD, NEW, KEYS)
    assert data == comparison_xlsx(DIFF, OLD, NEW, KEYS)
    assert package_faults(data, "对照.xlsx") == ()
