"""Owns shares as documents print them: per cent with one decimal, never 100.0% of what is not whole."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def tenths(share: Decimal) -> Decimal:
    """``share`` (per cent) to one decimal place, rounded half up.

    What is short of 100 stays below it (99.96 is 99.9) and what is more than nothing above 0: a reader takes 100.0%
    for done and 0.0% for not begun.
    """
    rounded = share.quantize(_TENTH, ROUND_HALF_UP)
    if share < HUNDRED <= rounded:
        return HUNDRED - _TENTH
    if rounded <= 0 < share:
        return _TENTH
    return rounded


def per_cent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """``part`` of ``whole`` in per cent, as ``tenths`` has it; 0.0 of nothing."""
    return tenths(Decimal(part) * HUNDRED / Decimal(whole)) if whole else Decimal("0.0")
