"""Owns what the sentences of a task say of its whereabouts: which task of the other year took each of them in.

Every sentence stands for itself once: a sentence that its own copy took up is no evidence for a look-alike, so two
tasks written after one pattern are not mistaken for a split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

SAME_SENTENCE = 0.55  # from here on a sentence was taken over, reworded or not


@dataclass(frozen=True, slots=True)
class Votes:
    """What sentences say of pairs of tasks.

    ``out[i, j]``: the share (by length) of the text of task ``i`` before that ``j`` took in; ``back[i, j]``: the share
    of ``j``'s text that came from ``i``; ``size``: how many characters that is, by the shorter wordings; ``kept``:
    the greater of both shares, each sentence counting by how much of its wording stayed.
    """

    out: Mapping[tuple[int, int], float]
    back: Mapping[tuple[int, int], float]
    size: Mapping[tuple[int, int], int]
    kept: Mapping[tuple[int, int], float]


def likeness(left: str, right: str) -> float:
    """How alike two sentences are, 0–1; 0 below ``SAME_SENTENCE``."""
    if left == right:
        return 1.0
    shorter, longer = sorted((len(left), len(right)))
    if 2 * shorter < SAME_SENTENCE * (shorter + longer):
        return 0.0  # too unlike in length to reach it
    return ratio(left, right, score_cutoff=100 * SAME_SENTENCE) / 100


def match_sentences(
    before: Sequence[Sequence[str]],
    after: Sequence[Sequence[str]],
    near: Mapping[tuple[int, int], float],
) -> list[tuple[float, tuple[int, int], tuple[int, int]]]:
    """Match sentences one to one, the likest first; among equals those of the likelier tasks (``near``), then order.

    Returns (likeness, (task, sentence) before, (task, sentence) after).
    """
    found = []
    for (i, j), closeness in near.items():
        for a, one in enumerate(before[i]):
            for b, other in enumerate(after[j]):
                score = likeness(one, other)
                if score:
                    found.append((-score, -closeness, i, a, j, b))
    found.sort()
    taken_before: set[tuple[int, int]] = set()
    taken_after: set[tuple[int, int]] = set()
    matched = []
    for minus, _, i, a, j, b in found:
        if (i, a) not in taken_before and (j, b) not in taken_after:
            taken_before.add((i, a))
            taken_after.add((j, b))
            matched.append((-minus, (i, a), (j, b)))
    return matched


def votes(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], near: Mapping[tuple[int, int], float]
) -> Votes:
    """Let the sentences of both years say which tasks belong together.

    ``near``: pairs (task before, task after) that may come into question, with how alike they are.
    """
    whole_before = [sum(map(len, own)) or 1 for own in before]
    whole_after = [sum(map(len, own)) or 1 for own in after]
    out: dict[tuple[int, int], float] = {}
    back: dict[tuple[int, int], float] = {}
    size: dict[tuple[int, int], int] = {}
    stayed: dict[tuple[int, int], list[float]] = {}
    for score, (i, a), (j, b) in match_sentences(before, after, near):
        one, other = len(before[i][a]), len(after[j][b])
        out[i, j] = out.get((i, j), 0.0) + one / whole_before[i]
        back[i, j] = back.get((i, j), 0.0) + other / whole_after[j]
        size[i, j] = size.get((i, j), 0) + min(one, other)
        sums = stayed.setdefault((i, j), [0.0, 0.0])
        sums[0] += score * one / whole_before[i]
        sums[1] += score * other / whole_after[j]
    return Votes(out, back, size, {pair: max(sums) for pair, sums in stayed.items()})
