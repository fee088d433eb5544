"""A ledger as one side: the same comparison as its notice gives, with the clerk's decisions and what was completed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.compare import ChangeKind, Reading, compare_plans
from qdoc.compare.ledgers import ledger_reading
from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Cell, Ledger
from qdoc.parse import parse
from qdoc.read import read_bytes, read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


@pytest.fixture(scope="module")
def readings(lexicon) -> list[Reading]:
    sources = [read_path(path) for path in sorted(EXAMPLES.glob("*要点.txt"))]
    return [Reading(extract(parse(one), lexicon, suggest=False), one.text) for one in sources]


@pytest.fixture(scope="module")
def ledgers(readings) -> list[Ledger]:
    return [build_ledger(one.plan, text=one.text) for one in readings]


def found(before: Reading, after: Reading, lexicon):
    diff = compare_plans(before, after, succeeds=lexicon.succeeds)
    return [(one.before, one.after, one.kinds) for one in diff.changes]


def test_a_ledger_against_its_own_notice_is_carried_and_nothing_else(readings, ledgers, lexicon):
    for reading, ledger in zip(readings, ledgers, strict=True):
        assert {kinds for _, _, kinds in found(reading, ledger_reading(ledger, lexicon), lexicon)} == {
            (ChangeKind.CARRIED,)
        }


def test_ledgers_give_the_comparison_that_the_notices_give(readings, ledgers, lexicon):
    wanted = found(readings[0], readings[1], lexicon)
    sides = [ledger_reading(one, lexicon) for one in ledgers]
    assert found(sides[0], sides[1], lexicon) == wanted
    assert found(sides[0], readings[1], lexicon) == wanted


def changed(ledger: Ledger, at: int, **values: object) -> Ledger:
    rows = list(ledger.rows)
    rows[at] = replace(rows[at], **values)
    return replace(ledger, rows=tuple(rows))


@pytest.mark.parametrize(
    ("basis", "kinds"),
    [
        (Basis.CONFIRMED, {ChangeKind.CARRIED, ChangeKind.REASSIGNED}),  # the clerk decided who led last year
        (Basis.SUGGESTED, {ChangeKind.CARRIED}),  # nobody did
    ],
)
def test_only_what_was_decided_last_year_is_compared(ledgers, lexicon, basis, kinds):
    before = changed(ledgers[1], 0, lead=Cell("区统计局", basis), responsible=Cell(), support=Cell())
    before = replace(before, rows=before.rows[:1])
    after = replace(ledgers[1], rows=ledgers[1].rows[:1])
    (one,) = found(ledger_reading(before, lexicon), ledger_reading(after, lexicon), lexicon)
    assert set(one[2]) == kinds


def test_what_was_completed_stands_beside(ledgers, lexicon):
    done = changed(ledgers[0], 0, status="已完成", progress="会诊企业43家", actual="43")
    diff = compare_plans(ledger_reading(done, lexicon), ledger_reading(ledgers[1], lexicon))
    said = [(one.before, row) for one in diff.changes for row in one.progress]
    assert [(ids, row.task, row.status, row.progress, row.actual) for ids, row in said] == [
        (("2025/t01",), "2025/t01", "已完成", "会诊企业43家", "43")
    ]


def test_a_row_that_the_notice_no_longer_has_is_left_out(ledgers, lexicon):
    task = ledgers[0].rows[-1].task_id
    rows = tuple(replace(row, mark="原文已无") if row.task_id == task else row for row in ledgers[0].rows)
    before = ledger_reading(ledgers[0], lexicon).plan.tasks
    assert len(ledger_reading(replace(ledgers[0], rows=rows), lexicon).plan.tasks) == len(before) - 1


def test_a_target_that_the_clerk_wrote_counts(ledgers, lexicon):
    row = ledgers[0].rows[2]
    assert not row.metric.value
    wrote = changed(ledgers[0], 2, metric=Cell("开放设备不少于15台", Basis.CONFIRMED), edited=("metric",))
    quotes = [m.quote for task in ledger_reading(wrote, lexicon).plan.tasks for m in task.metrics]
    assert any("不少于15台" in quote for quote in quotes)


def test_an_amended_target_counts_instead_of_the_one_that_the_words_say(ledgers, lexicon):
    at = next(at for at, row in enumerate(ledgers[1].rows) if "6000个" in row.text)
    amended = changed(ledgers[1], at, metric=Cell("新增公共充电接口5000个", Basis.CONFIRMED), edited=("metric",))
    before, after = ledger_reading(ledgers[1], lexicon), ledger_reading(amended, lexicon)
    (one,) = [one for one in compare_plans(before, after).changes if one.kinds != (ChangeKind.CARRIED,)]
    assert one.kinds == (ChangeKind.RETARGETED,), "the notice's own words are the same"
    (detail,) = one.details
    assert (detail.before, detail.after) == ("新增公共充电接口6000个", "（台账指标：新增公共充电接口5000个）")
    assert after.text[slice(*detail.after_span)] == detail.after


def test_a_heading_that_its_first_row_repeats_stays_the_heading(readings, ledgers, lexicon):
    for reading, ledger in zip(readings, ledgers, strict=True):
        titles = [task.title for task in ledger_reading(ledger, lexicon).plan.tasks]
        assert titles == [task.title and task.title.rstrip("。") for task in reading.plan.tasks]


def test_sorted_rows_are_read_in_the_order_of_the_notice(readings, ledgers, lexicon):
    for reading, ledger in zip(readings, ledgers, strict=True):
        by_force = replace(ledger, rows=tuple(sorted(ledger.rows, key=lambda row: (row.strength, row.text))))
        assert ledger_reading(by_force, lexicon).text == ledger_reading(ledger, lexicon).text
        assert {kinds for _, _, kinds in found(reading, ledger_reading(by_force, lexicon), lexicon)} == {
            (ChangeKind.CARRIED,)
        }


def test_a_row_that_a_clerk_added_follows_its_task(ledgers, lexicon):
    row = replace(ledgers[0].rows[0], key="new", text="开展回头看。", start=None, end=None)
    added = replace(ledgers[0], rows=(*ledgers[0].rows, row))
    task = ledger_reading(added, lexicon).plan.tasks[0]
    assert task.obligations[-1].text.startswith("开展回头看")


NOTICE = """江海市云溪区人民政府办公室关于印发云溪区2025年工作要点的通知

