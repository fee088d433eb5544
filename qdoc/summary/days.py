"""Owns how days and periods print in the summary."""

from __future__ import annotations

from qdoc.ledger.newest import period_end

_QUARTERS = "一二三四"


def day_words(day: str) -> str:
    """2026-12-20 → 2026年12月20日."""
    year, month, on = day.split("-")
    return f"{year}年{int(month)}月{int(on)}日"


def period_words(period: str) -> str:
    """A period in words, 2026Q1 → 2026年第一季度, a day → 截至2026年5月20日; what is none prints as it stands."""
    if len(period) == 6 and period[4] == "Q" and period_end(period):
        return f"{period[:4]}年第{_QUARTERS[int(period[5]) - 1]}季度"
    return f"截至{day_words(period)}" if period_end(period) else period
