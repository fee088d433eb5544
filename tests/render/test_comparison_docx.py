"""年度对照表.docx: every group stands in it cell by cell, changes show both wordings, many rows stand on a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side, TaskPlace
from qdoc.errors import TemplateRefused
from qdoc.render.comparison_docx import comparison_docx, statistics
from tests.render.word_files import word


def side(year: int | None, *tasks: tuple[str, str]) -> Side:
    places = tuple(
        TaskPlace(f"{year or '0000'}/t{n:02}", number, title, 0, 1) for n, (number, title) in enumerate(tasks, 1)
    )
    return Side(f"云溪区{year}年要点" if year else "云溪区要点", year, "要点.txt", places)


BEFORE = side(2025, ("1.", "电梯安全"), ("2.", "食品药品安全"), ("3.", "夜间施工"), ("4.", "计量惠民"))
AFTER = side(
    2026, ("1.", "电梯安全"), ("2.", "食品安全"), ("3.", "药品安全"), ("4.", "计量惠民"), ("（五）", "充电设施")
)
OLD = {
    "2025/t01": "1.电梯安全.评估100台.",
    "2025/t02": "2.食品药品安全",
    "2025/t03": "3.夜间施工",
    "2025/t04": "4.计量惠民",
}
NEW = {
    "2026/t01": "1.电梯安全.评估200台.",
    "2026/t02": "2.食品安全",
    "2026/t03": "3.药品安全",
    "2026/t04": "4.计量惠民",
}
NEW |= {"2026/t05": "（五）充电设施{{ 7*7 }}"}
POINTS = (
    Detail(ChangeKind.RETARGETED, "电梯评估", "评估100台", "评估200台"),
    Detail(ChangeKind.RETARGETED, "更新改造", None, "改造50台"),
)
CHANGES = (
    Change(("2025/t01",), ("2026/t01",), (ChangeKind.REWORDED, ChangeKind.RETARGETED), 0.91, None, False, POINTS),
    Change(("2025/t02",), ("2026/t02", "2026/t03"), (ChangeKind.SPLIT,), 0.62, None, True),
    Change(("2025/t04",), ("2026/t04",), (ChangeKind.CARRIED,), 1.0, None, False),
    Change((), ("2026/t05",), (ChangeKind.ADDED,), None, None, False),
    Change(("2025/t03",), (), (ChangeKind.DROPPED,), None, None, False),
)
DIFF = PlanDiff(BEFORE, AFTER, CHANGES)


@pytest.fixture(scope="module")
def data() -> bytes:
    return comparison_docx(DIFF, OLD, NEW, quote=lambda text: text.replace(".", "。"))


@pytest.fixture(scope="module")
def document(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def test_every_group_stands_in_the_table_cell_by_cell(document: docx.document.Document) -> None:
    (table,) = document.tables
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found == [
        ["序号", "2025年表述", "2026年表述", "变化类型", "变化要点（上年 → 今年）"],
        ["1", "1。电梯安全。评估100台。", "1。电梯安全。评估200台。", "表述调整\n指标调整",
         "电梯评估：“评估100台”→“评估200台”\n更新改造：上年这项未写→“改造50台”"],
        ["2", "2。食品药品安全", "2。食品安全\n3。药品安全", "拆分\n待核（0.62）", "拆分：“2”→“2”、“3”"],
        ["3", "4。计量惠民", "4。计量惠民", "延续", "—"],
        ["4", "—", "（五）充电设施{{ 7*7 }}", "新增", "—"],
        ["5", "3。夜间施工", "—", "取消", "—"],
    ]  # fmt: skip


def test_what_changed_in_all_stands_above_the_table(document: docx.document.Document) -> None:
    said = [each.text for each in document.paragraphs if each.text]
    assert said[0] == "2025年、2026年工作要点对照表"
    assert said[1] == "上年：云溪区2025年要点　　今年：云溪区2026年要点"
    assert said[2] == "总体变化：" + statistics(DIFF)
    assert said[3:5] == ["今年新增（1项）：（五）充电设施。", "今年未再列入（1项）：3.夜间施工。"]
    assert "2025年4项任务，2026年5项任务，对应为5组" in said[2]
    assert said[2].endswith("其中1组的对应关系待核。")


def test_a_turned_sheet_with_narrow_margins_whose_header_repeats(document: docx.document.Document) -> None:
    (section,) = document.sections
    assert section.page_width > section.page_height
    assert max(section.left_margin.mm, section.right_margin.mm, section.top_margin.mm, section.bottom_margin.mm) < 20
    assert "tblHeader" in document.tables[0].rows[0]._tr.xml


def test_new_and_dropped_are_seen_at_a_glance(document: docx.document.Document) -> None:
    shades = [row.cells[3]._tc.xml for row in document.tables[0].rows[1:]]
    assert ["E8F1E4" in xml for xml in shades] == [False, False, False, True, False]
    assert ["FBE5E1" in xml for xml in shades] == [False, False, False, False, True]


def test_the_file_is_valid_and_the_same_each_time(data: bytes, tmp_path: Path) -> None:
    assert data == comparison_docx(DIFF, OLD, NEW, quote=lambda text: text.replace(".", "。"))
    path = tmp_path / "对照表.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


EDGES = [
    (PlanDiff(side(2025), side(2026), ()), "今年新增（0项）：无。"),  # no task in either year
    (
        PlanDiff(side(None), side(None), ()),
        "上年、今年工作要点对照表",
    ),  # no years: the titles stand below
    (PlanDiff(side(2026), side(2026), ()), "前一份、后一份工作要点对照表"),  # two issuers, one year
    (replace(DIFF, changes=CHANGES[3:4]), "今年未再列入（0项）：无。"),  # nothing dropped
]


@pytest.mark.parametrize(("diff", "words"), EDGES)
def test_edges_give_a_valid_document(diff: PlanDiff, words: str, tmp_path: Path) -> None:
    path = tmp_path / "对照表.docx"
    path.write_bytes(comparison_docx(diff, OLD, NEW))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert words in [each.text for each in docx.Document(path).paragraphs]


def test_an_office_template_with_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(TemplateRefused, match="没有“总体统计”这个字段"):
        comparison_docx(DIFF, OLD, NEW, style=word("{{ 总体统计 }}"))


@pytest.mark.office
def test_printed_rows_stay_whole_and_the_header_is_on_every_page(
    soffice: Callable[..., list[Path]], pdftotext: Callable[[Path], str], tmp_path: Path
) -> None:
    many = replace(DIFF, changes=CHANGES[:3] * 12)
    path = tmp_path / "对照表.docx"
    path.write_bytes(comparison_docx(many, OLD, NEW))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    pages = pdftotext(pdf).rstrip("\f").split("\f")
    assert 2 <= len(pages) <= 4, "at least ten rows a sheet"
    tabled = [page for page in pages if "评估" in page]
    assert len(tabled) >= 2
    assert all("变化要点" in page for page in tabled)
