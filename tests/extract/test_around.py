"""Owns the check that looking only around signs finds what looking everywhere finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.extract import deadline_points, signs

SIGNS = (
    "到 至 截至 自 起 内 前 以前 末 底 年 月 日 号 季度 上半年 半年 每 每年 按月 逐季 第 一 二 三 十 十四五 “十五五” "
    "规划 期 期间 时期 今年 明年 本年度 2026年 2026 6 12 30 ６ 初 中旬 个工作日 工作日 周 天 左右 以内 之内 时间 用 "
    "利用 力争 全年 年内 截止 为止 ， 。 推进 工作 区 的"
)
WORDS = st.lists(st.sampled_from(SIGNS.split()), max_size=24).map("".join)


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        (deadline_points.POINT, deadline_points._POINT_HINT),
        (deadline_points._WITHIN, deadline_points._WITHIN_HINT),
    ],
)
@given(text=WORDS)
@settings(max_examples=400, deadline=None)
def test_around_signs_as_everywhere(pattern: re.Pattern[str], hint: re.Pattern[str], text: str) -> None:
    everywhere = [match.span() for match in pattern.finditer(text) if match.end() > match.start()]
    assert [match.span() for match in deadline_points._around(text, hint, pattern)] == everywhere


@given(text=WORDS)
@settings(max_examples=400, deadline=None)
def test_first_signs_of_patterns(text: str) -> None:
    if text and signs.TIME_ONLY.match(text):
        assert text[0] in signs.TIME_SIGNS
    if signs.BACKGROUND.match(text):
        assert text[0] in signs.BACKGROUND_SIGNS
