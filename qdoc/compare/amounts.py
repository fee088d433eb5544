"""Owns what a figure amounts to whatever scale it is printed in: 2万人 and 20000人 are one amount."""

from __future__ import annotations

import re
from decimal import Decimal

from qdoc.extract.metric_values import SCALE
from qdoc.model import Metric

_SCALE = re.compile(rf"{SCALE}(?![分帕瓦米克])")
_FACTORS = {"百": 2, "千": 3, "万": 4, "亿": 8}


def scaled(unit: str | None) -> tuple[str, Decimal]:
    """Return a printed unit without its scale, and the scale: 万人 → 人 and 10,000; 百分点 and 千瓦 have none."""
    name = unit or ""
    match = _SCALE.match(name)
    if match is None:
        return name, Decimal(1)
    return name[match.end() :], Decimal(10) ** sum(_FACTORS[sign] for sign in match.group())


def amount(metric: Metric) -> tuple[str, Decimal | None, Decimal | None]:
    """Unit without scale, value and upper value (of a range) of a metric in that unit."""
    name, factor = scaled(metric.unit)
    values = (metric.value, metric.value_to)
    first, last = (None if one is None else Decimal(str(one)) * factor for one in values)
    return name, first, last
