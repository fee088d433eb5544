"""Tests of the rule by which day a quarter's return is due."""

from datetime import date

import pytest

from qdoc.model import Office, Rule
from qdoc.status.due_returns import read_due_returns
from qdoc.status.returned import due_day
from qdoc.status.rules import read_rules


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("每季度末月25日", "2026-03-25", "2026-12-25"),  # a day of the quarter's own last month
        ("季末月二十五日前", "2026-03-25", "2026-12-25"),  # in Chinese figures
        ("每季度最后一个月的31日", "2026-03-31", "2026-12-31"),  # June has 30 days, March 31
        ("次月5日", "2026-04-05", "2027-01-05"),  # a day of the month after
        ("每季度结束后次月５日前", "2026-04-05", "2027-01-05"),  # full-width figures
        ("季后5日", "2026-04-05", "2027-01-05"),  # days after
        ("季后5天", "2026-04-05", "2027-01-05"),
        ("季度结束后10日内", "2026-04-10", "2027-01-10"),
        ("10", "2026-04-10", "2027-01-10"),  # the figure alone counts days, as the sheet's example says
        ("10天", "2026-04-10", "2027-01-10"),
    ],
)
def test_words_for_the_last_day_of_returns(words: str, first: str, last: str) -> None:
    rules = read_rules(Office(rules=(Rule("填报", "填报时限", words, "云政办发〔2026〕5号"),)))
    assert rules.diagnostics == ()
    assert (due_day("2026Q1", rules), due_day("2026Q4", rules)) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "25日",  # a day of which month, or a number of days
        "每季度25日前",
        "季后5个工作日",  # days of work are not counted
        "季度结束后120天",
        "次月35日",
        "尽快",
    ],
)
def test_words_that_are_not_clear_are_told_and_mean_nothing(words: str) -> None:
    rules = read_rules(Office(rules=(Rule("填报", "填报时限", words, ""),)))
    assert [one.code for one in rules.diagnostics] == ["B102"]
    assert "每季度末月25日" in (rules.diagnostics[0].hint or "")
    assert (rules.returns, due_day("2026Q1", rules)) == (None, "")


def test_the_rule_is_told_in_the_days_that_it_means() -> None:
    rules = read_rules(Office(rules=(Rule("填报", "填报时限", "次月5日", "云政办发〔2026〕5号"),)))
    assert "应报日：第一季度4月5日、第二季度7月5日、第三季度10月5日、第四季度次年1月5日。" in rules.own[0]


def test_a_month_that_has_no_such_day_ends_the_time() -> None:
    due = read_due_returns("季末月31日")
    assert due is not None
    assert due.day(date(2026, 6, 30)) == date(2026, 6, 30)
