"""Tests of what the commands say of the ledger, the settings and what they made; and of the table's date."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qdoc.cli.concerns import office_findings
from qdoc.cli.outcome import proof_sentence
from qdoc.cli.wishes import Wishes
from qdoc.errors import EXIT_FINDINGS
from qdoc.letters import Proof
from qdoc.model import Ledger, LedgerHead
from qdoc.render.manifest_sheet import Delivery
from qdoc.render.office_sheet import office_xlsx
from qdoc.returns.office import read_office
from tests.cli.test_delivery import call
from tests.cli.test_handing import NUMBER, again, lead
from tests.cli.test_handing import out as out  # the fixture
from tests.cli.test_settings import fill


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return "".join(capsys.readouterr().out.split())


def date_in(table: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(table.read_bytes())) as package:
        text = package.read("word/document.xml").decode()
    return next(day for day in ("2026年3月5日", "2026年3月9日", "【待补：编制日期】") if day in text)


def test_the_table_keeps_its_date_as_long_as_it_says_the_same(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = out / "任务分解表.docx"
    assert date_in(table) == "【待补：编制日期】"
    again(out, *NUMBER)
    assert "日期（交办日期、编制日期）：任务交办单、任务分解表，共6份" in told(capsys)
    again(out, *NUMBER, "--date", "2026-03-05")  # a gap is filled
    assert date_in(table) == "2026年3月5日"
    capsys.readouterr()
    again(out, *NUMBER, "--date", "2026-03-09")
    assert date_in(table) == "2026年3月5日"
    assert "任务分解表.docx内容没有变，没有重写，日期照旧" in told(capsys)
    before = table.read_bytes()
    lead(out, 1, "区新设局")
    again(out, *NUMBER, "--kind", "责任书", "--basis", "《办法》", "--date", "2026-03-09")
    assert table.read_bytes() == before  # letters of another kind are no reason to write it
    again(out, *NUMBER)  # it says something else now, and nobody dated that
    assert date_in(table) == "【待补：编制日期】"
    call("allocation", out / "台账.xlsx", "-o", table, "--date", "2026-03-09")
    capsys.readouterr()
    again(out, *NUMBER, "--date", "2026-03-05")
    assert date_in(table) == "2026年3月9日"  # what was decided there stays


def test_the_shipped_table_prints_all_that_can_be_missing() -> None:
    from qdoc.render.template_names import asked_names
    from qdoc.resources import template

    asked = set(asked_names(template("任务分解表.docx").read_bytes(), "任务分解表.docx"))
    assert {"标题", "依据", "编制单位", "编制日期"} <= asked


def test_all_commands_list_what_waits_in_the_ledger(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ("letters", out / "台账.xlsx", "-o", out),
        ("letters", out / "plan.json", "-o", out.parent / "另"),
        ("allocation", out / "台账.xlsx", "-o", out.parent / "表.docx"),
    ):
        capsys.readouterr()
        assert call(*command) == EXIT_FINDINGS
        said = told(capsys)
        assert said.count("L0011条事项原文没有写明牵头或责任单位，列为“待指定”") == 1, command


def test_an_edited_ledger_is_said_to_show_old_sheets(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    again(out)
    assert "还是改之前的" not in told(capsys)
    lead(out, 1, "区新设局")
    again(out)
    assert "台账里改过1处，其中的工作表“任务分解表”和“来源”各栏还是改之前的" in told(capsys)
    call("run", out.parent / "通知.txt", "-o", out, "--no-suggest")
    capsys.readouterr()
    again(out)
    assert "还是改之前的" not in told(capsys)


def delivery(kind: str, lead_items: int, support: int) -> Delivery:
    return Delivery("甲局", f"{kind}.docx", kind, "", lead_items, support, 0, "", "", "")


SENTENCES = [
    (
        [delivery("任务交办单", 3, 2), delivery("任务交办单", 0, 1)],
        "台账",
        "台账 4 条事项，3 条有牵头或责任单位，1 条待指定；"
        "任务交办单 2 份，列牵头（责任）3 条、配合 3 条，与台账逐条一致",
    ),
    (
        [delivery("催办单", 2, 0)],  # no claim that it carries the whole ledger
        "台账",
        "台账 4 条事项，3 条有牵头或责任单位，1 条待指定；催办单 1 份，只列逾期和临近时限的 2 条",
    ),
    (
        [delivery("督办单", 3, 0)],
        "计划",  # letters of plan.json
        "计划 4 条事项，3 条有牵头或责任单位，1 条待指定；督办单 1 份，列牵头（责任）3 条，与计划逐条一致",
    ),
    ([], "台账", "台账 4 条事项，3 条有牵头或责任单位，1 条待指定"),
]


@pytest.mark.parametrize(("deliveries", "against", "expected"), SENTENCES)
def test_the_proof_names_what_was_made(deliveries: list[Delivery], against: str, expected: str) -> None:
    proof = Proof(rows=4, letters=2, lead_items=3, support_items=3, unassigned=("k",))
    assert proof_sentence(proof, deliveries, against) == f"核对通过：{expected}"


def test_only_templates_that_were_filled_are_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("templates", "copy", "-o", out / "模板")
    for name in ("任务交办单", "催办单"):
        from tests.render.word_files import word

        (out / "模板" / f"{name}.docx").write_bytes(word("{{ 承办单位 }}"))
    capsys.readouterr()
    again(out, "--kind", "催办单", "--as-of", "2026-06-20")
    assert "用了本单位的模板：催办单，在" in told(capsys)
    again(out, "--kind", "督办单")
    assert "用了本单位的模板" not in told(capsys)


def test_settings_are_only_found_fault_with_where_they_are_used(tmp_path: Path) -> None:
    path = tmp_path / "单位信息.xlsx"
    path.write_bytes(office_xlsx(["区教育局"], ["各镇"]))
    fill(path, "群组", {"B3": "东镇"})
    cells = openpyxl_cells(path)
    fill(path, "本单位", {cells["责任书编号前缀"]: "云责[2026]"})
    office = read_office(path.read_bytes(), "单位信息.xlsx")
    assert {one.code for one in office.diagnostics} == {"S112", "S115"}
    ledger = Ledger(LedgerHead("标题", None, None, None, None, 2026, "a.txt", "", ""), (), ())
    codes = {
        kind: {one.code for one in office_findings(office, ledger, Wishes(kinds=(kind,)))}
        for kind in ("任务交办单", "责任书")
    }
    assert codes == {"任务交办单": set(), "责任书": {"S115"}}
    assert office_findings(office, ledger) == ()  # the table alone
    named = tmp_path / "通知.txt"
    named.write_text("云溪区2026年工作要点\n\n1.补植行道树。补植行道树600株（各镇负责）。\n", encoding="utf-8")
    call("ledger", named, "-o", tmp_path / "台账.xlsx")
    from qdoc.cli.files import read_ledger_file

    naming = read_ledger_file(str(tmp_path / "台账.xlsx")).ledger
    assert {one.code for one in office_findings(office, naming, Wishes())} == {"S112"}


def openpyxl_cells(path: Path) -> dict[str, str]:
    """The cell to fill in beside every key of 本单位."""
    import openpyxl

    return {str(row[0].value): f"B{row[0].row}" for row in openpyxl.load_workbook(path)["本单位"].iter_rows()}
