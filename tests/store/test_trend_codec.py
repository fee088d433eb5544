"""The lineage as JSON: the shipped schema holds it, and the same lineage gives the same bytes."""

from __future__ import annotations

import json
from itertools import pairwise

import jsonschema
import pytest

from qdoc.compare import Reading, compare_plans
from qdoc.compare.lineage import Lineage, lineage
from qdoc.store.trend_codec import encode_trend, encode_trend_schema, shipped_trend_schema, trend_schema
from tests.ledger.made_plans import example_tasks, plan


@pytest.fixture(scope="module")
def made() -> Lineage:
    years = [Reading(plan()), Reading(plan(*example_tasks()[1:])), Reading(plan())]
    return lineage(years, [compare_plans(*pair) for pair in pairwise(years)])


def test_the_same_lineage_gives_the_same_bytes(made: Lineage) -> None:
    assert encode_trend(made) == encode_trend(made)
    assert list(json.loads(encode_trend(made))) == ["schema", "years", "threads"]


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert shipped_trend_schema() == encode_trend_schema()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda read: read.update(schema="qdoc.trend/2"),
        lambda read: read["threads"][0].pop("steps"),
        lambda read: read["threads"][0]["steps"][0].update(kinds=["mislaid"]),
    ],
)
def test_the_schema_holds_the_example_and_refuses_what_is_none(made: Lineage, spoil) -> None:
    validator = jsonschema.Draft202012Validator(trend_schema())
    read = json.loads(encode_trend(made))
    assert list(validator.iter_errors(read)) == []
    spoil(read)
    assert list(validator.iter_errors(read))
