"""A plan's quality, its operability and load, and what lightening the load forbids: one thing at a time."""

from __future__ import annotations

import pytest

from qdoc.check import check
from qdoc.check.operability import task_scores, unit_loads
from qdoc.check.subject import subject_of
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Plan
from qdoc.parse import parse
from qdoc.read import read_bytes

LEXICON = load_lexicon()
TITLE = "云溪区人民政府办公室关于印发云溪区质量工作2026年工作要点的通知"
HEAD = f"{TITLE}\n云政办发〔2026〕12号\n\n各街道办事处：\n　　《云溪区质量工作2026年工作要点》现予印发。\n"
TAIL = "\n云溪区人民政府办公室\n2026年3月2日\n"
TASKS = (
    "云溪区质量工作2026年工作要点\n"
    "　　1.建设质量基础。建成计量实验室3个，9月底前完成。（区市场监管局牵头，区教育局配合）\n"
    "　　2.提升服务质量。完成养老机构星级评定20家，11月底前完成。（区民政局负责）\n"
    "　　3.守住安全底线。完成电梯检测100台，10月底前完成。（区市场监管局负责）\n"
)
PLAN = HEAD + TAIL + TASKS


def plan_of(text: str) -> Plan:
    return extract(parse(read_bytes(text.encode(), "文.txt")), LEXICON)


def told(text: str, families: tuple[str, ...] = ("QD6", "QD7")) -> list[tuple[str, str]]:
    source = read_bytes(text.encode(), "文.txt")
    found = check(subject_of(source, lambda _: LEXICON))
    return [(one.rule.id, one.quote) for one in found if one.rule.id.startswith(families)]


WRONG = [
    ("（区民政局负责）", "", ("QD601", "2.提升服务质量。完成养老机构星级评定20家，11月底前完成。")),
    ("，11月底前完成", "", ("QD602", "2.提升服务质量。完成养老机构星级评定20家。（区民政局负责）")),
    ("建成计量实验室3个", "建成计量实验室", ("QD603", "")),
    ("完成养老机构星级评定20家，11月底前完成。", "鼓励养老机构参加星级评定。",
     ("QD604", "2.提升服务质量。鼓励养老机构参加星级评定。（区民政局负责）")),
    ("完成电梯检测100台，10月底前完成", "完成养老机构星级评定20家并逐家公示评定结果，11月底前完成", None),
    ("11月底前完成", "2026年2月1日前完成", ("QD608", "2026年2月1日前")),
    ("11月底前完成", "2026年11月31日前完成", ("QD609", "2026年11月31日")),
    # the task's own limit behind it against what its text says
    ("完成养老机构星级评定20家，11月底前完成。（区民政局负责）",
     "2026年6月底前完成养老机构星级评定20家。（区民政局负责；2026年10月底前完成）", ("QD610", "2026年6月底前")),
    ("完成养老机构星级评定20家，11月底前完成。（区民政局负责）",
     "2026年6月底前制定评定方案，2026年9月底前完成评定20家。（区民政局负责；2026年9月底前完成）", None),
    ("完成养老机构星级评定20家，11月底前完成。（区民政局负责）",
     "2026年6月底前制定评定方案，2026年11月底前完成评定20家。（区民政局负责；2026年9月底前完成）",
     ("QD610", "2026年11月底前")),
    ("完成养老机构星级评定20家，11月底前完成。（区民政局负责）",
     "年底前完成养老机构星级评定20家。（区民政局负责；2026年12月20日前完成）", None),
    ("2.提升服务质量。完成养老机构星级评定20家，11月底前完成。（区民政局负责）",
     "2.守住安全底线。完成电梯检测100台，10月底前完成。（区市场监管局负责）",
     ("QD605", "3.守住安全底线。完成电梯检测100台，10月底前完成。（区市场监管局负责）")),
    ("电梯检测100台", "电梯检测100台，其中小区80台、医院30台", ("QD607", "100台，其中小区80台、医院30台")),
    ("现予印发。", "现予印发，各单位要签订责任书。", ("QD701", "签订责任书")),
    ("现予印发。", "现予印发，根据《质量法》第九条签订责任书。", None),  # a basis is named in the sentence
    ("现予印发。", "现予印发。根据《质量法》检查。各单位要签订责任书。", ("QD701", "签订责任书")),
    ("现予印发。", "现予印发，实行一票否决。", ("QD702", "一票否决")),
    ("现予印发。", "现予印发，每周五向区质量强区办报送进展。", ("QD703", "每周五向区质量强区办报送")),
    ("工作要点的通知", "任务分解方案的通知", ("QD705", TITLE.replace("工作要点", "任务分解方案"))),
    ("现予印发。", "现予印发。" + "按职责抓好落实，" * 700, ("QD704", "")),
]  # fmt: skip


def test_a_plan_that_says_everything_has_no_finding() -> None:
    assert told(PLAN) == []


@pytest.mark.parametrize(("before", "after", "expected"), WRONG)
def test_one_thing_wrong_is_found(before: str, after: str, expected: tuple[str, str] | None) -> None:
    assert before in PLAN
    found = told(PLAN.replace(before, after, 1))
    assert (expected in found) if expected else (found == [])


