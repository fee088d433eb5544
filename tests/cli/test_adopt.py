"""Tests of ``qdoc adopt``: the mapping is shown, the file serves as --history, and nothing is written on a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE, DamagedFile, UnsupportedFormat
from qdoc.extract import Precedent
from qdoc.model import Role
from qdoc.store.history import decode_history, encode_history, is_history
from tests.cli.calling import call


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["云溪区2025年重点工作台账"],
        ["序号", "工作内容", "责任部门", "配合单位"],
        [1, "推进社区长者食堂建设，建成长者食堂12家", "区民政局", "各街道办事处"],
        [2, "开展长者助餐服务", "区民政局", "区卫生健康委"],
    ):
        sheet.append(row)
    book.create_sheet("通讯录").append(["姓名", "电话"])
    path = tmp_path / "旧台账.xlsx"
    book.save(path)
    return path


def test_the_mapping_and_what_was_passed_over_are_shown(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("adopt", old, "-o", old.with_name("历史.json")) == EXIT_DONE
    said = capsys.readouterr().out
    assert "责任单位：“责任部门”一栏" in said
    assert "牵头单位：没有" in said
    assert "工作表“通讯录”没有事项和单位的栏目" in said
    assert "年份：2025" in said
    assert max(map(width, said.splitlines())) <= 100
    first = json.loads(old.with_name("历史.json").read_text("utf-8"))["precedents"][0]
    assert (first["units"], first["role"], first["year"], first["confirmed"]) == (
        ["区民政局"],
        "responsible",
        2025,
        True,
    )


def test_units_without_anything_to_do_are_named_by_their_row(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(old)
    book.worksheets[0].append([None, None, "区教育局", None])
    book.save(old)
    assert call("adopt", old, "-o", old.with_name("历史.json")) == EXIT_FINDINGS
    assert "写了单位、没写事项，没有读入：第 5 行" in capsys.readouterr().out


def test_what_was_adopted_serves_as_history(
    old: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    history = tmp_path / "历史.json"
    assert call("adopt", old, "-o", history) == EXIT_DONE
    (tmp_path / "通知.txt").write_text("云溪区2026年工作要点\n\n1.推进社区长者食堂建设。建成长者食堂15家。\n", "utf-8")
    capsysbinary.readouterr()
    call("parse", tmp_path / "通知.txt", "--json", "--history", history)
    (task,) = json.loads(capsysbinary.readouterr().out)["tasks"]
    assert task["suggestions"][0]["department"] == "区民政局"
    assert any("旧台账" in (one["source"] or "") for one in task["suggestions"][0]["evidence"])


def test_rows_without_a_unit_end_in_findings_and_columns_can_be_named(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(old)
    book.worksheets[0].append([3, "办好年度总结", None, None])
    book.save(old)
    out = old.with_name("历史.json")
    assert call("adopt", old, "-o", out, "--column", "牵头单位=责任部门", "--year", "2024") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "1 行没有写单位" in said
    assert {(one.role, one.year) for one in decode_history(out.read_bytes(), out.name)} == {
        (Role.LEAD, 2024),
        (Role.SUPPORT, 2024),
    }


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--column", "牵头单位"), EXIT_USAGE, "应写成"),
        (("--column", "牵头=责任部门"), EXIT_USAGE, "栏目是"),
        (("--column", "牵头单位=别的"), EXIT_REFUSED, "牵头单位=别的"),
    ],
)
def test_a_wrong_column_writes_nothing(
    args: tuple[str, ...], code: int, said: str, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("adopt", old, "-o", old.with_name("历史.json"), *args) == code
    assert said in capsys.readouterr().err
    assert not old.with_name("历史.json").exists()


def test_history_files_come_back_as_they_went_and_others_are_refused() -> None:
    given = (Precedent("抽检建材", ("区住建局",), Role.LEAD, "旧台账", 2025, confirmed=True),)
    data = encode_history(given)
    assert is_history(data)
    assert decode_history(data, "历史.json") == given
    assert not is_history(b'{"schema": "qdoc.plan/1"}')
    assert not is_history(b"\xff")
    with pytest.raises(UnsupportedFormat, match=r"历史\.json"):
        decode_history(data.replace(b"history/1", b"history/9"), "历史.json")
    with pytest.raises(DamagedFile, match=r"历史\.json"):
        decode_history(data[:-9], "历史.json")
