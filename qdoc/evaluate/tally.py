"""Owns how agreement is counted: right, too much, missed; and the single misses, in words."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

FIELDS = {
    "themes": "主题",
    "tasks": "任务",
    "units": "单位",
    "metrics": "指标",
    "metric_places": "指标位置",
    "deadlines": "时限",
    "segments": "切分",
    "letterhead": "文头",
    "quotes": "原话",
}
"""What is counted, by the name that saved runs use, with the word that a clerk reads."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often reading and gold agree (``right``), and what was read too much or missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def empty(self) -> bool:
        """Nothing was asked and nothing was given."""
        return not (self.right or self.extra or self.missed)

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read and nothing asked."""
        given = self.right + self.extra
        return self.right / given if given else float(not self.missed)

    @property
    def recall(self) -> float:
        """The share of what was asked that was read; 1 where nothing was asked."""
        asked = self.right + self.missed
        return self.right / asked if asked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: the notice, what was counted (a name in ``FIELDS``), the task, and what is wrong, quoted."""

    notice: str
    field: str
    task: str
    words: str


@dataclass(slots=True)
class Count:
    """A tally while counting, with the misses met on the way (the one mutable helper of this room)."""

    notice: str
    field: str
    right: int = 0
    extra: int = 0
    missed: int = 0
    misses: list[Miss] = dataclasses.field(default_factory=list)

    def miss(self, task: str, words: str) -> None:
        """Something of the gold was not read."""
        self.missed += 1
        self.note(task, words)

    def surplus(self, task: str, words: str) -> None:
        """Something was read that is not in the gold."""
        self.extra += 1
        self.note(task, words)

    def note(self, task: str, words: str) -> None:
        """Quote a disagreement without counting it."""
        self.misses.append(Miss(self.notice, self.field, task, words))

    def tally(self) -> Tally:
        """The numbers as a value."""
        return Tally(self.right, self.extra, self.missed)
