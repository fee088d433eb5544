"""Which changes are told first: the order of the sorts, the places each has, what is told of a group."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side
from qdoc.compare.highlights import SORTS, highlights

R, A, S, W = ChangeKind.RETARGETED, ChangeKind.REASSIGNED, ChangeKind.STRENGTHENED, ChangeKind.WEAKENED
N, D, T, C = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.RESCHEDULED, ChangeKind.CARRIED
M, P, E = ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.REWORDED


def change(*kinds: ChangeKind, review: bool = False, one_sided: bool = False) -> Change:
    told = [kind for kind in kinds if kind in (R, A, S, W, T)]
    details = tuple(Detail(kind, "甲", None if one_sided else "旧", "新") for kind in told)
    return Change(() if N in kinds else ("b",), () if D in kinds else ("a",), kinds, 0.5, None, review, details)


def diff(*changes: Change) -> PlanDiff:
    side = Side(None, 2026, "x", ())
    return PlanDiff(side, side, changes)


# (kinds of the groups in order, places of those told, why)
CHOSEN = [
    ([(R,)] * 12, list(range(10)), "ten at the most"),
    ([(C,), (E,), (E,)], [], "what is carried or only reworded is none"),
    ([(N,), (R,), (D,), (A,)], [1, 3, 2, 0], "figures, hands, dropped, new, whatever their order"),
    ([(T,), (W,), (S,)], [1, 2, 0], "strength before time, weakened and strengthened alike"),
    ([*[(R,)] * 9, (D,), (N,), (T,)], [0, 1, 2, 3, 4, 5, 6, 9, 10, 11], "twenty figures do not hide the one dropped"),
    ([(R, A), (A,)], [0, 1], "a group is told once, as what comes first"),
    ([(M,), (P,)], [1, 0], "split before moved where nothing else changed"),
    ([], [], "nothing"),
]


@pytest.mark.parametrize(("kinds", "places", "why"), CHOSEN, ids=[row[2] for row in CHOSEN])
def test_the_order(kinds: list[tuple[ChangeKind, ...]], places: list[int], why: str) -> None:
    assert [one.at for one in highlights(diff(*(change(*each) for each in kinds)))] == places, why


def test_sure_links_and_both_years_words_go_first() -> None:
    groups = (change(R, review=True), change(R, one_sided=True), change(R))
    assert [one.at for one in highlights(diff(*groups))] == [2, 1, 0]


def test_a_highlight_has_the_detail_of_its_sort_and_counts_the_others() -> None:
    (one,) = highlights(diff(change(T, A)))
    assert one.kind is A
    assert one.detail is not None
    assert one.detail.kind is A
    assert one.others == 1
    (new,) = highlights(diff(change(N)))
    assert (new.kind, new.detail, new.others) == (N, None, 0)


def test_the_places_are_ten() -> None:
    assert sum(places for _, places in SORTS) == 10