云溪区2025年工作要点

一、重点任务

{}
"""
OWN_ROWS = [
    # a task of a notice; why its ledger must say the same
    ("1.支持工业技术改造，对完成改造的企业给予奖补，推动制造业转型升级。（区经济信息化局负责）", "a cut heading"),
    ("1.加强校园安全。排查隐患；整改到位；建立台账。（区教育局负责）", "the signs between rows are not in the ledger"),
    ("1.区养老服务条例（区民政局起草）", "the heading names the unit"),
    ("1.推进绿色金融。开发新产品。（区财政局牵头，科技局、商务局配合）", "a prefix left out is carried along"),
]  # fmt: skip


@pytest.mark.parametrize(("task", "why"), OWN_ROWS)
def test_a_notice_against_its_own_ledger_is_carried(task, why, lexicon):
    source = read_bytes(NOTICE.format(task).encode(), "通知.txt")
    plan = extract(parse(source), lexicon, suggest=False)
    side = ledger_reading(build_ledger(plan, text=source.text), lexicon)
    assert found(Reading(plan, source.text), side, lexicon)[0][2] == (ChangeKind.CARRIED,), why


def test_an_amended_limit_is_told_though_the_words_are_the_same(ledgers, lexicon):
    at = next(at for at, row in enumerate(ledgers[1].rows) if row.deadline.value == "9月底前")
    later = changed(ledgers[1], at, deadline=Cell("11月底前", Basis.CONFIRMED), deadline_on="2026-11-30")
    diff = compare_plans(ledger_reading(ledgers[1], lexicon), ledger_reading(later, lexicon))
    (one,) = [change for change in diff.changes if change.kinds != (ChangeKind.CARRIED,)]
    assert one.kinds == (ChangeKind.RESCHEDULED,)
    assert one.details[0].after == "11月底前"


def test_a_limit_that_the_rows_words_say_has_its_place(ledgers, lexicon):
    side = ledger_reading(ledgers[1], lexicon)
    placed = [one for task in side.plan.tasks for one in task.deadlines if one.start is not None]
    assert placed
    assert all(side.text[one.start : one.end] == one.quote == one.wording for one in placed)
