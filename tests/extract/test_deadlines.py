"""Time limits: every kind, the last day each means from the plan's year, and what is no limit."""

from __future__ import annotations

import pytest

from qdoc.extract import extract
from qdoc.extract.calendar import end_of_five_year_plan, number
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Deadline, Plan
from tests.extract.made_notices import check_proof, notice_of

LEXICON = load_lexicon()

# notice of 2024-03-01, plan of 2024
LIMITS = [
    ("2024年9月底前完成整改。", "2024年9月底前", "date", "2024-09-30"),
    ("9月底前完成整改。", "9月底前", "date", "2024-09-30"),  # the plan's year
    ("年底前建成三处站点。", "年底前", "date", "2024-12-31"),
    ("于2024年6月15日前报送方案。", "2024年6月15日前", "date", "2024-06-15"),
    ("4月前完成摸底。", "4月前", "date", "2024-03-31"),  # before April begins
    ("2025年2月底前完成验收。", "2025年2月底前", "date", "2025-02-28"),  # the month's own last day
    ("到2025年，建成十处站点。", "到2025年", "year", "2025-12-31"),
    ("争取2024年覆盖率达到90%。", "2024年", "year", "2024-12-31"),
    ("至“十四五”期末，建成十处站点。", "至“十四五”期末", "period", "2025-12-31"),
    ("“十四五”期间新增泊位一千个。", "“十四五”期间", "period", "2025-12-31"),
    ("第三季度完成招标。", "第三季度", "quarter", "2024-09-30"),
    ("三季度末前发布清单。", "三季度末前", "quarter", "2024-09-30"),  # what is published then is to come
    ("上半年完成招标。", "上半年", "period", "2024-06-30"),
    ("每年2月底前发布公报。", "每年2月底前", "recurring", None),
    ("每月组织一次演练。", "每月", "recurring", None),
    ("定期组织演练。", "定期", "recurring", None),
    ("3年内建成十处站点。", "3年内", "period", None),  # no start is printed
    ("2025年起，推广到全市。", "2025年起", "period", None),
    ("（牵头单位：市科技局，完成时限：持续推进）", "持续推进", "ongoing", None),
    ("（牵头单位：市科技局，完成时限：年底前）", "年底前", "date", "2024-12-31"),
    ("次年1月底前完成结算。", "次年1月底前", "date", "2025-01-31"),
    ("２０２４年１０月底前完成整改。", "２０２４年１０月底前", "date", "2024-10-31"),  # full-width digits
]


def stated(plan: Plan) -> list[Deadline]:
    return [d for d in plan.tasks[0].deadlines if d.basis is Basis.STATED]


@pytest.mark.parametrize(("sentence", "quote", "kind", "on"), LIMITS)
def test_limits(sentence: str, quote: str, kind: str, on: str | None) -> None:
    notice = notice_of(f"1.建设停车设施。{sentence}")
    plan = extract(notice, LEXICON, suggest=False)
    assert [(d.quote, d.kind.value, d.on) for d in stated(plan)] == [(quote, kind, on)]
    check_proof(notice, plan)


NONE = [
    "能耗比2020年下降5%。",  # a base year
    "2023年12月底前已建成三处站点。",  # before the notice: background
    "落实《江海市2025年建设计划》。",  # inside a title
    "完成停车设施三年行动计划。",
    "对新建企业每年给予补助。",  # an allowance
    "自2023年6月起，泊位收费。",
    "实施2024—2026年行动。",  # a span of years
    "办好2026年冬奥会志愿者培训。",  # a name
    "接收稳定期患者。",
    "建立定期调度、通报机制。",
    "开展年终对账检查。",  # what is done, not by when
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_limit_leaves_the_plan_year(sentence: str) -> None:
    plan = extract(notice_of(f"1.建设停车设施。{sentence}"), LEXICON, suggest=False)
    (only,) = plan.tasks[0].deadlines
    assert (only.kind.value, only.on, only.basis.value) == ("plan_year", "2024-12-31", "inherited")
    assert only.quote is None
    assert only.evidence[0].quote == "江海市2024年工作要点"


def test_no_year_anywhere_invents_none() -> None:
    plan = extract(notice_of("1.建设停车设施。", year=None, dated=None), LEXICON, suggest=False)
    assert plan.tasks[0].deadlines == ()
    plan = extract(notice_of("1.建设停车设施。年底前建成。", year=None, dated=None), LEXICON, suggest=False)
    assert plan.tasks[0].deadlines[0].on is None


def test_what_states_no_limit_beside_what_does_has_the_plan_year() -> None:
    text = "1.整治市场。6月底前完成摸底。新增监测点三处。"
    task = extract(notice_of(text), LEXICON, suggest=False).tasks[0]
    rest = [d for d in task.deadlines if d.kind.value == "plan_year"]
    named = {o.id: o.text for o in task.obligations}
    assert any("监测点" in named[one] for d in rest for one in d.obligations)
    assert not any("摸底" in named[one] for d in rest for one in d.obligations)


def test_stages_each_have_their_day() -> None:
    text = "1.整治市场。6月底取得阶段性成效并持续推进，12月底前完成验收。"
    found = stated(extract(notice_of(text), LEXICON, suggest=False))
    assert [d.on for d in found] == ["2024-06-30", "2024-12-31"]


def test_year_said_before_holds_in_its_sentence() -> None:
    text = "1.整治市场。2025年3月底前完成招标，6月底前开工。9月底前完成摸底。"
    found = stated(extract(notice_of(text), LEXICON, suggest=False))
    assert [d.on for d in found] == ["2025-03-31", "2025-06-30", "2024-09-30"]


def test_damaged_year_is_kept_and_reported() -> None:
    plan = extract(notice_of("1.建设平台。0402年底前建成。"), LEXICON, suggest=False)
    assert [(d.quote, d.on) for d in stated(plan)] == [("0402年底前", None)]
    assert [d.code for d in plan.diagnostics] == ["E201"]


def test_one_limit_for_all_tasks_is_inherited() -> None:
    notice = notice_of("1.建设停车设施。", "2.整治市场。", before="各项工作任务应于2024年11月底前完成。\n")
    plan = extract(notice, LEXICON, suggest=False)
    assert [(d.on, d.basis.value) for t in plan.tasks for d in t.deadlines] == [("2024-11-30", "inherited")] * 2
    check_proof(notice, plan)


@pytest.mark.parametrize(
    ("word", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("三", 3), ("１２", 12), ("甲", None)]
)
def test_numbers(word: str, value: int | None) -> None:
    assert number(word) == value


@pytest.mark.parametrize(
    ("word", "day"), [("十三五", "2020-12-31"), ("十四五", "2025-12-31"), ("十五五", "2030-12-31")]
)
def test_five_year_plans(word: str, day: str) -> None:
    assert end_of_five_year_plan(word) == day
