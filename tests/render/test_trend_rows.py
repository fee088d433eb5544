"""A thread's steps and changes of units in words: what is to be looked at is never told as if it were certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.compare.diff import ChangeKind
from qdoc.compare.lineage import Step
from qdoc.render.trend_rows import step_words, thread_rows
from tests.compare.three_years import reading, three_years

# (step, words, why)
STEPS = [
    (Step(), "", "in neither year"),
    (Step((ChangeKind.CARRIED,)), "延续", "certain"),
    (Step((ChangeKind.RETARGETED, ChangeKind.MOVED), review=True), "指标调整、移动（待核）", "to be looked at"),
    (Step((ChangeKind.ADDED,), resumed=True), "又列入", "taken up again"),
    (Step((ChangeKind.ADDED,), resumed=True, review=True), "又列入（待核）", "taken up again, if it is that one"),
]


@pytest.mark.parametrize(("step", "words", "why"), STEPS, ids=[row[2] for row in STEPS])
def test_a_step_in_words(step: Step, words: str, why: str) -> None:
    assert step_words(step) == words, why


def test_a_change_of_units_in_a_doubtful_link_says_so() -> None:
    found = three_years()
    words = [reading(year).wordings() for year in (2024, 2025, 2026)]
    sure = [row for row in thread_rows(found, words) if row.hands]
    doubtful = replace(
        found,
        threads=tuple(
            replace(one, steps=tuple(replace(step, review=True) for step in one.steps)) for one in found.threads
        ),
    )
    open_ones = [row for row in thread_rows(doubtful, words) if row.hands]
    assert sure
    assert not any("待核" in line for row in sure for line in row.hands)
    assert all("，对应关系待核）" in line for row in open_ones for line in row.hands)
