"""The comparison as JSON: its shape is the contract's, and the shipped schema holds it."""

from __future__ import annotations

import json

import jsonschema

from qdoc.compare import PlanDiff, Reading, compare_plans
from qdoc.store.diff_codec import diff_schema, encode_diff, encode_diff_schema, shipped_diff_schema
from tests.ledger.made_plans import example_tasks, plan


def _diff() -> PlanDiff:
    return compare_plans(Reading(plan()), Reading(plan(*example_tasks()[1:])))


def test_the_shape_is_the_contracts() -> None:
    read = json.loads(encode_diff(_diff()))
    assert list(read) == ["schema", "before", "after", "changes"]
    assert read["schema"] == "qdoc.diff/1"
    assert {"id", "number", "title", "start", "end"} <= set(read["before"]["tasks"][0])
    agreed = {"before", "after", "kinds", "score", "runner_up", "review", "details"}
    assert set(read["changes"][0]) == agreed | {"items", "notes", "progress", "decided"}
    named = [one for change in read["changes"] for one in change["before"]]
    assert sorted(named) == sorted(task["id"] for task in read["before"]["tasks"])


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert encode_diff(_diff()) == encode_diff(_diff())
    assert encode_diff(_diff()).endswith(b"}\n")


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert shipped_diff_schema() == encode_diff_schema()


def test_the_schema_holds_the_example_and_refuses_what_is_none() -> None:
    validator = jsonschema.Draft202012Validator(diff_schema())
    good = json.loads(encode_diff(_diff()))
    assert list(validator.iter_errors(good)) == []
    for spoil in (
        lambda read: read["changes"][0].update(kinds=["mislaid"]),  # no such kind
        lambda read: read["changes"][0].pop("review"),
        lambda read: read.update(schema="qdoc.diff/2"),
        lambda read: read["before"]["tasks"][0].update(start="0"),
    ):
        bad = json.loads(encode_diff(_diff()))
        spoil(bad)
        assert list(validator.iter_errors(bad))
