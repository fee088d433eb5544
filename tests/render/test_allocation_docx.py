"""任务分解表: every cell equals the ledger, what is merged begins anew on each page, bases and gaps are said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.model import Basis, Cell, Ledger, LedgerRow
from qdoc.render.allocation_docx import FIELDS, TEMPLATE, WIDTHS, allocation_context, allocation_docx
from qdoc.render.allocation_pages import cut_pages
from qdoc.render.letter_docx import LetterOptions
from tests.render.made_ledger import HEAD, made_ledger
from tests.render.word_files import word
from tests.render.word_tables import Table, W, read_paragraphs, read_tables

ROOT = Path(__file__).resolve().parent.parent.parent
OPTIONS = LetterOptions(office="云溪区<督查>室&", date="2026-03-05")
MARK = "（建议，待确认）"


def row(index: int, **values: object) -> LedgerRow:
    """A row of the first task, all of it stated."""
    plain = LedgerRow(
        key=str(index), task_id="2026/t1", theme="（一）主题", number="1.", task="任务", text=f"举措{index}",
        lead=Cell("甲局", Basis.STATED), place=f"“1.任务”第{index}项",
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def printed(*rows: LedgerRow, options: LetterOptions = OPTIONS) -> Table:
    """The rows of the table below its header."""
    return [cells for table in read_tables(allocation_docx(Ledger(HEAD, rows), options)) for cells in table[1:]]


def units(cell: Cell) -> str:
    return cell.value + (MARK if cell.value and cell.basis is Basis.SUGGESTED else "")


def told(row: LedgerRow) -> list[str]:
    """What the made row must say, drawn from the ledger alone: all columns but the last."""
    dot = ". " if row.number.isdigit() else ""
    lead = "\n".join(
        part for part in (units(row.lead), f"责任：{units(row.responsible)}") if part not in ("", "责任：")
    )
    limit = row.deadline.value or row.deadline_on or "—"
    support = units(row.support) or "—"
    task = f"{row.number}{dot}{row.task}"
    return [row.theme or "—", task, row.text, row.metric.value or "—", lead or "待指定", support, limit]


def test_every_cell_of_a_large_table_is_its_ledger_row() -> None:
    ledger = made_ledger()
    tables = read_tables(allocation_docx(ledger, OPTIONS))
    assert {tuple(table[0]) for table in tables} == {
        ("序号", "主题", "任务", "具体举措", "目标值", "牵头单位", "配合单位", "完成时限", "备注")
    }
    found = [cells for table in tables for cells in table[1:]]
    themes = list(dict.fromkeys(row.theme for row in ledger.rows))
    rows = sorted(ledger.rows, key=lambda row: themes.index(row.theme))
    assert len(found) == len(rows) > 1800
    assert [cells[0] for cells in found] == [str(number) for number in range(1, len(rows) + 1)]
    for cells, each in zip(found, rows, strict=True):
        assert cells[1:-1] == told(each), each.key
        place = "台账增列，非原文摘录" if each.own else f"原文{each.place}" if each.place else ""
        assert cells[-1].startswith(place)
        remark = cells[-1].split("\n")
        based = {name: label for line in remark if "：" in line for label in [line.partition("：")[2]]
                 for name in line.partition("：")[0].split("、")}  # fmt: skip
        fields = (("牵头", each.lead), ("责任", each.responsible), ("配合", each.support), ("时限", each.deadline))
        assert based == {
            name: "建议，待确认" if cell.basis is Basis.SUGGESTED else cell.basis.label
            for name, cell in fields
            if cell.value and cell.basis not in (None, Basis.STATED)
        }
        assert not each.remark or remark[-1] == each.remark


CELLS = [
    ({}, "甲局", "原文第1项"),  # why: all stated: nothing but the place
    ({"lead": Cell()}, "待指定", "原文第1项"),  # why: nobody leads
    ({"lead": Cell("甲局", Basis.SUGGESTED)}, f"甲局{MARK}", "原文第1项\n牵头：建议，待确认"),  # why: a guess says so
    (
        {"lead": Cell(), "responsible": Cell("甲局、乙局", Basis.STATED)},
        "责任：甲局、乙局",
        "原文第1项",
    ),  # why: unranked
    ({"responsible": Cell("乙局", Basis.INHERITED)}, "甲局\n责任：乙局", "原文第1项\n责任：沿用"),  # why: both kinds
    ({"lead": Cell("甲局", Basis.CONFIRMED)}, "甲局", "原文第1项\n牵头：已确认"),  # why: a decision says so
    ({"deadline": Cell("2026年", Basis.INHERITED)}, "甲局", "原文第1项\n时限：沿用"),  # why: any value by itself
    ({"own": True, "place": ""}, "甲局", "台账增列，非原文摘录"),  # why: no quotation is claimed
    ({"edited": ("text",)}, "甲局", "原文第1项，文字经台账改写"),  # why: nor an exact one
    ({"place": "三、“1.任务”第1项"}, "甲局", "原文三、“1.”第1项"),  # why: the theme tells two 1. apart
    ({"place": "“1.任务”"}, "甲局", "原文"),  # why: a task of one obligation
    ({"mark": "新增", "remark": "已商定"}, "甲局", "原文第1项\n新增\n已商定"),  # why: what merge and clerk say
]


@pytest.mark.parametrize(("values", "lead", "remark"), CELLS)
def test_units_and_bases_are_said_plainly(values: dict[str, object], lead: str, remark: str) -> None:
    (cells,) = printed(row(1, **values))
    assert (cells[5], cells[8]) == (lead, remark)


def test_rows_of_a_task_stand_together_whatever_their_order() -> None:
    rows = (row(1), row(2, theme="（二）别的"), row(3, number="2.", task="又一"), row(4), row(5, theme="（二）别的"))
    assert [cells[3] for cells in printed(*rows)] == ["举措1", "举措4", "举措3", "举措2", "举措5"]


def states(data: bytes) -> list[list[str]]:
    """For each row of the first table, what its cells do: r begins a merged cell, c continues one, . stands alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = next(etree.fromstring(archive.read("word/document.xml")).iter(f"{W}tbl"))
    shown = []
    for line in table.iterfind(f"{W}tr"):
        merges = [cell.find(f"{W}tcPr/{W}vMerge") for cell in line.iterfind(f"{W}tc")]
        shown.append(["." if each is None else (each.get(f"{W}val") or "continue")[0] for each in merges])
    return shown[1:]


