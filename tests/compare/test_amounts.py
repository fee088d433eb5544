"""Figures by what they amount to: scales are counted, units that only begin like one are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qdoc.compare.amounts import amount, scaled
from qdoc.model import Comparator, Metric


@pytest.mark.parametrize(
    ("unit", "name", "factor"),
    [
        ("人", "人", 1),
        ("万人", "人", 10**4),
        ("亿元", "元", 10**8),
        ("万亿元", "元", 10**12),
        ("百亿元", "元", 10**10),
        ("百分点", "百分点", 1),  # no hundred of anything
        ("千瓦", "千瓦", 1),  # a unit of its own
        ("万千瓦", "千瓦", 10**4),
        ("万", "", 10**4),
        (None, "", 1),
    ],
)
def test_scales(unit, name, factor):
    assert scaled(unit) == (name, Decimal(factor))


def test_both_ends_of_a_range_are_counted():
    metric = Metric(None, None, Comparator.EQ, 1.2, "万人", "1.2万至1.5万人", 0, 9, value_to=1.5)
    assert amount(metric) == ("人", Decimal(12000), Decimal(15000))
