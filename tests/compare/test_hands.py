"""Reassigned only between named, decided units; a reform renames, and what one year does not say is no change."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import ChangeKind
from qdoc.compare.hands import unit_changes
from qdoc.model import Assignment, Basis, Role, Task

STATED, SUGGESTED = Basis.STATED, Basis.SUGGESTED
CHANGED, RENAMED = ChangeKind.REASSIGNED, ChangeKind.RENAMED
LEAD, SUPPORT, RESPONSIBLE = Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE


def task(*units: tuple[str, Role, Basis]) -> Task:
    assigned = tuple(
        Assignment(name, name, f"district/{name.removeprefix('区')}", role, basis, group=name.startswith("各"))
        for name, role, basis in units
    )
    return Task("t", 0, None, None, None, 0, 1, assignments=assigned)


def succeeds(old: str, new: str) -> bool:
    return (old, new) in {
        ("district/安全监管局", "district/应急局"),
        ("district/工商局", "district/市场监管局"),
        ("district/质监局", "district/市场监管局"),
    }


def found(before, after, **options):
    details, _ = unit_changes([task(*before)], [task(*after)], succeeds, **options)
    return [(d.kind, d.before, d.after) for d in details]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([("区教育局", LEAD, STATED)], [("区民政局", LEAD, STATED)], [(CHANGED, "区教育局", "区民政局")]),
        # reform made the one into the other: renamed, never reassigned
        ([("区安全监管局", LEAD, STATED)], [("区应急局", LEAD, STATED)], [(RENAMED, "区安全监管局", "区应急局")]),
        # two became one by reform
        (
            [("区工商局", LEAD, STATED), ("区质监局", LEAD, STATED)],
            [("区市场监管局", LEAD, STATED)],
            [(RENAMED, "区工商局", "区市场监管局"), (RENAMED, "区质监局", "区市场监管局")],
        ),
        # last year named nobody
        ([], [("区民政局", LEAD, STATED)], []),
        # a machine's suggestion was nobody's decision
        ([("区教育局", LEAD, SUGGESTED)], [("区民政局", LEAD, STATED)], []),
        # 牵头 and 责任 both answer for the task
        ([("区教育局", LEAD, STATED)], [("区教育局", RESPONSIBLE, STATED)], []),
        # ranks given up: who supported answers with the others, nobody came or went
        (
            [("区教育局", LEAD, STATED), ("区民政局", SUPPORT, STATED)],
            [("区教育局", RESPONSIBLE, STATED), ("区民政局", RESPONSIBLE, STATED)],
            [],
        ),
        (
            [("区教育局", SUPPORT, STATED)],
            [("区民政局", SUPPORT, STATED)],
            [(CHANGED, "区教育局", "区民政局")],
        ),
        # a collective body is no hand: it changes with the words around it
        ([("各街道", LEAD, STATED)], [("区民政局", LEAD, STATED)], []),
        # confirmed counts as stated
        ([("区教育局", LEAD, Basis.CONFIRMED)], [("区民政局", LEAD, STATED)], [(CHANGED, "区教育局", "区民政局")]),
    ],
)
def test_units(before, after, expected):
    assert found(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([], [("区民政局", LEAD, STATED)], ("上年未明示", "区民政局")),
        ([("区民政局", LEAD, STATED)], [], ("区民政局", "今年未明示")),
    ],
)
def test_what_one_year_does_not_say_is_noted(before, after, said):
    _, notes = unit_changes([task(*before)], [task(*after)], succeeds)
    assert [(note.before, note.after) for note in notes] == [said]


CHAPTER = [("区教育局", LEAD, Basis.INHERITED)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # the same unit, and a collective body that the other year does not name
        (
            [("区民政局", LEAD, STATED), ("各街道", LEAD, STATED)],
            [("区民政局", LEAD, STATED)],
            ("各街道", "今年没有写集体名称"),
        ),
        # a body alone is somebody too
        ([("各街道", LEAD, STATED)], [("区民政局", LEAD, STATED)], ("各街道", "区民政局")),
        # the head of the chapter names one: that is not nobody
        (CHAPTER, [("区民政局", LEAD, STATED)], ("随章节写明：区教育局", "区民政局")),
        (CHAPTER, [("区财政局", LEAD, Basis.INHERITED)], ("随章节写明：区教育局", "随章节写明：区财政局")),
    ],
)
def test_what_is_no_sure_change_is_noted(before, after, said):
    details, notes = unit_changes([task(*before)], [task(*after)], succeeds)
    assert details == []
    assert [(note.before, note.after) for note in notes] == [said]


def test_collective_bodies_are_named_beside_the_units_that_changed():
    before = [("区民政局", LEAD, STATED), ("区水务局", LEAD, STATED)]
    after = [("区民政局", LEAD, STATED), ("各有关部门", LEAD, STATED)]
    assert found(before, after) == [(CHANGED, "区民政局、区水务局", "区民政局、各有关部门")]


def test_the_same_chapter_head_in_both_years_says_nothing():
    assert unit_changes([task(*CHAPTER)], [task(*CHAPTER)], succeeds) == ([], [])


def test_of_one_unit_that_became_two_only_what_is_left_is_reassigned():
    before = [("区工商局", LEAD, STATED), ("区教育局", LEAD, STATED)]
    after = [("区市场监管局", LEAD, STATED), ("区民政局", LEAD, STATED)]
    assert found(before, after) == [(RENAMED, "区工商局", "区市场监管局"), (CHANGED, "区教育局", "区民政局")]


def test_offices_of_one_line_at_two_levels_are_no_change_of_hands():
    before = Task(
        "t", 0, None, None, None, 0, 1, assignments=(Assignment("市水务局", None, "city/水务局", LEAD, STATED),)
    )
    after = task(("区水务局", LEAD, STATED))
    assert [d.kind for d in unit_changes([before], [after], succeeds)[0]] == [CHANGED]
    assert unit_changes([before], [after], succeeds, levels_differ=True)[0] == []
