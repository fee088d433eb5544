"""Owns the two dates of a draft: as printed (7.3.5.4, 7.4.3), held against the calendar and against each other."""

from __future__ import annotations

import re
from datetime import date

from qdoc.draft.blanks import BLANK_DAY
from qdoc.draft.given import Given
from qdoc.model import Diagnostic, Severity
from qdoc.model.gap import gap_names

_DATE = re.compile(r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$|^(\d{4})-(\d{1,2})-(\d{1,2})$")

_HAN = "一二三四五六七八九"
DAY = (
    r"\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?"
    rf"|[〇○零{_HAN}]{{4}}年[十{_HAN}]{{1,2}}月[十{_HAN}]{{1,3}}日"
    rf"|{BLANK_DAY}"
)
"""A day in any writing: 2026年7月1日, 2026.7.1, 二〇二六年七月一日, or with its place left blank, 2026年　月　日."""
_ANY = re.compile(rf"^(?:{DAY})$")


def is_date_line(line: str) -> bool:
    """Whether a line is a date alone, in whatever writing, be it one of the calendar or not (2026年2月31日)."""
    return _ANY.match(line.strip()) is not None


def printed_date(value: str) -> str | None:
    """Return a date as official documents print it (no leading zeros), None when ``value`` is no day that exists."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def read_date(written: str, label: str, given: Given) -> str:
    """The date of the field ``label`` as it prints; as written, with D004, in another form or of no calendar."""
    if gap_names(written):
        return written
    printed = printed_date(written)
    if printed is not None:
        return printed
    if _DATE.match(written.strip()):
        message = f"{label}“{written.strip()}”日历上没有，照原样排印"
        hint = "请核对年、月、日，改成真有的一天"
    else:
        message = f"{label}“{written}”不是“2026年7月1日”的写法，照原样排印"
        hint = "请写明年、月、日，用阿拉伯数字"
    given.found.append(Diagnostic("D004", Severity.WARNING, message, hint=hint))
    return written


def check_order(dated: str, issued_on: str, given: Given) -> None:
    """D017 where a document is said to be printed before it was signed (7.3.5.4 and 7.4.3)."""
    signed, printed = _day(dated), _day(issued_on)
    if signed and printed and printed < signed:
        message = f"印发日期 {issued_on} 早于成文日期 {dated}，照原样排印"
        hint = "成文日期是负责人签发的日期，印发日期是送印的日期，请核对"
        given.found.append(Diagnostic("D017", Severity.WARNING, message, hint=hint))


def _day(value: str) -> date | None:
    match = _DATE.match(value.strip())
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups() if part))
    except ValueError:
        return None
