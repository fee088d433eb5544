"""Tests of qdoc compare as a clerk uses it: all products, ledgers and plans as inputs, the pairing corrected."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.cli.compared import PRODUCTS
from qdoc.compare.pair_columns import SHEET, SURE, TO
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from qdoc.ledger import build_ledger
from qdoc.render.workbook import ledger_xlsx
from tests.cli.calling import call
from tests.compare.three_years import EXAMPLES, reading

LAST_YEAR, THIS_YEAR = (EXAMPLES / f"云溪区质量强区{year}年工作要点.txt" for year in (2025, 2026))
FINDINGS = (EXIT_DONE, EXIT_FINDINGS)


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "对照"
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder, "--author", "张三", "--date", "2026-03-05") == 1
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the folder with all products, as qdoc left it."""
    import shutil

    return Path(shutil.copytree(made, tmp_path / "对照"))


def rows_of(path: Path) -> tuple[openpyxl.Workbook, Any, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    return book, sheet, {cell.value: cell.column for cell in sheet[3]}


def write_in(path: Path, row_with: str, header: str, value: str) -> None:
    """Write ``value`` under ``header`` in the row whose cells hold ``row_with``."""
    book, sheet, where = rows_of(path)
    (at,) = {cell.row for row in sheet.iter_rows(min_row=4) for cell in row if row_with in str(cell.value)}
    sheet.cell(at, where[header]).value = value
    book.save(path)


def shown(path: Path, words: str) -> dict[str, Any]:
    _, sheet, where = rows_of(path)
    (row,) = (row for row in sheet.iter_rows(min_row=4, values_only=True) if any(words in str(cell) for cell in row))
    return {header: row[column - 1] for header, column in where.items()}


def test_a_folder_gets_every_product_each_as_its_kind(made: Path) -> None:
    assert {path.name for path in made.iterdir() if path.name != ".qdoc"} == set(PRODUCTS)
    assert "整治重点消费品质量问题" in (made / "对照.html").read_text("utf-8")
    revision = (made / "修订.docx").read_bytes()
    text = docx.Document(io.BytesIO(revision)).element.xml
    assert 'w:author="张三"' in text
    assert 'w:date="2026-03-05T' in text
    said = "".join(each.text for each in docx.Document(made / "变化综述.docx").paragraphs)
    assert "上年“全年会诊企业不少于40家”，今年“全年会诊企业不少于60家”" in said


def test_the_same_inputs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    call("compare", LAST_YEAR, THIS_YEAR, "-o", again, "--author", "张三", "--date", "2026-03-05")
    assert {name: (again / name).read_bytes() for name in PRODUCTS} == {
        name: (made / name).read_bytes() for name in PRODUCTS
    }


def test_the_screen_says_counts_what_matters_and_what_is_to_be_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) == EXIT_FINDINGS
    said = capsys.readouterr().out
    flat = "".join(said.split())
    assert "主要变化（10条）" in flat
    assert (
        "10时限推迟10.保障电梯运行安全上年“6月底前完成使用15年以上住宅老旧电梯安全评估200台”，今年“9月底前完成使用15年以上住宅老旧电梯安全评估200台”"
        in flat
    )
    assert "20.建设质量基础设施服务站→21.升级质量基础设施服务站，相近程度0.41；次选" in flat
    assert "对照表.docx、对照.xlsx、对照.html、修订.docx、变化综述.docx" in flat
    assert "下一步" in said
    assert "用了人工" not in said, "an untouched workbook decides nothing"
    assert [line for line in said.split("\n") if width(line) > 80] == []
    assert not list(folder.glob("对照备份/*"))


def test_without_out_the_screen_lists_every_group_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    call("compare", LAST_YEAR, THIS_YEAR)
    said = capsys.readouterr().out
    assert "实施计量惠民行动" in said, "carried, so no change that matters"
    assert list(tmp_path.iterdir()) == []


def test_years_the_wrong_way_round_are_pointed_out(capsys: pytest.CaptureFixture[str]) -> None:
    call("compare", THIS_YEAR, LAST_YEAR)
    assert "如果写反了" in "".join(capsys.readouterr().out.split())
    call("compare", LAST_YEAR, THIS_YEAR)
    assert "写反" not in "".join(capsys.readouterr().out.split())


def test_what_a_clerk_corrects_in_the_folder_goes_first_and_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = folder / "对照.xlsx"
    write_in(book, "14.规范夜间施工管理", TO, "6")
    write_in(book, "20.建设质量基础设施服务站", SURE, "是")
    edited = book.read_bytes()
    capsys.readouterr()
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) in FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "用了人工改过、确认过的对应关系2条" in said
    assert "人工确认2" in said
    assert shown(book, "14.规范夜间施工管理")["今年编号"] == "6"
    assert shown(book, "14.规范夜间施工管理")["核对"] == "人工确认"
    assert shown(book, "20.建设质量基础设施服务站")[SURE] == "是"
    (backup,) = folder.glob("对照备份/*.xlsx")
    assert backup.read_bytes() == edited
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) in FINDINGS  # once more: nothing is forgotten
    assert shown(book, "14.规范夜间施工管理")["核对"] == "人工确认"


