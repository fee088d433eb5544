"""Owns the check that the examples read as a person read them (examples/expected), without ../shared."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from qdoc.compare import Reading, compare_plans
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Plan
from qdoc.parse import parse
from qdoc.read import read_path

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


# --- qdoc reads what a person reads -----------------------------------------------------------------


@lru_cache(maxsize=2)
def read_by_qdoc(year: str) -> Plan:
    notice = parse(read_path(EXAMPLES / expected(year)["file"]))
    return extract(notice, load_lexicon())


@pytest.mark.parametrize("year", YEARS)
def test_the_letterhead_is_exact(year: str) -> None:
    found = read_by_qdoc(year).letterhead
    for field, value in expected(year)["letterhead"].items():
        got = getattr(found, field)
        assert (list(got) if isinstance(got, tuple) else got) == value, field


@pytest.mark.parametrize("year", YEARS)
def test_plans_themes_and_tasks_are_exact(year: str) -> None:
    plan, wanted = read_by_qdoc(year), expected(year)
    assert [(one.title, one.year) for one in plan.plans] == [(one["title"], one["year"]) for one in wanted["plans"]]
    assert [(theme.number, theme.heading) for theme in plan.themes] == [
        (theme["number"], theme["heading"]) for theme in wanted["themes"]
    ]
    headings = {theme.id: theme.heading for theme in plan.themes}
    assert [(task.number, task.title, headings.get(task.theme or "")) for task in plan.tasks] == [
        (task["number"], task["title"], task["theme"]) for task in wanted["tasks"]
    ]


@pytest.mark.parametrize("year", YEARS)
def test_every_bracketed_unit_is_found_with_its_role_and_no_other(year: str) -> None:
    for task, wanted in zip(read_by_qdoc(year).tasks, expected(year)["tasks"], strict=True):
        found = {(one.department, one.role.value) for one in task.assignments if one.basis is Basis.STATED}
        asked = {(one["department"], one["role"]) for one in wanted["assignments"] if not one.get("prose")}
        assert asked <= found, wanted["number"]
        if not any(one.get("prose") for one in wanted["assignments"]):  # units in running text are tolerated
            assert found == asked, wanted["number"]


def score(wanted: list[tuple], found: list[tuple]) -> tuple[int, int, int]:
    hits = sum((Counter(wanted) & Counter(found)).values())
    return hits, len(wanted), len(found)


def test_metrics_and_days_agree_with_the_reading_by_hand() -> None:
    metrics, days = [0, 0, 0], [0, 0, 0]
    for year in YEARS:
        for task, wanted in zip(read_by_qdoc(year).tasks, expected(year)["tasks"], strict=True):
            asked = [(one["value"], one["unit"]) for one in wanted["metrics"] if one["value"] is not None]
            got = [(one.value, one.unit) for one in task.metrics if one.target and one.value is not None]
            metrics = [a + b for a, b in zip(metrics, score(asked, got), strict=True)]
            must = [one["on"] for one in wanted["deadlines"] if not one.get("optional")]
            may = {one["on"] for one in wanted["deadlines"] if one.get("optional")}
            told = [one.on for one in task.deadlines if one.basis is Basis.STATED]
            told = [on for on in told if on in must or on not in may]
            days = [a + b for a, b in zip(days, score(must, told), strict=True)]
    assert 2 * metrics[0] / (metrics[1] + metrics[2]) >= 0.97, metrics
    assert 2 * days[0] / (days[1] + days[2]) >= 0.9, days


def test_which_task_became_which_is_exact() -> None:
    wanted = json.loads((EXPECTED / "changes_2025_2026.json").read_text(encoding="utf-8"))["changes"]
    diff = compare_plans(*(Reading(read_by_qdoc(year), text_of(year)) for year in YEARS))
    numbers = [{task.id: task.number for task in side.tasks} for side in (diff.before, diff.after)]
    found = {
        (tuple(numbers[0][i] for i in one.before), tuple(numbers[1][i] for i in one.after)) for one in diff.changes
    }
    assert found == {(tuple(change["before"]), tuple(change["after"])) for change in wanted}
