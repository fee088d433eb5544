"""Retargeted: figures that changed, came or went; a figure that was read in one year only is none of these."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.compare.targets import metric_changes
from qdoc.model import Comparator, Metric


def metric(indicator: str, value: float, unit: str = "%", *, target: bool = True, of: str | None = None) -> Metric:
    quote = f"{indicator}{value}{unit}"
    return Metric(indicator, None, Comparator.GE, value, unit, quote, 3, 9, target=target, obligation=of)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([metric("抽检比例", 5)], [metric("抽检比例", 8)], [("抽检比例5%", "抽检比例8%")]),  # raised
        ([metric("抽检比例", 5)], [metric("抽检比例", 5)], []),  # the same target twice
        (
            [metric("云梯", 5, "台")],
            [metric("云梯", 5, "辆")],
            [("云梯5台", "云梯5辆")],
        ),  # counted in another unit
        ([], [metric("签约率", 40)], [(None, "签约率40%")]),  # a new target
        ([metric("签约率", 40)], [], [("签约率40%", None)]),  # a target given up
        ([metric("补助", 5, "万元", target=False)], [], []),  # a subsidy is no target
    ],
)
def test_metrics(before, after, expected):
    assert [(d.before, d.after) for d in metric_changes(before, after)] == expected


def test_targets_of_one_obligation_belong_together_though_named_otherwise():
    before, after = [metric("到场用时", 20, "分钟", of="a1")], [metric("抵达", 15, "分钟", of="b1")]
    assert len(metric_changes(before, after)) == 2, "by their names alone one went and one came"
    assert [(d.before, d.after) for d in metric_changes(before, after, {"a1": "b1"})] == [
        ("到场用时20分钟", "抵达15分钟")
    ]


def test_a_figure_whose_words_stand_in_both_years_is_no_change_however_it_was_read():
    assert metric_changes([metric("签约率", 40)], [], None, ("", "按上年做法，签约率40%。")) == []


def test_the_places_of_both_figures_are_given():
    (detail,) = metric_changes([metric("抽检比例", 5)], [metric("抽检比例", 8)])
    assert (detail.before_span, detail.after_span) == ((3, 9), (3, 9))


def test_the_same_figure_for_others_is_another_target():
    figure = metric("检查覆盖率", 100)
    narrow = replace(figure, scope="规上企业", quote=f"规上企业{figure.quote}")
    wide = replace(figure, scope="沿街商户", quote=f"沿街商户{figure.quote}")
    assert [(d.before, d.after) for d in metric_changes([narrow], [wide])] == [(narrow.quote, wide.quote)]
    assert metric_changes([narrow], [replace(wide, scope="规上企业")]) == []


def test_a_direction_without_a_figure_is_told_only_against_its_counterpart():
    direction = replace(metric("办结率", 0), comparator=Comparator.RAISE, value=None, unit=None, quote="提高办结率")
    assert metric_changes([], [direction]) == metric_changes([direction], []) == []
    assert [(d.before, d.after) for d in metric_changes([direction], [metric("办结率", 99)])] == [
        ("提高办结率", "办结率99%")
    ]


def test_shares_that_are_left_on_both_sides_are_quoted_together():
    before = [metric("抽查户数比例", 20), metric("联合检查", 10)]
    after = [metric("随机抽查中联合抽查次数占总次数", 40)]
    found = [(d.before, d.after) for d in metric_changes(before, after)]
    assert (None, after[0].quote) not in found, "it was not silent of shares last year"


def test_a_forecast_is_no_target():
    assert metric_changes([], [replace(metric("毕业生", 1170, "万人"), hedge="预计")]) == []
