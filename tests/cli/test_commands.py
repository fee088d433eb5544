"""Tests of the commands on the example notices: what they write, what they say, and what they keep."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call

ROOT = Path(__file__).resolve().parent.parent.parent
LAST_YEAR = ROOT / "examples" / "云溪区质量强区2025年工作要点.txt"
THIS_YEAR = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"
DRAFT = ROOT / "examples" / "云溪区质量强区2026年通知草稿.txt"


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run on this year's notice (read only: tests that change it make their own)."""
    folder = tmp_path_factory.mktemp("run") / "输出"
    assert call("run", THIS_YEAR, "-o", folder) in (0, EXIT_FINDINGS)
    return folder


def test_run_writes_all_products_and_proves_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "输出"
    code = call("run", THIS_YEAR, "-o", folder)
    said = capsys.readouterr().out
    names = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    assert {"台账.xlsx", "各单位", "任务分解表.docx", "分发清单.xlsx", "审阅.html", "plan.json"} <= names
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert plan["schema"] == "qdoc.plan/1"
    assert len(plan["tasks"]) == 27
    assert "推动制造业质量升级" in said
    letters = list((folder / "各单位").glob("*/*任务交办单.docx"))
    assert f"{len(letters)} 个单位，每个单位一个文件夹：任务交办单 {len(letters)} 份" in said
    assert all(letter.name == f"{letter.parent.name}任务交办单.docx" for letter in letters)
    assert "核对通过：" in said
    assert code == (EXIT_FINDINGS if re.search(r"待指定|警告|错误", said) else 0)


def test_terminal_lines_fit_80_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for notice in (LAST_YEAR, THIS_YEAR):
        call("run", notice, "-o", tmp_path / notice.stem)
        too_long = [line for line in capsys.readouterr().out.split("\n") if width(line) > 80]
        assert not too_long


def test_same_notice_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    call("run", THIS_YEAR, "-o", tmp_path / "again")
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (made, tmp_path / "again")
    )
    assert first == second


def test_letter_that_somebody_changed_stops_the_run_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("run", THIS_YEAR, "-o", tmp_path)
    letter = sorted((tmp_path / "各单位").glob("*/*.docx"))[0]
    letter.write_bytes(b"changed in Word")
    page = (tmp_path / "审阅.html").read_bytes()
    capsys.readouterr()
    assert call("run", THIS_YEAR, "-o", tmp_path, "--date", "2026-03-05") == 3
    assert letter.name in capsys.readouterr().err
    assert letter.read_bytes() == b"changed in Word"
    assert (tmp_path / "审阅.html").read_bytes() == page  # nothing at all was written


def edit_lead(ledger: Path, unit: str) -> str:
    """Give the first row of the ledger the lead ``unit`` and return the words of its obligation."""
    book = openpyxl.load_workbook(ledger)
    sheet = book["台账"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "牵头单位" for cell in row))
    column = {cell.value: cell.column for cell in header}
    line = header[0].row + 1
    sheet.cell(line, column["牵头单位"]).value = unit
    sheet.cell(line, column["责任单位"]).value = None
    words = str(sheet.cell(line, column["具体事项"]).value)
    book.save(ledger)
    return words


def test_second_run_keeps_what_the_clerk_wrote_and_names_letters_that_no_longer_apply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "输出"
    call("run", THIS_YEAR, "-o", folder)
    old_letter = folder / "各单位" / "区外事办" / "区外事办任务交办单.docx"
    old_letter.parent.mkdir()
    old_letter.write_bytes(b"an old letter")
    edit_lead(folder / "台账.xlsx", "区档案馆")
    capsys.readouterr()
    call("run", THIS_YEAR, "-o", folder)
    said = capsys.readouterr().out
    assert "区档案馆" in said
    assert (folder / "各单位" / "区档案馆" / "区档案馆任务交办单.docx").exists()
    assert "不是这次生成的" in said
    assert "各单位/区外事办/区外事办任务交办单.docx" in said
    assert old_letter.read_bytes() == b"an old letter"
    assert "已确认</span>区档案馆" in (folder / "审阅.html").read_text(encoding="utf-8")
    third = tmp_path / "信"
    call("letters", folder / "台账.xlsx", "-o", third)
    assert (third / "各单位" / "区档案馆" / "区档案馆任务交办单.docx").exists()


