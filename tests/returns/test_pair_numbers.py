"""A number written by hand means the task that is numbered so, however it was typed, and never another."""

from __future__ import annotations

import pytest

from qdoc.returns.pair_numbers import numbered_tasks, written_numbers

MARKS = {"1": "one", "2": "two", "（一）": "in brackets", "1.10": "tenth", "三#7": "seventh", "三#8": "eighth"}
# (what is written, keys, what is not known, why)
NUMBERS = [
    ("2", ["two"], [], "as shown"),
    ("２", ["two"], [], "full-width"),
    ("2.", ["two"], [], "with its stop"),
    ("第2项", ["two"], [], "said in full"),
    ("(2)", ["two"], [], "in brackets, where no other has that number"),
    ("(一)", ["in brackets"], [], "brackets of another width"),
    ("一", ["in brackets"], [], "without brackets"),
    ("#7", ["seventh"], [], "of equal numbers the mark alone"),
    ("三", [], ["三"], "equal numbers without the mark"),
    ("1.10", ["tenth"], [], "no stop inside is lost"),
    ("11", [], ["11"], "no such number"),
    ("1、2；（一）", ["one", "two", "in brackets"], [], "several"),
    ("2 2", ["two"], [], "each once"),
    ("无", [], [], "none"),
    ("、", [], ["、"], "nothing is not none"),
]


@pytest.mark.parametrize(("text", "keys", "unknown", "why"), NUMBERS, ids=[row[3] for row in NUMBERS])
def test_a_number_means_its_task(text: str, keys: list[str], unknown: list[str], why: str) -> None:
    assert numbered_tasks(written_numbers(text), MARKS) == (keys, unknown), why


def test_read_loosely_a_number_that_two_tasks_have_is_none() -> None:
    marks = {"1": "plain", "（1）": "in brackets"}
    assert numbered_tasks(["1", "(1)", "第1项"], marks) == (["plain", "in brackets"], ["第1项"])
