"""What changed inside a group: each kind only where both years say something to compare."""

from __future__ import annotations

import pytest

from qdoc.compare.changes import deadline_changes, metric_changes, strength_changes, unit_changes
from qdoc.compare.diff import ChangeKind
from qdoc.model import Assignment, Basis, Comparator, Deadline, DeadlineKind, Metric, Obligation, Role, Task


def obligation(text: str, strength: int, *words: str) -> Obligation:
    return Obligation("o", text, 0, len(text), strength, words)


def metric(indicator: str, value: float | None, unit: str = "%", *, target: bool = True) -> Metric:
    return Metric(indicator, None, Comparator.GE, value, unit, f"{indicator}达到{value}{unit}", 0, 1, target=target)


def deadline(on: str | None, basis: Basis = Basis.STATED, kind: DeadlineKind = DeadlineKind.MONTH) -> Deadline:
    return Deadline(kind, on, f"{on}前", basis)


def task(*units: tuple[str, Role, Basis]) -> Task:
    assigned = tuple(Assignment(name, name, name, role, basis) for name, role, basis in units)
    return Task("t", 0, None, None, None, 0, 1, assignments=assigned)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        # 探索 → 推进: stronger
        (("探索企业首席质量官制度", 1, "探索"), ("推进企业首席质量官制度", 2, "推进"), [ChangeKind.STRENGTHENED]),
        # 完成 → 推进: weaker
        (("完成全区老旧电梯改造", 3, "完成"), ("推进全区老旧电梯改造", 2, "推进"), [ChangeKind.WEAKENED]),
        # the same verb is no change, whatever else was reworded
        (("推进社区食堂建设", 2, "推进"), ("推进社区长者食堂建设", 2, "推进"), []),
        # two obligations that say different things are not compared
        (("探索数据质押融资", 1, "探索"), ("完成排水管网清淤", 3, "完成"), []),
    ],
)
def test_strength(before, after, kinds):
    assert [d.kind for d in strength_changes([obligation(*before)], [obligation(*after)])] == kinds


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([metric("抽检比例", 5)], [metric("抽检比例", 8)], [("抽检比例达到5%", "抽检比例达到8%")]),  # raised
        ([metric("抽检比例", 5)], [metric("抽检比例", 5)], []),  # the same target twice
        ([], [metric("签约率", 40)], [(None, "签约率达到40%")]),  # a new target
        ([metric("签约率", 40)], [], [("签约率达到40%", None)]),  # a target given up
        ([metric("补助", 5, "万元", target=False)], [], []),  # a subsidy is no target
    ],
)
def test_metrics(before, after, expected):
    assert [(d.before, d.after) for d in metric_changes(before, after)] == expected


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ([deadline("2025-09-30")], [deadline("2026-09-30")], []),  # the same month a year later is the same demand
        ([deadline("2025-12-31")], [deadline("2026-06-30")], ["时限提前"]),
        ([deadline("2025-06-30")], [deadline("2026-10-31")], ["时限推迟"]),
        ([], [deadline("2026-06-30")], []),  # nothing stated last year: nothing to compare
        (
            [deadline("2025-12-31", Basis.INHERITED, DeadlineKind.PLAN_YEAR)],
            [deadline("2026-06-30")],
            [],
        ),  # only implied
    ],
)
def test_deadlines(before, after, what):
    assert [d.what for d in deadline_changes(before, after, 2025, 2026)] == what


STATED, SUGGESTED = Basis.STATED, Basis.SUGGESTED


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([("区教育局", Role.LEAD, STATED)], [("区民政局", Role.LEAD, STATED)], [ChangeKind.REASSIGNED]),
        # reform made the one into the other: renamed, never reassigned
        ([("区安全监管局", Role.LEAD, STATED)], [("区应急局", Role.LEAD, STATED)], [ChangeKind.RENAMED]),
        # last year named nobody
        ([], [("区民政局", Role.LEAD, STATED)], []),
        # a machine's suggestion was nobody's decision
        ([("区教育局", Role.LEAD, SUGGESTED)], [("区民政局", Role.LEAD, STATED)], []),
        # 牵头 and 责任 both answer for the task
        ([("区教育局", Role.LEAD, STATED)], [("区教育局", Role.RESPONSIBLE, STATED)], []),
        ([("区教育局", Role.SUPPORT, STATED)], [("区民政局", Role.SUPPORT, STATED)], [ChangeKind.REASSIGNED]),
    ],
)
def test_units(before, after, kinds):
    def succeeds(old: str, new: str) -> bool:
        return (old, new) == ("区安全监管局", "区应急局")

    assert [d.kind for d in unit_changes([task(*before)], [task(*after)], succeeds)] == kinds
