"""Owns which obligation became which inside a group of tasks that belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from qdoc.model import Obligation
from qdoc.parse.punctuation import fold

_SAME_ITEM = 0.55
_MOST = 400  # obligations of a group that are looked at, on each side
_LOOSE = re.compile(r"\d+(?:\.\d+)?|[\s。；;，,]")


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An obligation before and what it became; ``score``: how alike their words are without figures, 0–1."""

    before: Obligation
    after: Obligation
    score: float

    @property
    def same(self) -> bool:
        """Whether both say the same, sign by sign (widths of signs and stops at the end aside)."""
        return bare(self.before.text) == bare(self.after.text)


def bare(text: str) -> str:
    """The words as they count for identity: signs in one width, no spaces, no stop at the end."""
    return "".join(fold(text).split()).rstrip("。.;,")


def match_items(before: Sequence[Obligation], after: Sequence[Obligation]) -> tuple[ItemPair, ...]:
    """Match obligations one to one, the likest first; figures do not count, so that 5%→8% stays one obligation.

    Of a group with more than ``_MOST`` obligations the first ones are looked at. Returned in the order of the later
    year.
    """
    before, after = before[:_MOST], after[:_MOST]
    old = [(bare(one.text), _LOOSE.sub("", fold(one.text))) for one in before]
    new = [(bare(one.text), _LOOSE.sub("", fold(one.text))) for one in after]
    found = []
    for i, (whole, loose) in enumerate(old):
        for j, (other, other_loose) in enumerate(new):
            if whole == other:
                found.append((-2.0, i, j))
                continue
            score = ratio(loose, other_loose, score_cutoff=100 * _SAME_ITEM) / 100
            if score:
                found.append((-score, i, j))
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    pairs = []
    for minus, i, j in sorted(found):
        if i not in taken_before and j not in taken_after:
            taken_before.add(i)
            taken_after.add(j)
            pairs.append((j, ItemPair(before[i], after[j], min(1.0, -minus))))
    return tuple(pair for _, pair in sorted(pairs, key=lambda item: item[0]))
