from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from qdoc.model import Cell, Entry, Event, EventKind, LedgerHead, LedgerRow, Office, Rule
from qdoc.status import Judgement, read_rules
from qdoc.status.actual import Measure, measure_of, read_actual
from qdoc.status.conventions import BLUE_YELLOW_RED
from qdoc.status.expected import expect
from qdoc.status.judge import judge
from qdoc.status.lamps import light_of
from qdoc.status.rules import Rules

HEAD = LedgerHead("通知", "要点", "区政府办", "云政办发〔2026〕5号", "2026-03-02", 2026, "x.txt", "0" * 64)
ROW = LedgerRow("k", "t", "主题", "1.", "任务", "事项", lead=Cell("区教育局"))
DAYS, MONTHS = Rules(), Rules(method="按月数")
BLUE = Rules(lights=BLUE_YELLOW_RED)


def row(
    deadline: str = "2026年", on: str = "2026-12-31", metric: str = "", actual: str = "", status: str = ""
) -> LedgerRow:
    return replace(ROW, deadline=Cell(deadline), deadline_on=on, metric=Cell(metric), actual=actual, status=status)


# (deadline, last day, rules, as of, expected per cent)
EXPECTED = [
    ("2026年", "2026-12-31", DAYS, "2026-03-02", "0.0"),  # why: nothing is due on the day of issue
    ("2026年", "2026-12-31", DAYS, "2026-12-31", "100.0"),  # why: all of it on the last day
    ("9月底前", "2026-09-30", DAYS, "2026-06-16", "50.0"),  # why: 106 of 212 days
    ("2026年", "2026-12-31", DAYS, "2026-01-15", "0.0"),  # why: before the issue there is no progress to expect
    ("6月30日前", "2026-06-30", DAYS, "2026-10-15", "100.0"),  # why: it never grows past all
    ("", "", DAYS, "2026-12-31", "100.0"),  # why: no deadline counts to the year's end
    ("每季度", "", DAYS, "2026-10-15", None),  # why: recurring work has no one end
    ("持续推进", "", DAYS, "2026-10-15", None),  # why: continuing work has none either
    ("持续推进", "2026-12-31", DAYS, "2026-12-31", "100.0"),  # why: unless the clerk gives a last day
    ("2月底前", "2026-02-28", DAYS, "2026-03-02", "100"),  # why: due before the issue, so due at once
    ("到2028年", "2028-12-31", DAYS, "2026-12-31", "29.4"),  # why: 304 of 1035 days
    ("2026年", "2026-12-31", Rules(start="年初"), "2026-07-02", "50.0"),  # why: 182 of 364 days from 1 January
    ("2026年", "2026-12-31", MONTHS, "2026-11-30", "91.7"),  # why: the published figure for January to November
    ("2026年", "2026-12-31", MONTHS, "2026-11-29", "83.3"),  # why: November is not over
    ("9月底前", "2026-09-30", MONTHS, "2026-09-30", "100"),  # why: its deadline has come
]


@pytest.mark.parametrize(("deadline", "on", "rules", "as_of", "wanted"), EXPECTED)
def test_expected_progress(deadline: str, on: str, rules: Rules, as_of: str, wanted: str | None) -> None:
    found = expect(row(deadline, on), HEAD, rules, date.fromisoformat(as_of))
    assert found.share == (None if wanted is None else Decimal(wanted))
    assert found.words


def test_without_an_issue_date_it_counts_from_new_year_and_says_so() -> None:
    found = expect(row(), replace(HEAD, dated=None), DAYS, date(2026, 7, 2))
    assert found.share == Decimal("50.0")
    assert found.words.startswith("年初2026-01-01")


