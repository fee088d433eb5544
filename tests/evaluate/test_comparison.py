"""Measuring a comparison: links by what tasks cover, kinds group by group, nothing counted twice."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side, TaskPlace
from qdoc.evaluate.comparison import TrueChange, TrueComparison, macro_f1, score_comparison
from qdoc.evaluate.tally import Tally

K = ChangeKind
SPANS = ((0, 10), (10, 20), (20, 30))


def side(*spans: tuple[int, int]) -> Side:
    return Side(None, None, "甲", tuple(TaskPlace(f"t{n}", None, None, *span) for n, span in enumerate(spans)))


def change(before: str, after: str, *kinds: ChangeKind, review: bool = False, details=()) -> Change:
    ids = tuple(f"t{n}" for n in before), tuple(f"t{n}" for n in after)
    return Change(*ids, kinds, 0.9, None, review, tuple(details))


def score(*changes: Change, truth: tuple[TrueChange, ...], spans=SPANS):
    return score_comparison(PlanDiff(side(*spans), side(*SPANS), changes), TrueComparison(SPANS, SPANS, truth))


def true(before: str, after: str, *kinds: str, accepted: tuple[str, ...] = ()) -> TrueChange:
    return TrueChange(tuple(map(int, before)), tuple(map(int, after)), frozenset(kinds), frozenset(accepted))


TRUTH = (true("0", "0", "carried"), true("1", "12", "split"), true("2", "", "dropped"))


@pytest.mark.parametrize(
    ("changes", "links", "macro"),
    [
        ((change("0", "0", K.CARRIED), change("1", "12", K.SPLIT), change("2", "", K.DROPPED)), Tally(3, 0, 0), 1.0),
        # half of the split is missed, and its kind with it
        (
            (
                change("0", "0", K.CARRIED),
                change("1", "1", K.CARRIED),
                change("", "2", K.ADDED),
                change("2", "", K.DROPPED),
            ),
            Tally(2, 0, 1),
            pytest.approx((2 / 3 + 0 + 1) / 3),
        ),
        # what was dropped is linked to something
        (
            (change("0", "0", K.CARRIED), change("12", "12", K.SPLIT)),
            Tally(3, 2, 0),
            pytest.approx((1 + 2 / 3 + 0) / 3),
        ),
    ],
)
def test_links_and_kinds(changes, links, macro):
    found = score(*changes, truth=TRUTH)
    assert found.links == links
    assert macro_f1([found.kinds]) == macro


def test_a_task_that_was_cut_otherwise_is_placed_by_its_overlap():
    spans = ((0, 4), (4, 10), (10, 20), (20, 30))
    found = score(change("01", "0", K.MERGED), truth=(true("0", "0", "carried"),), spans=spans)
    assert found.links == Tally(1, 0, 0)
    assert found.in_no_change == 4, "the tasks that stand in no change are counted on both sides"


def test_the_direction_of_a_time_limit_counts():
    late = Detail(K.RESCHEDULED, "时限推迟", "6月底前", "9月底前")
    found = score(change("0", "0", K.RESCHEDULED, details=[late]), truth=(true("0", "0", "rescheduled:earlier"),))
    assert [(miss.what, miss.extra) for miss in found.misses] == [
        ("rescheduled:earlier", False),
        ("rescheduled:later", True),
    ]


def test_what_is_accepted_is_neither_asked_nor_wrong():
    found = score(change("0", "0", K.CARRIED, K.REWORDED), truth=(true("0", "0", "carried", accepted=("reworded",)),))
    assert found.kinds == {"carried": Tally(1, 0, 0)}


def test_wrong_links_without_a_mark_and_renames_taken_for_new_hands_are_counted():
    truth = (true("0", "0", "renamed"), true("1", "1", "carried"))
    wrong = change("0", "01", K.REASSIGNED), change("1", "2", K.CARRIED, review=True)
    found = score(*wrong, truth=truth)
    assert (found.wrong_unseen, found.renamed_as_reassigned) == (1, 1)
