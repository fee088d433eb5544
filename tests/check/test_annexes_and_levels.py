"""How annexes are listed and headed, and how printed numbers run: one thing wrong at a time, and the clean ones."""

from __future__ import annotations

import pytest

from tests.check.checking import corrected, told
from tests.check.test_head import NOTICE

ANNEXED = NOTICE.replace(
    "专人负责。\n",
    "专人负责。\n\n　　附件：1. 质量月活动安排表\n　　　　　2. 质量月活动联系人名单\n",
)
SECOND = "附件2\n\n质量月活动联系人名单\n　　各单位各一人。\n"
BOUND = f"{ANNEXED}附件1\n\n质量月活动安排表\n　　九月第一周启动。\n{SECOND}"
LEVELS = (
    "　　一、总体要求\n　　（一）目标\n　　1.稳中有进\n　　（1）数量\n　　（2）质量\n　　2.好中求快\n　　（二）原则\n"
    "　　二、重点任务\n　　1.完善制度\n　　2.加强监管\n　　三、保障措施\n"
)

WRONG = [
    (ANNEXED, "安排表\n", "安排表；\n", ("QD220", "；")),
    (ANNEXED, "联系人名单\n", "联系人名单。\n", ("QD220", "。")),
    (NOTICE, "专人负责。\n", "专人负责。\n\n　　附件：1. 质量月活动安排表\n", ("QD221", "质量月活动安排表")),
    (BOUND, "附件1\n\n质量月活动安排表", "附件1\n\n质量月活动计划表", ("QD222", "质量月活动安排表")),
    (BOUND, "附件2\n\n", "附件3\n\n", ("QD222", "附件3")),
    (BOUND, SECOND, "", ("QD223", "质量月活动安排表\n　　　　　2. 质量月活动联系人名单")),
    (NOTICE, "组织宣传活动。", "组织宣传活动（见附件1）。", ("QD224", "见附件1")),
    (ANNEXED, "2. 质量月", "3. 质量月", ("QD221", "质量月活动安排表\n　　　　　3. 质量月活动联系人名单")),
    (BOUND, "1. 质量月", "1、质量月", ("QD221", "1、")),
    (BOUND, "2. 质量月", "2、质量月", ("QD221", "2、")),
    (BOUND, "2. 质量月", "二、质量月", ("QD221", "二、")),
    (BOUND, "附件1\n\n质量月活动安排表", "附件1\n\n质量月\n活动计划表", ("QD222", "质量月活动安排表")),
    (LEVELS, "　　（二）原则", "　　（三）原则", ("QD401", "（三）")),
    (LEVELS, "　　二、重点", "　　一、重点", ("QD402", "一、")),  # 一、一、三、 is one wrong number, no foreign list
    (LEVELS, "　　三、保障", "　　五、保障", ("QD401", "五、")),
    (LEVELS, "　　（2）质量", "　　（1）质量", ("QD402", "（1）")),
    (LEVELS, "　　1.稳中有进\n", "", ("QD403", "（1）")),
    (LEVELS, "　　（一）目标\n", "", ("QD404", "（二）")),
    (LEVELS, "　　一、总体要求\n", "", ("QD404", "二、")),
    (LEVELS, "　　1.完善制度\n", "　　（一）完善制度\n", ("QD404", "2.")),
]  # fmt: skip


WRAPPED = [
    # names and titles that are set in several lines are one
    BOUND.replace("附件1\n\n质量月活动安排表", "附件1\n\n质量月\n活动安排表"),
    BOUND.replace("1. 质量月活动安排表", "1. 质量月\n　　　　　　活动安排表"),
    BOUND.replace("2. 质量月活动联系人名单", "2. 质量月活动\n　　　　　　联系人名单"),
    BOUND.replace("1. 质量月活动安排表", "1. 质量月\n活动\n安排表").replace(
        "附件2\n\n质量月活动", "附件2\n\n质量月活动\n"
    ),
    NOTICE.replace("专人负责。\n", "专人负责。\n\n　　附件：质量月活动\n　　　　　安排表\n")
    + "附件\n\n质量月\n活动安排表\n　　九月第一周启动。\n",
]


