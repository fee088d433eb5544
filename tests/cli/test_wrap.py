"""Tests of breaking Chinese help text into lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.cli.chinese import wrap
from qdoc.cli.clean import width

WRAPPED = [
    ("一二三四五", 6, ["一二三", "四五"]),  # anywhere between two Chinese characters
    ("用 plan.json 写", 8, ["用", "plan.json", "写"]),  # never inside a Latin word, even one too long for the line
    ("一二三，四", 6, ["一二", "三，四"]),  # a comma does not begin a line: it takes its word along
    ("a  b", 10, ["a  b"]),
    ("", 10, []),
]


@pytest.mark.parametrize(("text", "columns", "lines"), WRAPPED)
def test_wrap(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


@given(st.text("一二，。a b1", max_size=60), st.integers(4, 20))
def test_wrap_loses_nothing_but_blanks_and_keeps_to_the_width(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        unbroken = re.split("[一二，。]| ", line)
        assert width(line) <= columns or max(map(len, unbroken)) > columns - 2
