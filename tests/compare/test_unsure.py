"""What stayed alone and might belong somewhere: named by what it might be, and nothing else is."""

from __future__ import annotations

import pytest

from qdoc.compare.similarity import Matrix
from qdoc.compare.unsure import equals, might_be, next_best

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
