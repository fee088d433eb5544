"""Owns what extraction gives: the whole of plan.json."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model.notice import IssuedPlan, Letterhead, Theme
from qdoc.model.quick import quick
from qdoc.model.source import Diagnostic, Evidence, Origin
from qdoc.model.vocabulary import Basis, Comparator, DeadlineKind, Role, SegmentRole

PLAN_SCHEMA = "qdoc.plan/1"


@quick
@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a task with its role; ``obligation`` is the id it belongs to, where it does."""

    role: SegmentRole
    start: int
    end: int
    obligation: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to be done (事项); strength 刚性 4 · 交付 3 · 推进 2 · 探索 1 · 鼓励 0 by ``strength_words``."""

    id: str
    text: str
    start: int
    end: int
    strength: int
    strength_words: tuple[str, ...] = ()
    verb: str | None = None
    object: str | None = None
    bearer: str | None = None
    addressee: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit and its role. STATED ones stand in the text (``quote`` at ``start:end``); others carry evidence only.

    ``department`` is the name as printed (elided prefixes are not added), ``canonical`` what it resolves to,
    ``key`` the register's key; ``group``: a collective body; ``person``: a leader, not a unit;
    ``obligations``: ids that it covers. ``confidence`` 0–1, null when stated.
    """

    department: str
    canonical: str | None
    key: str | None
    role: Role
    basis: Basis
    group: bool = False
    person: bool = False
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    obligations: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None


@quick
@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that the machine would name; ranked best first, kept also where too thin to become an assignment."""

    department: str
    canonical: str
    key: str | None
    role: Role
    score: float
    obligations: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Metric:
    """A figure or direction to be reached. ``target`` False: background, subsidy or threshold. ``unit`` as printed."""

    indicator: str | None
    scope: str | None
    comparator: Comparator
    value: float | int | None
    unit: str | None
    quote: str
    start: int
    end: int
    value_to: float | int | None = None
    target: bool = True
    year: int | None = None
    baseline: str | None = None
    hedge: str | None = None
    basis: Basis = Basis.STATED
    inherited_from: str | None = None
    obligation: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit; ``on`` is the last day it means (YYYY-MM-DD) or null."""

    kind: DeadlineKind
    on: str | None
    wording: str
    basis: Basis
    obligations: tuple[str, ...] = ()
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    evidence: tuple[Evidence, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text names: 《title》 with issuer, number and kind where printed."""

    title: str
    issuer: str | None
    document_number: str | None
    kind: str | None
    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True)
class Task:
    """A task with everything read from it; segments tile it. ``text``: its words, ``text[start:end]`` of the source."""

    id: str
    plan: int
    theme: str | None
    number: str | None
    title: str | None
    start: int
    end: int
    segments: tuple[Segment, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    metrics: tuple[Metric, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of ``plan.json``: one file's plans with their tasks and tags."""

    source: Origin
    letterhead: Letterhead
    plans: tuple[IssuedPlan, ...]
    themes: tuple[Theme, ...]
    tasks: tuple[Task, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    schema: str = PLAN_SCHEMA
