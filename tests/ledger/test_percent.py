"""Shares as they print: one decimal, half up, and never whole or nothing by rounding alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qdoc.ledger.percent import per_cent, tenths


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        ("66.65", "66.7"),  # half up
        ("99.96", "99.9"),  # not done
        ("100", "100.0"),
        ("100.04", "100.0"),  # done
        ("0.01", "0.1"),  # begun
        ("0", "0.0"),
    ],
)
def test_tenths(share: str, printed: str) -> None:
    assert str(tenths(Decimal(share))) == printed


def test_of_nothing() -> None:
    assert str(per_cent(0, 0)) == "0.0"
    assert str(per_cent(4999, 5000)) == "99.9"
