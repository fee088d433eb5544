from dataclasses import replace

import pytest

from qdoc.ledger.acts import apply_events
from qdoc.ledger.amend import amended_lines, amendments, before_events, changing_events, units_left
from qdoc.ledger.handed import HandedLine, Manifest
from qdoc.ledger.reissue import decided_units, reissues
from qdoc.model import Basis, Cell, Event, EventKind, Office
from qdoc.model.office import Group
from tests.ledger.made_entries import KEYS, LEDGER

WHO = {"by": "赵六", "on": "2026-09-10", "text": "常务会议定"}
STREETS = Office(groups=(Group("各街道办事处", ("青石街道办事处", "白云街道办事处")),))


def units(lead="", support="", responsible=""):
    cells = {"lead": lead, "support": support, "responsible": responsible}
    return {field: Cell(value, Basis.STATED if value else None) for field, value in cells.items()}


ROWS = (
    replace(LEDGER.rows[0], **units("甲局", "乙局")),
    replace(LEDGER.rows[1], **units("甲局")),
    replace(LEDGER.rows[2], **units("丙局", "各街道办事处")),
    replace(LEDGER.rows[3], **units("丁局")),
)
START = replace(LEDGER, rows=ROWS)


def amended(*changes, ledger=START, **who):
    acts = [
        Event(KEYS[at], EventKind.AMENDMENT, field=field, after=value, **{**WHO, **who}) for at, field, value in changes
    ]
    applied = apply_events(ledger, acts)
    assert applied.refused == ()
    return applied.ledger


def handed(*lines):
    return Manifest(tuple(HandedLine({"单位": unit, "种类": kind, "编号": number}, {}) for unit, kind, number in lines))


LETTERS = handed(*((unit, "任务交办单", f"{n}号") for n, unit in enumerate(("甲局", "乙局", "丙局", "丁局"), 1)))


def told(ledger, keys, manifest=LETTERS, office=None):
    found = reissues(START, ledger, {KEYS[key] for key in keys}, manifest, office)
    return [(one.action, one.unit, one.kind, one.number, one.rows) for one in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # everybody in the row reads a deadline or a metric: lead and support
        (((0, "deadline", "2026-11-30"),), [("重发", "甲局", "1号"), ("重发", "乙局", "2号")]),
        # the old lead keeps another row: a letter without this one; the new lead has a letter already
        (((0, "lead", "丙局"),), [("重发", "丙局", "3号"), ("重发", "乙局", "2号"), ("重发", "甲局", "1号")]),
        # nothing is left for the old lead; the new one never had a letter
        (((3, "lead", "戊局"),), [("新发", "戊局", ""), ("收回", "丁局", "4号")]),
        # no longer supporting anything
        (((0, "support", ""),), [("重发", "甲局", "1号"), ("收回", "乙局", "2号")]),
    ],
)
def test_who_gets_which_letter_again(changes, expected):
    found = told(amended(*changes), {at for at, _, _ in changes})
    assert sorted((action, unit, number) for action, unit, _, number, _ in found) == sorted(expected)


def test_members_of_a_group_are_asked_one_by_one():
    found = told(amended((2, "metric", "新建10个")), {2}, office=STREETS)
    assert [unit for _, unit, *_ in found] == ["丙局", "青石街道办事处", "白云街道办事处"]


def test_kinds_that_are_handed_out_count_as_what_they_print():
    manifest = handed(
        ("甲局", "任务交办单", "1号"), ("乙局", "任务交办单", "2号"), ("甲局", "责任书", "1号"),
        ("甲局", "督办单", "5号"),
        ("甲局", "催办单", "7号"), ("甲局", "催办单", "9号"),
    )  # fmt: skip
    found = told(amended((0, "deadline", "2026-11-30")), {0}, manifest)
    assert [(action, unit, kind, number) for action, unit, kind, number, _ in found] == [
        ("重发", "甲局", "任务交办单", "1号"),
        ("重发", "甲局", "责任书", "1号"),
        ("重发", "甲局", "督办单", "5号"),
        ("核对", "甲局", "催办单", "7号"),  # which rows it lists hangs on its day
        ("核对", "甲局", "催办单", "9号"),
        ("重发", "乙局", "任务交办单", "2号"),  # supports: no 责任书, no 督办单
    ]


def test_without_a_manifest_the_units_are_told():
    found = told(amended((3, "lead", "戊局")), {3}, Manifest())
    assert [one[:3] for one in found] == [("新发", "戊局", "任务交办单"), ("收回", "丁局", "任务交办单")]


def test_one_decision_is_one_amendment_and_is_told_by_row():
    ledger = amended((2, "metric", "新建10个"), (0, "lead", "丙局"))
    ledger = amended((0, "deadline", "2026-11-30"), ledger=ledger, text="另一次")
    ledger = amended((1, "deadline_on", "2026-10-31"), ledger=ledger)
    first, second = amendments(ledger)
    assert (first.number, len(first.events), second.number, len(second.events)) == (1, 3, 2, 1)
    lines = [(one.serial, one.field, one.before, one.after) for one in amended_lines(ledger, first.events)]
    assert [line[:2] for line in lines] == [(1, "牵头单位"), (2, "截止日"), (3, "量化指标")]
    assert lines[0][2:] == ("甲局", "丙局")
    (line,) = amended_lines(ledger, second.events)
    assert line.after == "2026年11月30日前"
    assert changing_events(ledger) == ledger.events


def test_the_ledger_before_a_decision_is_known_again():
    ledger = amended((0, "lead", "丙局"), (0, "support", ""), (2, "metric", "新建10个"))
    before = before_events(ledger, amendments(ledger)[0].events)
    for row, was in zip(before.rows, START.rows, strict=True):
        assert [getattr(row, field).value for field in ("lead", "support", "metric")] == [
            getattr(was, field).value for field in ("lead", "support", "metric")
        ]


def test_an_agreed_extension_is_in_the_log_with_the_words_of_the_request():
    asked = Event(KEYS[0], EventKind.EXTENSION, unit="甲局", text="汛期停工", after="2027-01-31")
    ledger = apply_events(START, (asked, replace(asked, text="", decision="同意", by="赵六"))).ledger
    (event,) = changing_events(ledger)
    (line,) = amended_lines(ledger, (event,))
    assert (line.by_extension, line.reason, line.after) == (True, "申请：汛期停工", "2027年1月31日前")


def test_a_unit_that_is_only_suggested_is_not_decided():
    guessed = replace(START, rows=(replace(ROWS[0], support=Cell("乙局", Basis.SUGGESTED)), *ROWS[1:]))
    assert decided_units(guessed, guessed, {KEYS[0]}) == {"甲局"}


@pytest.mark.parametrize(
    ("changed", "row", "words"),
    [
        ({"lead": "丙局"}, {"responsible": "甲局"}, ["原有的责任单位还在：甲局"]),
        ({"lead": "丙局", "responsible": ""}, {"responsible": "甲局"}, []),  # both are said
        ({"lead": "乙局"}, {"lead": "甲局", "support": "乙局"}, ["乙局 现在牵头"]),
        ({"metric": "98%"}, {"responsible": "甲局"}, []),
    ],
)
def test_what_an_amendment_leaves_beside_is_told(changed, row, words):
    found = list(units_left(replace(ROWS[0], **units(**row)), changed))
    assert len(found) == len(words)
    assert all(word in told for word, told in zip(words, found, strict=True))
