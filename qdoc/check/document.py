"""Owns one document checked whole: what is found in it, and how far its plan, where it has one, can be carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.check.operability import TaskScore, UnitLoad, task_scores, unit_loads
from qdoc.check.run import check
from qdoc.check.subject import subject_of
from qdoc.check.values import Finding
from qdoc.model import Diagnostic, Office, Origin, Severity, SourceText

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon
    from qdoc.model.looks import DocumentLooks


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one document gave.

    ``name``: the file as it was named; ``laid_out``: whether its layout could be checked (.docx); ``genre``: 文种, ""
    where it has none. ``scores`` and ``loads`` are empty for a document without a plan. ``unread``: what the reader
    left out, which nobody has checked.
    """

    name: str
    origin: Origin
    title: str
    genre: str
    laid_out: bool
    findings: tuple[Finding, ...]
    scores: tuple[TaskScore, ...] = ()
    loads: tuple[UnitLoad, ...] = ()
    unread: tuple[Diagnostic, ...] = ()

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
    subject = subject_of(source, lexicon, looks, office)
    return Checked(
        name=name,
        origin=source.origin,
        title=subject.notice.letterhead.title or "",
        genre=subject.genre,
        laid_out=looks is not None,
        findings=check(subject),
        scores=task_scores(subject.plan) if subject.plan else (),
        loads=unit_loads(subject.plan) if subject.plan else (),
        unread=tuple(one for one in source.diagnostics if one.severity is not Severity.INFO),
    )
