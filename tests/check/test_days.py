"""Which days there are."""

from __future__ import annotations

import pytest

from qdoc.check.days import is_day

DAYS = [
    ((4, 30, None), True),
    ((4, 31, None), False),
    ((2, 29, None), True),  # in some year
    ((2, 29, 2024), True),
    ((2, 29, 2026), False),
    ((2, 29, 2100), False),  # the century has no leap day
    ((2, 29, 2000), True),
    ((13, 1, 2026), False),
    ((1, 0, 2026), False),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_a_day_is_one_that_a_calendar_has(day: tuple[int, int, int | None], expected: bool) -> None:
    assert is_day(*day) is expected
