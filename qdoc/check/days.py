"""Owns which days a calendar has."""

from __future__ import annotations

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(month: int, day: int, year: int | None = None) -> bool:
    """Whether there is such a day; 29 February, where no ``year`` is given, is one."""
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (month, day) != (2, 29) or year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
