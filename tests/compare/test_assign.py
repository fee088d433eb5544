"""The best assignment has the greatest sum of all, and no row or column twice."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from qdoc.compare.assign import assign


def best_sum(gains: dict[tuple[int, int], float], size: int) -> float:
    return max(sum(gains.get((i, j), 0.0) for i, j in enumerate(order)) for order in permutations(range(size)))


@pytest.mark.parametrize("seed", range(30))
def test_the_sum_is_the_greatest(seed: int):
    chance = random.Random(seed)
    gains = {(i, j): round(chance.random(), 3) for i in range(6) for j in range(6) if chance.random() < 0.5}
    pairs = assign(gains)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(gains[pair] for pair in pairs) == pytest.approx(best_sum(gains, 6))


@pytest.mark.parametrize(
    ("gains", "pairs"),
    [
        ({}, []),
        ({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}, [(0, 1), (1, 0)]),  # the best pair alone would leave one behind
        ({(0, 0): 0.5, (1, 0): 0.5}, [(0, 0)]),  # equals: the earlier row
        ({(0, 0): 0.5, (1, 0): 0.9}, [(1, 0)]),  # a row gives its place up for good
    ],
)
def test_small_cases(gains, pairs):
    assert assign(gains) == pairs