# (metric, actual, measure, share)
ACTUAL = [
    ("会诊企业不少于60家", "40家", Measure.SHARE, "66.7"),  # why: figures that add up are a share
    ("新增14.3万户", "14.3万户", Measure.SHARE, "100.0"),  # why: a decimal share
    ("服务8项；达到48项", "6项；46项", Measure.SHARE, "75.0"),  # why: the lowest of several counts
    ("监督抽查1,200批次", "600批次", Measure.SHARE, "50.0"),  # why: grouped digits
    ("暗访实现全覆盖", "85%", Measure.SHARE, "85.0"),  # why: 全覆盖 is 100 %
    ("检定覆盖率达到100%", "74%", Measure.SHARE, "74.0"),  # why: a coverage grows over the year
    ("会诊企业不少于60家", "", Measure.SHARE, None),  # why: nothing was returned
    ("会诊企业不少于60家", "40万家", Measure.SHARE, None),  # why: another unit is not compared
    ("落地示范项目8至10个", "4个", Measure.SHARE, None),  # why: a range is for a person to compare
    ("到场时间不超过20分钟", "18分钟", Measure.LESS, None),  # why: staying under is no share
    ("人工成本下降15%", "10%", Measure.LESS, None),  # why: bringing down is none either
    ("合格率稳定在96%以上", "97.1%", Measure.LEVEL, None),  # why: a level to be held
    ("食品监督抽检合格率不低于98%", "97%", Measure.LEVEL, None),  # why: a floor in per cent
    ("公开数量增长10%以上", "7%", Measure.GROWTH, None),  # why: growth, though it says 以上
    ("", "5", Measure.NONE, None),  # why: no metric
]


@pytest.mark.parametrize(("metric", "actual", "measure", "share"), ACTUAL)
def test_actual_progress(metric: str, actual: str, measure: Measure, share: str | None) -> None:
    assert measure_of(metric) is measure
    assert read_actual(metric, actual).share == (None if share is None else Decimal(share))


HALF = "2026-08-01"  # 152 of 304 days: 50.0 % of the year's deadline is due
COUNT = "会诊企业60家"
# (row, rules, judgement, a word of the reason)
JUDGED = [
    (row(metric=COUNT, actual="30家", status="推进中"), DAYS, "达进度", "应完成50.0%"),  # why: exactly on schedule
    (row(metric=COUNT, actual="29家", status="推进中"), DAYS, "欠进度", "1.7个百分点"),  # why: below it, however little
    (row(metric=COUNT, actual="29家"), Rules(tolerance=Decimal(2)), "达进度", "48.3%"),  # why: within the tolerance
    (row(metric=COUNT, actual="36家"), DAYS, "超进度", "高出10.0"),  # why: ten points above
    (row(metric=COUNT, actual="60家", status="推进中"), DAYS, "超进度", "没有办结记载"),  # why: only a word closes it
    (row(metric=COUNT, actual="0家", status="未启动"), DAYS, "未启动", "未启动"),  # why: nought and not begun
    (row(metric=COUNT, actual="30家", status="已完成"), DAYS, "已完成", "请核对"),  # why: doubt shows
    (row(status="销号"), DAYS, "已完成", "销号"),  # why: closed by word
    (row(), DAYS, "未填报", "没有填报"),  # why: nobody returned anything, nothing is filled in
    (replace(row(), progress="正在推进"), DAYS, "未填报", "进展情况"),  # why: a sentence is no status
    (row(status="推进中"), DAYS, "不适用", "没有量化指标"),  # why: 推进中 does not say how far
    (row(status="基本完成"), DAYS, "不适用", "基本完成"),  # why: nor does 基本完成
    (row(status="基本完成"), Rules(words=(("基本完成", Judgement.ON_TRACK),)), "达进度", "按本单位规则"),  # why: told
    (row(status="超进度"), DAYS, "超进度", "自报"),  # why: the unit's own word, marked as such
    (row(on="2026-06-30", status="推进中"), DAYS, "欠进度", "已过32天"),  # why: past its last day and not finished
    (row(on="2026-06-30", status="达进度"), DAYS, "欠进度", "已过32天"),  # why: on schedule cannot be past the last day
    (row(metric="公开数量增长10%", actual="7%", status="推进中"), DAYS, "欠进度", "宣城"),  # why: growth too low
    (row(metric="公开数量增长10%", actual="11%", status="推进中"), DAYS, "达进度", "宣城"),  # why: growth at its target
    (row(metric="不超过20分钟", actual="18分钟", status="推进中"), DAYS, "不适用", "已达到目标值"),  # why: no share
    (row(metric="不超过20分钟", actual="18分钟", status="已完成"), DAYS, "已完成", "已完成"),  # why: unless finished
    (row("每季度", "", status="推进中"), DAYS, "不适用", "推进中"),  # why: no end, so no schedule
]  # fmt: skip


@pytest.mark.parametrize(("given", "rules", "wanted", "word"), JUDGED)
def test_the_judgement_and_its_reason(given: LedgerRow, rules: Rules, wanted: str, word: str) -> None:
    found = judge(given, HEAD, rules, date.fromisoformat(HALF))
    assert found.judgement.value == wanted, found.reason
    assert word in found.reason


