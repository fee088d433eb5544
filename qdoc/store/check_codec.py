"""Owns what checking found as JSON: ``qdoc check --json``, every finding with its place, its source and its correction.

Schema ``qdoc.check/1``::

    schema "qdoc.check/1"
    counts {error, warning, info}                      over all files
    files [{name, sha256, media_type, title, genre, laid_out (whether its layout was checked),
      counts {error, warning, info},
      findings [{rule, name, family, severity: error|warning|info, place, quote, message, start, end,
                 source, clause, strength, why, do, fix {start, end, before, after} | null}],
      tasks [{task, name, points (of 4), lacks []}]    empty for a document without a plan
      units [{unit, leads, supports, points}],         points: the mean of the unit's tasks
      unread [{code, message, hint}]}]                 what the reader left out: nobody has checked it
    refused [{name, message, hint}]                    files that could not be read (or, with --fix, changed)
    fixed [{name, path | null,                         with --fix: each copy; path null where nothing was written
      made [{rules [], place, start, end, before, after}],
      told [{rule, place, start, end, quote, reason}]}]   not corrected (in Word: comments); reason "" without a fix

``start``/``end`` are code points into the document's text (of a .docx: the text that qdoc reads), half-open, null for
what concerns the whole document; findings are in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from qdoc.check import Finding
from qdoc.check.corrections import Corrections
from qdoc.check.document import Checked
from qdoc.check.select import LEVELS
from qdoc.errors import QdocError
from qdoc.store.shape import pretty

CHECK_SCHEMA = "qdoc.check/1"


class Copy(Protocol):
    """A document's corrected copy: its name, where the copy is, and what was done."""

    @property
    def name(self) -> str: ...
    @property
    def path(self) -> Path | None: ...
    @property
    def done(self) -> Corrections: ...


def encode_check(
    checked: Sequence[Checked], refused: Iterable[QdocError] = (), fixed: Iterable[Copy] | None = None
) -> bytes:
    """Return what was found as indented UTF-8 JSON; the same findings give the same bytes.

    ``fixed``: the corrected copies, None where none were asked for.
    """
    copies = {} if fixed is None else {"fixed": [_copy(one) for one in fixed]}
    return pretty(
        {
            "schema": CHECK_SCHEMA,
            "counts": _counts([each for one in checked for each in one.findings]),
            "files": [_file(one) for one in checked],
            "refused": [{"name": one.file or "", "message": one.message, "hint": one.hint} for one in refused],
            **copies,
        }
    )


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    return {level.value: sum(one.severity is level for one in findings) for level in LEVELS}


def _file(one: Checked) -> dict[str, Any]:
    return {
        "name": one.name,
        "sha256": one.origin.sha256,
        "media_type": one.origin.media_type,
        "title": one.title,
        "genre": one.genre,
        "laid_out": one.laid_out,
        "counts": _counts(one.findings),
        "findings": [_finding(each) for each in one.findings],
        "tasks": [asdict(score) for score in one.scores],
        "units": [asdict(load) for load in one.loads],
        "unread": [{"code": each.code, "message": each.message, "hint": each.hint} for each in one.unread],
    }


def _finding(one: Finding) -> dict[str, Any]:
    rule = one.rule
    return {
        "rule": rule.id,
        "name": rule.name,
        "family": rule.family,
        "severity": one.severity.value,
        "place": one.place,
        "quote": one.quote,
        "message": one.message,
        "start": one.start,
        "end": one.end,
        "source": rule.source,
        "clause": rule.clause,
        "strength": rule.strength.value,
        "why": rule.why,
        "do": rule.do,
        "fix": None if one.fix is None else asdict(one.fix),
    }


def _copy(one: Copy) -> dict[str, Any]:
    return {
        "name": one.name,
        "path": None if one.path is None else str(one.path),
        "made": [
            {"rules": [each.rule.id for each in made.findings], "place": made.findings[0].place, **asdict(made.fix)}
            for made in one.done.made
        ],
        "told": [
            {
                "rule": told.finding.rule.id,
                "place": told.finding.place,
                "start": told.finding.start,
                "end": told.finding.end,
                "quote": told.finding.quote,
                "reason": told.reason,
            }
            for told in one.done.remarks
        ],
    }
