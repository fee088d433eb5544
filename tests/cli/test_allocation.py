"""``qdoc allocation``: a ledger becomes the Word table, the office's settings and templates are found and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qdoc.cli.app import app
from qdoc.render.workbook import ledger_xlsx
from tests.render.made_ledger import made_ledger
from tests.render.word_files import word
from tests.render.word_tables import read_paragraphs, read_tables


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_xlsx(made_ledger(10)))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["allocation", *map(str, arguments)], standalone_mode=False)


def test_the_table_holds_every_row_and_says_who_made_it(ledger: Path) -> None:
    out = ledger.with_name("任务分解表.docx")
    done = run(ledger, "-o", out, "--date", "2026-03-05")
    assert done.exception is None, done.output
    assert f"举措 {len(made_ledger(10).rows)}，待指定 0" in done.output
    rows = [row for table in read_tables(out.read_bytes()) for row in table[1:]]
    assert len(rows) == len(made_ledger(10).rows)
    assert "编制单位：云溪区人民政府办公室　编制日期：2026年3月5日" in read_paragraphs(out.read_bytes())
    run(ledger, "-o", out, "--office", "云溪区质量强区办")
    assert "编制单位：云溪区质量强区办　编制日期：【待补：编制日期】" in read_paragraphs(out.read_bytes())


def test_the_offices_settings_and_templates_beside_the_ledger_are_used_and_said(ledger: Path) -> None:
    (ledger.parent / "qdoc.toml").write_text('[本单位]\n单位名称 = "云溪区督查室"\n', "utf-8")
    (ledger.parent / "模板").mkdir()
    own = word("{{ 编制单位 }}{% for 页 in 分页 %}{% for 行 in 页.举措 %}·{% endfor %}{% endfor %}")
    (ledger.parent / "模板" / "任务分解表.docx").write_bytes(own)
    out = ledger.with_name("表.docx")
    done = run(ledger, "-o", out)
    assert "qdoc.toml" in done.output
    assert "用了本单位的模板：任务分解表" in done.output
    assert read_paragraphs(out.read_bytes()) == ["云溪区督查室" + "·" * len(made_ledger(10).rows)]


def test_the_offices_settings_in_the_output_folder_are_used(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "qdoc.toml").write_text('[本单位]\n单位名称 = "云溪区督查室"\n', "utf-8")
    out = tmp_path / "出" / "表.docx"
    run(ledger, "-o", out)
    assert any("编制单位：云溪区督查室" in line for line in read_paragraphs(out.read_bytes()))


REFUSED = [
    (("台账.xlsx", "-o", "台账.xlsx"), "要写的是 .docx 文件"),  # why: the ledger is never overwritten
    (("没有.xlsx", "-o", "表.docx"), "找不到这个文件"),  # why: a mistyped name
    (("台账.xlsx", "-o", "表.docx", "--date", "3月"), "不是日期"),  # why: dates are given as days
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_cannot_be_done_is_refused(ledger: Path, arguments: tuple[str, ...], message: str) -> None:
    given = [one if one.startswith("-") or "." not in one else ledger.parent / one for one in arguments]
    done = run(*given)
    assert message in str(done.exception)
    assert not (ledger.parent / "表.docx").exists()
