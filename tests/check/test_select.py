"""Choosing among rules by id, family and name, and among findings by how much they count."""

from __future__ import annotations

import pytest

from qdoc.check import load_rules
from qdoc.check.select import chosen, named, nearest
from qdoc.model import Severity
from tests.check.checking import findings

SPEECH = {name for name in load_rules() if name.startswith("QD3")}
NAMED = [
    (["QD203"], {"QD203"}, ()),
    (["qd203,QD204"], {"QD203", "QD204"}, ()),  # several in one word, any case
    (["203"], {"QD203"}, ()),  # the QD left out
    (["QD3"], SPEECH, ()),  # a family by its figure
    (["文字"], SPEECH, ()),  # and by its name
    (["半角标点"], {"QD301"}, ()),  # a rule by its name
    (["QD3、QD999"], SPEECH, ("QD999",)),  # what is strange is given back
    (["QD"], set(), ("QD",)),  # no family: not everything by a slip
]


@pytest.mark.parametrize(("words", "expected", "strange"), NAMED)
def test_rules_are_named(words: list[str], expected: set[str], strange: tuple[str, ...]) -> None:
    assert named(words) == (frozenset(expected), strange)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("QD334", "QD333"), ("QD219", "QD218"), ("半角符号", "QD301"), ("abc", "")],
)
def test_a_strange_word_is_answered_with_the_nearest(word: str, expected: str) -> None:
    assert nearest(word).split(" ")[0] == expected


def test_findings_are_chosen_by_rule_and_severity() -> None:
    found = findings("（一）、摸清底数，，建立台账。\n今年完成。\n")
    assert [one.rule.id for one in found] == ["QD304", "QD307", "QD328"]
    assert [one.rule.id for one in chosen(found, level=Severity.WARNING)] == ["QD304", "QD307"]
    assert [one.rule.id for one in chosen(found, frozenset({"QD307"}))] == ["QD307"]
    assert [one.rule.id for one in chosen(found, without=frozenset({"QD304", "QD307"}))] == ["QD328"]
