"""Rescheduled: each time limit against its own counterpart, by the plan's own year."""

from __future__ import annotations

import pytest

from qdoc.compare.limits import deadline_changes, deadline_notes
from qdoc.model import Basis, Deadline, DeadlineKind

STATED = Basis.STATED


def deadline(on: str, *of: str, basis: Basis = STATED, kind: DeadlineKind = DeadlineKind.MONTH) -> Deadline:
    return Deadline(kind, on, f"{on}前", basis, of)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [  # the plans of 2025 and 2026
        ([deadline("2025-09-30")], [deadline("2026-09-30")], []),  # the same month a year later is the same demand
        ([deadline("2025-12-31")], [deadline("2026-06-30")], ["时限提前"]),
        ([deadline("2025-06-30")], [deadline("2026-10-31")], ["时限推迟"]),
        ([deadline("2028-12-31")], [deadline("2028-12-31")], []),  # 到2028年 in both plans: nothing was brought forward
        ([], [deadline("2026-06-30")], []),  # nothing stated last year: nothing to compare
        ([deadline("2025-12-31", basis=Basis.INHERITED, kind=DeadlineKind.PLAN_YEAR)], [deadline("2026-06-30")], []),
        ([deadline("2025-12-31", basis=Basis.SUGGESTED)], [deadline("2026-06-30")], []),  # nobody decided it
    ],
)
def test_one_limit_a_year(before, after, found):
    assert [d.what for d in deadline_changes(before, after, (2025, 2026))] == found


def test_each_limit_meets_that_of_the_obligation_which_its_own_became():
    before = [deadline("2025-06-30", "a1"), deadline("2025-12-31", "a2")]
    after = [deadline("2026-12-31", "b2"), deadline("2026-09-30", "b1")]
    found = deadline_changes(before, after, (2025, 2026), {"a1": "b1", "a2": "b2"})
    assert [(d.what, d.before, d.after) for d in found] == [("时限推迟", "2025-06-30前", "2026-09-30前")]


def test_limits_of_things_that_are_new_and_gone_are_not_compared():
    before, after = [deadline("2025-06-30", "a1"), deadline("2025-09-30", "a2")], [deadline("2026-03-31", "b3")]
    assert deadline_changes(before, after, (2025, 2026), {"a9": "b9"}) == []


def test_without_the_years_of_both_plans_days_are_compared_as_they_stand():
    found = deadline_changes([deadline("2025-06-30")], [deadline("2026-06-30")], (None, 2026))
    assert [d.what for d in found] == ["时限推迟"]


def test_the_end_of_a_month_stays_the_end_of_a_month():
    assert deadline_changes([deadline("2024-02-29")], [deadline("2025-02-28")], (2024, 2025)) == []


def test_28_february_is_the_same_day_in_a_leap_year():
    assert deadline_changes([deadline("2023-02-28")], [deadline("2024-02-28")], (2023, 2024)) == []


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ([], [deadline("2026-06-30")], [("上年未明示", "2026-06-30前")]),
        ([deadline("2025-06-30"), deadline("2025-09-30")], [], [("2025-06-30前、2025-09-30前", "今年未明示")]),
        ([deadline("2025-06-30")], [deadline("2026-06-30")], []),  # both say one
        ([], [deadline("2026-12-31", kind=DeadlineKind.PLAN_YEAR, basis=Basis.INHERITED)], []),  # nobody wrote it
    ],
)
def test_what_one_year_does_not_say_is_noted(before, after, notes):
    assert [(note.before, note.after) for note in deadline_notes(before, after)] == notes


def test_equal_words_are_equal_though_one_plan_told_its_year_otherwise():
    before, after = (
        Deadline(DeadlineKind.YEAR, "2020-12-31", "年底前", STATED),
        Deadline(DeadlineKind.YEAR, "2022-12-31", "年底前", STATED),
    )
    assert deadline_changes([before], [after], (2020, 2021)) == []
