"""Tests of the note that a letter prints at a row whose values were decided anew."""

from dataclasses import replace

import pytest

from qdoc.ledger.amended_note import amended_notes
from qdoc.ledger.life import apply_event
from qdoc.letters import make_letters, prove
from qdoc.model import Cell, Event, EventKind
from tests.ledger.made_entries import KEYS, LEDGER

WHO = {"by": "赵六", "on": "2026-08-03"}


def amended(field, value, **more):
    return Event(KEYS[0], EventKind.AMENDMENT, field=field, after=value, **({"text": "汛期影响"} | WHO | more))


ASKED = Event(KEYS[0], EventKind.EXTENSION, after="2027-01-31", unit="区教育局", text="设备未到货")


@pytest.mark.parametrize(
    ("acts", "note"),
    [
        (
            [amended("metric", "5000个"), amended("deadline", "11月底前")],
            "目标值、时限按2026年8月3日的调整（汛期影响），以调整后的为准",
        ),  # one decision, one sentence
        ([amended("lead", "区体育局")], "牵头单位按2026年8月3日的调整（汛期影响），以调整后的为准"),
        (
            [amended("metric", "4000个"), amended("metric", "5000个", on="2026-09-01")],
            "目标值按2026年9月1日的调整（汛期影响），以调整后的为准",
        ),  # the last one counts
        (
            [amended("deadline", "年内"), amended("deadline_on", "2026-12-20")],
            "时限、截止日（2026年12月20日）按2026年8月3日的调整（汛期影响），以调整后的为准",
        ),  # letters print the wording alone, so the day is told
        ([amended("metric", "5000个", on="", text="")], "目标值按调整，以调整后的为准"),  # nothing is made up
        (
            [ASKED, replace(ASKED, decision="同意", text="", **WHO)],
            "时限按2026年8月3日同意的延期（申请：设备未到货），以调整后的为准",
        ),
    ],
)
def test_a_letter_says_which_values_were_decided(acts, note):
    ledger = LEDGER
    for act in acts:
        ledger = apply_event(ledger, act)
    assert amended_notes(ledger) == {KEYS[0]: note}
    letters = make_letters(ledger)
    items = [item for letter in letters for item in (*letter.lead_items, *letter.support_items)]
    assert {item.row_key for item in items if item.place.endswith(note)} == {KEYS[0]}
    assert prove(ledger, letters).holds


def test_a_value_that_a_clerk_changed_afterwards_is_not_the_decisions():
    ledger = apply_event(LEDGER, amended("metric", "5000个"))
    ledger = replace(ledger, rows=(replace(ledger.rows[0], metric=Cell("5200个")), *ledger.rows[1:]))
    assert amended_notes(ledger) == {}
