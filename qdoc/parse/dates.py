"""Owns full dates as notices print them (2017年6月9日, 二〇〇六年八月十四日, 二OO四年 with a Latin O) → YYYY-MM-DD."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.parse.numbering import han_value

_YEAR_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○OoＯ0Ο", "0")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日"
    r"|(?P<hy>[一二][一二三四五六七八九〇○零OoＯΟ0]{3}) ?年 ?(?P<hm>[一二三四五六七八九十]{1,2}|元) ?月"
    r" ?(?P<hd>[一二三四五六七八九十]{1,3}) ?日"
)
_DASHED = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it is printed."""

    start: int
    end: int
    iso: str


def find_date(folded: str, start: int, end: int) -> FoundDate | None:
    """Return the first full date of ``folded[start:end]``, or None. Impossible days (2月30日) are none."""
    for found in DATE.finditer(folded, start, end):
        iso = iso_of(found)
        if iso is not None:
            return FoundDate(found.start(), found.end(), iso)
    return None


def iso_of(found: re.Match[str]) -> str | None:
    """Return a match of ``DATE`` as YYYY-MM-DD, or None where no such day exists."""
    if found["y"]:
        return _iso(int(found["y"]), int(found["m"]), int(found["d"]))
    year = int("".join(_YEAR_DIGITS[c] for c in found["hy"]))
    return _iso(year, 1 if found["hm"] == "元" else han_value(found["hm"]), han_value(found["hd"]))


def read_dashed(value: str) -> str | None:
    """Return a date as front matter prints it (2017/7/14), or as notices do, as YYYY-MM-DD; else None."""
    found = _DASHED.search(value)
    if found:
        return _iso(int(found["y"]), int(found["m"]), int(found["d"]))
    printed = DATE.search(value)
    return iso_of(printed) if printed else None


def _iso(year: int, month: int, day: int) -> str | None:
    if 1949 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return None
