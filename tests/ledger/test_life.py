from dataclasses import replace

import pytest

from qdoc.errors import EventRefused
from qdoc.ledger import merge_ledger
from qdoc.ledger.acts import apply_events
from qdoc.ledger.life import apply_event, state, states
from qdoc.model import Basis, Cell, Event, EventKind
from tests.ledger.made_entries import KEYS, LEDGER, WELFARE

KEY, NOBODYS = KEYS[0], KEYS[3]
DONE_BY = {"by": "督查室 赵六", "on": "2026-12-20"}


def act(kind, key=KEY, **more):
    return Event(key, EventKind(kind), **more)


def after(*acts, ledger=LEDGER):
    for one in acts:
        ledger = apply_event(ledger, one)
    return ledger


RECEIVED = act("receipt", unit="区教育局", by="李四")
OBJECTED = act("objection", unit="区教育局", text="职责不在本局")
ASKED = act("extension", unit="区教育局", text="汛期停工", after="2027-01-31")
DONE = act("done", text="已全部落实", **DONE_BY)
CLOSED = act("closed", **DONE_BY)
REOPENED = act("review", text="抽查发现问题", decision="不同意", **DONE_BY)


@pytest.mark.parametrize(
    ("acts", "status", "words"),
    [
        ((), "", "已交办"),
        ((), "未启动", "已交办"),
        ((RECEIVED,), "", "已签收"),
        ((RECEIVED,), "推进中", "办理中"),
        ((RECEIVED, OBJECTED), "", "有异议"),
        ((OBJECTED, act("objection", decision="不同意", **DONE_BY)), "", "已交办"),  # refused: the lead stays
        ((OBJECTED, act("objection", decision="同意", **DONE_BY)), "", "有异议"),  # until the lead is changed
        ((OBJECTED, act("amendment", field="lead", after="区民政局", **DONE_BY)), "", "已交办"),
        ((ASKED,), "推进中", "申请延期"),
        ((ASKED, replace(ASKED, decision="不同意", **DONE_BY)), "推进中", "办理中"),
        ((ASKED, replace(ASKED, decision="同意", **DONE_BY)), "", "已交办"),
        ((DONE,), "推进中", "已办结"),
        ((DONE, CLOSED), "已完成", "已销号"),
        ((DONE, REOPENED), "已完成", "办理中"),  # sent back
        ((DONE, CLOSED, REOPENED), "已完成", "办理中"),
    ],
)
def test_the_state_of_an_item(acts, status, words):
    rows = (replace(LEDGER.rows[0], status=status), *LEDGER.rows[1:])
    ledger = after(*acts, ledger=replace(LEDGER, rows=rows))
    assert state(ledger, ledger.rows[0]) == words
    assert states(ledger)[KEY] == words
    assert states(ledger)[KEYS[1]] == "已交办"  # the other rows have a life of their own


def test_a_finished_status_alone_settles_nothing():
    rows = (replace(LEDGER.rows[0], status="已销号"), *LEDGER.rows[1:])
    assert states(replace(LEDGER, rows=rows))[KEY] == "办理中"
    typed = (Event(KEY, EventKind.DONE), Event(KEY, EventKind.CLOSED))  # lines that a clerk typed without a name
    assert states(replace(LEDGER, events=typed))[KEY] == "已交办"


def test_an_approved_extension_changes_the_deadline_and_keeps_both():
    ledger = after(ASKED)
    assert ledger.rows[0].deadline == LEDGER.rows[0].deadline  # asked for, not given
    ledger = after(replace(ASKED, decision="同意", **DONE_BY), ledger=ledger)
    row = ledger.rows[0]
    assert (row.deadline, row.deadline_on) == (Cell("2027年1月31日前", Basis.CONFIRMED), "2027-01-31")
    event = ledger.events[-1]
    assert (event.field, event.before, event.after) == ("deadline", LEDGER.rows[0].deadline.value, "2027-01-31")
    assert merge_ledger(LEDGER, ledger)[0].rows[0].deadline == row.deadline  # the notice run again does not undo it


