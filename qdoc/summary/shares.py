"""Owns the shares of a metric with several figures: each figure of 完成数值 against its own target, pair by pair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qdoc.summary.reach import share_of

_PARTS = re.compile(r"[；;\n]")


@dataclass(frozen=True, slots=True)
class Share:
    """One figure in per cent of its ``target``; ``share`` is None where the two cannot be compared so.

    ``at``: which of the row's figures it is, from 1; 0 where there is only one.
    """

    target: str
    share: Decimal | None
    at: int = 0


def shares_of(metric: str, actual: str) -> tuple[Share, ...]:
    """Return the share of each figure of ``actual`` (完成数值) of its target in ``metric``, both divided by ；.

    Where the two cells do not hold as many parts, they are one pair, and no share.
    """
    targets, found = _split(metric), _split(actual)
    if len(targets) < 2 or len(targets) != len(found):
        return (Share(metric, share_of(metric, actual)),)
    return tuple(
        Share(target, share_of(target, value), at)
        for at, (target, value) in enumerate(zip(targets, found, strict=True), 1)
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]
