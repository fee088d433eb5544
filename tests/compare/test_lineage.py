"""The lineage of three years: every task in one thread, what was split, dropped and taken up again, figures, hands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from qdoc.compare.diff import ChangeKind
from qdoc.compare.lineage import Thread, _carriers
from qdoc.compare.series import series_of
from qdoc.model import Assignment, Basis, Comparator, Metric, Role, Task
from tests.compare.three_years import reading, three_years

YEARS = (2024, 2025, 2026)


def thread(task: str) -> Thread:
    return next(one for one in three_years().threads if any(task in keys for keys in one.tasks))


def test_every_task_of_every_year_stands_in_exactly_one_thread() -> None:
    for at, year in enumerate(YEARS):
        found = Counter(key for one in three_years().threads for key in one.tasks[at])
        assert found == Counter(task.id for task in reading(year).plan.tasks)


# (task, its tasks of the three years, kinds of both steps, why)
THREADS = [
    ("2026/t01", (1, 1, 1), ({"retargeted"}, {"retargeted"}), "goes on, its figures rise"),
    ("2026/t08", (1, 1, 2), ({"carried"}, {"split"}), "one task became two: one thread"),
    ("2026/t03", (2, 2, 1), ({"carried"}, {"reworded", "retargeted", "merged"}), "two became one: one thread"),
    ("2025/t14", (0, 1, 0), ({"added"}, {"dropped"}), "stands in one year alone"),
    ("2026/t06", (0, 0, 1), (set(), {"added"}), "new in the last year: nothing before"),
    ("2026/t14", (1, 0, 1), ({"dropped"}, {"added"}), "left out for a year and taken up again"),
]


@pytest.mark.parametrize(("task", "counts", "kinds", "why"), THREADS, ids=[row[3] for row in THREADS])
def test_threads(task: str, counts: tuple[int, ...], kinds: tuple[set[str], ...], why: str) -> None:
    one = thread(task)
    assert tuple(map(len, one.tasks)) == counts, why
    assert tuple({str(kind) for kind in step.kinds} for step in one.steps) == kinds, why


def test_only_what_was_dropped_before_is_resumed() -> None:
    resumed = [one.tasks for one in three_years().threads if any(step.resumed for step in one.steps)]
    assert resumed == [(("2024/t17",), (), ("2026/t14",))]
    assert not any(step.resumed for one in three_years(gaps=False).threads for step in one.steps)


# (task, name of the series, values)
FIGURES = [
    ("2026/t01", "会诊企业", (25, 40, 60)),  # three years running
    ("2026/t07", "建材监督抽检比例", (5, 6, 8)),
    ("2026/t07", "保障性住房", (12, 12, 15)),  # its indicator is said elsewhere: named by its own words
    ("2026/t15", "窗口平均等候时间", (12, 10, 8)),  # falls
    ("2026/t14", "新增公共充电接口", (3000, None, 6000)),  # a year without it leaves a gap
    ("2026/t22", "高级工以上占比", (None, None, 20)),  # new
]


@pytest.mark.parametrize(("task", "name", "values"), FIGURES)
def test_figures_over_the_years(task: str, name: str, values: tuple[float | None, ...]) -> None:
    (found,) = (one for one in thread(task).series if one.name == name)
    assert found.values == values
    assert found.drawn == (len([value for value in values if value is not None]) > 1)
    for at, point in enumerate(found.points):
        assert point is None or point.quote in " ".join((reading(YEARS[at]).text or "").split())


def test_who_carried_it_and_a_reform_is_a_change_of_name() -> None:
    one = thread("2026/t15")
    assert one.units == (("区政务办",), ("区大数据局",), ("区数据局",))
    hands = [{d.kind for d in step.details} & {ChangeKind.REASSIGNED, ChangeKind.RENAMED} for step in one.steps]
    assert hands == [{ChangeKind.REASSIGNED}, {ChangeKind.RENAMED}]


def metric(quote: str, value: float, unit: str, at: int) -> Metric:
    return Metric(None, None, Comparator.EQ, value, unit, quote, at, at + len(quote))


def task(*metrics: Metric) -> Task:
    return Task("t", 0, None, None, None, 0, 99, metrics=metrics)


# (words and figure of each year, how many series, why)
SAME = [
    ([("培训80人", 80, "人"), ("培训90人", 90, "人")], 1, "the same words around another figure"),
    ([("培训80人", 80, "人"), ("培训90家", 90, "家")], 2, "another unit is another series unless a change says so"),
    ([("培训5000人", 5000, "人"), ("培训0.6万人", 0.6, "万人")], 1, "another scale is the same unit"),
    ([("培训80人", 80, "人"), ("检查6次", 6, "次"), ("培训90人", 90, "人")], 2, "a year that is silent leaves a gap"),
    ([("培训80人", 80, "人"), ("检查90次", 90, "次")], 2, "nothing in common"),
]


@pytest.mark.parametrize(("years", "count", "why"), SAME, ids=[row[2] for row in SAME])
def test_which_figures_are_one_series(years: list[tuple[str, float, str]], count: int, why: str) -> None:
    tasks = [[task(metric(*year, 0))] for year in years]
    assert len(series_of(tasks, [[] for _ in years[1:]])) == count, why


def test_a_series_counts_in_the_unit_of_its_last_year_and_is_null_where_a_year_is_silent() -> None:
    years = [[task(metric("培训5000人", 5000, "人", 0))], [task()], [task(metric("培训0.6万人", 0.6, "万人", 0))]]
    (found,) = series_of(years, [[], []])
    assert (found.unit, found.values, found.drawn) == ("万人", (0.5, None, 0.6), True)


def test_threads_come_in_the_order_of_the_last_year_and_ended_ones_behind() -> None:
    last = [max(at for at, keys in enumerate(one.tasks) if keys) for one in three_years().threads]
    assert last == sorted(last, reverse=True)
    order = [task.id for task in reading(2026).plan.tasks]
    first = [order.index(one.tasks[2][0]) for one in three_years().threads if one.tasks[2]]
    assert first == sorted(first)


def test_without_decided_units_those_of_the_chapter_are_named_as_such() -> None:
    of_chapter = Assignment("区教育局", None, None, Role.RESPONSIBLE, Basis.INHERITED)
    stated = replace(of_chapter, department="区民政局", basis=Basis.STATED)
    assert _carriers([replace(task(), assignments=(of_chapter,))]) == ("随章节写明：区教育局",)
    assert _carriers([replace(task(), assignments=(of_chapter, stated))]) == ("区民政局",)
