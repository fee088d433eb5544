"""Tests of ``qdoc collect`` with a year-end summary that was edited: what is said, written, kept, and left alone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS
from qdoc.ledger.wording_columns import WORDING_SHEET
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.summary.pieces import short
from tests.cli.calling import call
from tests.returns.summary_files import edited, new_paragraph, passage_of, reword
from tests.summary.ledger_of_yunxi import LEDGER

ADDED = "区委专题研究3次。"


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 台账.xlsx and 年终总结.docx as printed, and 改.docx as the clerk edited it."""
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "台账.xlsx").write_bytes(ledger_xlsx(LEDGER))
    call("summary", tmp_path / "台账.xlsx", "-o", tmp_path / "年终总结.docx", "--as-of", "2026-12-20")

    def edit(body: object) -> None:
        reword(passage_of(body, "overview_1"), "6条", "8条")  # type: ignore[arg-type]
        reword(passage_of(body, f"task_{short('k1')}"), "解决质量问题", "化解质量难题")  # type: ignore[arg-type]
        passage_of(body, "overview_2").addnext(new_paragraph(ADDED))  # type: ignore[arg-type]
        gone = passage_of(body, "unfinished_k3")  # type: ignore[arg-type]
        gone.getparent().remove(gone)  # type: ignore[union-attr]

    (tmp_path / "改.docx").write_bytes(edited((tmp_path / "年终总结.docx").read_bytes(), edit))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return "".join(capsys.readouterr().out.split())


def test_an_untouched_summary_changes_nothing(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (year / "台账.xlsx").read_bytes()
    capsys.readouterr()
    assert call("collect", year / "年终总结.docx", "--ledger", year / "台账.xlsx") == EXIT_DONE
    told = said(capsys)
    assert "年终总结.docx（年终总结）：文字没有改动" in told
    assert "全部与台账一致" in told
    assert (year / "台账.xlsx").read_bytes() == before
    assert not (year / "台账备份").exists()


def test_an_edited_summary_is_kept_in_the_ledger_with_a_backup_and_the_original(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (year / "台账.xlsx").read_bytes()
    capsys.readouterr()
    assert call("collect", year / "改.docx", "--ledger", year / "台账.xlsx", "--on", "2026-12-28") == EXIT_FINDINGS
    told = said(capsys)
    for words in (
        "改动3处",
        "“…会诊企业64家，解决质量问题131个”→“…会诊企业64家，化解质量难题131个”",
        f"增加的段落，已记入台账“总结文字”（1）“一、总体情况”第3段：“{ADDED}”",
        "不能删去或改没的内容，以后生成时仍照印（1）",
        "“一、总体情况”第1段：文中为8，台账为6（统计：事项总数）",
        "3没有来源，请核对",
        "下一步：用qdocsummary重新生成",
    ):
        assert "".join(words.split()) in told
    ledger = read_ledger((year / "台账.xlsx").read_bytes(), "台账.xlsx")
    assert next(row for row in ledger.rows if row.key == "k1").summary_wording == "全年会诊企业64家，化解质量难题131个"
    assert [passage.text for passage in ledger.passages] == [ADDED]
    assert [path.read_bytes() for path in (year / "台账备份").glob("台账~2026-12-28~*.xlsx")] == [before]
    kept = [path.read_bytes() for path in (year / "回执存档" / "年终总结").iterdir()]
    assert kept == [(year / "改.docx").read_bytes()]
    sheet = openpyxl.load_workbook(year / "台账.xlsx")[WORDING_SHEET]
    assert [cell.value for cell in sheet[2]][:4] == ["增加", "“一、总体情况”第 3 段", ADDED, "3"]


def test_collected_printed_collected_changes_nothing_more(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("collect", year / "改.docx", "--ledger", year / "台账.xlsx")
    call("summary", year / "台账.xlsx", "-o", year / "新.docx", "--as-of", "2026-12-20", "--office", "区政府办")
    before = (year / "台账.xlsx").read_bytes()
    capsys.readouterr()
    assert call("collect", year / "新.docx", "--ledger", year / "台账.xlsx") == EXIT_FINDINGS  # the typed 3 stays
    assert "文字没有改动" in said(capsys)
    assert call("collect", year / "改.docx", "--ledger", year / "台账.xlsx") == EXIT_FINDINGS
    assert (year / "台账.xlsx").read_bytes() == before


def test_a_dry_run_writes_nothing(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in year.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert call("collect", year / "改.docx", "--ledger", year / "台账.xlsx", "--dry-run") == EXIT_FINDINGS
    assert "没有写任何文件" in said(capsys)
    assert {path: path.read_bytes() for path in year.rglob("*") if path.is_file()} == before


def test_json_holds_every_change_and_every_number(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    call("collect", year / "改.docx", "--ledger", year / "台账.xlsx", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc.collected/1"
    (one,) = told["summaries"]
    assert (one["file"], one["changed"], one["notes"]) == ("改.docx", True, [])
    assert {change["kind"] for change in one["changes"]} == {"sentence", "added", "restored"}
    sentence = next(change for change in one["changes"] if change["kind"] == "sentence")
    assert (sentence["before"], sentence["after"], sentence["row_key"]) == (
        "全年会诊企业64家，解决质量问题131个",
        "全年会诊企业64家，化解质量难题131个",
        "k1",
    )
    assert {(number["doubt"], number["number"], number["ledger"]) for number in one["numbers"]} == {
        ("differs", "8", "6"),
        ("unsourced", "3", ""),
    }
    assert one["proved"] > 50


def test_running_the_notice_again_keeps_her_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("云溪区2026年工作要点\n\n1.食品安全。加强抽检。（区市场监管局牵头）\n", "utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "出", "--no-suggest")
    book = tmp_path / "出" / "台账.xlsx"
    call("summary", book, "-o", tmp_path / "总结.docx")
    data = edited(
        (tmp_path / "总结.docx").read_bytes(), lambda body: reword(passage_of(body, "overview_1"), "分解为", "细化为")
    )
    (tmp_path / "总结.docx").write_bytes(data)
    call("collect", tmp_path / "总结.docx", "--ledger", book)
    kept = read_ledger(book.read_bytes(), "台账.xlsx").passages
    assert "细化为" in kept[0].text
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "出", "--no-suggest")
    assert read_ledger(book.read_bytes(), "台账.xlsx").passages == kept