def test_the_reason_names_the_return_that_it_rests_on_and_who_closed_the_item() -> None:
    given = row(metric=COUNT, actual="30家", status="推进中")
    entry = Entry("k", "区教育局", "2026Q2", leads=True, status="推进中", actual="30家")
    assert judge(given, HEAD, DAYS, date(2026, 8, 1), (entry,)).reason.startswith("区教育局2026年第二季度填报：")
    other = replace(entry, unit="区卫生局", leads=False)
    assert judge(given, HEAD, DAYS, date(2026, 8, 1), (other,)).reason.startswith("台账所载：")
    done = Event("k", EventKind.CLOSED, on="2026-07-31", by="李四")
    closed = judge(given, HEAD, DAYS, date(2026, 8, 1), (), (done,))
    assert (closed.judgement, closed.reason) == (
        Judgement.FINISHED,
        "台账记有销号（2026-07-31 李四）；但" + closed.actual.words + "，请核对",
    )
    assert judge(given, HEAD, DAYS, date(2026, 7, 30), (), (done,)).judgement is Judgement.ON_TRACK, "closed later"


SENT = Event("k", EventKind.REVIEW, on="2026-07-10", by="王主任", text="数字无佐证", decision="不同意")
AGREES = replace(SENT, on="2026-07-20", decision="同意", text="已补佐证")
CLOSES = Event("k", EventKind.DONE, on="2026-07-20", by="王主任", text="补齐佐证")
AGAIN = Entry("k", "区教育局", "2026Q2", leads=True, status="已完成", filled_on="2026-07-15")
# (returns, acts, judgement, a word of the reason)
REVIEWED = [
    ((), (), "已完成", "办理状态为“已完成”"),  # why: no review, so the word counts
    ((), (SENT,), "不适用", "核查意见不同意（王主任），办理状态“已完成”不算完成"),  # why: the finding is newer
    ((replace(AGAIN, filled_on="2026-07-05"),), (SENT,), "不适用", "不算完成"),  # why: returned before the finding
    ((AGAIN,), (SENT,), "已完成", "办理状态为“已完成”"),  # why: returned anew after it
    ((), (SENT, AGREES), "已完成", "办理状态"),  # why: a later review agrees
    ((), (SENT, CLOSES), "已完成", "办理状态"),  # why: a person finished it after all
    ((), (replace(SENT, decision=""),), "已完成", "办理状态"),  # why: an opinion without a decision sends nothing back
    ((), (replace(SENT, on="2026-09-01"),), "已完成", "办理状态"),  # why: not yet found on the day
    ((AGAIN,), (replace(SENT, on=""),), "不适用", "不算完成"),  # why: nobody knows that the return is newer
]


@pytest.mark.parametrize(("entries", "acts", "wanted", "word"), REVIEWED)
def test_no_word_finishes_a_row_while_a_review_has_sent_it_back(
    entries: tuple[Entry, ...], acts: tuple[Event, ...], wanted: str, word: str
) -> None:
    found = judge(row("每季度", "", status="已完成"), HEAD, DAYS, date(2026, 8, 1), entries, acts)
    assert found.judgement.value == wanted, found.reason
    assert word in found.reason


def test_an_offices_own_finishing_word_does_not_finish_what_was_sent_back() -> None:
    rules = rules_of(("办理状态", "办妥", "已完成", "办法"))
    for acts, wanted in (((), "已完成"), ((SENT,), "不适用")):
        found = judge(row("每季度", "", status="办妥"), HEAD, rules, date(2026, 8, 1), (), acts)
        assert (found.judgement.value, found.finished) == (wanted, wanted == "已完成")


# (row, rules, light)
LIGHTS = [
    (row(status="已完成"), DAYS, "绿"),  # why: finished
    (row(status="已完成"), BLUE, ""),  # why: 蓝黄红 has no light for it
    (row(on="2026-07-31", status="推进中"), DAYS, "红"),  # why: overdue
    (row(on="2026-07-31", status="推进中"), BLUE, "红"),  # why: red is overdue there
    (row(metric=COUNT, actual="10家"), DAYS, "红"),  # why: 落后
    (row(metric=COUNT, actual="10家"), BLUE, "黄"),  # why: 未达序时进度
    (row(on="2026-08-16", status="推进中"), DAYS, "黄"),  # why: the fifteenth day before the deadline
    (row(on="2026-08-17", status="推进中"), DAYS, ""),  # why: a day earlier nothing is known that a light could say
    (row(on="2026-08-16", status="推进中"), BLUE, "蓝"),  # why: near
    (row(on="2026-08-01"), DAYS, "黄"),  # why: due today is not overdue
    (row(metric=COUNT, actual="30家"), DAYS, "绿"),  # why: on schedule
    (row(status="未启动"), DAYS, "红"),  # why: half of the time has gone
    (row(on="2026-06-30"), DAYS, "红"),  # why: nobody returned anything and the last day is past
    (row(), DAYS, ""),  # why: not reported is no colour
]