PLEDGES = [
    ((), False, False),  # letters of assignment need no basis
    (("--kind", "责任书"), True, True),
    (("--kind", "交办单", "--kind", "责任书"), True, True),
    (("--kind", "责任书", "--basis", "《云溪区质量奖惩办法》"), True, False),  # a basis is named
]


@pytest.mark.parametrize(("options", "pledges", "warned"), PLEDGES)
def test_letters_of_responsibility_are_warned_of_unless_a_basis_is_named(
    options: tuple[str, ...], pledges: bool, warned: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = call("run", THIS_YEAR, "-o", tmp_path, *options)
    said = capsys.readouterr().out
    assert bool(list(tmp_path.glob("各单位/*/*责任书.docx"))) is pledges
    assert bool(list(tmp_path.glob("各单位/*/*任务交办单.docx"))) is (options[1:2] != ("责任书",))
    assert ("整治形式主义" in said) is warned
    assert code == EXIT_FINDINGS or not warned


HOSTILE = (
    "云溪区2026年工作要点\n\n一、[bold red]强化[/] \x1b[31m监管\x1b[0m\n\n"
    "1.推进[link=file:///etc/passwd]治理[/link]\u202e。开展 \x07\x9b2J检查:smile:。（责任单位：区[red]住建局）\n"
)


def test_document_text_reaches_the_terminal_as_letters_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "a.txt"
    notice.write_text(HOSTILE, encoding="utf-8")
    call("run", notice, "-o", tmp_path / "out")
    said = capsys.readouterr().out
    assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    assert "[link=" in said  # shown as typed, not obeyed
    assert "[bold red]" in said


def test_parse_prints_complete_json_whatever_the_findings(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    notice = tmp_path / "空.txt"
    notice.write_text("没有任务的一句话。", encoding="utf-8")
    for path in (THIS_YEAR, LAST_YEAR, notice):
        assert call("parse", path, "--json") in (0, EXIT_FINDINGS)
        plan = json.loads(capsysbinary.readouterr().out)
        assert plan["source"]["name"] == path.name


def test_a_dash_reads_standard_input(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qdoc", "parse", "-", "--json"], input=THIS_YEAR.read_bytes(), capture_output=True
    )
    assert done.returncode in (0, EXIT_FINDINGS)
    call("parse", THIS_YEAR, "--json")
    ours, theirs = json.loads(done.stdout), json.loads(capsysbinary.readouterr().out)
    assert ours["source"]["name"] == "标准输入"
    assert ours["tasks"] == theirs["tasks"]


def test_a_chinese_windows_console_shows_everything(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "qdoc", "run", str(THIS_YEAR), "-o", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, env=environment).stdout.decode("gbk")
    assert "推动制造业质量升级" in said
    assert "核对通过" in said
    assert "?" not in said


def test_no_suggest_leaves_open_what_the_notice_does_not_say(tmp_path: Path) -> None:
    assert call("run", LAST_YEAR, "-o", tmp_path, "--no-suggest") == EXIT_FINDINGS
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert not [one for task in plan["tasks"] for one in task["assignments"] if one["basis"] == "suggested"]


def test_another_years_notice_is_not_merged_into_a_ledger(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes((made / "台账.xlsx").read_bytes())
    before = ledger.read_bytes()
    for command in ("run", "ledger"):
        capsys.readouterr()
        assert call(command, LAST_YEAR, "-o", tmp_path if command == "run" else ledger) == 3
        said = capsys.readouterr().err
        assert "另一份通知的台账（云溪区推进质量强区建设2026年工作要点）" in said
        assert "换一个输出文件夹" in said
    assert ledger.read_bytes() == before
    assert not (tmp_path / "plan.json").exists()


def test_ledger_alone_and_merged_into_an_edited_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "台账.xlsx"
    call("ledger", THIS_YEAR, "-o", ledger)
    words = edit_lead(ledger, "区档案馆")
    call("ledger", THIS_YEAR, "-o", ledger)
    assert "区档案馆" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(ledger)["台账"]
    row = next(row for row in sheet.iter_rows(values_only=True) if words in row)
    assert "区档案馆" in row


def test_what_a_merge_cannot_carry_is_kept_in_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("run", THIS_YEAR, "-o", tmp_path)
    call("run", THIS_YEAR, "-o", tmp_path)
    assert not (tmp_path / "台账备份").exists()  # nobody changed it
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    book["台账"].cell(1, 40).value, book["台账"].cell(2, 40).value = "分管领导", "赵某"  # a column of the clerk's own
    book.create_sheet("备忘")["A1"] = "记得催办"
    book.save(tmp_path / "台账.xlsx")
    before = (tmp_path / "台账.xlsx").read_bytes()
    capsys.readouterr()
    call("run", THIS_YEAR, "-o", tmp_path)
    (copy,) = (tmp_path / "台账备份").iterdir()
    assert copy.read_bytes() == before
    assert "台账备份/" in capsys.readouterr().out


def test_summary_never_replaces_what_somebody_changed(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "年终总结.docx"
    assert call("summary", made / "台账.xlsx", "-o", target) in (0, EXIT_FINDINGS)
    assert target.read_bytes()[:2] == b"PK"
    target.write_bytes(b"a clerk's own")
    capsys.readouterr()
    assert call("summary", made / "台账.xlsx", "-o", target) == 3
    assert "文件在生成之后被改动过，没有覆盖" in capsys.readouterr().err
    assert target.read_bytes() == b"a clerk's own"
    assert call("summary", made / "台账.xlsx", "-o", target, "--force") in (0, EXIT_FINDINGS)
    assert target.read_bytes()[:2] == b"PK"


def test_compare_shows_writes_and_prints_json(
    made: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "对照表.docx"
    assert call("compare", LAST_YEAR, THIS_YEAR, "-o", target) in (0, EXIT_FINDINGS)
    assert "新增" in capsysbinary.readouterr().out.decode("utf-8")
    assert target.read_bytes()[:2] == b"PK"
    call("compare", LAST_YEAR, THIS_YEAR, "--json")
    diff = json.loads(capsysbinary.readouterr().out)
    assert diff["schema"] == "qdoc.diff/1"
    named = {one for change in diff["changes"] for one in (*change["before"], *change["after"])}
    assert named == {task["id"] for side in ("before", "after") for task in diff[side]["tasks"]}
    call("compare", made / "plan.json", made / "plan.json", "--json")  # a plan of an earlier run will do
    kinds = {kind for change in json.loads(capsysbinary.readouterr().out)["changes"] for kind in change["kinds"]}
    assert kinds == {"carried"}


def test_draft_build_makes_a_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "通知.docx"
    assert call("draft", "build", DRAFT, "-o", target) in (0, EXIT_FINDINGS)
    assert target.read_bytes()[:2] == b"PK"
    assert "通知.docx" in capsys.readouterr().out


def test_doctor_finds_everything_needed_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("doctor") == 0
    said = capsys.readouterr().out
    assert "必需的都有，可以用了。" in said
    assert not [line for line in said.split("\n") if width(line) > 80]


def test_doctor_says_what_does_not_work_without_a_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from qdoc.cli import doctor

    monkeypatch.setattr(doctor, "_version", lambda name: "" if name == "pdfplumber" else "1")
    assert call("doctor") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "不能读 PDF" in said
    assert "缺 pdfplumber" in said


def test_doctor_knows_every_required_package() -> None:
    import configparser

    from qdoc.cli.doctor import _PACKAGES

    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"].split()
    assert {re.split("[<>=]", line)[0] for line in lines} == set(_PACKAGES)


def test_progress_is_silent_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from qdoc.cli.terminal import Steps

    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Steps() as steps:
        steps.begin("读文件", 2)
        steps.advance()
    assert stream.getvalue() == ""


def test_progress_shows_on_a_terminal_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    from qdoc.cli import terminal

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
    with terminal.Steps() as steps:
        steps.begin("读文件")
        steps.begin("写交办单", 2)
        steps.advance()
        time.sleep(0.3)
    assert "写交办单" in stream.getvalue()
    assert "1/2" in stream.getvalue()


def test_the_summary_takes_the_office_from_its_settings_and_names_what_is_missing(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "qdoc.toml"
    settings.write_text('[本单位]\n单位名称 = "云溪区人民政府督查室"\n', "utf-8")
    call("summary", made / "台账.xlsx", "-o", tmp_path / "总结.docx", "--date", "2026-12-20", "--settings", settings)
    said = capsys.readouterr().out.replace("\n", "")
    assert "没有填、印作【待补】的：数据截止日期（--as-of）" in said
    assert "云溪区人民政府督查室" in zipfile.ZipFile(tmp_path / "总结.docx").read("word/document.xml").decode()
