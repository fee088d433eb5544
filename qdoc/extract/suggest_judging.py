"""Owns judging suggestions: what is open, how sure a lead is, what a unit would cover, and when it enters a task."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from qdoc.extract.suggest_duties import Hit
from qdoc.lexicon import Level
from qdoc.model import Assignment, Basis, Obligation, Role, Suggestion, Task

FIRM = 0.75
"""A suggestion enters as an assignment from this confidence on; below it the task stays 待指定."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What speaks for each candidate (by index) in one task; ``trust`` is how far precedents are followed (0–1)."""

    duty: dict[int, float]
    near: dict[int, float]
    near_support: dict[int, float]
    trust: float
    fused: dict[int, float]


def is_open(task: Task) -> bool:
    """Whether nobody is stated (or inherited) to answer for the task; a group alone leaves it open."""
    return not any(not a.person and not a.group and a.role is not Role.SUPPORT for a in task.assignments)


def confidence_of(ranked: list[int], scores: Scores) -> float:
    """How sure the first lead is: by its margin over the next, the weight of its words, and the precedents' likeness.

    A logistic curve fitted on annotated notices whose units were cut out, and on an expert's proposals; fitted without
    each notice in turn it gives 85 right of 100 from ``FIRM`` on (``qdoc eval`` measures an office's own).
    """
    best = ranked[0]
    second = scores.fused[ranked[1]] if len(ranked) > 1 else 0.0
    margin = (scores.fused[best] - second) / scores.fused[best]
    follows = scores.trust if scores.near.get(best) else 0.0
    strength = min(scores.duty.get(best, 0.0), 10.0) / 10
    return round(1 / (1 + math.exp(-(_BIAS + _MARGIN * margin + _STRENGTH * strength + _FOLLOWS * follows))), 2)


_BIAS, _MARGIN, _STRENGTH, _FOLLOWS = 0.0, 2.2, 0.8, 2.9


def touched(obligations: tuple[Obligation, ...], hits: list[Hit]) -> tuple[str, ...]:
    """The obligations in which the words stand; all of them where they stand in none (in the title)."""
    every = tuple(o.id for o in obligations)
    return tuple(o.id for o in obligations if any(o.start <= hit.start < o.end for hit in hits)) or every


def territory_of(addressees: tuple[str, ...], level: Level, *, bounded: bool) -> str | None:
    """The group of streets and towns: as the notice itself addresses it, else by the level's usual name."""
    for name in addressees:
        if re.match(r"各[^、，]*(?:街道|街镇|镇|乡)", name):
            return name
    return "各街道办事处" if level is Level.DISTRICT and not bounded else None


def as_assignment(one: Suggestion, confidence: float) -> Assignment:
    return Assignment(
        department=one.department,
        canonical=one.canonical,
        key=one.key,
        role=one.role,
        basis=Basis.SUGGESTED,
        group=one.key is None,
        obligations=one.obligations,
        evidence=one.evidence,
        confidence=confidence,
    )