@pytest.mark.parametrize(
    ("field", "given", "value", "day"),
    [
        ("lead", "区民政局，区教育局", Cell("区民政局、区教育局", Basis.CONFIRMED), None),
        ("support", "", Cell(), None),  # nobody supports any more
        ("metric", "登记率达到98%", Cell("登记率达到98%", Basis.CONFIRMED), None),
        ("deadline", "2026-09-30", Cell("2026年9月30日前", Basis.CONFIRMED), "2026-09-30"),
        ("deadline", "11月底前", Cell("11月底前", Basis.CONFIRMED), "2026-11-30"),  # the day that the words mean
        ("deadline", "长期坚持", Cell("长期坚持", Basis.CONFIRMED), ""),  # no day is made up
    ],
)
def test_an_amendment_sets_the_cell_as_decided(field, given, value, day):
    start = replace(LEDGER, rows=(replace(LEDGER.rows[0], support=Cell("区体育局", Basis.STATED)), *LEDGER.rows[1:]))
    ledger = after(act("amendment", field=field, after=given, text="区政府第8次常务会议", **DONE_BY), ledger=start)
    assert getattr(ledger.rows[0], field) == value
    assert field in ledger.rows[0].edited
    if day is not None:
        assert ledger.rows[0].deadline_on == day
    assert ledger.events[0].before == getattr(start.rows[0], field).value
    assert ledger.rows[1:] == start.rows[1:]


def test_an_objection_marks_the_row_and_keeps_its_lead():
    ledger = after(OBJECTED)
    assert (ledger.rows[0].lead, ledger.rows[0].mark) == (LEDGER.rows[0].lead, "有异议")
    assert after(act("objection", decision="不同意", **DONE_BY), ledger=ledger).rows[0].mark == ""


def test_an_act_that_is_recorded_already_changes_nothing():
    ledger = after(RECEIVED, OBJECTED, act("amendment", field="metric", after="98%", **DONE_BY))
    assert after(RECEIVED, act("amendment", field="metric", after="98%", **DONE_BY), ledger=ledger) == ledger