@pytest.mark.parametrize("document", [ANNEXED, BOUND, LEVELS, *WRAPPED])
def test_a_clean_document_has_no_finding(document: str) -> None:
    assert told(document) == []


@pytest.mark.parametrize(("document", "before", "after", "expected"), WRONG)
def test_one_thing_wrong_is_found(document: str, before: str, after: str, expected: tuple[str, str]) -> None:
    assert before in document
    assert expected in told(document.replace(before, after))


def test_marks_behind_names_are_taken_away() -> None:
    assert corrected(ANNEXED.replace("安排表\n", "安排表；\n").replace("联系人名单\n", "联系人名单。\n")) == ANNEXED


def test_the_numbers_of_annexes_are_corrected() -> None:
    """1、 and 一、 become 1. and nothing else is said of them: neither one annex too few nor a foreign number."""
    for wrong in (
        BOUND.replace("1. 质量月", "1、 质量月").replace("2. 质量月", "2、 质量月"),
        BOUND.replace("1. 质量月", "一、 质量月").replace("2. 质量月", "二、 质量月"),
    ):
        assert corrected(wrong) == BOUND
        assert {rule for rule, _ in told(wrong, "QD2")} == {"QD221"}


def test_lists_in_running_text_and_rules_are_left_alone() -> None:
    """Numbers that count anew under each heading, articles of rules, numbers inside sentences: no gap, no repeat."""
    rules = "　　第一条 总则\n　　（一）甲\n　　（二）乙\n　　第二条 附则\n　　（一）丙\n"
    text = rules + "　　推进一、三产业融合，完成第二、四项任务。\n"
    assert told(text, "QD4") == []


def test_the_list_of_annexes_and_each_annex_count_anew() -> None:
    """附件：1. 2. behind a body that ends at 2., and 一、 in each of two annexes, are lists of their own."""
    body = NOTICE.replace(
        "专人负责。\n", "专人负责。\n　　1.统一部署。\n　　2.及时总结。\n\n　　附件：1. 安排表\n　　　　　2. 名单\n"
    )
    annexes = "附件1\n\n安排表\n　　一、开放\n　　九月启动。\n附件2\n\n名单\n　　一、联络员\n　　各单位各一人。\n"
    assert told(body + annexes, "QD4") == []


def test_a_list_by_the_numbers_of_another_is_left_alone() -> None:
    """What is left open of a plan is listed by the plan's own numbers: gaps and repeats are no slips there."""
    left = "　　五、未完成事项\n" + "".join(f"　　{number}.完善制度。\n" for number in (2, 6, 6, 8, 11, 13, 13, 16))
    assert told(left, "QD4") == []
    one_gap = "　　五、重点任务\n" + "".join(f"　　{number}.完善制度。\n" for number in (1, 2, 3, 5, 6))
    assert told(one_gap, "QD4") == [("QD401", "5.")]


COUNTING_ON = [
    "　　一、任务\n　　1.甲项\n　　2.乙项\n　　二、保障\n　　3.丙项\n　　4.丁项\n",  # through the whole document
    "　　一、任务\n　　注：1.推荐按次序\n　　2.不超过上限\n",  # the first stands within a line
    "　　附件：1. 申报表\n　　　　　2. 名单\n",
    "　　一、任务\n　　12.继续完善制度\n",  # far from 1: numbers of another list
]


@pytest.mark.parametrize("text", COUNTING_ON)
def test_a_list_that_counts_on_does_not_begin_anew(text: str) -> None:
    assert told(text, "QD404") == []


def test_the_copies_of_a_draft_are_a_field_and_no_colophon() -> None:
    draft = "发文机关：云溪区质量强区办\n抄送：区委办公室\n\n　　一、摸清底数。\n　　二、建立台账。\n"
    assert told(draft, "QD212") == []
