"""Owns the value that a comparison gives: the shape of ``qdoc compare --json`` (docs/contract.md §6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DIFF_SCHEMA = "qdoc.diff/1"


class ChangeKind(StrEnum):
    """What became of a group of tasks; several hold at once."""

    CARRIED = "carried"
    REWORDED = "reworded"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    RETARGETED = "retargeted"
    RESCHEDULED = "rescheduled"
    REASSIGNED = "reassigned"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The Chinese word that users read."""
        return _LABELS[self]


_LABELS = {
    ChangeKind.CARRIED: "延续",
    ChangeKind.REWORDED: "表述调整",
    ChangeKind.STRENGTHENED: "强化",
    ChangeKind.WEAKENED: "弱化",
    ChangeKind.RETARGETED: "指标调整",
    ChangeKind.RESCHEDULED: "时限调整",
    ChangeKind.REASSIGNED: "责任调整",
    ChangeKind.RENAMED: "机构改革更名",
    ChangeKind.SPLIT: "拆分",
    ChangeKind.MERGED: "合并",
    ChangeKind.MOVED: "移动",
    ChangeKind.ADDED: "新增",
    ChangeKind.DROPPED: "取消",
}


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An obligation of one year, with its span in that year's text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """A task of one year, with its span in that year's text, and its obligations."""

    id: str
    number: str | None
    title: str | None
    start: int
    end: int
    obligations: tuple[ItemPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One year: what it is called, and all its tasks in order."""

    title: str | None
    year: int | None
    name: str
    tasks: tuple[TaskPlace, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed inside a group, with both wordings as printed (null on the side that has none).

    The spans say where each wording stands in its year's text; for units they reach from the first to the last.
    """

    kind: ChangeKind
    what: str
    before: str | None
    after: str | None
    before_span: tuple[int, int] | None = None
    after_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth saying that is no change: one year names units, the other none (上年未明示)."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An obligation and what it became; null on the side that has none. ``score``: likeness without figures, 0–1."""

    before: str | None
    after: str | None
    score: float | None
    same: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What last year's ledger says of one item of a group: its status and the words of its progress."""

    task: str
    text: str
    status: str
    progress: str
    actual: str


@dataclass(frozen=True, slots=True)
class Change:
    """A group of tasks of both years that belong together.

    ``score`` is the link's similarity (0–1, null for added and dropped), ``runner_up`` the next best task of the
    after side with its score (of a dropped task: the new one that it might be), ``review`` that a person must look,
    ``decided`` that a person has. ``items``: which obligation became which; ``notes``: what is no change;
    ``progress``: what last year's ledger says, where it came.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    kinds: tuple[ChangeKind, ...]
    score: float | None
    runner_up: tuple[str, float] | None
    review: bool
    details: tuple[Detail, ...] = ()
    items: tuple[ItemLink, ...] = ()
    notes: tuple[Note, ...] = ()
    progress: tuple[Progress, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """A whole comparison: every task of both years stands in at least one change."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    schema: str = DIFF_SCHEMA