@pytest.mark.parametrize(("given", "rules", "wanted"), LIGHTS)
def test_lights(given: LedgerRow, rules: Rules, wanted: str) -> None:
    light, why = light_of(judge(given, HEAD, rules, date.fromisoformat(HALF)), rules)
    assert light == wanted
    assert why


def rules_of(*lines: tuple[str, str, str, str]) -> Rules:
    return read_rules(Office(rules=tuple(Rule(*line) for line in lines)))


# (rule, what it sets, to what)
SETTINGS = [
    (("进度", "算法", "月数÷12", "办法"), "method", "按月数"),  # why: the published convention, in a clerk's words
    (("序时进度", "起算日", "年初", ""), "start", "年初"),  # why: another name of the kind
    (("进度", "容差", "5%", "办法"), "tolerance", Decimal(5)),  # why: a sign behind the figure
    (("进度", "超进度", "２０个百分点", ""), "ahead", Decimal(20)),  # why: full-width digits
    (("亮灯", "方案", "蓝、黄、红", "办法"), "lights", BLUE_YELLOW_RED),  # why: as people write it
    (("亮灯", "临近天数", "30天", ""), "near", 30),  # why: with its unit
    (("状态", "基本完成", "达进度", ""), "words", (("基本完成", Judgement.ON_TRACK),)),  # why: a word's meaning
    (("判断名称", "欠进度", "滞后", ""), "names", ((Judgement.BEHIND, "滞后"),)),  # why: another name for a judgement
]


@pytest.mark.parametrize(("rule", "field", "wanted"), SETTINGS)
def test_rules_set_what_they_say_and_are_printed_with_their_basis(
    rule: tuple[str, str, str, str], field: str, wanted: object
) -> None:
    found = rules_of(rule)
    assert getattr(found, field) == wanted
    assert found.diagnostics == ()
    assert any(rule[2] in sentence and (rule[3] or "没有写明依据") in sentence for sentence in found.sentences)


# (rule, code)
WRONG = [
    (("督查", "x", "y", ""), "B101"),  # why: a kind nobody knows
    (("进度", "颜色", "红", ""), "B101"),  # why: a name nobody knows
    (("亮灯", "方案", "红橙黄", ""), "B102"),  # why: no published convention
    (("进度", "容差", "很多", ""), "B102"),  # why: no figure
    (("状态", "推进中", "不错", ""), "B102"),  # why: no judgement
    (("评分", "牵头未完成", "若干", "办法"), "B102"),  # why: no points
    (("评分", "牵头未完成", "-5", ""), "B103"),  # why: a score needs a basis
]
# (rule, code)
DOUBTFUL = [
    (("办理状态", "正在推进，争取年底前全面完成", "达进度", ""), "B105"),  # why: a list of Excel has no comma in a word
]


@pytest.mark.parametrize(("rule", "code"), DOUBTFUL)
def test_a_rule_that_holds_only_in_part_is_used_and_said(rule: tuple[str, str, str, str], code: str) -> None:
    found = rules_of(rule)
    assert [one.code for one in found.diagnostics] == [code]
    assert len(found.words) == 1


@pytest.mark.parametrize(("rule", "code"), WRONG)
def test_rules_that_cannot_be_used_are_said_and_change_nothing(rule: tuple[str, str, str, str], code: str) -> None:
    found = rules_of(rule)
    assert [one.code for one in found.diagnostics] == [code]
    assert replace(found, diagnostics=()) == Rules()


def test_a_rule_said_twice_counts_once() -> None:
    found = rules_of(("进度", "容差", "5", "甲"), ("进度", "容差", "8", "乙"))
    assert (found.tolerance, [one.code for one in found.diagnostics]) == (Decimal(5), ["B104"])
