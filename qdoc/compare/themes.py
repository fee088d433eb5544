"""Owns moved: which theme of one year stands for which of the other, and tasks that left theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from qdoc.compare.assign import assign
from qdoc.model import Plan
from qdoc.parse.punctuation import fold

_LEAST_ALIKE = 0.6
_NUMBER = re.compile(r"^[\s（(]*[\d一二三四五六七八九十]+[）)、.．\s]*|\s+")


class Themes:
    """The themes of two years, paired by their headings and by where their tasks went."""

    def __init__(self, before: Plan, after: Plan, links: Iterable[tuple[int, int]]) -> None:
        votes = Counter((before.tasks[i].theme, after.tasks[j].theme) for i, j in links)
        left, right = ({theme.id: _heading(theme.heading) for theme in plan.themes} for plan in (before, after))
        old = sorted({task.theme for task in before.tasks if task.theme})
        new = sorted({task.theme for task in after.tasks if task.theme})
        most = max(votes.values(), default=1)
        gains = {}
        for i, one in enumerate(old):
            for j, other in enumerate(new):
                alike = ratio(left.get(one, ""), right.get(other, "")) / 100
                gain = (2 * alike if alike >= _LEAST_ALIKE else 0.0) + votes[one, other] / most
                if gain:
                    gains[i, j] = gain
        self._became: dict[str | None, str | None] = {old[i]: new[j] for i, j in assign(gains)}
        self._came = {other: one for one, other in self._became.items()}

    def moved(self, before: str | None, after: str | None) -> bool:
        """Whether a task left its theme though that goes on; a theme that ended took its tasks along."""
        if before is None or after is None or before not in self._became or after not in self._came:
            return False
        return self._became[before] != after


def _heading(heading: str | None) -> str:
    return _NUMBER.sub("", fold(heading or ""))
