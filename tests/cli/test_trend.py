"""Tests of qdoc trend: what it writes and says of three years, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.compare.pair_columns import SHEET, SURE
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from tests.cli.calling import call
from tests.compare.three_years import EXAMPLES, text_of, three_years


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    first = tmp_path_factory.mktemp("years") / "2024.txt"
    first.write_text(text_of(2024), "utf-8")
    return [first, *(EXAMPLES / f"云溪区质量强区{year}年工作要点.txt" for year in (2025, 2026))]


def test_it_writes_both_files_and_says_what_moved(
    years: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert call("trend", *years, "-o", tmp_path / "脉络") == EXIT_FINDINGS  # some links are to be looked at
    said = capsys.readouterr().out
    flat = "".join(said.split())
    assert "2024年23项、2025年23项、2026年27项，连成27条脉络：3年都有的21条" in flat
    assert "推动制造业质量升级：会诊企业25家→40家→60家" in flat
    assert "完善电动自行车充电设施：新增公共充电接口3000个→—→6000个" in flat
    assert "2026年：“区大数据局”→“区数据局”（机构改革更名）" in flat
    assert "完善电动自行车充电设施2024年、2026年" in flat
    assert [line for line in said.split("\n") if width(line) > 80] == []
    assert {path.name for path in (tmp_path / "脉络").iterdir() if path.suffix} == {"年度脉络.xlsx", "年度脉络.html"}


def test_as_json_every_task_stands_in_one_thread(years: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    call("trend", *years, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc.trend/1"
    for at, year in enumerate(told["years"]):
        named = [key for thread in told["threads"] for key in thread["tasks"][at]]
        assert sorted(named) == sorted(task["id"] for task in year["tasks"])
    assert len(told["threads"]) == len(three_years().threads)


def test_what_is_settled_in_the_comparisons_is_settled_here(
    years: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("trend", *years) == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "（对应关系待核）" in said
    assert "下一步：运行qdoccompare" in said
    given: list[object] = []
    for name, pair in (("前", years[:2]), ("后", years[1:])):
        call("compare", *pair, "-o", tmp_path / name)
        book = openpyxl.load_workbook(tmp_path / name / "对照.xlsx")
        where = {cell.value: cell.column for cell in book[SHEET][3]}
        for row in range(4, book[SHEET].max_row + 1):
            if "待核" in (book[SHEET].cell(row, where["核对"]).value or ""):
                book[SHEET].cell(row, where[SURE]).value = "是"
        book.save(tmp_path / name / "对照.xlsx")
        given += ["--pairs", tmp_path / name / "对照.xlsx"]
    capsys.readouterr()
    assert call("trend", *years, *given) == EXIT_DONE
    said = "".join(capsys.readouterr().out.split())
    assert "对应关系待核" not in said
    assert said.count("用了人工改过、确认过的对应关系") == 1, "the earlier pair had nothing to settle"
    assert said.count("没有人工改过、确认过的对应关系") == 1
    assert call("trend", *years[:2], *given) == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "是给2025年和2026年的对照定的" in said
    assert "都没有采用" in said


# (places of the years, further arguments, exit code, words, why)
REFUSED = [
    ((2,), (), EXIT_USAGE, "连不成脉络", "one year is no lineage"),
    ((2, 1), (), EXIT_USAGE, "从早到晚", "years that run backwards"),
    ((1, 2), ("-o", "脉络.xlsx"), EXIT_REFUSED, "文件夹", "two files, so a folder"),
    ((1, 2), ("--pairs", "没有.xlsx"), EXIT_REFUSED, "找不到这个文件", "no such corrections"),
    ((1, 2), ("--pairs", "."), EXIT_REFUSED, "这是文件夹", "a folder for a workbook"),
    ((1, 2), ("--encoding", "utf-8") * 3, EXIT_USAGE, "--encoding", "more encodings than files"),
]


@pytest.mark.parametrize(("places", "args", "code", "words", "why"), REFUSED, ids=[row[4] for row in REFUSED])
def test_what_cannot_be_done_is_refused(
    places: tuple[int, ...],
    args: tuple[str, ...],
    code: int,
    words: str,
    why: str,
    years: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("trend", *(years[at] for at in places), *args) == code, why
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
