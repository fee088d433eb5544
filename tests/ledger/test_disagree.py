"""Contradicting returns: who is said to count, and that saying more is no contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.ledger.disagree import conflicts_of
from qdoc.model import Cell
from tests.ledger.made_entries import KEYS, LEDGER, MARKET, SCHOOL, returned

# (lead, responsible, what the message says, what it does not)
ROWS = [
    (SCHOOL, "", f"{SCHOOL}（牵头）", "责任单位"),
    ("", f"{SCHOOL}、{MARKET}", f"{SCHOOL}（责任单位，排在第一的）", "牵头"),  # why: 责任单位：甲、乙 names no lead
]


@pytest.mark.parametrize(("lead", "responsible", "said", "unsaid"), ROWS)
def test_a_contradiction_names_a_lead_only_where_the_row_has_one(
    lead: str, responsible: str, said: str, unsaid: str
) -> None:
    row = replace(LEDGER.rows[0], lead=Cell(lead), responsible=Cell(responsible))
    entries = returned(KEYS[0], status="推进中"), returned(KEYS[0], MARKET, leads=False, status="已完成")
    (conflict,) = conflicts_of(replace(LEDGER, rows=(row,), entries=entries))
    assert said in conflict.message
    assert unsaid not in conflict.message


# (the second return's answers, whether it contradicts 推进中 with 12；未填)
SECOND = [
    ({"status": "推进中", "problem": "缺人"}, False),  # why: it only says more
    ({"actual": "12；98%"}, False),  # why: it gives the figure that was open
    ({"actual": "9；98%"}, True),
    ({"status": "已完成"}, True),
]


@pytest.mark.parametrize(("said", "torn"), SECOND)
def test_a_return_that_says_more_contradicts_nothing(said: dict[str, str], torn: bool) -> None:
    first = returned(KEYS[0], status="推进中", actual="12；未填")
    ledger = replace(LEDGER, entries=(first, returned(KEYS[0], file="更正.xlsx", **said)))
    assert [conflict.kind for conflict in conflicts_of(ledger)] == ["twice"] * torn
