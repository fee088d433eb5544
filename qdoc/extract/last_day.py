"""Owns the last day that a wording means which stands alone, such as what a clerk types for a time limit."""

from __future__ import annotations

import re
import unicodedata

from qdoc.extract import calendar
from qdoc.extract.context import PlanContext
from qdoc.extract.deadline_points import POINT, read_point

_TYPED = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def last_day(words: str, year: int | None) -> str | None:
    """Return the day (YYYY-MM-DD) by which ``words`` (11月底前, 第三季度末) end; of several points the last.

    The grammar is that of the notices' labelled limits (完成时限：…); ``year`` is the one that words without a year
    mean. None where no day can be told (长期, 每季度), also where only the year is missing.
    """
    context = PlanContext(year, year, None, None, "", None, None)
    points = POINT.finditer(unicodedata.normalize("NFKC", words))
    found = [read_point(point, context, labelled=True) for point in points if point.group()]
    return max((one.on for one in found if one is not None and one.on), default=None)


def no_such_day(words: str, year: int | None) -> str | None:
    """Return the words of a day that no calendar has (11月31日), or None; without a ``year`` a leap year counts."""
    words = unicodedata.normalize("NFKC", words)
    for typed in _TYPED.finditer(words):
        if calendar.day(*map(int, typed.groups())) is None:
            return typed.group()
    for point in POINT.finditer(words):
        if not point["month"]:
            continue
        month, of_month = calendar.number(point["month"]) or 0, calendar.number(point["day"] or "1") or 0
        said = int(point["year"]) if point["year"] else year
        if calendar.day(said if said and calendar.plausible(said) else 2024, month, of_month) is None:
            return point.group().removesuffix("之前").removesuffix("以前").removesuffix("前")
    return None
