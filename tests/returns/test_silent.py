from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import Group, Office
from qdoc.returns.silent import find_silent, last_silent
from qdoc.summary import Missing
from tests.summary.ledger_of_yunxi import LEDGER
from tests.summary.year_of_yunxi import year

YEAR = year()


def test_who_was_asked_and_returned_nothing_is_named_by_period() -> None:
    found = {one.period: one.units for one in find_silent(YEAR)}
    assert "区市场监管局" not in found["2026Q1"]  # it supports, and returned that
    assert "区科技局" not in found["2026Q3"] or "区科技局" in found["2026Q1"]
    assert "区城管执法局" not in found["2026Q1"]  # its row came to it in May
    assert "区城管执法局" in found["2026Q2"]
    assert "区12345热线办" in found["2026Q3"]


def test_what_was_never_collected_says_nothing() -> None:
    assert find_silent(LEDGER) == ()
    assert [one.period for one in find_silent(YEAR, None, "2026-06-30")] == ["2026Q1", "2026Q2"]


def test_rows_that_are_closed_are_asked_of_nobody() -> None:
    only = replace(YEAR, rows=tuple(row for row in YEAR.rows if row.key == "k2"))
    assert find_silent(only) == ()  # 销号


def test_all_who_returned_leave_nobody_to_name() -> None:
    row = next(row for row in YEAR.rows if row.key == "own-k7")
    entries = tuple(entry for entry in YEAR.entries if entry.row_key == "own-k7")
    assert find_silent(replace(YEAR, rows=(replace(row, support=row.support.__class__()),), entries=entries)) == ()


# (as_of, the period that is asked about)
LAST = [
    ("", "2026Q3"),  # why: the newest that anybody returned for
    ("2026-06-30", "2026Q2"),  # why: the third quarter has not ended on that day
    ("2026-03-30", None),  # why: no quarter has
]


@pytest.mark.parametrize(("as_of", "wanted"), LAST)
def test_the_last_period_that_was_collected_is_asked_about(as_of: str, wanted: str | None) -> None:
    found = last_silent(YEAR, None, as_of)
    assert (found.period if found else None) == wanted
    assert found is None or found in find_silent(YEAR)


def test_an_older_period_does_not_stand_for_the_last_one() -> None:
    row = next(row for row in YEAR.rows if row.key == "own-k7")
    (entry,) = [entry for entry in YEAR.entries if entry.row_key == "own-k7"][-1:]
    alone = replace(row, support=row.support.__class__())
    other = replace(entry, unit="区科技局", period="2026Q2")
    ledger = replace(YEAR, rows=(alone,), entries=(other, entry), events=())
    assert [one.period for one in find_silent(ledger)] == ["2026Q2"]
    assert last_silent(ledger) is None  # all returned for the last one


def test_a_group_is_asked_by_its_members() -> None:
    row = next(row for row in YEAR.rows if row.key == "own-k7")
    row = replace(row, support=replace(row.support, value="各街道办事处"))
    entries = tuple(entry for entry in YEAR.entries if entry.row_key == "own-k7")
    office = Office(groups=(Group("各街道办事处", ("东门街道", "西门街道")),))
    found = find_silent(replace(YEAR, rows=(row,), entries=entries), office)
    assert found == (Missing("2026Q3", ("东门街道", "西门街道")),)
