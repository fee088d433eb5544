"""Tests of the seal: it travels as properties, knows what was printed, and knows nothing once a part of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import EditedPassage, EditKind
from qdoc.summary import passages, summarise
from qdoc.summary.seal import PROPERTY, make_seal, read_seal, seal_properties, state_of
from tests.summary.ledger_of_yunxi import LEDGER

PASSAGES = tuple(passages(summarise(LEDGER)).values())
SEAL = make_seal(LEDGER, PASSAGES)


def test_the_seal_comes_back_from_its_properties() -> None:
    properties = seal_properties(SEAL)
    assert read_seal(dict(properties)) == SEAL
    assert max(len(text) for _, text in properties) <= 255  # what Word's own dialogue holds


def test_the_seal_knows_what_was_printed_whatever_the_width_of_its_signs() -> None:
    first = PASSAGES[0]
    assert SEAL.knows(first.slot, first.text.replace("，", ",").replace("6", "６"))
    assert not SEAL.knows(first.slot, first.text.replace("6", "7"))
    assert not SEAL.knows(PASSAGES[1].slot, first.text)
    assert SEAL.had(first.slot)
    assert not SEAL.had("unfinished_k1")


@pytest.mark.parametrize(
    ("change", "known"),
    [
        (lambda given: {**given, f"{PROPERTY}1": given[f"{PROPERTY}1"][8:]}, True),  # a print is gone: no print counts
        (lambda given: {name: text for name, text in given.items() if name != f"{PROPERTY}1"}, True),
        (lambda given: {}, False),  # no seal at all
        (lambda given: {**given, PROPERTY: "2 a b 0"}, False),  # a later version's
        (lambda given: {**given, PROPERTY: "坏了"}, False),
    ],
)
def test_a_seal_that_lost_a_part_takes_nothing_for_changed(change, known) -> None:  # type: ignore[no-untyped-def]
    seal = read_seal(change(dict(seal_properties(SEAL))))
    assert (seal is not None) == known
    if seal is not None:
        assert (seal.plan, seal.prints) == (SEAL.plan, frozenset())
        assert seal.had("whatever")


def test_the_state_is_that_of_the_rows_without_the_words_of_the_summary() -> None:
    row, *rest = LEDGER.rows
    worded = replace(LEDGER, rows=(replace(row, summary_wording="另一句"), *rest),
                     passages=(EditedPassage("overview_1", EditKind.REMOVED),))  # fmt: skip
    assert state_of(worded) == state_of(LEDGER)
    assert state_of(replace(LEDGER, rows=(replace(row, status="未完成"), *rest))) != state_of(LEDGER)
