from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from qdoc.errors import UsageError
from qdoc.model import Entry, Event, EventKind, Group, Office, Rule
from qdoc.status import Judgement, StatusReport, make_report, make_scores, read_rules
from tests.status.yunxi_in_september import AS_OF, RETURNS, bare_ledger, ledger

# What a person says of each return on 15 October, 227 of 304 days (74.7 %) after the issue, in the order of RETURNS.
BY_HAND = "欠不不欠完欠超欠超欠完超欠超不欠超欠欠超达未不不达"
NAMES = {"欠": "欠进度", "不": "不适用", "完": "已完成", "超": "超进度", "达": "达进度", "未": "未启动"}


def expected_by_hand() -> list[str]:
    """The judgement of each ledger row, from the table above alone."""
    said = {words: NAMES[mark] for (words, *_), mark in zip(RETURNS, BY_HAND, strict=True)}
    return [next((name for words, name in said.items() if words in row.text), "未填报") for row in ledger().rows]


@pytest.fixture(scope="module")
def report() -> StatusReport:
    return make_report(ledger(), read_rules(None), AS_OF)


def test_every_row_is_judged_as_by_hand(report: StatusReport) -> None:
    assert [item.judgement.value for item in report.items] == expected_by_hand()
    assert all(item.reason for item in report.items)


def test_all_counts_equal_an_independent_recount(report: StatusReport) -> None:
    by_hand = expected_by_hand()
    rows = list(zip(ledger().rows, by_hand, strict=True))
    assert {each.value: count for each, count in report.total.counts} == Counter(by_hand)
    for theme in report.themes:
        mine = Counter(name for row, name in rows if row.theme == theme.name)
        assert {each.value: count for each, count in theme.counts} == mine
    units: dict[str, Counter[str]] = {}
    for row, name in rows:
        whole = f"{row.lead.value}、{row.responsible.value}".strip("、") or "待指定"
        for unit in dict.fromkeys(whole.split("、")):
            units.setdefault(unit, Counter())[name] += 1
    assert {one.unit: {each.value: n for each, n in one.tally.counts} for one in report.units} == units
    past = [row.key for row, name in rows if row.deadline_on and row.deadline_on < "2026-10-15" and name != "已完成"]
    assert sorted(item.row_key for item in report.overdue) == sorted(past)
    assert len(past) == 3
    assert {one.unit: one.unreported for one in report.silent} == {
        unit: counts["未填报"] for unit, counts in units.items() if counts["未填报"] and unit != "待指定"
    }


def test_units_stand_worst_first_and_nobody_last(report: StatusReport) -> None:
    reds = [one.tally.light("红") for one in report.units if one.unit != "待指定"]
    assert reds == sorted(reds, reverse=True)
    assert report.units[-1].unit == "待指定"
    assert [item.days for item in report.overdue] == [-107, -15, -15]
    assert report.worst[:3] == report.overdue


def test_an_empty_ledger_reports_nothing_as_anything_but_unreported() -> None:
    empty = make_report(bare_ledger(), read_rules(None), date(2026, 4, 1))
    assert empty.total.counts == ((Judgement.UNREPORTED, 75),)
    assert empty.total.lights == (("", 75),)


def test_groups_count_for_their_members_and_units_can_be_chosen() -> None:
    rows = tuple(replace(row, lead=replace(row.lead, value="各街道办事处")) for row in ledger().rows[:2])
    office = Office(groups=(Group("各街道办事处", ("青石街道办事处", "河东街道办事处")),))
    found = make_report(replace(ledger(), rows=rows), read_rules(None), AS_OF, office)
    assert {one.unit: one.tally.total for one in found.units} == {"青石街道办事处": 2, "河东街道办事处": 2}
    chosen = make_report(ledger(), read_rules(None), AS_OF, units=("区数据局",))
    assert ([one.unit for one in chosen.units], chosen.total.total) == (["区数据局"], 6)
    with pytest.raises(UsageError, match="区数局"):
        make_report(ledger(), read_rules(None), AS_OF, units=("区数局",))


def test_returns_from_after_the_day_are_said() -> None:
    entries = tuple(
        Entry("k", "区数据局", period, leads=True) for period in ("2026Q3", "2026Q4", "2027Q1", "2026-10-16")
    )
    found = make_report(replace(ledger(), entries=entries), read_rules(None), AS_OF)
    (said,) = [one.message for one in found.diagnostics if one.code == "B201"]
    assert re.findall(r"20\d\d(?:Q\d|-\d\d-\d\d)", said.partition("（")[2]) == ["2026-10-16", "2027Q1"]


# --- points -------------------------------------------------------------------------------------

BASIS = "云溪区质量工作考核办法第八条"


def office(*rules: tuple[str, str]) -> Office:
    return Office(rules=tuple(Rule("评分", name, value, BASIS) for name, value in rules))


def test_scores_are_off_without_a_basis() -> None:
    for own in (None, Office(rules=(Rule("评分", "牵头未完成", "-5"),))):
        with pytest.raises(UsageError, match="没有可用的评分规则"):
            make_scores(ledger(), read_rules(own), AS_OF)


def test_every_point_has_its_row_and_basis_and_the_totals_add_up() -> None:
    own = office(("牵头未完成", "-5"), ("配合未完成", "扣3分"), ("已完成", "+1"), ("领导评价", "20"))
    sheet = make_scores(ledger(), read_rules(own), AS_OF, own)
    keys = {row.key: number for number, row in enumerate(ledger().rows, 1)}
    assert all(keys[line.row_key] == line.serial and line.basis == BASIS and line.reason for line in sheet.lines)
    recount: Counter[str] = Counter()
    for row, name in zip(ledger().rows, expected_by_hand(), strict=True):
        leading = [unit for cell in (row.lead, row.responsible) for unit in cell.value.split("、") if unit]
        late = row.deadline_on and row.deadline_on < "2026-10-15" and name != "已完成"
        for unit in leading:
            recount[unit] += -5 * bool(late) + (name == "已完成" and row.actual != "92%")
        for unit in filter(None, row.support.value.split("、")) if late else ():
            recount[unit] -= 3 * ("街道" not in unit)
    assert {unit: int(points) for unit, _, points in sheet.totals if points} == {u: n for u, n in recount.items() if n}
    assert {line.withheld for line in sheet.lines} == {"", "群组未展开", "数值没有达到指标，待核"}
    assert [rule.name for rule in sheet.by_hand] == ["领导评价"]


def test_late_returns_and_failed_reviews_score_by_what_the_ledger_records() -> None:
    key = ledger().rows[1].key
    entry = Entry(key, "区经济信息化局", "2026Q3", leads=True, received_on="2026-10-13")
    review = Event(key, EventKind.REVIEW, on="2026-10-14", by="张三", text="数字无佐证", decision="不同意")
    told = replace(ledger(), entries=(entry, replace(entry, received_on="2026-10-10")), events=(review,))
    own = office(("迟报", "-1"), ("核查未通过", "-2"))
    own = replace(own, rules=(*own.rules, Rule("填报", "填报时限", "季后10天", BASIS)))
    sheet = make_scores(told, read_rules(own), AS_OF, own)
    assert [(line.rule, line.points, line.serial) for line in sheet.lines] == [
        ("迟报", Decimal(-1), 2),
        ("核查未通过", Decimal(-2), 2),
    ]
    assert "迟3天" in sheet.lines[0].reason
    assert "数字无佐证" in sheet.lines[1].reason