@pytest.mark.parametrize(
    "words",
    [
        "对2025年12月31日前已登记的机构完成星级评定20家",
        "对注册时间为2025年12月31日前的机构完成星级评定20家",
        "在2025年12月底前评定12家的基础上完成养老机构星级评定20家",
        "对2025年6月底前建成的机构，完成养老机构星级评定20家",
    ],
)
def test_how_things_stood_on_a_day_is_no_time_limit(words: str) -> None:
    """Nor does it hide the limit that is there."""
    found = told(PLAN.replace("完成养老机构星级评定20家", words, 1))
    assert [one for one in found if one[0] in ("QD602", "QD608", "QD610")] == []


def test_a_limit_that_is_over_is_not_told_as_missing_too() -> None:
    """Neither “no time limit” beside “the time limit is over”, nor beside “no such day”."""
    for wrong, rule in (("2026年2月1日前完成", "QD608"), ("2026年11月31日前完成", "QD609")):
        assert [one for one, _ in told(PLAN.replace("11月底前完成", wrong, 1))] == [rule]


def test_a_limit_is_over_where_only_the_lines_show_the_date() -> None:
    """Signed below the plan: the parser reads no signature, the check does."""
    below = HEAD + TASKS.replace("11月底前", "2026年2月底前") + TAIL.lstrip()
    assert ("QD608", "2026年2月底前") in told(below)


def test_annexes_do_not_count_to_the_length() -> None:
    filler = "按职责抓好落实，" * 700
    annexed = PLAN.replace("现予印发。\n", "现予印发。\n　　附件：分工表\n") + f"附件\n分工表\n　　{filler}\n"
    assert told(annexed, ("QD704",)) == []
    assert told(annexed.replace("现予印发。", f"现予印发。{filler}"), ("QD704",)) == [("QD704", "")]
    own = f"附件\n{PLAN}　　{filler}\n"  # the label of the document itself
    assert told(own, ("QD704",)) == [("QD704", "")]


def test_the_same_item_in_two_tasks_is_told_once() -> None:
    twice = PLAN.replace("完成电梯检测100台", "完成养老机构星级评定20家并逐家公示评定结果").replace(
        "完成养老机构星级评定20家，", "完成养老机构星级评定20家并逐家公示评定结果，"
    )
    assert [rule for rule, _ in told(twice)].count("QD605") == 1


def test_two_targets_of_one_indicator() -> None:
    text = PLAN.replace("建成计量实验室3个", "产品抽检合格率达到95%以上").replace(
        "完成电梯检测100台", "产品抽检合格率达到97%以上"
    )
    assert ("QD606", "产品抽检合格率达到97%以上") in told(text)


def test_two_targets_of_one_indicator_by_a_longer_and_a_shorter_name() -> None:
    text = PLAN.replace("建成计量实验室3个", "产品抽查合格率达到95%以上").replace(
        "完成电梯检测100台", "开展产品抽查，合格率达到97%以上"
    )
    assert ("QD606", "合格率达到97%以上") in told(text)
    other = text.replace("开展产品抽查，合格率", "开展食品抽检，合格率")
    assert [one for one in told(other) if one[0] == "QD606"] == []


def test_trainings_of_several_kinds_are_no_contradiction() -> None:
    """What stands before the figure is when, and the kinds are told by the words between."""
    text = PLAN.replace("建成计量实验室3个", "2025至2026年，每年开展就业技能培训30万人次").replace(
        "完成电梯检测100台", "2025至2026年，每年开展创新创业培训20万人次"
    )
    assert [one for one in told(text) if one[0] == "QD606"] == []


def test_a_speech_is_no_policy_document() -> None:
    filler = "各位代表：\n" + "按职责抓好落实，" * 700 + "。\n"
    assert told(f"政府工作报告\n{filler}", ("QD704",)) == []
    assert told(f"质量工作意见\n{filler.removeprefix('各位代表：')}", ("QD704",)) == [("QD704", "")]


def test_older_documents_are_not_measured_by_newer_rules() -> None:
    """The regulation is of August 2024: what was issued before is not held to it."""
    old = PLAN.replace("2026", "2019").replace("现予印发。", "现予印发，各单位要签订责任书，实行一票否决。")
    assert told(old, ("QD7",)) == []


def test_a_plan_without_any_unit_is_one_finding() -> None:
    bare = (
        PLAN.replace("（区市场监管局牵头，区教育局配合）", "")
        .replace("（区民政局负责）", "")
        .replace("（区市场监管局负责）", "")
    )
    assert [rule for rule, _ in told(bare)] == ["QD601"]


def test_every_task_is_scored_by_what_it_says() -> None:
    plan = plan_of(PLAN.replace("，11月底前完成", "").replace("（区民政局负责）", ""))
    scores = task_scores(plan)
    assert [(score.points, score.lacks) for score in scores] == [(4, ()), (2, ("责任单位", "完成时限")), (4, ())]


def test_load_counts_what_the_notice_states() -> None:
    loads = {load.unit: (load.leads, load.supports, load.points) for load in unit_loads(plan_of(PLAN))}
    assert loads == {"区市场监管局": (2, 0, 4.0), "区教育局": (0, 1, 4.0), "区民政局": (1, 0, 4.0)}
