"""A person's decision is found again by the words, goes before everything, and is never lost silently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.compare import ChangeKind, Reading, compare_plans
from qdoc.compare.decisions import Decision, Why, marks_of, place_decisions, plan_mark, same_pair, task_key
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Plan
from qdoc.parse import parse
from qdoc.read import read_bytes

LINES = (
    "整治河道。完成支流清淤。",
    "改善就医。推行检查结果互认。",
    "优化公交。新开微循环线路。",
    "更换路灯。消除照明盲区。",
)


@pytest.fixture(scope="module")
def plan():
    lexicon = load_lexicon()

    def read(*lines: str, year: int = 2025) -> Plan:
        body = "\n".join(f"{n}.{line}" for n, line in enumerate(lines, 1))
        text = f"云溪区{year}年质量工作要点\n一、重点任务\n{body}\n"
        return extract(parse(read_bytes(text.encode(), "要点.txt")), lexicon, suggest=False)

    return read


def keys(plan: Plan) -> list[str]:
    return [task_key(task) for task in plan.tasks]


def test_a_decision_makes_the_group_and_is_marked(plan):
    before, after = plan(*LINES), plan(*LINES)
    decision = Decision((keys(before)[0],), tuple(keys(after)[1:3]))
    diff = compare_plans(Reading(before), Reading(after), fixed=place_decisions([decision], before, after).fixed)
    made = next(one for one in diff.changes if one.decided)
    assert (len(made.before), len(made.after), made.review) == (1, 2, False)
    assert ChangeKind.SPLIT in made.kinds


def test_renumbering_does_not_lose_it(plan):
    old, before, after = plan(*LINES), plan(*LINES[::-1]), plan(*LINES)
    placed = place_decisions([Decision((keys(old)[0],), (keys(after)[3],))], before, after)
    assert placed.fixed.groups == (((3,), (3,)),)
    assert placed.stale == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: replace(d, before=("0000/t09#aaaaaaaaaaaa",)), Why.LOST),  # words that are no more
        (lambda d: replace(d, before=(), after=()), Why.LOST),  # an empty line
    ],
)
def test_what_no_longer_fits_is_said(plan, change, said):
    before = plan(*LINES)
    decision = change(Decision((keys(before)[0],), (keys(before)[1],), made_for=marks_of(before, before)))
    placed = place_decisions([decision], before, before)
    assert placed.fixed.groups == ()
    assert [(one.decision, one.why) for one in placed.stale] == [(decision, said)]
    assert placed.kept == (decision,), "it may fit another time"


def test_of_two_decisions_on_one_task_the_later_counts(plan):
    before = plan(*LINES)
    first, second = (Decision((keys(before)[0],), (keys(before)[n],)) for n in (1, 2))
    placed = place_decisions([first, second], before, before)
    assert placed.fixed.groups == (((0,), (2,)),)
    assert [(one.decision, one.why) for one in placed.stale] == [(first, Why.LATER)]
    assert placed.kept == ()


def test_apart_forbids_the_pair_and_nothing_else(plan):
    before = plan(*LINES)
    apart = Decision((keys(before)[0],), (keys(before)[0],), together=False, made_for=marks_of(before, before))
    placed = place_decisions([apart], before, before)
    assert placed.denied == {before.tasks[0].id}
    diff = compare_plans(Reading(before), Reading(before), fixed=placed.fixed)
    kinds = {one.before or one.after: one.kinds for one in diff.changes}
    assert kinds[(before.tasks[1].id,)] == (ChangeKind.CARRIED,)
    assert sorted(one.kinds for one in diff.changes if before.tasks[0].id in (*one.before, *one.after)) == [
        (ChangeKind.ADDED,),
        (ChangeKind.DROPPED,),
    ]
    assert [one.review for one in diff.changes] == [
        before.tasks[0].id in (*one.before, *one.after) for one in diff.changes
    ]
    told = Decision((keys(before)[0],), (keys(before)[2],), made_for=marks_of(before, before))
    placed = place_decisions([apart, told], before, before)
    assert (placed.fixed.cuts, placed.denied) == (frozenset(), frozenset()), (
        "what became of it is told: nothing is open"
    )


def test_a_bare_id_is_taken_at_its_word(plan):
    before = plan(*LINES)
    placed = place_decisions([Decision((before.tasks[2].id,), (), made_for=marks_of(before, before))], before, before)
    assert placed.fixed.groups == (((2,), ()),)


OTHER = ("发展低空。编制产业规划。", "护航高考。开辟绿色通道。")
# (years, lines before, lines after: of the plans it is read with; adopted, why); made for LINES of 2025 and of 2026
BOUND = [
    ((2025, 2026), LINES, LINES, True, "the plans it was made for"),
    ((2025, 2026), LINES[::-1], LINES, True, "renumbered"),
    ((2025, 2026), (*LINES[:2], *OTHER), LINES, True, "half of it reworded"),
    ((2026, 2027), LINES, LINES, False, "the next pair of years, word by word the same"),
    ((2024, 2026), LINES, LINES, False, "another year before"),
    ((2025, 2026), (*LINES[:1], *OTHER), LINES, False, "of the same year, but of another office"),
]


@pytest.mark.parametrize(("years", "old", "new", "fits", "why"), BOUND, ids=[row[4] for row in BOUND])
@pytest.mark.parametrize("sort", ["new", "dropped", "together", "apart"])
def test_a_decision_is_bound_to_its_plans(plan, years, old, new, fits, why, sort):
    first, second = plan(*LINES, year=2025), plan(*LINES, year=2026)
    both = ((keys(first)[0],), (keys(second)[0],))
    sides = {"new": ((), both[1]), "dropped": (both[0], ())}.get(sort, both)
    decision = Decision(*sides, together=sort != "apart", made_for=marks_of(first, second))
    placed = place_decisions([decision], plan(*old, year=years[0]), plan(*new, year=years[1]))
    assert [one.why for one in placed.stale] == ([] if fits else [Why.OTHER_PLANS]), why
    assert len(placed.adopted) == fits, why


def test_what_does_not_say_its_plans_holds_only_where_both_sides_are_named(plan):
    before = plan(*LINES)
    one, other = ((key,) for key in keys(before)[:2])
    placed = place_decisions(
        [Decision(one, other), Decision((), one), Decision(one, one, together=False)], before, before
    )
    assert placed.fixed.groups == (((0,), (1,)),)
    assert [one.why for one in placed.stale] == [Why.UNSAID, Why.UNSAID]


def test_adopted_decisions_name_the_tasks_as_they_are_numbered_now(plan):
    old, before = plan(*LINES), plan(*LINES[::-1])
    (adopted,) = place_decisions([Decision((keys(old)[0],), (keys(old)[1],), by="李四")], before, before).adopted
    assert (adopted.before, adopted.after, adopted.by) == ((keys(before)[3],), (keys(before)[2],), "李四")
    assert adopted.made_for == marks_of(before, before)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((2025, "abcd"), (2025, "abcd"), True),
        ((2025, "abcd"), (2025, "abxy"), True),
        ((2025, "abcd"), (2025, "axyz"), False),
        ((2025, "abcd"), (2026, "abcd"), False),
        ((None, "abcd"), (None, "abcd"), True),
        ((None, "abcd"), (None, "abcx"), False),  # no year tells it from last year's
    ],
)
def test_the_same_plan_is_of_the_same_year_and_half_the_same(one, other, same):
    marks = [plan_mark(year, [f"{at}#{sign}" for at, sign in enumerate(signs)]) for year, signs in (one, other)]
    assert same_pair((marks[0], marks[0]), (marks[0], marks[1])) is same
