"""Tests of ``qdoc record``: acts registered in a ledger from the shell, all or none, each refusal by its row."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from qdoc.ledger.state import states
from qdoc.model import EventKind, Ledger
from qdoc.returns import read_ledger
from tests.cli.calling import call

NOTICE = """云溪区2026年工作要点

一、守牢底线
1.食品安全。9月底前完成食品抽检500批次。（区市场监管局牵头，区教育局配合）
2.校外托管。开展学校食堂检查。建立隐患台账。（区教育局负责）
二、改进服务
1.加强保护。组织文物普查。（区文旅局负责）
"""
PERSON = ("--by", "督查室 赵六", "--on", "2026-09-10")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """输出/台账.xlsx with four rows."""
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "输出", "--no-suggest")
    capsys.readouterr()
    return tmp_path / "输出" / "台账.xlsx"


def read(path: Path) -> Ledger:
    return read_ledger(path.read_bytes(), path.name)


def stand(path: Path) -> list[str]:
    return list(states(read(path)).values())


def record(ledger: Path, kind: str, *more: object) -> int:
    return call("record", ledger, "--kind", kind, *more)


def test_a_receipt_of_a_unit_is_one_of_all_that_it_leads(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledger.read_bytes()
    assert record(ledger, "签收", "--unit", "区教育局", "--on", "2026-03-20") == EXIT_DONE
    said = capsys.readouterr().out
    assert "签收 2 条" in said
    assert "现为已签收" in said
    assert stand(ledger) == ["已交办", "已签收", "已签收", "已交办"]  # the row that it supports is its lead's
    assert [event.unit for event in read(ledger).events] == ["区教育局"] * 2
    (backup,) = (ledger.parent / "台账备份").iterdir()
    assert backup.read_bytes() == before
    assert "2026-03-20" in backup.name
    written = ledger.read_bytes()
    assert record(ledger, "签收", "--unit", "区教育局", "--on", "2026-03-20") == EXIT_DONE  # once more
    assert "没有新的内容，台账没有动" in capsys.readouterr().out
    assert ledger.read_bytes() == written


def test_the_life_of_an_item_from_request_to_closing(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ("--row", "1")
    asked = (*row, "--unit", "区市场监管局", "--until", "2026-11-30", "--text", "设备检修")
    steps = (
        ("异议", (*row, "--unit", "区市场监管局", "--text", "职责不清"), "有异议"),
        ("异议", (*row, "--decision", "不同意", *PERSON), "已交办"),
        ("延期申请", asked, "申请延期"),
        ("延期申请", (*row, "--decision", "同意", *PERSON), "已交办"),
        ("核查意见", (*row, "--text", "已看现场", *PERSON), "已交办"),
        ("办结", (*row, "--text", "已全部完成", *PERSON), "已办结"),
        ("销号", (*row, *PERSON), "已销号"),
        ("核查意见", (*row, "--text", "抽查不合格", "--decision", "不同意", *PERSON), "已交办"),
    )
    for kind, options, state in steps:
        assert record(ledger, kind, *options) == EXIT_DONE, capsys.readouterr().err
        assert stand(ledger)[0] == state
    first = read(ledger).rows[0]
    assert (first.deadline.value, first.deadline_on) == ("2026年11月30日前", "2026-11-30")
    assert "完成时限由“9月底前”改为“2026年11月30日前”" in capsys.readouterr().out


def test_an_agreed_extension_names_the_letters_that_say_the_old_day(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--row", "1", "--unit", "区市场监管局", "--until", "2026-11-30", "--decision", "同意")
    assert record(ledger, "延期申请", *options, "--by", "赵六") == EXIT_DONE
    said = capsys.readouterr().out
    assert "同意的延期（共 1 处）涉及的文书 2 份" in said
    assert f"重出：qdoc letters {ledger} -o {ledger.parent}\n" in said  # unbroken, however narrow the terminal


def test_all_or_none_and_every_refusal_by_its_row(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(ledger, "异议", "--row", "3", "--unit", "区教育局", "--text", "职责不在本局")
    before = {path: path.read_bytes() for path in ledger.parent.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert record(ledger, "办结", "--task", "校外托管", "--text", "好", *PERSON) == EXIT_REFUSED
    said = capsys.readouterr().err
    assert "2 条中有 1 条不能登记办结，一条也没有登记" in said
    assert "还有未处理的异议" in said
    assert "序号 3" in said
    assert "序号 2" not in said
    assert {path: path.read_bytes() for path in ledger.parent.rglob("*") if path.is_file()} == before


def test_proof_is_a_name_and_the_hash_of_what_is_there(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for name in ("照片.zip", "纪要.docx"):
        (tmp_path / name).write_bytes(name.encode() * 100)
        files += ["--file", tmp_path / name]
    assert record(ledger, "佐证", "--row", "2", *files) == EXIT_DONE
    assert "文件没有拷贝" in capsys.readouterr().out
    events = read(ledger).events
    assert [(event.kind, event.file) for event in events] == [
        (EventKind.PROOF, "照片.zip"),
        (EventKind.PROOF, "纪要.docx"),
    ]
    assert events[0].sha256 == hashlib.sha256("照片.zip".encode() * 100).hexdigest()
    (tmp_path / "照片.zip").write_bytes(b"changed")
    record(ledger, "佐证", "--row", "2", "--file", tmp_path / "照片.zip")
    assert len(read(ledger).events) == 3  # another file under the same name


def test_a_dry_run_writes_nothing(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledger.read_bytes()
    assert record(ledger, "签收", "--unit", "区教育局", "--dry-run") == EXIT_DONE
    assert "没有写任何文件" in capsys.readouterr().out
    assert ledger.read_bytes() == before
    assert not (ledger.parent / "台账备份").exists()


def test_a_unit_that_the_row_does_not_name_is_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(ledger, "签收", "--row", "1", "--unit", "区文旅局") == EXIT_FINDINGS
    assert "K010" in capsys.readouterr().out


def test_rows_are_chosen_as_the_sheet_shows_them(ledger: Path) -> None:
    book = openpyxl.load_workbook(ledger)
    sheet = book["台账"]
    headers = [cell.value for cell in sheet[1]]
    line = [cell.value for cell in sheet[2]]
    sheet.delete_rows(2)
    for column, value in enumerate(line, 1):  # the clerk sorted: the first row comes last, its 序号 goes with it
        sheet.cell(5, column).value = value
    assert sheet.cell(5, headers.index("序号") + 1).value == 1
    book.save(ledger)
    assert record(ledger, "签收", "--row", "1", "--unit", "区市场监管局") == EXIT_DONE
    (event,) = read(ledger).events
    assert event.row_key == line[headers.index("识别码")]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("签收", "--row", "1"), EXIT_USAGE, "没有写明是哪个单位的"),
        (("签收", "--unit", "区卫健委"), EXIT_USAGE, "没有单位“区卫健委”"),
        (("办结", "--row", "9", *PERSON), EXIT_USAGE, "没有序号 9"),
        (("办结", "--task", "1", *PERSON), EXIT_USAGE, "任务“1”不止一项"),  # the numbering starts anew
        (("办结", *PERSON), EXIT_USAGE, "没有说是哪几条"),
        (("延期申请", "--row", "1", "--unit", "区市场监管局"), EXIT_USAGE, "没有写明延到哪一天"),
        (("办结", "--row", "1", "--decision", "同意", *PERSON), EXIT_USAGE, "没有同意不同意"),
        (("佐证", "--row", "1"), EXIT_USAGE, "没有写明佐证文件"),
        (("佐证", "--row", "1", "--file", "没有.zip"), EXIT_USAGE, "找不到这份佐证文件"),
        (("调整", "--row", "1"), EXIT_USAGE, "qdoc amend"),
        (("结案", "--row", "1"), EXIT_USAGE, "签收、异议、延期申请、核查意见、佐证、办结、销号"),
        (("办结", "--row", "1", "--text", "好"), EXIT_REFUSED, "办结没有写明由谁作出"),
        (("销号", "--row", "1", "--by", "督查室", "--text", "好"), EXIT_REFUSED, "是单位，不是人"),
    ],
)
def test_what_cannot_be_registered_says_what_to_do(
    ledger: Path, args: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger.read_bytes()
    assert record(ledger, *args) == code
    assert said in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_sheets_of_the_clerks_own_are_not_lost(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(ledger)
    book.create_sheet("会议记录")
    book.save(ledger)
    before = ledger.read_bytes()
    assert record(ledger, "签收", "--unit", "区教育局") == EXIT_REFUSED
    assert "会议记录" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_a_ledger_saved_meanwhile_is_not_overwritten(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qdoc.render import workbook

    made = workbook.ledger_xlsx

    def slow(record: Ledger) -> bytes:
        ledger.write_bytes(ledger.read_bytes() + b"\0")  # somebody saves while qdoc works
        return made(record)

    monkeypatch.setattr(workbook, "ledger_xlsx", slow)
    assert record(ledger, "签收", "--unit", "区教育局") == EXIT_REFUSED
    assert ledger.read_bytes().endswith(b"\0")
    assert not (ledger.parent / "台账备份").exists()


def test_a_second_receipt_by_one_unit_is_told_and_not_registered(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, "签收", "--unit", "区教育局", "--on", "2026-03-20")
    written = ledger.read_bytes()
    capsys.readouterr()
    assert record(ledger, "签收", "--unit", "区教育局", "--on", "2026-03-22", "--by", "钱某") == EXIT_DONE
    said = capsys.readouterr().out
    assert "2 条这个单位已经签收过（2026-03-20），没有再登记" in said
    assert ledger.read_bytes() == written
    set_to = ("--set", "时限=2026-11-30", "--by", "赵六", "--reason", "汛期")
    call("amend", ledger, "--row", "2", *set_to)
    capsys.readouterr()
    record(ledger, "签收", "--unit", "区教育局", "--on", "2026-09-22")  # the letter that was issued again
    said = capsys.readouterr().out
    assert "签收 1 条" in said
    assert "1 条这个单位已经签收过" in said


def test_follow_up_sheets_say_how_many_finished_items_they_leave_out(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, "办结", "--row", "2", "--row", "3", "--text", "核过", *PERSON)
    capsys.readouterr()
    call("letters", ledger, "-o", ledger.parent, "--kind", "督办单")
    said = capsys.readouterr().out
    assert "已完成、已办结或已销号的 2 条没有列入督办单，1 个单位因此没有督办单" in said
    made = {path.parent.name for path in ledger.parent.glob("各单位/*/*督办单.docx")}
    assert made == {"区市场监管局", "区文旅局"}