@pytest.mark.parametrize(
    ("before", "bad", "words"),
    [
        ((), act("receipt", key="0" * 12), "没有识别码为"),
        ((), act("done", text="完成"), "办结没有写明由谁作出"),  # a person only
        ((), act("closed", text="完成", by=" "), "销号没有写明由谁作出"),
        ((), act("done", **DONE_BY), "不是已完成"),  # nothing says that it is finished, and no reason
        ((), CLOSED, "还没有办结，不能销号"),
        ((DONE, CLOSED), act("done", text="再次", **DONE_BY), "已销号，不能再记“办结”"),
        ((DONE, CLOSED), ASKED, "已销号，不能再记“延期申请”"),
        ((DONE,), act("amendment", field="lead", after="区民政局", **DONE_BY), "已办结，不能再记“调整”"),
        ((OBJECTED,), DONE, "还有未处理的异议，不能办结"),
        ((ASKED,), DONE, "还有未处理的延期申请"),
        ((), act("objection", unit=WELFARE), "异议没有写明理由"),
        ((), act("objection", decision="同意", **DONE_BY), "没有待处理的异议"),
        ((), act("extension", after="年底"), "延期到哪一天没有写明"),
        ((), act("extension", after="2026-01-01"), "不晚于原截止日"),
        ((), act("extension", after="2027-01-31", decision="同意"), "没有写明由谁作出"),  # who agreed?
        ((), act("extension", after="2027-01-31", decision="批准", by="x"), "看不懂"),
        ((), act("extension", field="metric", after="2027-01-31"), "延期只能改完成时限"),
        ((), act("amendment", field="text", after="改写", **DONE_BY), "不能调整"),
        ((), act("amendment", field="metric", before="99%", after="98%", **DONE_BY), "不是“99%”"),  # stale
        ((), act("amendment", field="lead", after="区教育局", **DONE_BY), "没有可调整的"),
        ((), act("amendment", field="lead", after="待指定", **DONE_BY), "没有单位牵头或负责"),
        ((), act("proof", file="照片.zip"), "校验值"),
        ((), act("review", by="赵六"), "核查意见是空的"),
        ((), act("receipt", on="3月20日"), "不是日期"),
        ((), act("done", text="已核", by="督查室"), "是单位，不是人"),  # an office closes nothing
        ((), act("extension", decision="不同意", after="2027-01-31", **DONE_BY), "没有待处理的延期申请"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(before, bad, words):
    ledger = after(*before)
    with pytest.raises(EventRefused) as refused:
        apply_event(ledger, bad)
    assert words in str(refused.value)
    assert "下一步" in str(refused.value)


def test_a_row_that_nobody_leads_may_stay_so_while_something_else_is_amended():
    ledger = after(act("amendment", key=NOBODYS, field="metric", after="12次", **DONE_BY))
    assert ledger.rows[3].metric == Cell("12次", Basis.CONFIRMED)


def test_a_decision_takes_unit_and_day_from_the_request():
    ledger = after(ASKED, act("extension", decision="同意", **DONE_BY))
    event = ledger.events[-1]
    assert (event.unit, event.after, ledger.rows[0].deadline_on) == ("区教育局", "2027-01-31", "2027-01-31")
    refused = after(OBJECTED, act("objection", decision="不同意", **DONE_BY)).events[-1]
    assert refused.unit == "区教育局"


def test_what_was_sent_back_or_amended_again_may_be_done_anew():
    lead = {"field": "lead", **DONE_BY}
    there, back = act("amendment", after="区民政局", **lead), act("amendment", after="区教育局", **lead)
    ledger = after(there, back, there)  # no day tells the third act from the first
    assert ledger.rows[0].lead.value == "区民政局"
    assert len(ledger.events) == 3
    assert states(after(DONE, REOPENED, DONE))[KEY] == "已办结"
    assert after(DONE, DONE) == after(DONE)


def test_what_an_act_changed_says_whether_it_was_only_a_suggestion():
    row = replace(LEDGER.rows[0], lead=Cell("区教育局", Basis.SUGGESTED))
    start = replace(LEDGER, rows=(row, *LEDGER.rows[1:]))
    ledger = after(act("amendment", field="lead", after="区民政局", **DONE_BY), ledger=start)
    assert ledger.events[-1].before == "建议：区教育局"
    assert ledger.rows[0].lead == Cell("区民政局", Basis.CONFIRMED)


def test_several_acts_are_all_applied_or_none():
    good, known, bad = act("receipt", unit="区体育局"), RECEIVED, act("closed", key=KEYS[1], **DONE_BY)
    start = after(RECEIVED)
    applied = apply_events(start, (good, known))
    assert (applied.new, applied.known, applied.refused) == ((good,), (known,), ())
    applied = apply_events(start, (good, bad))
    assert (applied.ledger, applied.new) == (start, ())
    assert [one.event for one in applied.refused] == [bad]


def test_an_amendment_to_what_the_row_says_anyway_is_no_refusal():
    same = act("amendment", field="lead", after=LEDGER.rows[0].lead.value, **DONE_BY)
    assert apply_events(LEDGER, (same,)).known == (same,)


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        ("赵六", True),
        ("督查室 赵六", True),
        ("李镇", True),  # two signs are a name, whatever they end in
        ("督查室 张建社", True),  # a name that ends as an office does is told by the office before it
        ("区政府办公室", False),
        ("督查室", False),
    ],
)
def test_an_item_is_closed_by_a_person(by, allowed):
    closing = act("done", text="已核", by=by)
    if allowed:
        assert states(after(closing))[KEY] == "已办结"
    else:
        with pytest.raises(EventRefused, match="前面写上单位"):
            after(closing)


def test_a_request_that_was_refused_is_not_granted_by_a_second_word():
    refused = after(ASKED, replace(ASKED, decision="不同意", after="", **DONE_BY))
    with pytest.raises(EventRefused, match="延期到哪一天没有写明"):
        apply_event(refused, act("extension", decision="同意", **DONE_BY))
    granted = after(act("extension", decision="同意", after="2027-03-31", **DONE_BY), ledger=refused)
    assert granted.rows[0].deadline_on == "2027-03-31", "with its own day it may be"
