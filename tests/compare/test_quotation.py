"""Quotations of changed figures and limits: a clause that says what it is of, always the text at its span."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.compare.quotation import Passages, widen
from qdoc.model import Segment, SegmentRole, Task


def task(words: str, units: str = "") -> Task:
    """A task whose segments tile it: its words, then the units that answer for it."""
    whole = words + units
    segments = (
        Segment(SegmentRole.OBLIGATION, 0, len(words)),
        *((Segment(SegmentRole.RESPONSIBILITY, len(words), len(whole)),) if units else ()),
    )
    return Task("t1", 0, None, None, None, 0, len(whole), segments=segments, text=whole)


def place(words: str, part: str) -> tuple[int, int]:
    return words.index(part), words.index(part) + len(part)


def quoted(words: str, figure: str, units: str = "") -> str:
    one = task(words, units)
    at = words.index(figure)
    found = Passages([one], None).widened((at, at + len(figure)))
    assert found is not None
    said, (start, end) = found
    assert (words + units)[start:end] == said
    return said


@pytest.mark.parametrize(
    ("words", "figure", "said", "why"),
    [
        ("年内新增主题服务12项。", "服务12项", "年内新增主题服务12项", "the figure's own words read as a cut"),
        ("年内新增主题服务12项，累计达到40项。", "达到40项", "年内新增主题服务12项，累计达到40项", "leans"),
        (
            "开工老旧小区改造18个，惠及居民6500户，完工10个。",
            "完工10个",
            "开工老旧小区改造18个，惠及居民6500户，完工10个",
            "twice",
        ),
        (
            "抽检比例达到6%以上，其中住宅达到12%以上。",
            "达到12%",
            "抽检比例达到6%以上，其中住宅达到12%以上",
            "其中 goes on",
        ),
        ("健全机制。抽检3次。", "抽检3次", "抽检3次", "never beyond its sentence"),
        ("推广“少跑路，快办事”服务12项。", "服务12项", "推广“少跑路，快办事”服务12项", "no cut inside marks"),
        ("目标：合格率达到98%；", "达到98%", "合格率达到98%", "a colon opens"),
    ],
)
def test_a_figure_is_quoted_with_what_it_is_of(words, figure, said, why):
    assert quoted(words, figure) == said, why


@pytest.mark.parametrize(
    ("words", "limit", "said", "why"),
    [
        ("开工改造18个，6月底前完工10个。", "6月底前", "6月底前完工10个", "a limit leans on nothing before it"),
        ("6月底前，完成电梯评估，更换50台。", "6月底前", "6月底前，完成电梯评估", "a clause of its own: with the next"),
        ("年底前完成。", "年底前", "年底前完成", "nothing follows"),
    ],
)
def test_a_limit_is_quoted_with_what_it_limits(words, limit, said, why):
    found = Passages([task(words)], None).widened(place(words, limit), limit=True)
    assert found is not None
    assert found[0] == said == words[slice(*found[1])], why


def test_units_behind_the_sentence_are_not_quoted():
    assert quoted("培训质量员30名", "30名", "（区教育局）") == "培训质量员30名"


def test_a_clause_too_long_to_quote_leaves_the_figures_own_words():
    assert quoted("统筹" + "推进" * 40 + "改造50台", "改造50台") == "改造50台"


def test_of_two_figures_of_one_sentence_the_wider_quotation_stays():
    old, new = "年内新增主题服务12项，累计达到40项。", "年内新增主题服务8项，累计达到48项。"
    details = [
        Detail(ChangeKind.RETARGETED, "指标", was, now, place(old, was), place(new, now))
        for was, now in (("服务12项", "服务8项"), ("达到40项", "达到48项"))
    ]
    (left,) = widen(details, Passages([task(old)], None), Passages([task(new)], None))
    assert (left.before, left.after) == (old[:-1], new[:-1])


def test_a_limit_and_a_figure_of_one_sentence_are_two_changes():
    words = "6月底前改造老旧电梯50台。"
    spans = ((0, 4), (0, 4))
    details = [
        Detail(ChangeKind.RETARGETED, "指标", "改造老旧电梯50台", "改造老旧电梯50台", (5, 13), (5, 13)),
        Detail(ChangeKind.RESCHEDULED, "时限提前", "6月底前", "6月底前", *spans),
    ]
    assert len(widen(details, Passages([task(words)], None), Passages([task(words)], None))) == 2


def test_a_plan_without_its_words_keeps_the_figures_own():
    bare = Task("t1", 0, None, None, None, 0, 20)
    assert Passages([bare], None).widened((3, 9)) is None


def test_the_tasks_number_is_not_quoted():
    words = "（一）每人每月增加40元。"
    one = replace(task(words), number="（一）")
    assert Passages([one], None).widened(place(words, "增加40元")) == ("每人每月增加40元", (3, 12))
