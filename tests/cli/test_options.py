"""Tests of options that change what is read or printed: encoding, register, blanks of the letters, punctuation."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call

NOTICE = """江海市云溪区人民政府办公室关于印发2026年质量工作要点的通知
云府办〔2026〕7号

各街道办事处:

现将《2026年质量工作要点》印发给你们,请认真执行。

江海市云溪区人民政府办公室
2026年3月1日

2026年质量工作要点

一、夯实基础,守住底线

1.加强食品抽检。加强食品抽检,年底前抽检1200批次。(责任单位:区市场监管局)
"""
DOUBTFUL = "默默"  # reads as GBK and as UTF-8 alike


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def letter(folder: Path, unit: str, kind: str) -> Path:
    return folder / "各单位" / unit / f"{unit}{kind}.docx"


def words(document: Path) -> str:
    with zipfile.ZipFile(document) as package:
        return package.read("word/document.xml").decode("utf-8")


def test_an_ambiguous_file_is_read_once_its_encoding_is_named(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DOUBTFUL.encode("gbk"))
    assert path.read_bytes().decode("utf-8") != DOUBTFUL  # both readings stand
    assert call("parse", path, "--json") == 3
    assert "--encoding" in capsysbinary.readouterr().err.decode()
    assert call("parse", path, "--json", "--encoding", "gbk") in (0, EXIT_FINDINGS)
    source = json.loads(capsysbinary.readouterr().out)["source"]
    assert (source["encoding"], source["length"]) == ("gb18030", 2)


@pytest.mark.parametrize("command", ["run", "ledger", "draft build", "compare"])
def test_every_command_that_reads_text_takes_the_encoding(command: str, notice: Path, tmp_path: Path) -> None:
    big5 = tmp_path / "big5.txt"
    big5.write_bytes("雲溪區2026年工作要點\n\n1.加強食品抽檢。加強食品抽檢。\n".encode("big5"))
    out = {"run": tmp_path / "出", "ledger": tmp_path / "台账.xlsx"}.get(command, tmp_path / "出.docx")
    files = [big5, big5] if command == "compare" else [big5]
    assert call(*command.split(), *files, "-o", out) == 3
    assert call(*command.split(), *files, "-o", out, "--encoding", "big5") in (0, EXIT_FINDINGS)
    assert out.exists()


def test_two_years_may_have_two_encodings(notice: Path, tmp_path: Path) -> None:
    big5 = tmp_path / "big5.txt"
    big5.write_bytes("雲溪區2025年工作要點\n\n1.加強食品抽檢。加強食品抽檢。\n".encode("big5"))
    assert call("compare", big5, notice, "--encoding", "big5") == 3  # one name counts for both
    assert call("compare", big5, notice, "--encoding", "big5", "--encoding", "utf-8") in (0, EXIT_FINDINGS)


def test_an_unknown_encoding_is_a_slip_of_usage(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("parse", notice, "--encoding", "gbk2") == 2
    assert "没有名为“gbk2”的编码" in capsys.readouterr().err


def test_the_issuer_is_the_office_and_other_blanks_say_so(notice: Path, tmp_path: Path) -> None:
    call("run", notice, "-o", tmp_path / "出")
    said = words(letter(tmp_path / "出", "区市场监管局", "任务交办单"))
    assert "江海市云溪区人民政府办公室" in said
    assert "【待补：交办单位】" not in said
    for blank in ("编号", "交办日期", "反馈时限", "联系人", "联系电话"):
        assert f"【待补：{blank}】" in said


def test_the_offices_own_particulars_are_printed(notice: Path, tmp_path: Path) -> None:
    given = {
        "--office": "云溪区质量强区办", "--contact": "赵某", "--phone": "000-1234", "--feedback-by": "2026-03-20",
        "--number": "云质办交〔2026〕", "--date": "2026-03-05",
    }  # fmt: skip
    call(
        "run",
        notice,
        "-o",
        tmp_path,
        "--kind",
        "交办单",
        "--kind",
        "责任书",
        *(part for pair in given.items() for part in pair),
    )
    said = words(letter(tmp_path, "区市场监管局", "任务交办单"))
    for value in ("云溪区质量强区办", "赵某", "000-1234", "2026年3月20日", "云质办交〔2026〕1号", "2026年3月5日"):
        assert value in said
    assert "【待补" not in said
    assert "云质办交〔2026〕2号" in words(letter(tmp_path, "区市场监管局", "责任书"))  # no number twice


def test_source_punctuation_reaches_the_print_sheet(notice: Path, tmp_path: Path) -> None:
    for options, sign in (((), "，"), (("--原标点",), ",")):
        for command, ledger in (("run", tmp_path / f"出{sign}"), ("ledger", tmp_path / f"台账{sign}.xlsx")):
            call(command, notice, "-o", ledger, *options)
            book = openpyxl.load_workbook(ledger / "台账.xlsx" if command == "run" else ledger)
            texts = {cell.value for row in book["任务分解表"].iter_rows() for cell in row if cell.value}
            assert any(f"夯实基础{sign}守住底线" in str(text) for text in texts)


def test_summary_prints_who_when_and_up_to_which_day(notice: Path, tmp_path: Path) -> None:
    call("ledger", notice, "-o", tmp_path / "台账.xlsx")
    bare, full = tmp_path / "一.docx", tmp_path / "二.docx"
    call("summary", tmp_path / "台账.xlsx", "-o", bare)
    assert "【待补：编制单位】" in words(bare)
    dates = ("--date", "2026-12-31", "--as-of", "2026-12-25")
    call("summary", tmp_path / "台账.xlsx", "-o", full, "--office", "云溪区质量强区办", *dates)
    said = words(full)
    for value in ("云溪区质量强区办", "2026年12月31日", "2026年12月25日"):
        assert value in said
    assert "【待补：编制单位】" not in said


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


REGISTERS = [
    ("单位.xlsx", workbook(("序号", "单位"), ("1", "区低空经济促进局"))),
    ("单位.xlsx", workbook(("本区单位一览",), ("名称", "电话"), ("区低空经济促进局", "1"))),  # a title above the header
    ("单位.tsv", "单位\t电话\n区低空经济促进局\t1\n".encode()),
    ("单位.tsv", workbook(("单位",), ("区低空经济促进局",))),  # a workbook whatever its name says
]


@pytest.mark.parametrize(("name", "data"), REGISTERS)
def test_a_register_is_read_from_excel_or_text(
    name: str, data: bytes, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / name).write_bytes(data)
    path = tmp_path / "通知.txt"
    path.write_text("云溪区2026年工作要点\n\n1.发展低空经济。建设起降点。（责任单位：区低空经济促进局）\n", "utf-8")
    call("parse", path, "--json", "--register", tmp_path / name)
    (task,) = json.loads(capsysbinary.readouterr().out)["tasks"]
    assert [one["key"] for one in task["assignments"]] == ["own/区低空经济促进局"]


BAD_REGISTERS = [
    ("单位.xlsx", workbook(("序号", "电话"), ("1", "2")), "单位"),  # no column of names
    ("单位.xlsx", workbook(("单位",)), "没有单位"),  # nothing in it
    ("单位.xlsx", b"PK\x03\x04 cut off", "截断"),
    ("单位.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版"),
    ("单位.tsv", b"", "单位"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD_REGISTERS)
def test_a_bad_register_is_refused_by_name(
    name: str, data: bytes, said: str, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert call("parse", notice, "--register", tmp_path / name) == 3
    told = capsys.readouterr().err
    assert name in told
    assert said in told
    assert "下一步" in told


def test_a_register_that_is_not_there_is_refused_by_name(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("parse", notice, "--register", "没有.xlsx") == 3
    assert "没有.xlsx" in capsys.readouterr().err


def test_the_help_of_a_draft_keeps_its_lines(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    # why: the sign that keeps lines apart was printed as \b, and the lines ran together
    call("draft", "build", "--help")
    shown = capsysbinary.readouterr().out.decode()
    assert "\\b" not in shown
    assert "\n  版面：通行" in shown


@pytest.mark.parametrize("name", ["CON.docx", "nul.docx", "年终\n总结.docx", "a?b.docx"])
def test_a_name_that_windows_cannot_have_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("summary", tmp_path / "台账.xlsx", "-o", tmp_path / name) == 3
    assert "文件名不能用" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