def test_theme_task_units_and_deadline_are_merged_each_by_itself() -> None:
    later = row(3, deadline=Cell("9月底前", Basis.STATED))
    other = row(4, number="2.", task="又一", place="“2.又一”")
    found = states(allocation_docx(Ledger(HEAD, (row(1), row(2), later, other)), OPTIONS))
    assert ["".join(cells) for cells in found] == [".rr..rrr.", ".cc..ccc.", ".cc..ccr.", ".cr..rrr."]


def test_every_page_names_its_theme_task_and_units() -> None:
    rows = tuple(row(number, text="举措" * 40) for number in range(1, 61))
    data = allocation_docx(Ledger(HEAD, rows), OPTIONS)
    tables = read_tables(data)
    assert len(tables) >= 5
    assert all(table[1][1:3] == ["（一）主题", "1.任务"] and table[1][5] == "甲局" for table in tables)


def test_pages_are_cut_before_they_are_full() -> None:
    texts = [("1", "任务", "字" * 10)] * 7
    looks = {"size": 10.0, "line": 15.5, "first": 45.0, "others": 60.0}
    # why: a row of two lines takes 31 + 4.5 points: one fits the first page; no page is left empty or overfull
    assert cut_pages(texts, (20.0, 50.0, 50.0), ((), (1,), ()), **looks) == [0, 1, 2, 3, 4, 5, 6]
    assert cut_pages(texts, (20.0, 50.0, 100.0), ((), (1,), ()), **looks) == [0, 2, 5]
    # why: a merged cell of ten lines makes its one row as high
    tall = [("1", "字" * 50, "字")] * 2
    assert cut_pages(tall, (20.0, 50.0, 50.0), ((), (1,), ()), **looks | {"first": 164.0}) == [0]
    assert cut_pages(tall, (20.0, 50.0, 50.0), ((), (1,), ()), **looks | {"first": 163.0}) == [0, 1]
    assert cut_pages([], (20.0,), ((),), **looks) == []


