"""Tests of 确认.json through the commands: a decision made once serves again, a withdrawn one does not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call

NOTICE = """云溪区2026年质量工作要点

一、夯实质量基础

1.加强食品安全抽检。加强食品安全监督抽检，及时公布抽检结果。

2.开展特种设备隐患排查。开展电梯、锅炉等特种设备安全隐患排查。

3.推进中小学食堂建设。推进中小学食堂明厨亮灶建设。
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder of one run on a notice that names no unit."""
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    assert call("run", tmp_path / "通知.txt", "-o", tmp_path / "一") in (0, EXIT_FINDINGS)
    return tmp_path / "一"


def columns(ledger: Path) -> list[dict[str, str]]:
    """The rows of the sheet 台账 by header."""
    sheet = openpyxl.load_workbook(ledger)["台账"]
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def write(ledger: Path, row: int, header: str, value: str | None) -> None:
    book = openpyxl.load_workbook(ledger)
    sheet = book["台账"]
    at = [cell.value for cell in sheet[1]].index(header) + 1
    sheet.cell(row, at).value = value
    book.save(ledger)


def suggested_row(ledger: Path) -> int:
    """The sheet row of the first suggested lead."""
    return next(at for at, row in enumerate(columns(ledger), 2) if row["牵头来源"] == "建议")


def test_a_confirmed_suggestion_comes_out_confirmed_in_a_new_folder(made: Path, tmp_path: Path) -> None:
    at = suggested_row(made / "台账.xlsx")
    unit = columns(made / "台账.xlsx")[at - 2]["牵头单位"]
    write(made / "台账.xlsx", at, "确认", "是")
    call("run", tmp_path / "通知.txt", "-o", made, "--by", "李某", "--date", "2026-03-05")
    kept = json.loads((made / "确认.json").read_text(encoding="utf-8"))["confirmations"]
    assert {(one["value"], one["who"], one["when"]) for one in kept if one["field"] == "lead"} == {
        (unit, "李某", "2026-03-05")
    }
    fresh = tmp_path / "二"
    fresh.mkdir()
    shutil.copy(made / "确认.json", fresh)
    call("run", tmp_path / "通知.txt", "-o", fresh)
    row = columns(fresh / "台账.xlsx")[at - 2]
    assert (row["牵头单位"], row["牵头来源"]) == (unit, "已确认")
    others = [one["牵头来源"] for one in columns(fresh / "台账.xlsx") if one != row]
    assert "已确认" not in others  # nobody decided those
    assert (fresh / "确认.json").read_bytes() == (made / "确认.json").read_bytes()  # who and when are the first ones


def test_letters_put_decisions_down_beside_the_ledger(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = suggested_row(made / "台账.xlsx")
    write(made / "台账.xlsx", at, "牵头单位", "区档案馆")
    before = (made / "台账.xlsx").read_bytes()
    call("letters", made / "台账.xlsx", "-o", tmp_path / "信", "--by", "王某")
    assert "确认.json" in capsys.readouterr().out
    kept = json.loads((made / "确认.json").read_text(encoding="utf-8"))["confirmations"]
    assert [(one["value"], one["who"], one["when"]) for one in kept] == [("区档案馆", "王某", "")]
    assert (made / "台账.xlsx").read_bytes() == before
    assert not (tmp_path / "信" / "确认.json").exists()


def test_letters_into_the_ledgers_own_folder(made: Path) -> None:
    write(made / "台账.xlsx", suggested_row(made / "台账.xlsx"), "牵头单位", "区档案馆")
    assert call("letters", made / "台账.xlsx", "-o", made) in (0, EXIT_FINDINGS)
    assert (made / "确认.json").exists()
    assert (made / "各单位" / "区档案馆" / "区档案馆任务交办单.docx").exists()


def test_without_a_decision_no_file_is_made(made: Path, tmp_path: Path) -> None:
    call("letters", made / "台账.xlsx", "-o", tmp_path / "信")
    assert not (made / "确认.json").exists()


def test_a_decision_taken_back_is_a_suggestion_again(made: Path, tmp_path: Path) -> None:
    ledger = made / "台账.xlsx"
    at = suggested_row(ledger)
    write(ledger, at, "确认", "是")
    call("run", tmp_path / "通知.txt", "-o", made)
    assert columns(ledger)[at - 2]["牵头来源"] == "已确认"
    write(ledger, at, "确认", None)
    call("run", tmp_path / "通知.txt", "-o", made)
    assert columns(ledger)[at - 2]["牵头来源"] == "建议"
    assert json.loads((made / "确认.json").read_text(encoding="utf-8"))["confirmations"] == []


def test_the_same_words_under_two_tasks_do_not_decide_each_other(tmp_path: Path) -> None:
    twice = "云溪区2026年工作要点\n\n1.食品安全。加强监督检查。\n\n2.校外托管。加强监督检查。\n"
    (tmp_path / "通知.txt").write_text(twice, encoding="utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path)
    rows = columns(tmp_path / "台账.xlsx")
    same = [at for at, row in enumerate(rows, 2) if row["具体事项"].startswith("加强监督检查")]
    assert len(same) == 2
    write(tmp_path / "台账.xlsx", same[0], "牵头单位", "区教育局")
    other = rows[same[1] - 2]
    call("run", tmp_path / "通知.txt", "-o", tmp_path)
    call("run", tmp_path / "通知.txt", "-o", tmp_path)
    again = columns(tmp_path / "台账.xlsx")
    assert (again[same[0] - 2]["牵头单位"], again[same[0] - 2]["牵头来源"]) == ("区教育局", "已确认")
    assert again[same[1] - 2]["牵头单位"] == other["牵头单位"]


def test_a_broken_record_of_decisions_stops_before_anything_is_written(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made / "确认.json").write_text('{"schema": "qdoc.confirmations/1", ', encoding="utf-8")
    before = (made / "台账.xlsx").read_bytes()
    for args in (("run", tmp_path / "通知.txt", "-o", made), ("letters", made / "台账.xlsx", "-o", tmp_path / "信")):
        assert call(*args) == 3
        said = capsys.readouterr().err
        assert "确认.json" in said
        assert "下一步" in said
    assert (made / "台账.xlsx").read_bytes() == before
    assert not (tmp_path / "信").exists()
