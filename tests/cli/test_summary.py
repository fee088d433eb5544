from __future__ import annotations

from pathlib import Path

import docx
import pytest

from qdoc.render import summary_proof
from qdoc.render.workbook import ledger_xlsx
from tests.cli.calling import call
from tests.summary.year_of_yunxi import year


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_xlsx(year()))
    return path


def test_the_numbers_are_proved_and_who_did_not_return_is_named(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = ledger.parent / "年终总结.docx"
    assert call("summary", ledger, "-o", target, "--as-of", "2026-07-15", "--date", "2026-12-25") == 0
    said = "".join(capsys.readouterr().out.split())
    assert "个数、对账表8行与台账一致" in said
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    assert "2026年第二季度，以下" in text
    assert "2026年第三季度，以下" not in text  # it ends after the day of the data
    assert "截至2026年7月15日" in text


def test_a_summary_that_is_not_the_ledgers_is_not_written(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = summary_proof.read_numbers
    monkeypatch.setattr(
        summary_proof, "read_numbers", lambda data: [one for one in real(data) if "tasks_total" not in one.mark]
    )
    target = ledger.parent / "年终总结.docx"
    assert call("summary", ledger, "-o", target) == 70
    assert not target.exists()


def test_a_clerks_own_numbers_are_told_and_let_through() -> None:
    """A number that she typed has no source in the ledger; it is hers, is named, and stops nothing."""
    from dataclasses import replace

    from qdoc.cli.proved import prove_or_stop
    from qdoc.model.wording import EditedPassage, EditKind
    from qdoc.render.summary_docx import summary_docx
    from qdoc.summary import summarise

    edit = EditedPassage("metrics_1", EditKind.REWORDED, ("经核算，节约资金350万元。",))
    summary = summarise(replace(year(), passages=(edit,)))
    said = prove_or_stop(summary_docx(summary), summary, strict=True, given=())
    assert said.endswith("您自己写的 1 个数没有台账出处：350")


def test_a_ledger_that_one_summary_cannot_hold_is_refused_by_its_rows(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdoc.render.template_limits.MAX_TEXT", 10_000)
    assert call("summary", ledger, "-o", ledger.parent / "年终总结.docx") == 3
    said = capsys.readouterr().err
    assert "台账.xlsx：台账有 8 条事项，一份总结写不下" in said
    assert "5,000 条以内" in said
    assert "拆成几本" in said
    assert "模板" not in said  # it said that the template had an error
    assert not (ledger.parent / "年终总结.docx").exists()
