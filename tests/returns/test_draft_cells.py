"""A draft in a workbook: what a clerk typed prints or is named by its cell, and a table is no draft."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.draft import NoticeDraft
from qdoc.draft.forms import FormLine, new_form
from qdoc.draft.kinds import KINDS
from qdoc.errors import UnsupportedFormat
from qdoc.model import Office
from qdoc.render.draft_form_sheet import draft_form_xlsx
from qdoc.returns.draft_form import read_draft_xlsx

OFFICE = Office(name="云溪区质量办", contact="李某某", phone="0210-5550123", numbers=(("请示", "云政办请〔2026〕"),))


def draft(cells: Mapping[str, object], kind: str = "通知") -> NoticeDraft:
    """The form of ``kind`` with ``cells``: row and column as ``发文机关.C`` (the row of a label) or ``正文+2.A``."""
    book = openpyxl.load_workbook(io.BytesIO(draft_form_xlsx(new_form(KINDS[kind], None))))
    sheet = book["草稿"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for place, value in cells.items():
        row, _, column = place.rpartition(".")
        if row in book.sheetnames or row.startswith("表"):
            other = book[row] if row in book.sheetnames else book.create_sheet(row)
            assert isinstance(other, Worksheet)
            other[column] = value
            continue
        label, _, down = row.partition("+")
        sheet[f"{column}{rows[label] + int(down or 0)}"] = value
    out = io.BytesIO()
    book.save(out)
    return read_draft_xlsx(out.getvalue(), "草稿.xlsx")


def texts(made: NoticeDraft) -> list[str]:
    return [one.heading + one.text for one in made.body]


def told(made: NoticeDraft, code: str) -> str:
    return "\n".join(one.message for one in made.diagnostics if one.code == code)


BODY = [
    ("in the first column", {"正文.B": "开头。", "正文+1.A": "第二段。"}, ["开头。", "第二段。"]),
    ("in both columns", {"正文.B": "开头。", "正文+1.A": "甲。", "正文+1.B": "乙。"}, ["开头。", "甲。", "乙。"]),
    ("its number in the first", {"正文.B": "开头。", "正文+1.A": "一、", "正文+1.B": "时间"}, ["开头。", "一、时间"]),
    ("a bare number in the first", {"正文.B": "开头。", "正文+1.A": 1, "正文+1.B": "报方案"}, ["开头。", "1　报方案"]),
    ("nothing in the row 正文 itself", {"正文+1.A": "第一段。", "正文+2.B": "第二段。"}, ["第一段。", "第二段。"]),
]


@pytest.mark.parametrize(("cells", "body"), [row[1:] for row in BODY], ids=[row[0] for row in BODY])
def test_text_typed_below_the_mark_prints_from_both_columns(cells: Mapping[str, object], body: list[str]) -> None:
    made = draft(cells)
    assert texts(made) == body  # what stood in the first column was gone without a word
    assert told(made, "D001") == ""


def test_a_field_that_stands_below_the_text_is_still_one() -> None:
    made = draft({"正文.B": "开头。", "正文+1.A": "抄送：", "正文+1.B": "区委办公室"})
    assert (texts(made), made.cc) == (["开头。"], "区委办公室")


UNUSED = [
    ("a column of her own", {"正文.B": "甲。", "正文+1.D": "还有这句"}, "D001", "还有这句"),
    ("beside a field", {"发文机关.E": "页边的话"}, "D001", "页边的话"),
    ("a row of the head without a name", {"成文日期.A": "", "成文日期.B": "2026年3月2日"}, "D001", "2026年3月2日"),
    ("another sheet", {"表2.B3": "附件里的话"}, "D001", "工作表“表2”里这些格子没有用上：B3“附件里的话”"),
    ("beside our remarks", {"发文机关.C": "用全称吗？"}, "D015", "C4“用全称吗？”"),
]


@pytest.mark.parametrize(("cells", "code", "words"), [row[1:] for row in UNUSED], ids=[row[0] for row in UNUSED])
def test_what_is_not_used_is_named_with_its_cell(cells: Mapping[str, object], code: str, words: str) -> None:
    assert words in told(draft(cells), code)


def test_of_many_cells_and_rows_the_number_is_said() -> None:
    said = told(draft({f"表2.A{row}": f"话{row}" for row in range(1, 40)}), "D001")
    assert "A10“话10”等 39 格" in said
    assert "话11" not in said
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    for row in (("发文机关", "云溪区"), *((f"项{row}", "值") for row in range(500))):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    made = read_draft_xlsx(out.getvalue(), "草稿.xlsx")
    assert sum(one.code == "D001" for one in made.diagnostics) == 11
    assert "等 980 格" in told(made, "D001")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("office", [None, OFFICE])
def test_nothing_of_an_untouched_form_is_named(kind: str, office: Office | None) -> None:
    made = read_draft_xlsx(draft_form_xlsx(new_form(KINDS[kind], office)), "草稿.xlsx")
    assert (told(made, "D001"), told(made, "D015")) == ("", "")


def test_notes_of_a_form_that_a_program_wrote_are_named_as_remarks_in_word_are() -> None:
    form = new_form(KINDS["通知"], None)
    with_note = type(form)(form.kind, form.values, form.about, (FormLine("甲。", note="上年未办结"),))
    assert "上年未办结" in told(read_draft_xlsx(draft_form_xlsx(with_note), "草稿.xlsx"), "D015")


NO_DRAFT: list[tuple[str, list[list[object]]]] = [
    ("a table", [["单位", "数量"], ["区教育局", 3]]),
    ("a table whose first column is once called as a field is, with nothing beside it", [["附件"], ["甲"]]),
    ("nothing at all", []),
]


@pytest.mark.parametrize("rows", [row[1] for row in NO_DRAFT], ids=[row[0] for row in NO_DRAFT])
def test_a_table_is_no_draft(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnsupportedFormat, match="没有公文草稿") as refused:  # made an empty document
        read_draft_xlsx(out.getvalue(), "表.xlsx")
    assert refused.value.hint


def test_a_form_behind_other_sheets_is_found_by_its_fields() -> None:
    book = openpyxl.load_workbook(io.BytesIO(draft_form_xlsx(new_form(KINDS["通知"], None))))
    book["草稿"].title = "请填"
    book.create_sheet("说明", 0)["A1"] = "填完交回"
    out = io.BytesIO()
    book.save(out)
    made = read_draft_xlsx(out.getvalue(), "草稿.xlsx")
    assert "工作表“说明”里这些格子没有用上：A1“填完交回”" in told(made, "D001")
