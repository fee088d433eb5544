"""Hostile inputs made here: each ends in a result or a refusal in Chinese that names the file and the next step."""

from __future__ import annotations

import pytest

from tests.hostile.cases import CASES, Case
from tests.hostile.run import run

QUICK = [case for case in CASES if not case.slow]
EACH = 20.0  # seconds; the promise is 60, and no case takes more than a few


def test_there_are_more_than_150() -> None:
    assert len(QUICK) > 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", QUICK, ids=[case.name for case in QUICK])
def test_ends_in_a_result_or_a_refusal(case: Case) -> None:
    ending = run(case)
    assert not ending.problem, ending
    assert ending.seconds < EACH
