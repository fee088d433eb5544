"""Owns the cases of the folded view and of full-width printing."""

from __future__ import annotations

import pytest

from qdoc.parse.punctuation import fold, full_width, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（一）清理，登记：", "(一)清理,登记:"),  # why: rules are written once, for half-width signs
        ("〔2026〕５号", "[2026]5号"),  # why: six-corner brackets, full-width digits
        ("清\u3000理\xa0河\r\n道", "清 理 河\n\n道"),  # why: each space and line end one sign, same length
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(folded) == len(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("清理河道,登记排口;年底前完成:", "清理河道，登记排口；年底前完成："),  # why: beside Chinese
        ("达到5%,其中河道(含支流)", "达到5%，其中河道（含支流）"),  # why: a sign between figure and Chinese
        ("10:30到,共1,200人", "10:30到，共1,200人"),  # why: inside figures they stay
    ],
)
def test_full_width(text: str, printed: str) -> None:
    assert full_width(text) == printed


def test_squeeze_takes_letters_set_apart_together() -> None:
    assert squeeze("若　干　措\n施 2026 年 A B") == "若干措施2026年A B"
