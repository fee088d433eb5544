import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qdoc.ledger import build_ledger
from qdoc.ledger.columns import COLUMNS
from qdoc.render.sheet_style import clean_text, lines_needed
from qdoc.render.workbook import ledger_xlsx
from tests.ledger.made_plans import plan

LEDGER = build_ledger(plan())
ROOT = Path(__file__).resolve().parents[2]
AT = {column.header: index for index, column in enumerate(COLUMNS, 1)}


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(ledger_xlsx(LEDGER)))


def many(count):
    rows = LEDGER.rows
    return replace(
        LEDGER,
        rows=tuple(
            replace(rows[i % 4], key=f"{i:012x}", theme=f"第{i // 10}主题", number=f"{i // 3}.", task="任务")
            for i in range(count)
        ),
    )


def test_the_working_sheet_is_flat_and_says_theme_and_task_in_every_row(book):
    sheet = book["台账"]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert not sheet.merged_cells.ranges
    assert [sheet.cell(row, AT["主题"]).value for row in range(2, 6)] == [row.theme for row in LEDGER.rows]
    assert [sheet.cell(row, AT["任务"]).value for row in range(2, 6)] == [row.task for row in LEDGER.rows]
    assert sheet.column_dimensions["AC"].hidden
    assert sheet.freeze_panes == "F2"
    assert sheet.auto_filter.ref == "A1:AC5"
    assert book["_qdoc"].sheet_state == "hidden"


def test_the_basis_stands_beside_each_value(book):
    sheet = book["台账"]
    found = [[sheet.cell(row, AT[name]).value for name in ("牵头单位", "牵头来源")] for row in range(2, 6)]
    assert found == [["区教育局", "原文"], ["区教育局", "原文"], ["区民政局", "建议"], ["待指定", "待指定"]]
    assert sheet.cell(2, AT["时限来源"]).value == "沿用"


def test_a_suggestion_looks_different_from_a_decision(book):
    sheet = book["台账"]
    decided, guessed = sheet.cell(2, AT["牵头单位"]), sheet.cell(4, AT["牵头单位"])
    assert guessed.font.italic
    assert not decided.font.italic
    assert guessed.fill.fgColor.rgb != decided.fill.fgColor.rgb


def test_choices_are_offered(book):
    rules = {rule.promptTitle: rule.formula1 for rule in book["台账"].data_validations.dataValidation}
    assert rules["确认建议"] == '"是,否"'
    assert "已完成" in rules["办理状态"]


def test_the_last_day_is_a_date_and_everything_else_text(book):
    sheet = book["台账"]
    assert sheet.cell(2, AT["截止日"]).is_date
    kinds = {cell.data_type for line in sheet.iter_rows(min_row=2) for cell in line if cell.value is not None}
    assert kinds == {"n", "s", "d"}
    assert {sheet.cell(row, 1).value for row in range(2, 6)} == {1, 2, 3, 4}


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "=cmd|' /C calc'!A0", "\t=1"])
def test_nothing_becomes_a_formula(words):
    row = replace(LEDGER.rows[0], text=words, remark=words, theme=words, task=words)
    data = ledger_xlsx(replace(LEDGER, rows=(row,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert openpyxl.load_workbook(io.BytesIO(data))["台账"].cell(2, AT["备注"]).quotePrefix


def test_control_characters_and_endless_texts_do_not_break_the_file():
    row = replace(LEDGER.rows[0], text="长" * 40_000, remark="a\x00\x0b\ud800b")
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(replace(LEDGER, rows=(row,)))))["台账"]
    assert sheet.cell(2, AT["备注"]).value == "ab"
    assert sheet.cell(2, AT["具体事项"]).value.endswith("余下部分见原文】")
    assert len(clean_text("长" * 40_000)) == 32_767


def test_the_print_sheet_merges_themes_within_a_page_and_repeats_its_header():
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(many(60))))["任务分解表"]
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert breaks
    merged = [area for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 2]
    assert merged
    for area in merged:
        assert not any(area.min_row <= at < area.max_row for at in breaks)  # no merged cell runs over a page's end
    for at in breaks:
        assert sheet.cell(at + 1, 2).value  # every page says its theme
    printed = [sheet.cell(at, 4).value for at in range(4, 64)]
    assert printed == [row.text for row in many(60).rows]


def test_the_print_sheet_groups_a_sorted_ledger_by_theme():
    ledger = replace(LEDGER, rows=(LEDGER.rows[3], LEDGER.rows[0], LEDGER.rows[2], LEDGER.rows[1]))
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(ledger)))["任务分解表"]
    assert [sheet.cell(at, 4).value[:2] for at in range(4, 8)] == ["加强", "全面", "年底", "新建"]


def test_units_are_merged_only_where_task_words_and_basis_are_the_same():
    row = replace(LEDGER.rows[0], key="a")
    guessed = replace(row, key="b", lead=replace(row.lead, basis=LEDGER.rows[2].lead.basis))
    book = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(replace(LEDGER, rows=(row, row, guessed, LEDGER.rows[3])))))
    merged = {str(area) for area in book["任务分解表"].merged_cells.ranges}
    assert {"C4:C6", "F4:F5", "I4:I5"} <= merged
    assert not {"F4:F6", "I4:I6"} & merged  # 原文 and 建议 stay apart though the name is the same


def test_the_print_sheet_prints_full_width_marks_and_the_working_sheet_keeps_the_notices():
    row = replace(LEDGER.rows[0], text="达到5%,其中周边达到10%")
    book = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(replace(LEDGER, rows=(row,)))))
    assert book["任务分解表"]["D4"].value == "达到5%，其中周边达到10%"
    assert book["台账"].cell(2, AT["具体事项"]).value == row.text
    plain = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(replace(LEDGER, rows=(row,)), quote=str)))
    assert plain["任务分解表"]["D4"].value == row.text


def test_an_empty_ledger_is_still_a_workbook():
    book = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(replace(LEDGER, rows=()))))
    assert book.sheetnames == ["台账", "任务分解表", "_qdoc"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 20, 1), ("字" * 5, 20, 1), ("字" * 30, 20, 4), ("一\n二\n三", 20, 3), ("a" * 10, 20, 1)],
)
def test_lines_are_counted_on_the_safe_side(text, width, lines):
    assert lines_needed(text, width, 10.5) == lines


def test_the_same_ledger_gives_the_same_bytes_in_another_process_and_on_another_day():
    code = (
        "from tests.ledger.made_plans import plan; from qdoc.ledger import build_ledger\n"
        "from qdoc.render.workbook import ledger_xlsx; import hashlib\n"
        "print(hashlib.sha256(ledger_xlsx(build_ledger(plan()))).hexdigest())"
    )
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


@pytest.mark.office
def test_libreoffice_prints_every_word_of_the_allocation(soffice, pdftotext, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_xlsx(many(24)))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    text = "".join(pdftotext(pdf).split())
    assert text.count("云溪区2026年民生实事工作要点任务分解表") == 1
    assert text.count("备注（来源）") >= 2  # the header on every page of the print sheet


@pytest.mark.office
def test_no_row_of_the_allocation_is_pushed_onto_a_sheet_of_its_own(soffice, pdftotext, tmp_path):
    """Where the column font has Arial's width, pages cut for a smaller scale ran over by a row each."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_xlsx(many(60)))
    breaks = openpyxl.load_workbook(path)["任务分解表"].row_breaks.brk
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    printed = [page for page in pdftotext(pdf).split("\f") if "备注（来源）" in "".join(page.split())]
    assert len(printed) == len(breaks) + 1