def test_what_is_missing_is_left_to_fill_in_and_counts_are_said() -> None:
    bare = Ledger(replace(HEAD, plan_title=None, notice_title=None), (row(1, lead=Cell()),))
    text = "\n".join(read_paragraphs(allocation_docx(bare, LetterOptions())))
    for name in ("计划标题", "交办依据", "编制单位", "编制日期"):
        assert f"【待补：{name}】" in text
    assert "共1条举措，1条待指定牵头（责任）单位。" in text
    assert "待确认。" not in text.partition("2. 备注")[0]
    guessed = "\n".join(
        read_paragraphs(allocation_docx(Ledger(HEAD, (row(1, support=Cell("乙局", Basis.SUGGESTED)),)), OPTIONS))
    )
    assert "共1条举措，1条有单位系按职责提出的建议、待确认。" in guessed


def test_an_empty_ledger_makes_a_table_of_nothing() -> None:
    assert read_tables(allocation_docx(Ledger(HEAD, ()), OPTIONS)) == []


def test_the_fields_described_are_the_fields_given() -> None:
    context = allocation_context(Ledger(HEAD, (row(1),)), OPTIONS)
    assert set(FIELDS) == set(context)
    assert set(FIELDS["分页"][0]["举措"][0]) == set(context["分页"][0]["举措"][0])  # type: ignore[index]
    assert sum(WIDTHS) == 297 - 37 - 35


def test_an_offices_own_template_is_used_and_checked() -> None:
    own = word("{{ 标题 }}{% for 页 in 分页 %}{% for 行 in 页.举措 %}｜{{ 行.举措 }}{% endfor %}{% endfor %}")
    data = allocation_docx(Ledger(HEAD, (row(1), row(2))), OPTIONS, own)
    assert read_paragraphs(data) == ["云溪区2026年质量工作要点任务分解表｜举措1｜举措2"]
    with pytest.raises(TemplateRefused, match="编制单位"):
        allocation_docx(Ledger(HEAD, ()), OPTIONS, word("{{ 编制单为 }}"))


def test_the_same_ledger_gives_the_same_valid_bytes(tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    ledger = made_ledger(8)
    data = allocation_docx(ledger, OPTIONS)
    assert data == allocation_docx(ledger, OPTIONS)
    (tmp_path / TEMPLATE).write_bytes(data)
    assert not OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(tmp_path / TEMPLATE).errors


@pytest.mark.office
def test_the_printed_pages_are_the_pages_cut(
    soffice: Callable[..., list[Path]],
    pdftotext: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(ROOT / "tests" / "fonts.conf"))
    ledger = Ledger(HEAD, made_ledger(40).rows[:120])
    (tmp_path / TEMPLATE).write_bytes(allocation_docx(ledger, OPTIONS))
    (pdf,) = soffice(tmp_path / TEMPLATE, to="pdf", outdir=tmp_path)
    pages = pdftotext(pdf).rstrip("\f").split("\f")
    cut = allocation_context(ledger, OPTIONS)["分页"]
    assert len(pages) == len(cut)  # type: ignore[arg-type]
    assert all("具体举措" in page and "主题" in page for page in pages)
