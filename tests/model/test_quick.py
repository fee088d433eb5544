"""Owns the check that nouns made quickly behave as the dataclasses they are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature

import pytest

from qdoc.model import Evidence, Segment, SegmentRole
from qdoc.model.quick import quick

ONE = Segment(SegmentRole.HEADING, 3, end=9)


def test_values_and_defaults() -> None:
    assert (ONE.role, ONE.start, ONE.end, ONE.obligation) == (SegmentRole.HEADING, 3, 9, None)
    assert type(ONE) is Segment


def test_equality_hash_repr_and_replace() -> None:
    same = Segment(role=SegmentRole.HEADING, start=3, end=9, obligation=None)
    assert same == ONE
    assert hash(same) == hash(ONE)
    assert repr(same) == repr(ONE)
    moved = replace(ONE, end=10)
    assert moved != ONE
    assert moved.end == 10
    assert pickle.loads(pickle.dumps(ONE)) == ONE


def test_frozen_and_slotted() -> None:
    with pytest.raises(FrozenInstanceError):
        ONE.start = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del ONE.start
    assert not hasattr(ONE, "__dict__")


def test_signature_is_that_of_the_dataclass() -> None:
    @dataclass(frozen=True, slots=True)
    class Plain:
        rule: str
        quote: str
        start: int | None = None
        end: int | None = None
        source: str | None = None

    assert str(signature(Evidence)) == str(signature(Plain))
    assert [part.name for part in fields(Evidence)] == [part.name for part in fields(Plain)]
    with pytest.raises(TypeError):
        Evidence("rule")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Evidence("rule", "quote", nothing=1)  # type: ignore[call-arg]


def test_other_classes_are_refused() -> None:
    with pytest.raises(TypeError):  # a list would be shared by all
        quick(
            dataclass(frozen=True, slots=True)(
                type("A", (), {"__annotations__": {"x": list}, "x": field(default_factory=list)})
            )
        )
    with pytest.raises(TypeError):  # a base has slots of its own
        quick(dataclass(frozen=True, slots=True)(type("B", (Segment,), {"__annotations__": {}})))
