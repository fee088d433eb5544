"""Tests of the last day of a wording that stands alone."""

import pytest

from qdoc.extract.last_day import last_day, no_such_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年11月底前", "2026-11-30"),  # the year said
        ("11月底前", "2026-11-30"),  # the plan's year
        ("10月底前", "2026-10-31"),
        ("年底前", "2026-12-31"),
        ("9月30日前", "2026-09-30"),
        ("第三季度末", "2026-09-30"),
        ("二季度末前", "2026-06-30"),
        ("11月30日", "2026-11-30"),  # a day without a sign of limit is one where it stands alone
        ("６月底前", "2026-06-30"),  # full-width figures
        ("6月底前完成设计，11月底前完工", "2026-11-30"),  # the last of several
        ("明年3月底前", "2027-03-31"),
        ("长期坚持", None),  # no day is made up
        ("每季度末月25日", None),  # a repeating limit has no last day
        ("", None),
    ],
)
def test_the_last_day_of_a_wording(words: str, day: str | None) -> None:
    assert last_day(words, 2026) == day


def test_without_a_year_only_words_that_say_one_mean_a_day() -> None:
    assert last_day("11月底前", None) is None
    assert last_day("2026年11月底前", None) == "2026-11-30"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("11月31日前", "11月31日"),
        ("2026年2月29日", "2026年2月29日"),
        ("2026-11-31", "2026-11-31"),  # typed with signs
        ("13月底前", "13月底"),
        ("11月30日前", None),
        ("2028年2月29日", None),  # a leap year
        ("年底前", None),
    ],
)
def test_a_day_that_no_calendar_has(words: str, wrong: str | None) -> None:
    assert no_such_day(words, 2026) == wrong
