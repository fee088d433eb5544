"""What the reader of a file left out reaches whoever ran a command: on the screen, in plan.json and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS
from tests.cli.calling import call

PLAN = (
    "云溪区2026年工作要点",
    "一、重点任务",
    "1.整治河道。完成清淤12公里。（区水务局负责）",
    "2.改善就医。签约率达到40%。（区卫生健康局负责）",
)
DELETED = "<w:del {} w:id='1' w:author='a'><w:r><w:delText>（区教育局配合）</w:delText></w:r></w:del>"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A notice in Word in which somebody deleted words with tracked changes."""
    document = docx.Document()
    for line in PLAN:
        document.add_paragraph(line)
    document.paragraphs[2]._p.append(parse_xml(DELETED.format(nsdecls("w"))))
    document.save(str(tmp_path / "通知.docx"))
    return tmp_path / "通知.docx"


@pytest.mark.parametrize("command", ["parse", "run", "ledger"])
def test_a_deletion_that_was_not_read_is_told(
    command: str, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = {"run": ("-o", tmp_path / "结果"), "ledger": ("-o", tmp_path / "台账.xlsx"), "parse": ()}[command]
    assert call(command, notice, *into) in (EXIT_DONE, EXIT_FINDINGS)
    said = "".join(capsys.readouterr().out.split())
    assert "R008" in said
    assert "1处删除未读入" in said


def test_it_stands_in_the_plan(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("parse", notice, "--json")
    assert "R008" in [one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]]


def test_a_copy_that_makes_no_tasks_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = [f"{at}.开展第{at}类安全检查，完成隐患整改{at}0处，建立台账。（区应急局负责）" for at in range(1, 12)]
    text = "\n".join(["云溪区2026年安全工作要点", "一、重点任务", *long])
    (tmp_path / "a.txt").write_text(f"{text}\n\n{text}\n", "utf-8")
    assert call("parse", tmp_path / "a.txt") == EXIT_FINDINGS
    assert "R003" in capsys.readouterr().out


def test_checking_says_what_it_could_not_check(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", notice) in (EXIT_DONE, EXIT_FINDINGS)
    assert "没有核对到的：文件带有修订" in "".join(capsys.readouterr().out.split())
    call("check", notice, "--json")
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["files"][0]["unread"]] == ["R008"]
