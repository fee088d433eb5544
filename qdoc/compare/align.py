"""Owns which task became which: links between the tasks of two plans, grouped.

Order is no constraint. Three passes, each over what the one before left: the best one-to-one pairs of what is plainly
alike; tasks whose sentences went elsewhere or came from elsewhere (split, merge, many to many); and, among the tasks
that are still alone on both sides, pairs that stand out from all others though little of the wording stayed.
What a person fixed goes before all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from qdoc.compare.assign import assign
from qdoc.compare.similarity import Matrix, similarity_matrix
from qdoc.compare.unsure import Maybe, equals, might_be, next_best, said_elsewhere
from qdoc.compare.votes import Votes, votes
from qdoc.compare.wording import TaskText

__all__ = ["Fixed", "Group", "TaskText", "align"]

# First pass: plainly alike, and so much that it stands out between these two documents.
_ALIKE = 0.33
_STANDS_OUT = 7.0
_TAKEN_OVER = 0.5  # or this share of both texts went from the one to the other
# Second pass: this share of a task's text, and so many characters of it, went to (came from) the other.
_SHARED = 0.34
_LEAST_SHARED = 18
_LEAST_OF_ALL = 10  # where it is nearly all of a short task
# Third pass: what is left, by how far it stands out and how far the next best is behind.
_LEFT_ALIKE = 0.16
_LEFT_STANDS_OUT = 4.0
_LEFT_AHEAD = 1.5
_LEFT_ALONE = 0.2  # without a unit in common
_SAME_TITLE, _TITLE_WORTH = 75.0, 0.08  # headings mislead where there is a choice; among what is left they help
# Below these a person must look (待核).
_SURE = 0.42
_SURE_STANDS_OUT = 12.0
_SURE_SHARED = 0.8
_RUNNER_UP_SHARE = 0.8
_CANDIDATES = 8
_TOLD_APART = 0.02  # what a unit, a document or the heading in common is worth, once for the pair, once for its words


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a person decided, by position.

    ``groups``: tasks before and after that belong together, exactly these (nothing on one side: new, or dropped);
    ``cuts``: pairs that do not belong together; what became of the task before is not known.
    """

    groups: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    cuts: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Positions of tasks that belong together (a connected component of links), with the best link's score.

    ``runner_up`` is the position, on the after side, of the next best candidate, with its score (of a dropped task: of
    the new one that it might be); ``review``: a person must look; ``fixed``: a person has decided; ``links``: the
    pairs that hold the group together.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    score: float | None
    runner_up: tuple[int, float] | None
    review: bool
    fixed: bool = False
    links: tuple[tuple[int, int], ...] = ()


