"""Who has returned for a period: a unit's own answers for that very period count, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qdoc.asking import ask, asked_rows
from qdoc.model import Entry, Ledger
from qdoc.status import make_report, read_rules, returns_of
from tests.summary.ledger_of_yunxi import LEDGER, ROWS

PERIOD = "2026Q3"
ECONOMY, MARKET, SCIENCE = "区经济信息化局", "区市场监管局", "区科技局"


def entry(key: str, unit: str, period: str = PERIOD, **more: str) -> Entry:
    return Entry(key, unit, period, leads=True, **{"wording": "在办", **more})  # type: ignore[arg-type]


# (returns, unit → answered of asked)
CASES = [
    ((), {ECONOMY: (0, 3), MARKET: (0, 4), SCIENCE: (0, 2)}),  # why: nobody
    ((entry("k1", ECONOMY, "2026Q2"),), {ECONOMY: (0, 3)}),  # why: an answer for spring is none for autumn
    ((entry("k1", ECONOMY),), {ECONOMY: (1, 3), MARKET: (0, 4)}),  # why: one row of three, and only its own
    ((entry("k1", ECONOMY, wording=""),), {ECONOMY: (0, 3)}),  # why: an empty answer says nothing
    ((entry("k1", ECONOMY), entry("k1", ECONOMY, filled_on="2026-10-09")), {ECONOMY: (1, 3)}),  # why: a row counts once
    ((entry("k4", ECONOMY),), {ECONOMY: (0, 3)}),  # why: a row that it is not asked for
    ((entry("k1", "区经济信息化局 "),), {ECONOMY: (1, 3)}),  # why: a space makes no other unit
]


def returns(*entries: Entry):
    ledger = replace(LEDGER, entries=entries)
    return returns_of(ledger, PERIOD, asked_rows(ask(ledger, PERIOD)))


@pytest.mark.parametrize(("entries", "wanted"), CASES)
def test_a_units_own_answers_for_the_period_count(
    entries: tuple[Entry, ...], wanted: dict[str, tuple[int, int]]
) -> None:
    found = {one.unit: (one.answered, one.asked) for one in returns(*entries).units}
    assert {unit: found[unit] for unit in wanted} == wanted


def test_the_lists_part_the_units_and_the_first_day_counts() -> None:
    given = [entry(key, ECONOMY, filled_on=f"2026-10-0{day}", filled_by="张三") for key, day in (("k1", 8), ("k2", 9))]
    found = returns(*given, entry("k1", SCIENCE), entry("k2", SCIENCE))
    assert [one.unit for one in found.returned] == [ECONOMY, SCIENCE]
    assert [(one.unit, one.open_rows) for one in found.partly] == [(ECONOMY, ("k3",))]
    assert {one.unit for one in found.missing} == {MARKET, "区住房城乡建设局"}
    assert (found.returned[0].on, found.returned[0].filled_by) == ("2026-10-08", "张三")
    assert len(found.returned) + len(found.missing) == len(found.units)


# (returns, units that are said to be silent on the row that two units answer for)
SILENT = [
    ((), [MARKET, ECONOMY]),  # why: neither said anything
    ((entry("k3", ECONOMY),), [MARKET]),  # why: the second one did, though the row has no status by it
    ((entry("k3", MARKET, actual="52"), entry("k3", ECONOMY)), []),  # why: its status was refused, not its return
]


@pytest.mark.parametrize(("entries", "silent"), SILENT)
def test_a_unit_that_returned_is_not_told_to_be_silent(entries: tuple[Entry, ...], silent: list[str]) -> None:
    row = replace(ROWS[2], status="", actual="", progress="")
    ledger = Ledger(LEDGER.head, (row,), entries=entries)
    report = make_report(ledger, read_rules(None), date(2026, 10, 1))
    assert [one.unit for one in report.silent] == silent
