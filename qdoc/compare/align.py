"""Owns which task became which: links between the tasks of two plans, grouped.

Order is no constraint. First the best one-to-one pairs, as long as they stand out from what is usual between these
two documents; then the sentences of tasks left over vote for the task that took them in (merge) or gave them (split).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qdoc.compare.similarity import Matrix, similarity_matrix

# A link must stand this many robust deviations above the pair's median similarity, and above a floor below which
# two texts share little but the genre's common words.
_LINK_Z = 6.0
_LINK_FLOOR = 0.12
# Below these a person must look (待核).
_SURE_Z = 12.0
_SURE_SCORE = 0.3
_RUNNER_UP_SHARE = 0.8
# A sentence votes for a task when it is at least this like one of its sentences; a leftover task joins where
# its votes make up this share of its text.
_VOTE_SCORE = 0.35
_VOTE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class TaskText:
    """What alignment looks at: the task's whole wording without its units, and its sentences."""

    whole: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Positions of tasks that belong together (a connected component of links), with the best link's score.

    ``runner_up`` is the position, on the after side, of the next best candidate of a one-to-one link, with its score.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    score: float | None
    runner_up: tuple[int, float] | None
    review: bool


def _pairs(matrix: Matrix, rows: int, columns: int) -> list[tuple[int, int]]:
    """One-to-one pairs, best first, while they stand out; ties go to the earlier tasks."""
    order = sorted(
        ((matrix.rows[i][j], i, j) for i in range(rows) for j in range(columns) if matrix.rows[i][j] >= _LINK_FLOOR),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    pairs = []
    for _, i, j in order:
        if i in taken_rows or j in taken_columns or matrix.z(i, j) < _LINK_Z:
            continue
        taken_rows.add(i)
        taken_columns.add(j)
        pairs.append((i, j))
    return pairs


def _votes(
    leftover: Sequence[int],
    texts: Sequence[TaskText],
    others: Sequence[TaskText],
    words: Callable[[str], Sequence[str]] | None,
) -> dict[int, int]:
    """For each leftover task the task of the other year that most of its text speaks for, where there is one."""
    pool = [(owner, sentence) for owner, text in enumerate(others) for sentence in text.sentences]
    mine = [(task, sentence) for task in leftover for sentence in texts[task].sentences]
    if not pool or not mine:
        return {}
    matrix = similarity_matrix([s for _, s in mine], [s for _, s in pool], words)
    weight: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row, (task, sentence) in enumerate(mine):
        best = max(range(len(pool)), key=lambda column: (matrix.rows[row][column], -column))
        if matrix.rows[row][best] >= _VOTE_SCORE:
            weight[task][pool[best][0]] += len(sentence)
    joined = {}
    for task, votes in sorted(weight.items()):
        owner, size = max(votes.items(), key=lambda item: (item[1], -item[0]))
        if size >= _VOTE_SHARE * sum(len(sentence) for sentence in texts[task].sentences):
            joined[task] = owner
    return joined


def align(
    before: Sequence[TaskText], after: Sequence[TaskText], words: Callable[[str], Sequence[str]] | None = None
) -> tuple[Group, ...]:
    """Group the tasks of two plans by what they say.

    Guarantees: every position of either side stands in exactly one group; groups come in the order of their first
    ``after`` task, dropped tasks last; the same input gives the same groups.
    """
    matrix = similarity_matrix([t.whole for t in before], [t.whole for t in after], words)
    links = set(_pairs(matrix, len(before), len(after)))
    linked_before = {i for i, _ in links}
    linked_after = {j for _, j in links}
    new = [j for j in range(len(after)) if j not in linked_after]
    gone = [i for i in range(len(before)) if i not in linked_before]
    voted = {(i, j) for j, i in _votes(new, after, before, words).items()}
    voted |= {(i, j) for i, j in _votes(gone, before, after, words).items()}
    return _components(len(before), len(after), links, voted, matrix)


def _components(
    rows: int, columns: int, links: set[tuple[int, int]], voted: set[tuple[int, int]], matrix: Matrix
) -> tuple[Group, ...]:
    parent = list(range(rows + columns))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in sorted(links | voted):
        parent[root(i)] = root(rows + j)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(rows + columns):
        members[root(node)].append(node)
    groups = []
    for nodes in members.values():
        left = tuple(node for node in nodes if node < rows)
        right = tuple(node - rows for node in nodes if node >= rows)
        groups.append(_group(left, right, matrix, bool(voted & {(i, j) for i in left for j in right})))
    return tuple(sorted(groups, key=lambda g: (0, g.after[0]) if g.after else (1, g.before[0])))


def _group(left: tuple[int, ...], right: tuple[int, ...], matrix: Matrix, by_vote: bool) -> Group:
    if not left or not right:
        return Group(left, right, None, None, False)
    score, i, j = max(((matrix.rows[i][j], i, j) for i in left for j in right), key=lambda t: (t[0], -t[1], -t[2]))
    rivals = [(matrix.rows[i][k], k) for k in range(len(matrix.rows[i])) if k not in right]
    best_rival = max(rivals, key=lambda t: (t[0], -t[1]), default=None)
    runner_up = (best_rival[1], best_rival[0]) if best_rival and best_rival[0] > 0 else None
    close = runner_up is not None and runner_up[1] >= _RUNNER_UP_SHARE * score
    review = by_vote or matrix.z(i, j) < _SURE_Z or score < _SURE_SCORE or close
    return Group(left, right, score, runner_up, review)
