"""A letter's return slip: 签收 and 异议 in the ledger, and what only a person can decide."""

from __future__ import annotations

import pytest

from qdoc.letters import make_letters
from qdoc.model import EventKind
from qdoc.render.letter_docx import LetterOptions, assignment_docx
from qdoc.returns.form_document import read_form_document
from qdoc.returns.slips import Slip, apply_slips, read_slip
from tests.returns.slip_files import tick
from tests.summary.ledger_of_yunxi import LEDGER

UNIT = "区经济信息化局"


def slip(**fields: str) -> Slip:
    return Slip("回执.docx", "5" * 64, UNIT, "", tuple(fields.items()))


def letter(**given: str) -> bytes:
    """The unit's letter with its slip filled in."""
    made = next(one for one in make_letters(LEDGER) if one.department == UNIT)
    return tick(assignment_docx(made, LetterOptions()), **given)


def test_a_filled_letter_gives_its_slip_and_is_no_form() -> None:
    data = letter(accepted="是", handler="陈立", received_on="2026年4月3日", nodes="6月底前完成")
    assert read_form_document(data, "回执.docx") is None
    found = read_slip(data, "回执.docx")
    assert found is not None
    assert found.unit == UNIT
    assert {name: text for name, text in found.fields if text} == {
        "accepted": "是",
        "handler": "陈立",
        "received_on": "2026年4月3日",
        "nodes": "6月底前完成",
    }


def test_receipt_stands_on_each_row_that_the_unit_leads_and_only_once() -> None:
    given = slip(accepted="是", handler="陈立", phone="80001234", received_on="2026年4月3日", received_by="方源")
    ledger, (result,) = apply_slips(LEDGER, [given])
    assert [(event.row_key, event.kind, event.on, event.by) for event in ledger.events] == [
        (key, EventKind.RECEIPT, "2026-04-03", "方源") for key in ("k1", "k2", "k3")
    ]
    assert ledger.events[0].text == "接受；承办人：陈立 80001234"
    assert not result.refused
    assert apply_slips(ledger, [given])[0] == ledger


@pytest.mark.parametrize(
    ("fields", "objected", "why"),
    [
        ({"objected": "是", "reason": "“全面推行首席质量官制度”应由区市场监管局牵头"}, ["k3"], ""),  # the task is named
        ({"partly": "是", "reason": "职责不在我局"}, [], "没有写明是哪一项"),  # two tasks: nobody can say which
        ({"objected": "是"}, [], "没有写理由"),
        ({"accepted": "是", "reason": "请协调经费"}, [], "没有登记为异议"),
        ({"accepted": "是", "objected": "是", "reason": "甲"}, [], "应勾一项"),
        ({"handler": "陈立"}, [], "一个也没有勾"),
        ({"accepted": "是", "received_on": "4月3日"}, [], "不是完整的日期"),
    ],
)
def test_an_objection_goes_to_the_task_that_it_names(fields: dict[str, str], objected: list[str], why: str) -> None:
    ledger, (result,) = apply_slips(LEDGER, [slip(**fields)])
    assert [event.row_key for event in ledger.events if event.kind is EventKind.OBJECTION] == objected
    assert why in "；".join(told for told, _ in result.refused)
    assert bool(result.refused) == bool(why)


def test_a_slip_of_nobody_known_is_refused() -> None:
    for given, why in (
        (Slip("a", "", "区体育局", "", ()), "不是这本台账里的单位"),
        (Slip("a", "", "", "", ()), "哪个单位"),
    ):
        ledger, (result,) = apply_slips(LEDGER, [given])
        assert ledger == LEDGER
        assert why in result.refused[0][0]
