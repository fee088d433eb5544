"""How often rules hit: documents and hits counted, findings a document, rules that hit too often for their severity."""

from __future__ import annotations

import pytest

from qdoc.check.document import Checked
from qdoc.evaluate.rules import MOST, rule_rates
from qdoc.model import Severity
from qdoc.read import read_bytes
from tests.check.checking import findings

SLIP = "摸清底数，，建立台账，，完成。\n"  # QD307, a warning, twice
NUMBERED = "（一）、摸清底数。\n"  # QD304, a warning
CLEAN = "摸清底数，建立台账。\n"


def checked(text: str) -> Checked:
    source = read_bytes(text.encode(), "文.txt")
    return Checked("文.txt", source.origin, "", "", False, tuple(findings(text)))


def test_hits_are_counted_by_document_and_in_all() -> None:
    rates = rule_rates([checked(SLIP), checked(NUMBERED), checked(CLEAN), checked(CLEAN)])
    counted = {one.rule.id: (one.documents, one.hits) for one in rates.rates if one.hits}
    assert counted == {"QD307": (1, 2), "QD304": (1, 1)}
    assert rates.each(Severity.WARNING) == pytest.approx(3 / 4)
    assert rates.each(Severity.ERROR) == 0


def test_a_rule_that_hits_many_documents_may_only_be_a_hint() -> None:
    few = [checked(SLIP)] + [checked(CLEAN)] * 24
    assert rule_rates(few).too_often == ()
    many = [checked(SLIP)] * 2 + [checked(CLEAN)] * 24
    assert MOST < 2 / 26
    assert [one.rule.id for one in rule_rates(many).too_often] == ["QD307"]
    hints = rule_rates([checked("今年完成。\n")] * 3)
    assert [one.rule.id for one in hints.rates if one.hits] == ["QD328"]
    assert hints.too_often == ()


def test_no_document_is_no_division() -> None:
    assert rule_rates([]).each(Severity.ERROR) == 0
