"""``qdoc draft``: a form, the document it makes, next year's plan; what is open is listed, what is unsafe refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.draft.kinds import KINDS
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_path
from qdoc.render.office_sheet import office_xlsx
from qdoc.render.workbook import ledger_xlsx
from qdoc.store import encode_plan
from tests.cli.calling import call
from tests.draft.filled import complete, fill

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NOTICE = EXAMPLES / "云溪区质量强区2026年工作要点.txt"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".txt"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_is_written_and_built_with_its_gaps_listed(
    kind: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, target = tmp_path / f"草稿{suffix}", tmp_path / "公文.docx"
    assert call("draft", "new", kind, "-o", form) == EXIT_DONE
    assert "下一步：填好后运行 qdoc draft build" in "".join(capsys.readouterr().out.split("\n"))
    assert call("draft", "build", form, "-o", target) == EXIT_DONE  # why: gaps are for a person, nothing is wrong
    said = "".join(capsys.readouterr().out.split())
    assert "处待补：发文机关" in said
    assert "发文字号" in said
    assert "提示】" not in said
    assert target.exists()


def test_a_filled_form_builds_without_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, target = tmp_path / "草稿.docx", tmp_path / "请示.docx"
    assert call("draft", "new", "请示", "-o", form) == EXIT_DONE
    form.write_bytes(fill(form.read_bytes(), *complete("请示", KINDS["请示"].labels)))
    assert call("draft", "build", form, "-o", target) == EXIT_DONE
    assert "没有要人核的问题" in capsys.readouterr().out
    assert call("check", target) == EXIT_DONE


def test_the_example_in_yaml_builds_and_is_checked_without_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "函.docx"
    assert call("draft", "build", EXAMPLES / "云溪区检验数据共享商请函草稿.yaml", "-o", target) == EXIT_DONE
    assert "没有要人核的问题" in capsys.readouterr().out
    assert call("check", target) == EXIT_DONE
    assert "没有发现问题" in capsys.readouterr().out


def test_settings_beside_the_form_fill_in_the_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    settings = tmp_path / "单位信息.xlsx"
    settings.write_bytes(office_xlsx())
    book = openpyxl.load_workbook(settings)
    for line in book["本单位"].iter_rows():
        if line[0].value == "单位名称":
            line[1].value = "云溪区质量强区办"
    book.save(settings)
    assert call("draft", "new", "通知", "-o", tmp_path / "草稿.txt") == EXIT_DONE
    assert "已填上：发文机关（云溪区质量强区办）" in capsys.readouterr().out
    assert "发文机关：云溪区质量强区办" in (tmp_path / "草稿.txt").read_text("utf-8-sig")


REFUSED = [
    # why, arguments, exit code, words of the message
    ("an unknown kind", ("new", "决定", "-o", "草稿.docx"), EXIT_USAGE, "不在可选的值里"),
    ("another kind of file", ("new", "通知", "-o", "草稿.pdf"), EXIT_REFUSED, "草稿写不成这种文件"),
    ("no such draft", ("build", "没有.docx", "-o", "通知.docx"), EXIT_REFUSED, "找不到"),
    ("no such ledger", ("next", "没有.xlsx", "-o", "明年.docx"), EXIT_REFUSED, "找不到"),
    ("no such plan", ("next", "没有.json", "-o", "明年.docx"), EXIT_REFUSED, "找不到"),
    ("a draft of next year is a Word file", ("next", "台账.xlsx", "-o", "明年.txt"), EXIT_REFUSED, "要写的是 .docx"),
    ("a broken package", ("build", "坏.docx", "-o", "通知.docx"), EXIT_REFUSED, "截断"),
    ("a broken workbook", ("build", "坏.xlsx", "-o", "通知.docx"), EXIT_REFUSED, "截断"),
]


@pytest.mark.parametrize(("why", "arguments", "code", "words"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_cannot_be_done_is_refused_by_type(
    why: str,
    arguments: tuple[str, ...],
    code: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("坏.docx", "坏.xlsx"):
        Path(name).write_bytes(b"PK\x03\x04" + b"\0" * 60)
    before = sorted(tmp_path.iterdir())
    assert call("draft", *arguments) == code, why
    assert words in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_a_draft_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    form = tmp_path / "草稿.docx"
    call("draft", "new", "通知", "-o", form)
    before = form.read_bytes()
    assert call("draft", "build", form, "-o", form, "--force") not in (EXIT_DONE, EXIT_FINDINGS)
    assert form.read_bytes() == before


def test_next_years_plan_from_ledger_and_from_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = read_path(NOTICE)
    plan = extract(parse(source), load_lexicon())
    ledger = build_ledger(plan, "", source.text)
    rows = tuple(replace(row, status="推进中" if at % 2 else "已完成") for at, row in enumerate(ledger.rows))
    (tmp_path / "台账.xlsx").write_bytes(ledger_xlsx(replace(ledger, rows=rows)))
    (tmp_path / "plan.json").write_bytes(encode_plan(plan))
    for name in ("台账.xlsx", "plan.json"):
        draft = tmp_path / f"{Path(name).stem}明年.docx"
        assert call("draft", "next", tmp_path / name, "-o", draft) == EXIT_DONE
        said = capsys.readouterr().out
        assert "带过来 27 项任务" in said
        assert ("结转（上年没有办完）" in said) == (name == "台账.xlsx")
        assert call("draft", "build", draft, "-o", tmp_path / "通知.docx", "--force") == EXIT_DONE
        said = "".join(capsys.readouterr().out.split())
        assert "没有定：待定：上年60" in said
        assert call("parse", draft) in (EXIT_DONE, EXIT_FINDINGS)
        assert "27 项任务" in capsys.readouterr().out


def test_next_year_without_a_year_says_how_many_dates_are_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice, plan, draft = tmp_path / "方案.txt", tmp_path / "plan.json", tmp_path / "明年.docx"
    notice.write_text(
        "云溪区计量方案\n\n一、任务\n1.建台账。2025年9月底前建成计量台账。（区市场监管局负责）\n", "utf-8"
    )
    source = read_path(notice)
    plan.write_bytes(encode_plan(extract(parse(source), load_lexicon())))
    assert call("draft", "next", plan, "-o", draft) == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "没有认出是哪一年的，1处写明年份的日期没有标【待定】" in said
    assert "请加--year写明" in said
    assert call("draft", "next", plan, "-o", draft, "--force", "--year", "2025") == EXIT_DONE
    assert "日期 1 处" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["new", "build", "next"])
def test_every_command_has_a_page_of_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("draft", command, "--help") == EXIT_DONE
    said = capsys.readouterr().out
    assert f"用法：qdoc draft {command}" in said
    assert "English" not in said
