"""Owns one document checked whole: what is found in it, and how far its plan, where it has one, can be carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.check.genre import genre_of, is_beside
from qdoc.check.operability import TaskScore, UnitLoad, task_scores, unit_loads
from qdoc.check.run import check
from qdoc.check.values import Finding, Subject
from qdoc.model import Notice, Office, Origin, Plan, Severity, SourceText
from qdoc.parse import parse

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon
    from qdoc.model.looks import DocumentLooks

_NO_PLAN = ("请示", "报告", "批复", "函", "纪要", "议案", "公告", "通告", "公报", "命令", "令", "决议", "通报")
"""Kinds that lay no work on anybody item by item: who, how much and by when is not asked of them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one document gave.

    ``name``: the file as it was named; ``laid_out``: whether its layout could be checked (.docx); ``genre``: 文种, ""
    where it has none. ``scores`` and ``loads`` are empty for a document without a plan.
    """

    name: str
    origin: Origin
    title: str
    genre: str
    laid_out: bool
    findings: tuple[Finding, ...]
    scores: tuple[TaskScore, ...] = ()
    loads: tuple[UnitLoad, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings count as ``severity``."""
        return sum(one.severity is severity for one in self.findings)


def check_document(
    name: str,
    source: SourceText,
    lexicon: Callable[[int | None], Lexicon],
    looks: DocumentLooks | None = None,
    office: Office | None = None,
) -> Checked:
    """Return the findings on ``source``, read from the file ``name``.

    ``lexicon``: gives the register of units for a year (None: not known); it is asked only where there is a plan.
    ``looks``: how the document is set. ``office``: severities and rules turned off.
    """
    notice = parse(source)
    genre = genre_of(notice)
    plan = _plan(notice, lexicon) if _lays_work(notice, genre) else None
    findings = check(Subject(source, notice, plan, looks, genre, office))
    return Checked(
        name=name,
        origin=source.origin,
        title=notice.letterhead.title or "",
        genre=genre,
        laid_out=looks is not None,
        findings=findings,
        scores=task_scores(plan) if plan else (),
        loads=unit_loads(plan) if plan else (),
    )


def _lays_work(notice: Notice, genre: str) -> bool:
    """Whether the document is a plan or issues one, so that its tasks are asked for who, how much and by when."""
    return bool(notice.tasks) and genre not in _NO_PLAN and not is_beside(notice)


def _plan(notice: Notice, lexicon: Callable[[int | None], Lexicon]) -> Plan:
    """The plan without suggested units: only what the document itself says is checked, and it is faster."""
    from qdoc.extract import extract

    year = next((plan.year for plan in notice.plans if plan.year is not None), None)
    return extract(notice, lexicon(year), suggest=False)