def test_pairs_of_another_folder_serve_as_well(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = folder / "对照.xlsx"
    write_in(book, "14.规范夜间施工管理", TO, "6")
    capsys.readouterr()
    call("compare", LAST_YEAR, THIS_YEAR, "--pairs", book, "--json")
    changes = json.loads(capsys.readouterr().out)["changes"]
    (one,) = (change for change in changes if change["before"] == ["2025/t14"])
    assert (one["after"], one["decided"], one["review"]) == (["2026/t06"], True, False)
    call("compare", LAST_YEAR, THIS_YEAR, "--pairs", book, "-o", tmp_path / "neu")
    assert shown(tmp_path / "neu" / "对照.xlsx", "14.规范夜间施工管理")["核对"] == "人工确认"


def test_a_correction_that_cannot_be_read_is_said_by_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_in(folder / "对照.xlsx", "14.规范夜间施工管理", TO, "99")
    capsys.readouterr()
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "P002" in said
    assert "今年没有编号“99”" in said


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's ledger, with what became of two items."""
    made = build_ledger(reading(2025).plan, "", reading(2025).text)
    done = {"更换居民": ("已完成", "更换软管2.1万根。"), "全年会诊企业": ("推进中", "已会诊31家。")}
    rows = []
    for row in made.rows:
        state = next((state for words, state in done.items() if words in row.text), None)
        rows.append(replace(row, status=state[0], progress=state[1]) if state else row)
    path = tmp_path_factory.mktemp("ledger") / "2025台账.xlsx"
    path.write_bytes(ledger_xlsx(replace(made, rows=tuple(rows))))
    return path


def test_a_ledger_of_last_year_stands_with_its_completion(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "对照"
    assert call("compare", ledger, THIS_YEAR, "-o", out) in FINDINGS
    assert "（23 项）" in capsys.readouterr().out
    (table,) = docx.Document(out / "对照表.docx").tables
    (row,) = (row for row in table.rows if "消除燃气使用隐患" in row.cells[1].text)
    assert "上年完成：更换居民家中超期橡胶软管2万根：已完成（更换软管2.1万根。）" in row.cells[1].text
    assert "已完成（更换软管2.1万根。）" in shown(out / "对照.xlsx", "13.消除燃气使用隐患")["上年完成情况"]
    assert "上年完成：" in (out / "对照.html").read_text("utf-8")
    assert "上年完成" not in "".join(cell.text for cell in table.rows[0].cells)


def test_both_sides_may_be_ledgers_or_plans(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("compare", ledger, ledger, "--json")
    kinds = {kind for change in json.loads(capsys.readouterr().out)["changes"] for kind in change["kinds"]}
    assert kinds == {"carried"}
    call("parse", THIS_YEAR, "--json", "--no-suggest")
    (tmp_path / "plan.json").write_text(capsys.readouterr().out, "utf-8")
    out = tmp_path / "对照"
    assert call("compare", ledger, tmp_path / "plan.json", "-o", out) in FINDINGS
    assert {path.name for path in out.iterdir() if path.suffix} == set(PRODUCTS)


# (arguments after the two years, exit code, words of the refusal, why)
REFUSED = [
    (("-o", "对照.pdf"), EXIT_REFUSED, ".docx", "only the table has a file of its own"),
    (("-o", LAST_YEAR), EXIT_REFUSED, ".docx", "nothing is written on what is read"),
    (("--pairs", "没有.xlsx"), EXIT_REFUSED, "找不到这个文件", "no such corrections"),
    (("--pairs", "."), EXIT_REFUSED, "这是文件夹", "a folder for a workbook"),
    (("--pairs", THIS_YEAR), EXIT_REFUSED, "不是 Excel 工作簿", "a notice for a workbook"),
    (("--date", "3月5日"), EXIT_USAGE, "2026-03-15", "no day"),
]


@pytest.mark.parametrize(("args", "code", "words", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_cannot_be_done_is_refused(
    args: tuple[object, ...],
    code: int,
    words: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("compare", LAST_YEAR, THIS_YEAR, *args) == code, why
    assert words in capsys.readouterr().err


def test_a_ledger_is_no_corrections_and_says_so(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("compare", LAST_YEAR, THIS_YEAR, "--pairs", ledger) == EXIT_REFUSED
    assert "不是对照.xlsx" in capsys.readouterr().err


def test_a_product_that_somebody_changed_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "变化综述.docx").write_bytes(b"mine")
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) == EXIT_REFUSED
    assert "变化综述.docx" in capsys.readouterr().err
    assert (folder / "变化综述.docx").read_bytes() == b"mine"
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder, "--force") in FINDINGS


def test_nothing_is_left_behind_where_a_year_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("compare", tmp_path / "没有.docx", THIS_YEAR, "-o", tmp_path / "对照") == EXIT_REFUSED
    assert "没有.docx" in capsys.readouterr().err
    openpyxl.Workbook().save(tmp_path / "手工.xlsx")  # a workbook that is no ledger of ours
    assert call("compare", tmp_path / "手工.xlsx", THIS_YEAR, "-o", tmp_path / "对照") == EXIT_REFUSED
    assert not (tmp_path / "对照").exists()


def test_the_revision_is_set_on_the_offices_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "对照"
    folder.mkdir()
    (folder / "qdoc.toml").write_text('["单位信息"]\n"版面" = "30/30/25/25/27"\n', "utf-8")
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", folder) == EXIT_FINDINGS
    section = docx.Document(str(folder / "修订.docx")).sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin)] == [30, 25]
    assert "本单位的设置" in capsys.readouterr().out


def test_the_overview_says_that_a_side_is_a_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(ledger_xlsx(build_ledger(reading(2025).plan, text=reading(2025).text)))
    assert call("compare", ledger, THIS_YEAR, "-o", tmp_path / "对照") in FINDINGS
    said = "".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "对照" / "变化综述.docx")).paragraphs)
    assert "来自台账的一方" in said
