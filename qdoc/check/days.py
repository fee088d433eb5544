"""Owns which days a calendar has."""

from __future__ import annotations

from calendar import monthrange

_LEAP = 2000


def is_day(month: int, day: int, year: int | None = None) -> bool:
    """Whether there is such a day; 29 February, where no ``year`` is given, is one."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP, month)[1]
