"""Two wordings shortened together: the difference stays in sight, no figure is cut inside, never longer than asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.render.shortening import shortened_pair


@pytest.mark.parametrize(
    ("before", "after", "most", "expected", "why"),
    [
        ("抽检3次", "抽检5次", 20, ("抽检3次", "抽检5次"), "short enough"),
        (
            "建材监督抽检比例达到6%，其中住房达到12%",
            "建材监督抽检比例达到8%，其中住房达到15%",
            18,
            ("……比例达到6%，其中住房达到12%", "……比例达到8%，其中住房达到15%"),
            "what both begin with goes, not the figures",
        ),
        (
            "确保年底前完成1200户餐饮场所改管道天然气",
            "力争年底前完成1200户餐饮场所改管道天然气",
            16,
            ("确保年底前完成1200户餐饮……", "力争年底前完成1200户餐饮……"),
            "what both end with goes first",
        ),
        ("长" * 30, "短" * 30, 12, ("长" * 10 + "……", "短" * 10 + "……"), "all of it differs: the ends are cut"),
        ("长" * 30, "短" * 30, 0, ("长" * 30, "短" * 30), "0 is no limit"),
    ],
)
def test_pairs(before, after, most, expected, why):
    assert shortened_pair(before, after, most) == expected, why


_WORDS = st.text(st.sampled_from("推进改造安全评估，。0123456789%个"), max_size=60)


@given(_WORDS, _WORDS, _WORDS, _WORDS, st.integers(12, 60))
def test_every_piece_is_of_its_own_wording_and_short_enough(head, one, other, tail, most):
    before, after = head + one + tail, head + other + tail
    for words, said in zip((before, after), shortened_pair(before, after, most), strict=True):
        assert said.strip("…") in words
        figures = [len(figure) for figure in re.findall(r"[\d%]+", words)]
        assert len(said) <= most + 2 * max(figures, default=0), "figures stay whole at both ends"
