"""Owns the nouns of gold: what an expert (or an office's corrected record) says stands in a notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.evaluate.wording import Place

LEADING = "lead"
RESPONSIBLE = "responsible"


def same_role(role: str) -> str:
    """Return the role that is compared: under one 牵头 mark the later ones count as leads too."""
    return LEADING if role == "co_lead" else role


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A unit in a task: every name that is right for it (folded), every role that is right.

    ``required``: its absence is a miss; ``counted``: its presence scores; ``printed``: the name in the text,
    ``full``: what an elliptical name stands for; ``part``: the stretch of the task that it belongs to.
    """

    printed: str
    full: str
    names: frozenset[str]
    role: str
    roles: frozenset[str]
    required: bool = True
    counted: bool = True
    group: bool = False
    prose: bool = False
    part: int | None = None


@dataclass(frozen=True, slots=True)
class GoldMetric:
    """A figure: where it may stand, and which values, units and comparators are right.

    ``units`` is None where the unit does not matter. ``required`` is False for what is tolerated; ``subsidy`` marks
    an amount that must not be given as a target.
    """

    quote: str
    quotes: tuple[str, ...]
    values: tuple[float | None, ...]
    units: frozenset[str]
    comparators: frozenset[str]
    comparator: str | None
    shown: str
    required: bool = True
    subsidy: bool = False
    part: int | None = None


@dataclass(frozen=True, slots=True)
class GoldDeadline:
    """A time limit: where it may stand and which last days are right; an open one has no day."""

    quote: str
    quotes: tuple[str, ...]
    days: tuple[str | None, ...]
    latest: str | None
    open_ended: bool = False
    counted: bool = True
    part: int | None = None


@dataclass(frozen=True, slots=True)
class GoldPart:
    """One stretch of a task with several attributions one after another: it may be read as a row of its own."""

    span: Place
    title: str | None = None


@dataclass(frozen=True, slots=True)
class GoldTask:
    """One printed item. ``units`` (``deadlines``) None: not to be asked of this item, it is printed elsewhere."""

    number: str
    title: str
    span: Place
    units: tuple[GoldUnit, ...] | None = ()
    metrics: tuple[GoldMetric, ...] = ()
    deadlines: tuple[GoldDeadline, ...] | None = ()
    parts: tuple[GoldPart, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class GoldTheme:
    """A heading above tasks; ``bearing``: tasks stand under it; ``container``: only through sub-themes."""

    heading: str
    bearing: bool = True
    container: bool = False


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A stretch of a task and its role (heading, obligation, purpose, adjunct, continuation)."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class GoldCut:
    """How an expert cut one task, with the number of obligations, and the numbers between which experts differ."""

    number: str
    segments: tuple[GoldSegment, ...]
    obligations: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class GoldNotice:
    """All that is known of one notice. ``asked``: the fields of ``tally.FIELDS`` that this gold speaks of."""

    id: str
    tasks: tuple[GoldTask, ...]
    asked: frozenset[str]
    themes: tuple[GoldTheme, ...] = ()
    tolerated_themes: frozenset[str] = frozenset()
    letterhead: Mapping[str, str | None] | None = None
    addressees: tuple[str, ...] = ()
    standing: frozenset[str] = frozenset()
    duties: tuple[Place, ...] = ()
    ignored: tuple[Place, ...] = ()
    cuts: tuple[GoldCut, ...] = ()
