from dataclasses import replace

import pytest

from qdoc.errors import DamagedFile, UnsupportedFormat
from qdoc.ledger import build_ledger
from qdoc.ledger.key import text_part
from qdoc.model import Basis, Cell
from qdoc.store.confirmations import (
    Confirmation,
    apply_confirmations,
    collect_confirmations,
    decode_confirmations,
    encode_confirmations,
)
from tests.ledger.made_plans import example_tasks, plan

LEDGER = build_ledger(plan())
TEXT = text_part(LEDGER.rows[2].key)


def decided(index, name, field="lead"):
    row = replace(LEDGER.rows[index], **{field: Cell(name, Basis.CONFIRMED)}, edited=(field,))
    return replace(LEDGER, rows=(*LEDGER.rows[:index], row, *LEDGER.rows[index + 1 :]))


def test_decisions_are_collected_with_who_and_when_and_come_back_from_the_file():
    keys = {"区商务委": "district/commerce"}
    found = collect_confirmations(decided(2, "区商务委、区府办"), who="李某", when="2026-02-01", unit_key=keys.get)
    assert found == (
        Confirmation(TEXT, "district/commerce", "lead", "区商务委", "李某", "2026-02-01"),
        Confirmation(TEXT, "区府办", "lead", "区府办", "李某", "2026-02-01"),
    )
    assert decode_confirmations(encode_confirmations(found)) == found


def test_a_decision_that_stands_keeps_its_first_who_and_when():
    first = collect_confirmations(decided(2, "区商务委"), who="李某", when="2026-02-01")
    again = collect_confirmations(decided(2, "区商务委"), first, who="王某", when="2026-03-01")
    assert again == first
    other = collect_confirmations(decided(2, "区府办"), first, who="王某", when="2026-03-01")
    assert [(one.value, one.who) for one in other] == [("区府办", "王某")]


def test_what_the_notice_states_or_the_machine_suggests_is_no_decision():
    assert collect_confirmations(LEDGER) == ()


def test_decisions_serve_a_renumbered_plan():
    known = collect_confirmations(decided(2, "区商务委"))
    tasks = (replace(example_tasks()[1], number="17."), *example_tasks()[2:])
    row = apply_confirmations(build_ledger(plan(*tasks)), known).rows[0]
    assert (row.number, row.lead) == ("17.", Cell("区商务委", Basis.CONFIRMED))


def test_what_the_notice_states_or_a_clerk_edited_is_never_touched():
    stated = Confirmation(text_part(LEDGER.rows[0].key), "x", "lead", "区府办")
    assert apply_confirmations(LEDGER, (stated,)) == LEDGER
    edited = decided(2, "区商务委")
    assert apply_confirmations(edited, (Confirmation(TEXT, "x", "lead", "区府办"),)) == edited


def test_a_confirmed_responsible_unit_clears_the_suggested_lead():
    row = apply_confirmations(LEDGER, (Confirmation(TEXT, "x", "responsible", "区府办"),)).rows[2]
    assert (row.lead, row.responsible) == (Cell(), Cell("区府办", Basis.CONFIRMED))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"{", DamagedFile),
        (b'{"schema": "qdoc.confirmations/9"}', UnsupportedFormat),
        (
            b'{"schema":"qdoc.confirmations/1","confirmations":[{"text":"a","unit":"b","field":"boss","value":"c"}]}',
            DamagedFile,
        ),
    ],
)
def test_a_broken_record_is_refused_by_name(data, error):
    with pytest.raises(error, match=r"确认\.json"):
        decode_confirmations(data)
