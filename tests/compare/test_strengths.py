"""Strengthened and weakened: another force of the same demand, never other words of the same force."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import ChangeKind
from qdoc.compare.items import ItemPair
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
