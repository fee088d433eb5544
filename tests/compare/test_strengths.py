"""Strengthened and weakened: another force of the same demand, never other words of the same force."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import ChangeKind
from qdoc.compare.items import ItemPair
from qdoc.compare.quotation import Passages
from qdoc.compare.strengths import strength_changes, title_change
from qdoc.model import Obligation, Task

UP, DOWN = ChangeKind.STRENGTHENED, ChangeKind.WEAKENED


def obligation(text: str, strength: int, *words: str, verb: str | None = None) -> Obligation:
    return Obligation("o", text, 5, 5 + len(text), strength, words, verb or words[0])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # 探索 → 推进: stronger
        (("探索企业首席质量官制度", 1, "探索"), ("推进企业首席质量官制度", 2, "推进"), [(UP, "探索→推进")]),
        # 完成 → 推进: weaker
        (("完成全区老旧电梯改造", 3, "完成"), ("推进全区老旧电梯改造", 2, "推进"), [(DOWN, "完成→推进")]),
        # the verb stays and what lowers it goes: those words are named
        (("力争完成电梯改造", 2, "完成", "力争"), ("确保完成电梯改造", 4, "确保", "完成"), [(UP, "力争→确保")]),
        # the same verb is no change, whatever else was reworded
        (("推进社区食堂建设", 2, "推进"), ("推进社区长者食堂建设", 2, "推进"), []),
        # 推进 and 交付 side by side mean the same demand unless they stand on one line
        (("完善服务规范", 2, "完善"), ("修订服务规范", 3, "修订"), []),
        # an adverb without force: the ladder's entry for 深入实施 does not make it another demand
        (("深入实施品牌计划", 2, "深入实施"), ("扎实实施品牌计划", 3, "实施"), []),
        # the very same words were read in two ways: no change
        (("办好培训班。", 2, "办好"), ("办好培训班", 3, "办好"), []),
        # only one year names a figure: that is the target's change
        (("开展培训", 3, "开展"), ("开展培训30场", 4, "30场"), []),
        # as strong as before, and a step further on one line: from thinking about a paper to issuing it
        (("研究制定管理办法", 3, "制定"), ("印发实施管理办法", 3, "印发"), [(UP, "研究制定→印发实施")]),
        # a mere adverb went: what is asked for is the same
        (("优先给予资金支持", 0, "优先"), ("按政策要求给予资金支持", 3, "给予"), []),
        # the strong verb follows the other one
        (("坚决遏制重大事故", 4, "坚决遏制"), ("防范遏制重大事故", 2, "防范"), []),
        # but what governs it was given up: it is another force
        (("鼓励推进电梯改造", 0, "鼓励"), ("推进电梯改造", 2, "推进"), [(UP, "鼓励→推进")]),
        # 应 and 要 ask the same
        (("名称应简洁规范", 4, "应"), ("名称要简洁规范", 2, "简洁"), []),
        # the later of two joined verbs is as firm
        (("严厉打击违法犯罪", 4, "严厉打击"), ("严密防范和坚决打击违法犯罪", 2, "严密防范"), []),
        # backing something and what it is to bring about are no steps
        (("加强对企业转型的支持", 3, "加强"), ("支持企业转型", 0, "支持"), []),
        # steps of two lines are not compared: a paper and a building
        (("印发方案", 3, "印发"), ("启动方案", 3, "启动"), []),
    ],
)
def test_strength(before, after, found):
    pair = ItemPair(obligation(*before), obligation(*after), 0.8)
    assert [(d.kind, d.what) for d in strength_changes([pair])] == found


def test_both_sides_are_quoted_with_their_places():
    pair = ItemPair(obligation("探索联办", 1, "探索"), obligation("推行联办", 2, "推行"), 0.6)
    (detail,) = strength_changes([pair])
    assert (detail.before, detail.before_span, detail.after, detail.after_span) == (
        "探索联办",
        (5, 9),
        "推行联办",
        (5, 9),
    )


def test_obligations_that_are_hardly_alike_are_not_weighed():
    pair = ItemPair(obligation("鼓励企业培训", 0, "鼓励"), obligation("严禁机构培训", 4, "严禁"), 0.56)
    assert strength_changes([pair]) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("探索首席质量官制度", "全面推行首席质量官制度", [(UP, "探索→全面推行")]),
        ("推行首席质量官制度", "探索首席质量官制度", [(DOWN, "推行→探索")]),
        ("加强质量监管", "完善质量监管", []),  # both are 推进
        ("探索首席质量官制度", "推行垃圾分类", []),  # another matter
        ("首席质量官制度", "推行首席质量官制度", []),  # one year's heading opens with no verb
        (None, None, []),
    ],
)
def test_headings(before, after, found):
    tasks = [Task("t", 0, None, None, title, 0, 1) for title in (before, after)]
    assert [(d.kind, d.what) for d in title_change(*tasks)] == found


GOVERNED = [
    # both sentences, the obligation in each, strength and word of each; why it is one force
    (
        ("严禁与培训机构联合组织考试，或采用培训机构的考试结果。", "或采用培训机构的考试结果", 2, "培训"),
        ("严禁采用培训机构的考试结果。", "严禁采用培训机构的考试结果", 4, "严禁"),
        "严禁 governed it before",
    ),
    (
        ("引导家长认识就近入学的意义，树立科学教育观念。", "树立科学教育观念", 3, "树立"),
        ("引导家长认识就近入学的意义，引导家长树立科学教育观念。", "引导家长树立科学教育观念", 0, "引导"),
        "引导 governed it before",
    ),
]


@pytest.mark.parametrize(("before", "after", "why"), GOVERNED, ids=[one[2] for one in GOVERNED])
def test_what_governs_an_obligation_from_earlier_in_its_sentence_counts(before, after, why):
    made = []
    for whole, said, strength, word in (before, after):
        at = whole.rindex(said)
        task = Task("t", 0, None, None, None, 0, len(whole), text=whole)
        made.append((Obligation("o", said, at, at + len(said), strength, (word,), word), Passages([task], None)))
    (old, was), (new, now) = made
    assert strength_changes([ItemPair(old, new, 0.8)], (was, now)) == [], why
    assert strength_changes([ItemPair(old, new, 0.8)]), "by their own words alone they differ"
