import json
import tracemalloc

import jsonschema
import pytest

from qdoc.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from qdoc.store import codec
from qdoc.store.codec import decode_plan, encode_plan, encode_schema, plan_schema, shipped_schema
from tests.ledger.made_plans import plan


def test_a_plan_comes_back_as_it_went():
    assert decode_plan(encode_plan(plan())) == plan()


def test_the_shape_is_the_contracts():
    read = json.loads(encode_plan(plan()))
    assert list(read)[:7] == ["schema", "source", "letterhead", "plans", "themes", "tasks", "diagnostics"]
    assert read["schema"] == "qdoc.plan/1"
    assert list(read["source"]) == ["name", "sha256", "media_type", "encoding", "length"]
    task = read["tasks"][0]
    assert {"segments", "obligations", "assignments", "suggestions", "metrics", "deadlines", "citations"} <= set(task)
    assert task["assignments"][0]["role"] == "lead"
    assert task["assignments"][0]["basis"] == "stated"
    assert task["metrics"][0]["value"] == 95


def test_it_is_readable_and_stable():
    data = encode_plan(plan())
    assert "云溪区" in data.decode()
    assert data.endswith(b"}\n")
    assert data == encode_plan(plan())


def test_the_shipped_schema_is_the_generated_one():
    assert shipped_schema() == encode_schema()


def test_the_schema_holds_the_example_and_refuses_what_is_none():
    validator = jsonschema.Draft202012Validator(plan_schema())
    good = json.loads(encode_plan(plan()))
    assert list(validator.iter_errors(good)) == []
    for spoil in (
        lambda read: read["tasks"][0]["assignments"][0].update(role="chief"),  # no such role
        lambda read: read["tasks"][0].pop("id"),
        lambda read: read.update(schema="qdoc.plan/2"),
        lambda read: read["source"].update(length="900"),
    ):
        bad = json.loads(encode_plan(plan()))
        spoil(bad)
        assert list(validator.iter_errors(bad))


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", DamagedFile, "plan.json"),
        (b"[]", DamagedFile, "plan.json"),
        (b'{"schema": "qdoc.plan/1"}', DamagedFile, "source"),  # the field that lacks
        (b'{"schema": "qdoc.plan/7"}', UnsupportedFormat, "qdoc.plan/7"),
        (b"\xff\xfe", DamagedFile, "plan.json"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(data, error, words):
    with pytest.raises(error, match=words):
        decode_plan(data)


def test_unknown_fields_of_a_later_version_are_passed_over():
    read = json.loads(encode_plan(plan()))
    read["later"] = 1
    read["tasks"][0]["later"] = {}
    assert decode_plan(json.dumps(read).encode()) == plan()


def test_a_plan_beyond_its_size_is_refused_by_its_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode_plan(plan()) + b" " * codec.MIB
    monkeypatch.setattr(codec, "MAX_PLAN_BYTES", codec.MIB)
    with pytest.raises(LimitExceeded, match="有 1 MB") as refused:
        decode_plan(data, "旧.json")
    assert "旧.json" in str(refused.value)
    assert "不超过 1 MB" in str(refused.value)


def test_a_plan_of_small_lists_makes_no_objects_before_it_is_refused() -> None:
    data = b'{"schema": [' + b"[]," * 1_000_000 + b'[]], "x": [' + b"[]," * 1_000_000 + b"[]]}"
    tracemalloc.start()
    with pytest.raises(UnsupportedFormat):
        decode_plan(data)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000  # was some 130 MB
    tracemalloc.stop()
