"""Owns the check that the examples read as a person read them (examples/expected), without ../shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = EXAMPLES / "expected"
YEARS = ["2025", "2026"]
KINDS = {
    "carried", "reworded", "strengthened", "weakened", "retargeted", "rescheduled", "reassigned", "renamed",
    "split", "merged", "moved", "added", "dropped",
}  # fmt: skip


def expected(year: str) -> dict:
    return json.loads((EXPECTED / f"{year}.json").read_text(encoding="utf-8"))


def text_of(year: str) -> str:
    return (EXAMPLES / expected(year)["file"]).read_text(encoding="utf-8")


def task_text(year: str, index: int) -> str:
    """The printed stretch of one expected task: from its number to the next task's, or to the end."""
    text, tasks = text_of(year), expected(year)["tasks"]
    starts = [text.index("\n" + task["number"] + task["title"]) + 1 for task in tasks] + [len(text)]
    return text[starts[index] : starts[index + 1]]


# --- the expectation itself stands on the text -----------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_every_expected_value_is_printed_in_its_own_task(year: str) -> None:
    for index, task in enumerate(expected(year)["tasks"]):
        printed = task_text(year, index)
        for assignment in task["assignments"]:
            assert assignment["department"] in printed, (task["number"], assignment)
        for metric in task["metrics"]:
            assert metric["quote"] in printed, (task["number"], metric)
        for deadline in task["deadlines"]:
            assert deadline["wording"] in printed, (task["number"], deadline)


@pytest.mark.parametrize("year", YEARS)
def test_the_examples_are_long_enough_to_show_a_year(year: str) -> None:
    numbered = [task for task in expected(year)["tasks"] if task["number"][0].isdigit()]
    assert 20 <= len(numbered) <= 24
    assert [task["number"] for task in numbered] == [f"{n}." for n in range(1, len(numbered) + 1)]


def test_every_task_of_both_years_stands_in_a_change_and_every_kind_is_shown() -> None:
    changes = json.loads((EXPECTED / "changes_2025_2026.json").read_text(encoding="utf-8"))["changes"]
    for side, year in (("before", "2025"), ("after", "2026")):
        listed = sorted(number for change in changes for number in change[side])
        assert listed == sorted(task["number"] for task in expected(year)["tasks"])
    assert {kind for change in changes for kind in change["kinds"]} == KINDS
