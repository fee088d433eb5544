"""Tests of qdoc status, remind and bulletin on the example notice's ledger as it stands in October."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.asking import ask
from qdoc.cli.clean import width
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE
from qdoc.model import Entry
from qdoc.render.workbook import ledger_xlsx
from tests.cli.calling import call
from tests.render.word_tables import read_paragraphs
from tests.status.test_report import expected_by_hand
from tests.status.yunxi_in_september import ledger

DAY = ("--as-of", "2026-10-15")


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    path.write_bytes(ledger_xlsx(ledger()))
    return path


def test_status_prints_the_table_and_writes_the_page(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("status", book, *DAY, "-o", tmp_path / "一览.docx") == EXIT_DONE
    said = capsys.readouterr().out
    counts = Counter(expected_by_hand())
    assert all(f"{name} {count}" in said.replace("\n", "").replace(" " * 17, "") for name, count in counts.items())
    assert "第61条 逾期107天" in said
    assert "区财政局 1/1" in said
    assert (tmp_path / "一览.docx").stat().st_size > 5_000
    assert [line for line in said.split("\n") if width(line) > 80] == []


def test_status_as_json_has_every_row_with_its_reason(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("status", book, *DAY, "--json") == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc.status/1"
    assert [item["judgement"] for item in told["items"]] == expected_by_hand()
    assert all(item["reason"] for item in told["items"])
    assert told["total"]["counts"] == dict(Counter(expected_by_hand()))


def test_status_of_a_period_names_who_has_not_returned_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(row for row in ledger().rows if row.lead.value == "区数据局")
    mine = [row for row in ledger().rows if "区数据局" in (row.lead.value, row.responsible.value)]
    spring = Entry(first.key, "区数据局", "2026Q1", leads=True, status="推进中")
    returned = [replace(spring, row_key=row.key, period="2026Q3") for row in mine[:-1]]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_xlsx(replace(ledger(), entries=(spring, *returned))))
    asked = len(ask(ledger(), "2026Q3"))
    call("status", path, *DAY, "--period", "2026Q3", "-o", tmp_path / "一览.docx")
    said = "".join(capsys.readouterr().out.split())
    assert f"2026年第三季度填报：{asked}个单位中交了1个，没有交的{asked - 1}个" in said
    assert f"没有填全区数据局{len(mine) - 1}/" in said
    page = "".join(read_paragraphs((tmp_path / "一览.docx").read_bytes()))
    assert f"2026年第三季度填报：{asked}个单位中交了1个，没有交的：" in page
    call("status", path, *DAY, "--period", "2026Q1", "--json")
    told = json.loads(capsys.readouterr().out)["returns"]
    assert len(told["missing"]) == asked - 1
    assert next(one for one in told["units"] if one["unit"] == "区数据局")["answered"] == 1


# (arguments, words of the refusal)
REFUSED = [
    (("status", *DAY, "--period", "三季度"), "2026Q1（季度）"),  # why: a period that no form has
    (("status",), "--as-of"),  # why: without a day nothing can be judged
    (("status", *DAY, "--scores", "-o", "s.xlsx"), "评分规则"),  # why: scores are off without a basis
    (("status", *DAY, "-o", "s.xlsx"), ".docx"),  # why: the page is a Word file
    (("status", *DAY, "--unit", "区数局"), "区数据局"),  # why: a unit that the ledger does not have
]


@pytest.mark.parametrize(("args", "words"), REFUSED)
def test_what_cannot_be_done_is_refused_with_the_way_out(
    args: tuple[str, ...], words: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = call(args[0], book, *args[1:])
    assert code in (EXIT_USAGE, 3)
    assert words in capsys.readouterr().err


def test_remind_writes_what_letters_write_and_lists_who_is_asked(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("remind", book, *DAY, "--within", 60, "-o", tmp_path / "催") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert call("letters", book, *DAY, "--within", 60, "--kind", "催办单", "-o", tmp_path / "函") == EXIT_FINDINGS
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.docx")}
        for name in ("催", "函")
    )
    assert first == second
    assert {path.parts[1] for path in first} == {"区住房城乡建设局", "区市场监管局", "区数据局", "区经济信息化局"}
    assert "催办 4 个单位" in said
    assert "区市场监管局　逾期 1 条，最长 15 天；60 天内到期 2 条" in said
    assert "没有单位可催的 1 条：第74条" in said


def test_bulletin_writes_a_draft(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "督查通报.docx"
    assert call("bulletin", book, *DAY, "-o", out, "--number", "云政办督〔2026〕3号") == EXIT_DONE
    assert "欠进度 9" in capsys.readouterr().out
    assert out.read_bytes()[:2] == b"PK"
    assert (tmp_path / "督查通报（数据来源）.xlsx").read_bytes()[:2] == b"PK"


def test_rules_of_the_settings_beside_the_ledger_are_used_and_checked(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "台账.xlsx").write_bytes(book.read_bytes())
    rules = ("亮灯", "方案", "蓝黄红", "云政办发〔2026〕9号"), ("计分", "牵头未完成", "-5", "云溪区质量工作考核办法")
    lines = [
        dict(zip(("类别", "名称", "取值", "依据"), rule, strict=True)) for rule in (*rules, ("计分", "已完成", "1", ""))
    ]
    text = "".join("[[规则]]\n" + "".join(f'{key} = "{value}"\n' for key, value in line.items()) for line in lines)
    (tmp_path / "qdoc.toml").write_text(text, "utf-8")
    assert call("settings", "check", tmp_path / "qdoc.toml") == EXIT_FINDINGS
    assert "B103" in capsys.readouterr().out
    assert call("status", tmp_path / "台账.xlsx", *DAY) == EXIT_FINDINGS
    assert "亮灯：红 3　黄 7　蓝 0" in capsys.readouterr().out
    scores = tmp_path / "考核计分表.xlsx"
    assert call("status", tmp_path / "台账.xlsx", *DAY, "--scores", "-o", scores) == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "牵头未完成 -5（云溪区质量工作考核办法）" in said
    assert "区数据局：1 处，-5 分" in said
    assert scores.is_file()
