"""Two wordings shortened together: the difference stays in sight, no figure is cut inside, never longer than asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.render.shortening import shortened_names, shortened_pair


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


@pytest.mark.parametrize(
    ("before", "after", "most", "expected", "why"),
    [
        ("区教育局", "区民政局、区教育局", 30, ("区教育局", "区民政局、区教育局"), "short enough"),
        (
            "省财政厅",
            "省生态环境厅、省发展改革委、省工业和信息化厅、省科技厅、省财政厅",
            16,
            ("省财政厅", "省生态环境厅、省发展改革委……"),
            "never cut inside a name, never to nothing",
        ),
        (
            "甲局、乙局、丙局、丁局、戊局、己局、庚局",
            "甲局、乙局、丙局、丁局、戊局、己局、辛局",
            12,
            ("……戊局、己局、庚局", "……戊局、己局、辛局"),
            "what both begin with goes first",
        ),
        (
            "庚局、甲局、乙局、丙局、丁局、戊局、己局",
            "辛局、甲局、乙局、丙局、丁局、戊局、己局",
            12,
            ("庚局、甲局、乙局……", "辛局、甲局、乙局……"),
            "and what both end with before that",
        ),
        ("江海市云溪区经济和信息化局", "区教育局", 6, ("江海市云溪区经济和信息化局", "区教育局"), "one name is whole"),
    ],
)
def test_lists_of_names(before, after, most, expected, why):
    assert shortened_names(before, after, most) == expected, why


_WORDS = st.text(st.sampled_from("推进改造安全评估，。0123456789%个"), max_size=60)


@given(_WORDS, _WORDS, _WORDS, _WORDS, st.integers(12, 60))
def test_every_piece_is_of_its_own_wording_and_short_enough(head, one, other, tail, most):
    before, after = head + one + tail, head + other + tail
    for words, said in zip((before, after), shortened_pair(before, after, most), strict=True):
        assert said.strip("…") in words
        figures = [len(figure) for figure in re.findall(r"[\d%]+", words)]
        assert len(said) <= most + 2 * max(figures, default=0), "figures stay whole at both ends"