def align(
    before: Sequence[TaskText],
    after: Sequence[TaskText],
    words: Callable[[str], Sequence[str]] | None = None,
    fixed: Fixed = Fixed(),  # frozen and empty
) -> tuple[Group, ...]:
    """Group the tasks of two plans by what they say.

    Guarantees: every position of either side stands in exactly one group; groups come in the order of their first
    ``after`` task, dropped tasks last; the same input gives the same groups; ``fixed.groups`` are groups of the
    result as they are; a task before that stands in ``fixed.cuts`` is alone and to be looked at, and so is whatever it
    was cut from, until somebody decides what became of it.
    """
    matrix = similarity_matrix([t.whole for t in before], [t.whole for t in after], words)
    near = _near(matrix, len(before), len(after))
    worth = {(i, j): value + _TOLD_APART * _in_common(before[i], after[j]) for (i, j), value in near.items()}
    said = votes([t.sentences for t in before], [t.sentences for t in after], worth)
    decided = {i for left, _ in fixed.groups for i in left}, {j for _, right in fixed.groups for j in right}
    denied = {i for i, _ in fixed.cuts}, {j for _, j in fixed.cuts}
    settled = decided[0] | denied[0]
    worth = {(i, j): value for (i, j), value in worth.items() if i not in settled and j not in decided[1]}
    links = set(assign(_plain(matrix, said, worth)))
    links |= {pair for pair in said.size if pair in worth and _went_over(said, pair)}
    left = (
        _alone(len(before), settled | {i for i, _ in links}),
        _alone(len(after), decided[1] | {j for _, j in links}),
    )
    weak = set(_leftovers(matrix, before, after, left))
    together = frozenset((i, j) for one, other in fixed.groups for i in one for j in other)
    gone = [i for i in left[0] if i not in {i for i, _ in weak}]
    new = [j for j in left[1] if j not in {j for _, j in weak}]
    twins = equals(matrix, links | weak, gone, new)
    said_on = said_elsewhere(before, after, links | weak, (gone, new))
    near_new = might_be(matrix, gone, new)
    maybe = {i: (j, matrix.rows[i][j]) for i, j in said_on[0].items()}
    maybe |= near_new | twins[0] | next_best(matrix, fixed.cuts)
    come = frozenset(j for j, _ in near_new.values()) | twins[1] | frozenset(said_on[1])
    units = [one.units for one in before], [one.units for one in after]
    doubt = _Doubt(matrix, said, frozenset(weak), decided, denied, maybe, (twins[0], come), units)
    return _components(len(before), len(after), links | weak | together, doubt)


def _in_common(one: TaskText, other: TaskText) -> int:
    """How many of unit, cited document and heading two tasks have in common: what tells equal words apart."""
    return bool(one.units & other.units) + bool(one.names & other.names) + (one.title == other.title != "")


def _near(matrix: Matrix, rows: int, columns: int) -> dict[tuple[int, int], float]:
    """The likeliest pairs: of every task its best candidates on the other side."""
    found: dict[tuple[int, int], float] = {}
    for i in range(rows):
        row = matrix.rows[i]
        for j in sorted(range(columns), key=lambda j: (-row[j], j))[:_CANDIDATES]:
            found[i, j] = row[j]
    for j in range(columns):
        for i in sorted(range(rows), key=lambda i: (-matrix.rows[i][j], i))[:_CANDIDATES]:
            found[i, j] = matrix.rows[i][j]
    return {pair: value for pair, value in found.items() if value > 0}


