"""Owns the last day that a Chinese wording of time means, given the year it is read in."""

from __future__ import annotations

import calendar as _calendar
from datetime import date

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
FIRST_FIVE_YEAR_PLAN_KEPT = 13
"""The 13th five-year plan ended in 2020; each further one ends five years later."""


def number(word: str) -> int | None:
    """Return the value of Arabic digits (any width) or of a Chinese numeral up to 九十九; None where it is neither."""
    word = word.translate(_WIDE)
    if word.isdigit():
        return int(word)
    if not word or any(c not in _DIGITS for c in word):
        return None
    if "十" in word:
        tens, _, ones = word.partition("十")
        return _DIGITS.get(tens, 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS[word] if len(word) == 1 else None


def plausible(year: int) -> bool:
    """Whether a number can be the year of a plan (0402 in a damaged copy cannot)."""
    return 1949 <= year <= 2099


def end_of_month(year: int, month: int) -> str | None:
    """Return the last day of the month, or None where there is no such month."""
    if not (1 <= month <= 12 and plausible(year)):
        return None
    return date(year, month, _calendar.monthrange(year, month)[1]).isoformat()


def day(year: int, month: int, of_month: int) -> str | None:
    """Return the day, or None where the calendar has none (2月30日)."""
    try:
        return date(year, month, of_month).isoformat() if plausible(year) else None
    except ValueError:
        return None


def end_of_year(year: int) -> str | None:
    """Return 31 December of the year, or None where the number is no year."""
    return f"{year}-12-31" if plausible(year) else None


def end_of_five_year_plan(numeral: str) -> str | None:
    """十三五 → 2020-12-31, 十四五 → 2025-12-31."""
    nth = number(numeral.removesuffix("五").removesuffix("个"))
    return f"{2020 + 5 * (nth - FIRST_FIVE_YEAR_PLAN_KEPT)}-12-31" if nth and 10 <= nth < 20 else None


def end_of_month_part(year: int, month: int, part: str) -> str | None:
    """Return the last day of 上旬 (10th), 中旬 (20th), or of the whole month."""
    if part in ("上旬", "初"):
        return day(year, month, 10)
    if part in ("中旬", "中"):
        return day(year, month, 20)
    return end_of_month(year, month)
