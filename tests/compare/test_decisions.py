"""A person's decision is found again by the words, goes before everything, and is never lost silently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.compare import ChangeKind, Reading, compare_plans
from qdoc.compare.decisions import Decision, place_decisions, task_key
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

    def read(*lines: str) -> Plan:
        body = "\n".join(f"{n}.{line}" for n, line in enumerate(lines, 1))
        text = f"云溪区2025年质量工作要点\n一、重点任务\n{body}\n"
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
        (lambda d: replace(d, before=("0000/t09#aaaaaaaaaaaa",)), "没有找到任务 0000/t09"),  # words that are no more
        (lambda d: replace(d, before=(), after=()), "没有找到任务"),  # an empty line
    ],
)
def test_what_no_longer_fits_is_said(plan, change, said):
    before = plan(*LINES)
    decision = change(Decision((keys(before)[0],), (keys(before)[1],)))
    placed = place_decisions([decision], before, before)
    assert placed.fixed.groups == ()
    assert [one.decision for one in placed.stale] == [decision]
    assert said in placed.stale[0].reason


def test_of_two_decisions_on_one_task_the_later_counts(plan):
    before = plan(*LINES)
    first, second = (Decision((keys(before)[0],), (keys(before)[n],)) for n in (1, 2))
    placed = place_decisions([first, second], before, before)
    assert placed.fixed.groups == (((0,), (2,)),)
    assert [one.decision for one in placed.stale] == [first]


def test_apart_forbids_the_pair_and_nothing_else(plan):
    before = plan(*LINES)
    placed = place_decisions([Decision((keys(before)[0],), (keys(before)[0],), together=False)], before, before)
    diff = compare_plans(Reading(before), Reading(before), fixed=placed.fixed)
    kinds = {one.before or one.after: one.kinds for one in diff.changes}
    assert kinds[(before.tasks[1].id,)] == (ChangeKind.CARRIED,)
    assert sorted(one.kinds for one in diff.changes if before.tasks[0].id in (*one.before, *one.after)) == [
        (ChangeKind.ADDED,),
        (ChangeKind.DROPPED,),
    ]


def test_a_bare_id_is_taken_at_its_word(plan):
    before = plan(*LINES)
    placed = place_decisions([Decision((before.tasks[2].id,), ())], before, before)
    assert placed.fixed.groups == (((2,), ()),)
