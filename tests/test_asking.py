"""What each unit is asked: which rows, in how few lines, by which keys, and who is asked nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from qdoc.asking import ask, line_key, not_asked, period_name
from qdoc.errors import UsageError
from qdoc.ledger.form_columns import LEAD_FIELDS, SUPPORT_FIELDS, FormTag, form_tag, make_tag, read_tag
from qdoc.letters import make_letters
from qdoc.model import Basis, Cell, Entry, Event, EventKind, Group, Office, UnitInfo
from tests.render.made_ledger import made_ledger
from tests.summary.ledger_of_yunxi import LEDGER, ROWS

PERIOD = "2026Q1"


def asked(forms) -> Counter[tuple[str, str, bool]]:
    return Counter((form.unit, key, line.leads) for form in forms for line in form.lines for key in line.row_keys)


@pytest.mark.parametrize("by", ["任务", "事项"])
def test_every_unit_is_asked_for_each_row_of_its_letter_once(by):
    ledger = made_ledger(40)
    forms = ask(ledger, PERIOD, by=by)
    wanted = Counter()
    for letter in make_letters(ledger):
        wanted.update((letter.department, item.row_key, True) for item in letter.lead_items)
        wanted.update((letter.department, item.row_key, False) for item in letter.support_items)
    assert asked(forms) == wanted
    assert max(wanted.values()) == 1
    keys = [line.key for form in forms for line in form.lines]
    assert len(set(keys)) == len(keys)


def test_a_task_is_one_line_and_a_supporting_unit_has_one_sentence():
    form = {form.unit: form for form in ask(LEDGER, PERIOD)}
    lead, other = form["区经济信息化局"].lines
    assert (lead.row_keys, lead.fields, lead.role) == (("k1", "k2"), LEAD_FIELDS, "牵头单位")
    assert [(m.id, m.row_key, m.target, m.unit, m.numeric) for m in lead.metrics] == [
        ("k1", "k1", "会诊企业不少于60家", "家", True)
    ]
    assert other.row_keys == ("k3",)
    (support,) = form["区科技局"].lines
    assert (support.row_keys, support.fields, support.metrics) == (("k1", "k2"), SUPPORT_FIELDS, ())
    assert len([*ask(LEDGER, PERIOD, by="事项")[0].lines]) == 3


def test_a_suggested_unit_is_asked_and_told_that_it_is_suggested():
    line = next(line for form in ask(LEDGER, PERIOD) for line in form.lines if line.row_keys == ("k4",))
    assert line.suggested


# (what of the form changes, whether the key stays)
KEYS = [
    (("区教育局", PERIOD, ["a", "b"]), True),  # why: the same question
    (("区教育局", PERIOD, ["b", "a"]), True),  # why: rows moved in the ledger
    (("区教育局 ", PERIOD, ["a", "b"]), True),  # why: a space is no other unit
    (("区民政局", PERIOD, ["a", "b"]), False),  # why: another unit's answer
    (("区教育局", "2026Q2", ["a", "b"]), False),  # why: another quarter's answer
    (("区教育局", PERIOD, ["a"]), False),  # why: an answer for other rows
]


@pytest.mark.parametrize(("named", "same"), KEYS)
def test_a_key_names_unit_period_and_rows_and_no_position(named, same):
    assert (line_key(*named) == line_key("区教育局", PERIOD, ["a", "b"])) is same


def test_rows_in_another_order_have_the_same_keys():
    keys = {line.key for form in ask(LEDGER, PERIOD) for line in form.lines}
    turned = replace(LEDGER, rows=tuple(reversed(ROWS)))
    assert {line.key for form in ask(turned, PERIOD) for line in form.lines} == keys


# (who, decision of the event, whether the row is asked again)
CLOSINGS = [
    ("王某", "", False),  # why: a person closed it
    ("王某", "同意", False),  # why: approved
    ("王某", "不同意", True),  # why: closing was refused
    ("", "", True),  # why: only a person closes
]


@pytest.mark.parametrize(("by", "decision", "again"), CLOSINGS)
def test_a_closed_row_is_not_asked_again(by, decision, again):
    closed = replace(LEDGER, events=(Event("k6", EventKind.CLOSED, by=by, decision=decision),))
    forms = ask(closed, PERIOD)
    assert ("区住房城乡建设局" in {form.unit for form in forms}) is again
    assert [row.key for row in not_asked(closed)[1]] == ([] if again else ["k6"])
    assert asked(forms) <= asked(ask(LEDGER, PERIOD))


def test_rows_that_nobody_leads_are_told():
    assert [row.key for row in not_asked(LEDGER)[0]] == ["k5"]


def test_what_a_unit_returned_last_is_shown_to_it_and_to_nobody_else():
    first = Entry("k3", "区市场监管局", "2026Q1", leads=True, status="推进中", wording="办了一期。")
    entries = (replace(first, period="2025Q4", status="未启动"), first)
    forms = {form.unit: form for form in ask(replace(LEDGER, entries=entries), "2026Q2")}
    mine = next(line for line in forms["区市场监管局"].lines if line.row_keys == ("k3",))
    assert (mine.last_period, mine.last_status, mine.last_wording) == ("2026Q1", "推进中", "办了一期。")
    theirs = next(line for line in forms["区经济信息化局"].lines if line.row_keys == ("k3",))
    assert (theirs.last_period, theirs.last_wording) == ("", "")
    assert theirs.last_status == "推进中"  # why: the row's own 办理状态 in the ledger


# (metric cell, actual, [(target, unit, numeric, last)])
METRICS = [
    ("会诊企业不少于60家", "64家", [("会诊企业不少于60家", "家", True, "64家")]),  # why: one figure
    ("全覆盖", "", [("全覆盖", "", False, "")]),  # why: words may be the answer
    ("落地示范项目8至10个", "", [("落地示范项目8至10个", "", False, "")]),  # why: a range is no figure
    (
        "完成使用15年以上电梯评估200台",
        "",
        [("完成使用15年以上电梯评估200台", "台", True, "")],
    ),  # why: years are no target
    ("登记率95%；抽查5家", "90%；3家", [("登记率95%", "%", True, "90%"), ("抽查5家", "家", True, "3家")]),  # why: two
    ("登记率95%；抽查5家", "90%", [("登记率95%", "%", True, ""), ("抽查5家", "家", True, "")]),  # why: whose is unknown
]


@pytest.mark.parametrize(("metric", "actual", "wanted"), METRICS)
def test_each_target_of_a_row_is_a_figure_to_give(metric, actual, wanted):
    row = replace(ROWS[0], metric=Cell(metric, Basis.STATED), actual=actual)
    (line,) = ask(replace(LEDGER, rows=(row,)), PERIOD)[0].lines
    assert [(m.target, m.unit, m.numeric, m.last) for m in line.metrics] == wanted
    assert len({m.id for m in line.metrics}) == len(wanted)
    assert {m.row_key for m in line.metrics} == {"k1"}


def test_groups_and_other_names_are_those_of_the_settings():
    row = replace(ROWS[0], support=Cell("各街道办事处", Basis.STATED))
    office = Office(
        units=(UnitInfo("区经济和信息化局", aliases=("区经济信息化局",)),),
        groups=(Group("各街道办事处", ("青石街道办事处", "白塔街道办事处")),),
    )
    ledger = replace(LEDGER, rows=(row,))
    assert [form.unit for form in ask(ledger, PERIOD, office)] == [
        "区经济和信息化局",
        "青石街道办事处",
        "白塔街道办事处",
    ]
    assert [form.unit for form in ask(ledger, PERIOD, office, units=["区经济信息化局"])] == ["区经济和信息化局"]


# (arguments, words)
REFUSED = [
    ({"period": "2026"}, "不是填报期"),  # why: a year is no quarter
    ({"period": "2026Q5"}, "不是填报期"),  # why: no such quarter
    ({"period": "2026-02-30"}, "不是填报期"),  # why: no such day
    ({"period": PERIOD, "by": "主题"}, "不是填报的分法"),  # why: unknown
    ({"period": PERIOD, "units": ["区体育局"]}, "台账里没有这些单位：区体育局"),  # why: a slip of the pen says so
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_what_cannot_be_asked_is_refused(arguments, words):
    with pytest.raises(UsageError, match=words):
        ask(LEDGER, **arguments)


# (period, words)
NAMES = [
    ("2026Q1", "2026年第一季度"),  # why: 汉字 for quarters (GB/T 15835)
    ("2026Q4", "2026年第四季度"),  # why: the last
    ("2026-05-20", "截至2026年5月20日"),  # why: no leading zeros
]


@pytest.mark.parametrize(("period", "words"), NAMES)
def test_a_period_prints_in_words(period, words):
    assert period_name(period) == words


# (tag, what it means)
TAGS = [
    (make_tag("q1", "status"), FormTag("q1", "status")),  # why: a field of a line
    (make_tag("q1", "actual", "own-ab-2.c3"), FormTag("q1", "actual", "own-ab-2.c3")),  # why: an id with a dot
    (form_tag("2026Q1", "任务", "f" * 64), FormTag("form", "unit", "2026Q1.任务." + "f" * 12)),  # why: the form's own
    ("标签", None),  # why: an office's own control
]


@pytest.mark.parametrize(("tag", "meaning"), TAGS)
def test_a_tag_says_line_field_and_metric(tag, meaning):
    assert read_tag(tag) == meaning
    assert len(tag) <= 64  # Word's limit
