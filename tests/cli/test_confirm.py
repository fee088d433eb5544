"""Tests of ``qdoc confirm``: only what was chosen becomes decided, listed by name, and no other value changes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from qdoc.returns import read_ledger
from tests.cli.calling import call

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICE = """云溪区2026年工作要点

1.食品安全。加强食品抽检，抽检率达到95%以上。
2.校外托管。规范校外托管机构，开展学校食堂检查。
3.加强保护。完善文物保护设施，组织文物普查。（区文旅局负责）
"""


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of which some rows hold suggestions, in a folder of its own."""
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "输出")
    return tmp_path / "输出" / "台账.xlsx"


def rows(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path)["台账"]
    lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]


def edit(path: Path, change: object) -> None:
    book = openpyxl.load_workbook(path)
    change(book)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


BASES = ("牵头来源", "责任来源", "配合来源", "指标来源", "时限来源")


def open_rows(path: Path) -> list[int]:
    return [int(str(row["序号"])) for row in rows(path) if any(row[name] == "建议" for name in BASES)]


def test_without_a_choice_nothing_is_written(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledger.read_bytes()
    capsys.readouterr()
    assert call("confirm", ledger) == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert f"等着确认的建议 {len(open_rows(ledger))} 条" in said
    assert "牵头：" in said
    assert max(map(width, said.splitlines())) <= 100
    assert ledger.read_bytes() == before
    assert not (ledger.parent / "确认.json").exists()


def test_one_row_is_decided_and_no_value_changes(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen, *others = open_rows(ledger)
    assert others, "the case needs two suggestions"
    before = rows(ledger)
    capsys.readouterr()
    assert call("confirm", ledger, "--row", chosen, "--by", "李某", "--date", "2026-03-05") == EXIT_DONE
    said = capsys.readouterr().out
    after = rows(ledger)
    assert "已确认 1 条" in said
    assert str(before[chosen - 1]["牵头单位"]) in said
    for was, now in zip(before, after, strict=True):
        changed = {name for name in was if was[name] != now[name]}
        assert changed <= ({*BASES, "确认"} if was["序号"] == chosen else set())
    assert after[chosen - 1]["牵头来源"] == "已确认"
    assert open_rows(ledger) == others
    kept = json.loads((ledger.parent / "确认.json").read_text("utf-8"))["confirmations"]
    assert {(one["who"], one["when"]) for one in kept} == {("李某", "2026-03-05")}


def test_what_was_confirmed_stays_over_the_next_run(ledger: Path, tmp_path: Path) -> None:
    chosen = open_rows(ledger)[0]
    call("confirm", ledger, "--row", chosen)
    call("run", tmp_path / "通知.txt", "-o", ledger.parent)
    assert rows(ledger)[chosen - 1]["牵头来源"] == "已确认"


def test_a_task_is_named_by_its_number_in_any_form(ledger: Path) -> None:
    of_task = [int(str(row["序号"])) for row in rows(ledger) if row["任务编号"] == "2."]
    waiting = [number for number in open_rows(ledger) if number in of_task]
    assert waiting
    assert call("confirm", ledger, "--task", "２") == EXIT_DONE
    assert not set(open_rows(ledger)) & set(of_task)
    assert set(open_rows(ledger)) or len(waiting) == len(of_task)


def test_all_shown_leaves_rows_that_a_filter_hides(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden, *others = open_rows(ledger)
    edit(ledger, lambda book: setattr(book["台账"].row_dimensions[hidden + 1], "hidden", True))
    capsys.readouterr()
    assert call("confirm", ledger, "--all-shown") == EXIT_DONE
    said = capsys.readouterr().out
    assert f"已确认 {len(others)} 条" in said
    assert "另有 1 条建议在被筛选隐藏的行里" in said
    assert open_rows(ledger) == [hidden]


def test_a_clerks_own_value_and_a_units_own_wording_stay(ledger: Path) -> None:
    first, second = open_rows(ledger)[:2]

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["台账"]
        header = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(first + 1, header["牵头单位"]).value = "区教育局"
        sheet.cell(second + 1, header["备注"]).value = "已电话沟通"

    edit(ledger, change)
    assert call("confirm", ledger, "--all-shown") == EXIT_DONE
    after = rows(ledger)
    assert after[first - 1]["牵头单位"] == "区教育局"
    assert after[second - 1]["备注"] == "已电话沟通"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--row", "99"), "台账里没有序号 99"),
        (("--task", "99"), "台账里没有任务 99"),
        (("--row", "1", "--date", "三月"), "不是日期"),
    ],
)
def test_a_wrong_choice_is_refused(
    args: tuple[str, ...], said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger.read_bytes()
    assert call("confirm", ledger, *args) == EXIT_USAGE
    assert said in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_a_number_of_two_tasks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "云溪区2026年工作要点\n\n一、食品\n1.食品安全。加强食品抽检。\n\n二、学校\n1.校外托管。开展学校食堂检查。\n"
    (tmp_path / "通知.txt").write_text(text, "utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path)
    assert call("confirm", tmp_path / "台账.xlsx", "--task", "1") == EXIT_USAGE
    assert "不止一项" in capsys.readouterr().err


def test_a_workbook_with_a_clerks_own_sheet_is_not_written_anew(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ledger, lambda book: book.create_sheet("通讯录"))
    before = ledger.read_bytes()
    assert call("confirm", ledger, "--all-shown") == EXIT_REFUSED
    assert "工作表“通讯录”" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_a_clerks_own_column_is_written_again(ledger: Path) -> None:
    edit(ledger, lambda book: setattr(book["台账"].cell(1, 40), "value", "联系人"))
    assert call("confirm", ledger, "--all-shown") == EXIT_DONE
    assert read_ledger(ledger.read_bytes(), "台账.xlsx").own_columns[0].header == "联系人"


def test_a_missing_file_and_a_folder_are_refused_by_name(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("confirm", ledger.parent / "没有.xlsx") == EXIT_REFUSED
    assert "没有.xlsx" in capsys.readouterr().err
    assert call("confirm", ledger.parent) == EXIT_REFUSED
    assert call("confirm", "-") == EXIT_USAGE


def test_a_task_without_suggestions_names_what_waits(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    call("confirm", ledger, "--task", "3")  # its unit is stated
    said = capsys.readouterr().out
    assert "所选的行里没有等着确认的建议" in said
    assert "等着确认的有" in said
    assert "校外托管" in said
