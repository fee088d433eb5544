"""Tests of what is told of a clerk's corrections: how many were adopted, which were not and why, what stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from qdoc.cli.adopted import count_words, told_of
from qdoc.compare.decisions import Decision, Stale, Why
from qdoc.compare.pair_columns import BY, SHEET, SURE
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS
from tests.cli.calling import call

CULTURE = "加强公共文化服务。开展文化下乡活动，送戏进社区，建设文化广场。（区文旅局负责）"
ROADS = "推进道路改造。改造道路3条，整治背街小巷环境。（区住建局负责）"
AIR = "发展低空经济。编制产业规划，引进龙头企业，建设起降场地。（区发改局负责）"


@pytest.fixture
def years(tmp_path: Path) -> list[Path]:
    found = []
    for year, lines in ((2024, (CULTURE, ROADS)), (2025, (CULTURE, AIR)), (2026, (CULTURE, AIR))):
        body = "\n\n".join(f"{number}.{line}" for number, line in enumerate(lines, 1))
        found.append(tmp_path / f"{year}.txt")
        found[-1].write_text(f"{year}年工作要点\n\n一、重点工作\n\n{body}\n", "utf-8")
    return found


def rows(book: Path, write: dict[str, dict[str, str | None]] | None = None) -> dict[str, dict[str, Any]]:
    """The rows by what changed (变化类型), after writing cells into some of them."""
    opened = openpyxl.load_workbook(book)
    sheet = opened[SHEET]
    where = {cell.value: cell.column for cell in sheet[3]}
    found = {}
    for at in range(4, sheet.max_row + 1):
        kind = sheet.cell(at, where["变化类型"]).value
        for header, value in (write or {}).get(kind, {}).items():
            sheet.cell(at, where[header]).value = value
        found[kind] = {header: sheet.cell(at, column).value for header, column in where.items()}
    if write:
        opened.save(book)
    return found


def test_what_was_new_last_year_is_not_new_this_year(years: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    out = years[0].parent / "对照"
    call("compare", *years[:2], "-o", out)
    rows(out / "对照.xlsx", {"新增": {SURE: "是", BY: "张三"}})
    capsys.readouterr()
    assert call("compare", *years[:2], "-o", out) == EXIT_DONE
    assert "用了人工改过、确认过的对应关系1条，见" in "".join(capsys.readouterr().out.split())
    assert call("compare", *years[1:], "-o", out, "--force") == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert "延续2" in said
    assert "1条人工对应（“2.发展低空经济”）是给2024年和2025年的对照定的" in said
    assert "1条都没有采用" in said
    assert call("compare", *years[:2], "-o", out, "--force") == EXIT_DONE  # back again: it was kept
    assert rows(out / "对照.xlsx")["新增"][BY] == "张三"


def test_a_denied_link_stays_open_in_sight_until_it_is_taken_back(
    years: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = years[0].parent / "对照"
    call("compare", *years[:2], "-o", out)
    rows(out / "对照.xlsx", {"延续": {SURE: "否", BY: "李四"}})
    for _ in range(2):  # and the next time it is the same
        capsys.readouterr()
        assert call("compare", *years[:2], "-o", out) == EXIT_FINDINGS
        said = "".join(capsys.readouterr().out.split())
        assert "1.加强公共文化服务（对应关系待核）" in said
        assert "人工否定了原来的对应" in said
        sheet = openpyxl.load_workbook(out / "对照.xlsx")[SHEET]
        where = {cell.value: cell.column - 1 for cell in sheet[3]}
        lines = [row for row in sheet.iter_rows(min_row=4, values_only=True) if "公共文化" in "".join(map(str, row))]
        shown = {tuple(line[where[name]] for name in ("变化类型", "核对", SURE, BY)) for line in lines}
        assert shown == {
            ("取消", "人工否定，去向未定（待核）", "否", "李四"),
            ("新增", "人工否定，来源未定（待核）", None, None),
        }
        overview = "".join(each.text for each in docx.Document(str(out / "变化综述.docx")).paragraphs)
        assert overview.count("（对应关系待核）") == 2
    opened = openpyxl.load_workbook(out / "对照.xlsx")
    for row in opened[SHEET].iter_rows(min_row=4):
        for cell in row:
            if cell.value in ("否", "李四"):
                cell.value = None
    opened.save(out / "对照.xlsx")
    assert call("compare", *years[:2], "-o", out) == EXIT_DONE
    assert rows(out / "对照.xlsx")["延续"]["核对"] is None


@pytest.mark.parametrize(
    ("adopted", "refused", "words"),
    [
        (0, 0, ""),
        (3, 0, "用了人工改过、确认过的对应关系 3 条，见"),
        (3, 2, "用了人工改过、确认过的对应关系 3 条，另有 2 条没有采用（原因见上），见"),
        (0, 2, "人工改过、确认过的对应关系 2 条都没有采用（原因见上），见"),
    ],
)
def test_how_many_were_adopted_is_said(adopted: int, refused: int, words: str) -> None:
    assert count_words(adopted, refused) == words


NEW = Decision((), ("2025/t12#k",), made_for=("2024:x", "2025:k"), name="12.低空经济")
# (decisions with why, given by --pairs, words of the message, words of the hint, why)
STALE = [
    ([(NEW, Why.OTHER_PLANS)], False, "（“12.低空经济”）是给2024年和2025年", "各自的输出文件夹", "found in the folder"),
    ([(NEW, Why.OTHER_PLANS)], True, "（“12.低空经济”）是给2024年和2025年", "去掉 --pairs", "given"),
    ([(NEW, Why.OTHER_PLANS)] * 5, True, "5 条人工对应（“12.低空经济”、“12.低空经济”、“12.低空经济”等）", "", "many"),
    ([(Decision((), ("2025/t12#k",)), Why.LOST)], True, "“2025年第12项”", "按现在的文字", "a record without a name"),
    ([(NEW, Why.UNSAID)], True, "没有记下是给哪两份文件", "再确认一次", "a workbook that does not say"),
    ([(NEW, Why.LATER)], True, "以后一条为准", "只留一处", "twice"),
]


@pytest.mark.parametrize(("stale", "given", "message", "hint", "why"), STALE, ids=[row[4] for row in STALE])
def test_why_one_was_not_adopted_is_said(
    stale: list[tuple[Decision, Why]], given: bool, message: str, hint: str, why: str
) -> None:
    (told,) = told_of([Stale(*one) for one in stale], "对照/对照.xlsx", given=given)
    assert (told.code, message in told.message, hint in (told.hint or "")) == ("P010", True, True), why
    assert "/t12" not in told.message
