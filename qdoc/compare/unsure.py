"""Owns tasks that stayed alone though they might belong to another: a person must look at each (待核)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdoc.compare.items import bare
from qdoc.compare.similarity import Matrix
from qdoc.compare.wording import TaskText

_MAYBE, _STANDS_OUT = 0.13, 4.0  # a dropped task so like a new one, each the other's best, might be it
_LONG_TITLE, _RUN, _STEP = 6, 15, 3  # characters that are no chance; a run is looked for at every third
_ALIKE, _AS_LIKE = 0.42, 0.95  # as like what a linked task went to as that is: the other of two equal ones

Maybe = dict[int, tuple[int, float]]
"""Dropped task → the one of the later year that it might be, with the score."""


def might_be(matrix: Matrix, gone: Sequence[int], new: Sequence[int]) -> Maybe:
    """Dropped tasks that might be a new one: too unlike to link, too like to pass over."""
    found = {}
    for i in gone:
        j = max(new, key=lambda j: (matrix.rows[i][j], -j), default=None)
        if j is None or matrix.rows[i][j] < _MAYBE or matrix.z(i, j) < _STANDS_OUT:
            continue
        if i == max(gone, key=lambda k: (matrix.rows[k][j], -k)):
            found[i] = (j, matrix.rows[i][j])
    return found


def said_elsewhere(
    before: Sequence[TaskText],
    after: Sequence[TaskText],
    links: set[tuple[int, int]],
    alone: tuple[Sequence[int], Sequence[int]],
) -> tuple[dict[int, int], dict[int, int]]:
    """Dropped tasks (→ place after) and new ones (→ place before) whose matter the other year says in another task.

    Their heading stands there word for word, or a run of their words too long for chance, and it is new there: what
    the counterpart of that task says as well was taken from nowhere. Whether the matter was taken over, only a person
    can tell.
    """
    words = [bare(one.whole) for one in before], [bare(one.whole) for one in after]
    partners: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for i, j in links:
        partners[0].setdefault(i, []).append(j)
        partners[1].setdefault(j, []).append(i)
    whole = "\n".join(words[0]), "\n".join(words[1])
    lost = {i: _taken_over(before[i], i, words, whole[1], partners[1]) for i in alone[0]}
    mirrored = words[1], words[0]
    come = {j: _taken_over(after[j], j, mirrored, whole[0], partners[0]) for j in alone[1]}
    return _known(lost), _known(come)


def _known(found: Mapping[int, int | None]) -> dict[int, int]:
    return {key: at for key, at in found.items() if at is not None}


def _taken_over(
    task: TaskText,
    own: int,
    words: tuple[Sequence[str], Sequence[str]],
    whole: str,
    partners: Mapping[int, Sequence[int]],
) -> int | None:
    """The one task of the other year that says this task's heading, or a long run of it, and says it anew.

    ``words``: those of this year and of the other, by task; ``whole``: all of the other's.
    """
    title = bare(task.title)
    told = [title] if len(title) >= _LONG_TITLE else []
    for sentence in task.sentences:
        said = bare(sentence)
        told += [said[at : at + _RUN] for at in range(0, len(said) - _RUN + 1, _STEP)]
    for piece in told:
        if piece not in whole:
            continue
        if any(piece in said for at, said in enumerate(words[0]) if at != own):
            continue  # this year says it in several tasks: a phrase, no matter of its own
        found = [at for at, said in enumerate(words[1]) if piece in said]
        if len(found) == 1 and not any(piece in words[0][at] for at in partners.get(found[0], ())):
            return found[0]
    return None


def equals(
    matrix: Matrix, links: set[tuple[int, int]], gone: Sequence[int], new: Sequence[int]
) -> tuple[Maybe, frozenset[int]]:
    """Dropped and new tasks that are worded like one that was linked: which of the equal ones it was is not certain.

    Returns the dropped ones with what their equal became, and the new ones.
    """
    rows = matrix.rows
    lost: Maybe = {}
    for i in gone:
        like = [(rows[i][j], -j) for k, j in links if rows[i][j] >= max(_ALIKE, _AS_LIKE * rows[k][j])]
        if like:
            value, minus = max(like)
            lost[i] = (-minus, value)
    come = frozenset(j for j in new for i, k in links if rows[i][j] >= max(_ALIKE, _AS_LIKE * rows[i][k]))
    return lost, come


def next_best(matrix: Matrix, cuts: frozenset[tuple[int, int]]) -> Maybe:
    """For tasks that a person took from what they had been linked to: what is the likeliest of the others."""
    found = {}
    for i in sorted({i for i, _ in cuts}):
        others = [(value, -j) for j, value in enumerate(matrix.rows[i]) if (i, j) not in cuts and value >= _MAYBE]
        if others:
            value, minus = max(others)
            found[i] = (-minus, value)
    return found
