"""``qdoc forms`` as a clerk runs it: which files, for whom, what is said, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from qdoc.cli.app import app
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE, QdocError
from qdoc.model import Entry, Ledger
from qdoc.render.workbook import ledger_xlsx
from tests.summary.ledger_of_yunxi import LEDGER

OFFERED = replace(LEDGER, rows=tuple(row for row in LEDGER.rows if row.key != "k5"))
NAME = "{0}/{0}进展填报表（2026年第二季度）"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def forms(*options: str, ledger: Ledger = OFFERED) -> Result:
        Path("台账.xlsx").write_bytes(ledger_xlsx(ledger))
        return CliRunner().invoke(app, ["forms", "台账.xlsx", "-o", "输出", *options], standalone_mode=False)

    return forms


def code_of(result: Result) -> int:
    return result.exception.exit_code if isinstance(result.exception, QdocError) else int(result.return_value)


def written() -> list[str]:
    inside = Path("输出") / "各单位"
    return sorted(path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file())


UNITS = ["区住房城乡建设局", "区市场监管局", "区科技局", "区经济信息化局"]
# (options, the files)
RUNS = [
    (["--quarter", "2"], [f"{NAME.format(unit)}.xlsx" for unit in UNITS]),  # why: Excel is what most units ask for
    (["--quarter", "2", "--format", "docx"], [f"{NAME.format(unit)}.docx" for unit in UNITS]),  # why: Word on request
    (
        ["--quarter", "2", "--format", "两种", "--unit", "区科技局"],
        [f"{NAME.format('区科技局')}.docx", f"{NAME.format('区科技局')}.xlsx"],
    ),  # why: one unit asks for both
    (
        ["--on", "2026-05-20", "--unit", "区科技局"],
        ["区科技局/区科技局进展填报表（截至2026年5月20日）.xlsx"],
    ),  # why: a day
]


@pytest.mark.parametrize(("options", "files"), RUNS)
def test_each_unit_finds_its_form_in_its_folder(run: Callable[..., Result], options: list[str], files: list[str]):
    result = run(*options)
    assert code_of(result) == EXIT_DONE, result.output
    assert written() == sorted(files)


def test_the_screen_says_who_is_asked_how_much_and_what_is_asked_of_nobody(run: Callable[..., Result]):
    result = run("--quarter", "2", ledger=LEDGER)
    assert code_of(result) == EXIT_FINDINGS
    said = "".join(result.output.split())
    assert "2026年第二季度：4个单位，共填7行（牵头、责任5，配合2）" in said
    assert "区经济信息化局2、区市场监管局3、区科技局1、区住房城乡建设局1" in said
    assert "待指定的1条没有牵头或责任单位可问" in said
    assert "任务13更换超期橡胶软管2万根" in said


LIST = Path("输出/填报清单（2026年第二季度）.xlsx")


def listed() -> dict[str, dict[str, object]]:
    """The lines of the list by unit."""
    rows = list(openpyxl.load_workbook(LIST).active.iter_rows(min_row=3, values_only=True))
    return {str(row[1]): dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]}


def test_the_list_says_of_each_unit_what_how_much_until_when_and_whether_it_came(run: Callable[..., Result]):
    units = '[[责任单位]]\n名称 = "区科技局"\n联系人 = "钱某"\n电话 = "00123456"\n'
    rule = '[[规则]]\n类别 = "填报"\n名称 = "填报时限"\n取值 = "10"\n依据 = "云政办发〔2026〕9号"\n'
    Path("qdoc.toml").write_text(units + rule, "utf-8")
    answer = Entry("k1", "区经济信息化局", "2026Q2", leads=True, wording="在办", filled_on="2026-07-03", phone="8123")
    spring = Entry("k6", "区住房城乡建设局", "2026Q1", leads=True, wording="在办")
    run("--quarter", "2", "--format", "两种", ledger=replace(OFFERED, entries=(spring, answer)))
    found = listed()
    assert list(found) == ["区经济信息化局", "区市场监管局", "区科技局", "区住房城乡建设局"]
    science = found["区科技局"]
    assert [science[name] for name in ("任务", "事项", "其中配合", "联系人", "电话")] == [1, 2, 2, "钱某", "00123456"]
    assert str(science["文件"]).split("\n") == [f"各单位/{NAME.format('区科技局')}.{kind}" for kind in ("xlsx", "docx")]
    told = {unit: (row["应报日"], row["交来情况"], row["交来日期"]) for unit, row in found.items()}
    assert told["区经济信息化局"] == ("2026-07-10", "已交 1/3 条", "2026-07-03")
    assert told["区住房城乡建设局"] == ("2026-07-10", "未交", None)  # spring's answer is none for this quarter
    assert found["区经济信息化局"]["电话"] == "8123"


def test_a_list_with_a_clerks_notes_stays_and_a_single_unit_makes_no_list(run: Callable[..., Result]):
    run("--quarter", "2", "--unit", "区科技局")
    assert not LIST.exists()
    run("--quarter", "2", "--due", "2026-07-08")
    assert listed()["区科技局"]["应报日"] == "2026-07-08"
    book = openpyxl.load_workbook(LIST)
    book.active["L4"] = "已电话催"
    book.save(LIST)
    result = run("--quarter", "2")
    assert code_of(result) == EXIT_DONE
    assert "填报清单（2026年第二季度）.xlsx 是已有的，没有重写" in result.output
    assert listed()["区经济信息化局"]["备注"] == "已电话催"


# (options, exit code, words)
REFUSED = [
    ([], EXIT_USAGE, "要写明填报哪一期"),  # why: a form without a period cannot be read back
    (["--quarter", "1", "--on", "2026-05-20"], EXIT_USAGE, "要写明填报哪一期"),  # why: two periods
    (["--quarter", "1", "--unit", "区体育局"], EXIT_USAGE, "台账里没有这些单位：区体育局"),  # why: a slip of the pen
]


@pytest.mark.parametrize(("options", "code", "words"), REFUSED)
def test_what_cannot_be_asked_is_refused(run: Callable[..., Result], options: list[str], code: int, words: str):
    result = run(*options)
    assert code_of(result) == code
    assert words in result.output + str(result.exception)
    assert not Path("输出/各单位").exists()


def test_a_quarter_needs_the_plans_year(run: Callable[..., Result]):
    result = run("--quarter", "1", ledger=replace(OFFERED, head=replace(OFFERED.head, year=None)))
    assert code_of(result) == EXIT_USAGE
    assert "台账没有年份" in result.output + str(result.exception)


def test_a_form_that_was_filled_in_where_it_lies_is_not_written_over(run: Callable[..., Result]):
    assert code_of(run("--quarter", "2")) == EXIT_DONE
    filled = Path("输出/各单位") / f"{NAME.format('区科技局')}.xlsx"
    filled.write_bytes(b"filled in")
    result = run("--quarter", "2")
    assert code_of(result) == EXIT_REFUSED
    assert "没有覆盖" in result.output + str(result.exception)
    assert filled.read_bytes() == b"filled in"
