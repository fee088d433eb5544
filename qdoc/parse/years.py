"""Owns the year a plan is for, read from its title; never invented."""

from __future__ import annotations

import re

_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[—\-–~～－一至到]|——)+\s*((?:19|20)\d\d)\s*年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!(?:以来|版))")
_HAN_YEAR = re.compile(r"([一二][一二三四五六七八九〇○零OoＯ]{3})年")
_NUMBERED = re.compile(r"[\[(]\s*(?:19|20)\d\d\s*[\])]\s*\d+\s*号")
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○OoＯ", "0")


def plan_years(title: str | None) -> tuple[int | None, int | None]:
    """Return (year, year_to) of a title (folded): 2017年 → (2017, None), 2024—2026年 → (2024, 2026)."""
    if not title:
        return None, None
    title = _NUMBERED.sub("", title)
    span = _RANGE.search(title)
    if span and int(span[1]) < int(span[2]) <= int(span[1]) + 30:
        return int(span[1]), int(span[2])
    single = _YEAR.search(title)
    if single:
        return int(single[1]), None
    han = _HAN_YEAR.search(title)
    if han:
        year = int("".join(_DIGITS[c] for c in han[1]))
        return (year, None) if 1900 <= year <= 2099 else (None, None)
    return None, None
