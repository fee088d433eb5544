from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.model import Ledger, LedgerRow
from qdoc.summary import Piece, Reach, Summary, summarise
from tests.summary.ledger_of_yunxi import HEAD, LEDGER, ROWS, SAFETY, SUPPLY


def words(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarise(LEDGER, as_of="2026-12-20")


def test_statuses_are_counted_exactly_as_the_ledger_has_them(summary: Summary) -> None:
    counts = [(one.status, one.count.text, one.share.text if one.share else "") for one in summary.statuses]
    assert counts == [
        ("已完成", "3", "50.0%"),
        ("推进中", "1", "16.7%"),
        ("长期推进", "1", "16.7%"),  # a word of the office's own is kept as it is
        ("未填报", "1", "16.7%"),  # empty is named, never guessed
    ]


def test_the_overview_is_made_of_counts_only(summary: Summary) -> None:
    assert [one.text for one in (*summary.overview, *summary.progress, *summary.measures)] == [
        "《云溪区推进质量强区建设2026年工作要点》分解为5项任务、6条具体事项，由3个单位牵头或负责，另有1条待指定单位。",
        "截至2026年12月20日，已完成3条（占50.0%），推进中1条（占16.7%），长期推进1条（占16.7%），未填报1条（占16.7%）。",
        "列有量化指标的事项4条：达标1条，未达标2条，未填报1条。",
    ]


def test_themes_and_units_add_up(summary: Summary) -> None:
    assert [(tally.name, tally.total.text) for tally in summary.by_theme] == [(SUPPLY, "3"), (SAFETY, "3")]
    assert [
        (tally.name, tally.total.text, tally.suggested.text if tally.suggested else "")
        for tally in summary.by_department
    ] == [
        ("区经济信息化局", "3", ""),
        ("区市场监管局", "2", "1"),  # one of its two rows is only suggested
        ("区住房城乡建设局", "1", ""),
        ("待指定", "1", ""),
    ]


def test_prose_is_the_clerks_and_gaps_are_counted(summary: Summary) -> None:
    first, second = summary.chapters[0].tasks
    assert (words(first.body), first.missing) == ("全年会诊企业64家，解决质量问题131个。", 1)
    assert words(second.body) == "已举办两期培训班，培训52名。"  # 进展 where no 总结用语 was written
    assert words(summary.chapters[1].tasks[1].body) == ""
    assert first.passage.text == (
        "1.推动制造业质量升级（区经济信息化局）。全年会诊企业64家，解决质量问题131个。【待补：另有1条事项的完成情况】"
    )


def test_what_is_open_is_listed_with_its_reason(summary: Summary) -> None:
    assert [(item.row_key, item.status, item.reason) for item in summary.unfinished] == [
        ("k3", "推进中", "第三期培训班因师资冲突推迟到次年1月"),
        ("k5", "未填报", ""),
        ("k6", "长期推进", "部分小区没有可用场地"),
    ]
    assert [item.row_key for item in summary.carry_over] == ["k3"]
    assert [item.row_key for item in summary.undecided] == ["k5"]  # 否 is a decision


def test_gaps_and_contradictions_are_named(summary: Summary) -> None:
    assert [(found.code, found.message) for found in summary.diagnostics] == [
        ("S001", "1 条事项没有填报办理状态：任务13"),
        ("S003", "1 条事项状态为完成，但填报的数值没有达到指标：任务10"),
        ("S004", "1 条事项没有完成，也没有注明是否结转下年：任务13"),
        ("S005", "1 条事项的责任单位是程序建议，尚未确认：任务10"),
    ]


def test_a_closed_row_with_a_missed_figure_stays_closed_but_is_named(summary: Summary) -> None:
    elevator = next(item for item in summary.items if item.row_key == "k4")
    assert (elevator.finished, elevator.reach) == (True, Reach.MISSED)


def test_an_empty_ledger_is_a_summary_too() -> None:
    summary = summarise(Ledger(HEAD, ()))
    assert [one.text for one in summary.overview] == [
        "《云溪区推进质量强区建设2026年工作要点》分解为0项任务、0条具体事项。"
    ]
    assert [section.title for section in summary.sections] == ["一、总体情况", "二、未完成事项及原因"]
    assert summary.statuses == ()


STATUS = st.sampled_from(["", "  ", "已完成", "推进中", "基本完成", "完成了", "已销号", "不适用", "=1+1"])
CELLS = st.sampled_from(["", "是", "否", "说明"])


@given(st.lists(st.tuples(STATUS, CELLS, CELLS, CELLS), max_size=12))
def test_every_row_is_counted_once_and_every_open_row_is_listed(values: list[tuple[str, str, str, str]]) -> None:
    rows: tuple[LedgerRow, ...] = tuple(
        replace(ROWS[n % 6], key=f"r{n}", status=status, problem=problem, carry_over=carry, actual=actual)
        for n, (status, problem, carry, actual) in enumerate(values)
    )
    summary = summarise(Ledger(HEAD, rows))
    assert sum(int(one.count.text) for one in summary.statuses) == len(rows)
    assert sum(int(tally.total.text) for tally in summary.by_theme) == len(rows)
    assert sum(report.rows for chapter in summary.chapters for report in chapter.tasks) == len(rows)
    closed = {"已完成", "已销号"}
    assert [item.row_key for item in summary.unfinished] == [
        row.key for row in rows if row.status.strip() not in closed
    ]
