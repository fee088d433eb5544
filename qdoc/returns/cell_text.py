"""Owns how the value of a workbook's cell reads as text."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal


def text_of(value: object, number_format: str = "") -> str:
    """Return what a cell's value reads as."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and number_format.endswith("%"):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