def _plain(matrix: Matrix, said: Votes, worth: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Pairs that are plainly alike, with what each is worth; units and documents tell nearly equal ones apart."""
    gains = {}
    for (i, j), value in worth.items():
        out, back = said.out.get((i, j), 0.0), said.back.get((i, j), 0.0)
        alike = matrix.rows[i][j] >= _ALIKE and matrix.z(i, j) >= _STANDS_OUT
        if alike or min(out, back) >= _TAKEN_OVER:
            gains[i, j] = value + 0.25 * (out + back)
    return gains


def _went_over(said: Votes, pair: tuple[int, int]) -> bool:
    share = max(said.out[pair], said.back[pair])
    return share >= _SHARED and said.size[pair] >= (_LEAST_OF_ALL if share >= _SURE_SHARED else _LEAST_SHARED)


def _alone(count: int, linked: set[int]) -> list[int]:
    return [at for at in range(count) if at not in linked]


def _leftovers(
    matrix: Matrix,
    before: Sequence[TaskText],
    after: Sequence[TaskText],
    left: tuple[list[int], list[int]],
) -> list[tuple[int, int]]:
    """Pairs among the tasks still alone that are each other's best by far."""
    rows, columns = left
    worth = {
        (i, j): matrix.rows[i][j] + (_TITLE_WORTH if _same_title(before[i], after[j]) else 0.0)
        for i in rows
        for j in columns
    }
    pairs = []
    for (i, j), value in worth.items():
        if value < _LEFT_ALIKE:
            continue
        if matrix.z(i, j) < (_LEFT_STANDS_OUT if value == matrix.rows[i][j] else _LEFT_STANDS_OUT / 2):
            continue
        if value < _LEFT_ALONE and not before[i].units & after[j].units:
            continue
        rivals = [worth[i, k] for k in columns if k != j] + [worth[k, j] for k in rows if k != i]
        if value >= _LEFT_AHEAD * max(rivals, default=0.0):
            pairs.append((i, j))
    return pairs


def _same_title(one: TaskText, other: TaskText) -> bool:
    return bool(one.title and other.title) and ratio(one.title, other.title) >= _SAME_TITLE


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What decides whether a person must look at a group."""

    matrix: Matrix
    said: Votes
    weak: frozenset[tuple[int, int]]
    decided: tuple[set[int], set[int]]
    denied: tuple[set[int], set[int]]
    maybe: Maybe
    twins: tuple[Maybe, frozenset[int]]
    units: tuple[list[frozenset[str]], list[frozenset[str]]]

    def sure(self, i: int, j: int) -> bool:
        """Whether the link of these two needs no look."""
        if (i, j) in self.weak:
            return False
        alike = self.matrix.rows[i][j] >= _SURE and self.matrix.z(i, j) >= _SURE_STANDS_OUT
        return alike or self.said.kept.get((i, j), 0.0) >= _SURE_SHARED

    def told_apart(self, i: int, j: int, other: int) -> bool:
        """Whether the units say that ``i`` became ``j`` and not ``other``, which is no more like it."""
        own, known = self.units
        apart = bool(known[other]) and not own[i] & known[other]
        return apart and own[i] == known[j] and self.matrix.rows[i][j] >= self.matrix.rows[i][other]

    def contested(self, i: int, j: int) -> bool:
        """Whether a dropped task is as like ``j`` as ``i`` is, and no unit says that it was not that one."""
        own, known = self.units
        others = [k for k, (to, _) in self.twins[0].items() if to == j]
        return any(not (own[i] == known[j] and own[k] and not own[k] & known[j]) for k in others)


def _components(
    rows: int,
    columns: int,
    links: set[tuple[int, int]],
    doubt: _Doubt,
) -> tuple[Group, ...]:
    parent = list(range(rows + columns))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in sorted(links):
        parent[root(i)] = root(rows + j)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(rows + columns):
        members[root(node)].append(node)
    groups = []
    for nodes in members.values():
        left = tuple(node for node in nodes if node < rows)
        right = tuple(node - rows for node in nodes if node >= rows)
        own = {(i, j) for i, j in links if i in left and j in right}
        groups.append(_group(left, right, own, doubt))
    return tuple(sorted(groups, key=lambda g: (0, g.after[0]) if g.after else (1, g.before[0])))


def _group(
    left: tuple[int, ...],
    right: tuple[int, ...],
    links: set[tuple[int, int]],
    doubt: _Doubt,
) -> Group:
    decided = doubt.decided[0].issuperset(left) and doubt.decided[1].issuperset(right)
    denied = not decided and bool(doubt.denied[0].intersection(left) or doubt.denied[1].intersection(right))
    if not left or not right:
        runner_up = doubt.maybe.get(left[0]) if left and not decided else None
        review = denied or runner_up is not None or (not left and right[0] in doubt.twins[1])
        return Group(left, right, None, runner_up, review, decided)
    rows = doubt.matrix.rows
    score, i, j = max(((rows[i][j], i, j) for i, j in links), key=lambda t: (t[0], -t[1], -t[2]))
    rivals = [(rows[i][k], -k) for k in range(len(rows[i])) if k not in right and rows[i][k] > 0]
    best = max(rivals, default=None)
    close = any(value >= _RUNNER_UP_SHARE * score and not doubt.told_apart(i, j, -minus) for value, minus in rivals)
    close = close or any(doubt.contested(*pair) for pair in links)
    review = denied or (not decided and (close or not all(doubt.sure(*pair) for pair in links)))
    runner_up = (-best[1], best[0]) if best else None
    return Group(left, right, score, runner_up, review, decided, tuple(sorted(links)))
