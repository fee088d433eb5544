"""What stayed alone and might belong somewhere: named by what it might be, and nothing else is."""

from __future__ import annotations

import pytest

from qdoc.compare.similarity import Matrix
from qdoc.compare.unsure import equals, might_be, next_best, said_elsewhere
from qdoc.compare.wording import TaskText

ROWS = ((0.9, 0.2, 0.0), (0.88, 0.05, 0.14), (0.3, 0.0, 0.1))
MATRIX = Matrix(ROWS, 0.0, 0.01)


@pytest.mark.parametrize(
    ("gone", "new", "found", "why"),
    [
        ([1, 2], [1, 2], {1: (2, 0.14)}, "each the other's best"),
        ([2], [1, 2], {}, "too unlike"),
        ([1, 2], [], {}, "nothing is new"),
    ],
)
def test_a_dropped_task_might_be_a_new_one(gone, new, found, why):
    assert might_be(MATRIX, gone, new) == found, why


@pytest.mark.parametrize(
    ("links", "gone", "new", "found", "why"),
    [
        ({(0, 0)}, [1, 2], [1, 2], ({1: (0, 0.88)}, frozenset()), "as like as the one that was linked"),
        ({(2, 0)}, [0, 1], [], ({0: (0, 0.9), 1: (0, 0.88)}, frozenset()), "both are liker than the link"),
        ({(0, 1)}, [], [0], ({}, frozenset({0})), "a new one that is liker than what was taken"),
        ({(0, 1)}, [1], [2], ({}, frozenset()), "less than that is none"),
    ],
)
def test_the_other_of_two_equals_is_found(links, gone, new, found, why):
    assert equals(MATRIX, links, gone, new) == found, why


@pytest.mark.parametrize(
    ("cuts", "found", "why"),
    [
        ({(0, 0)}, {0: (1, 0.2)}, "the likeliest of the others"),
        ({(2, 0)}, {}, "the others are nothing like it"),
        ({(1, 0), (1, 2)}, {}, "what was cut is none of them"),
    ],
)
def test_what_was_cut_off_shows_its_next_best(cuts, found, why):
    assert next_best(MATRIX, frozenset(cuts)) == found, why


def text(title: str, said: str) -> TaskText:
    return TaskText(f"{title}。{said}。", (said,), title)


TEXTS = {
    "rule": text("纳入审批地统一管理", "按照谁审批谁监管的原则统一组织招生工作"),
    "law": text("加强普法宣传", "完善普法清单，组织宪法宣传"),
    "law+": text("加强普法宣传", "完善普法清单，民办学校招生纳入审批地统一管理"),
    "run": text("规范招生", "按照谁审批谁监管的原则统一组织招生"),
}


@pytest.mark.parametrize(
    ("before", "after", "links", "found", "why"),
    [
        (("law", "rule"), ("law+",), {(0, 0)}, ({1: 0}, {}), "its heading stands in another task now, and anew"),
        (("law+", "rule"), ("law+",), {(0, 0)}, ({}, {}), "it stood there last year as well"),
        (("law",), ("law", "rule"), {(0, 0)}, ({}, {}), "nobody said it before"),
        (("run",), ("law", "rule"), set(), ({0: 1}, {1: 0}), "a long run of its words"),
        (("rule", "run"), ("law", "run"), {(1, 1)}, ({}, {}), "said in several tasks of its own year: a phrase"),
    ],
)
def test_a_matter_that_another_task_goes_on_saying_is_found(before, after, links, found, why):
    sides = [TEXTS[name] for name in before], [TEXTS[name] for name in after]
    linked = {i for i, _ in links}, {j for _, j in links}
    alone = tuple([at for at in range(len(side)) if at not in linked[k]] for k, side in enumerate(sides))
    assert said_elsewhere(*sides, links, alone) == found, why
