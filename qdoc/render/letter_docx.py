"""Owns 任务交办单.docx and 责任书.docx: one letter filled into the shipped template or an office's own."""

from __future__ import annotations

from functools import lru_cache

from qdoc.model import AssignmentLetter
from qdoc.render.letter_fields import (
    ASSIGNMENT_FIELDS,
    RESPONSIBILITY_FIELDS,
    LetterOptions,
    assignment_context,
    responsibility_context,
)
from qdoc.render.templates import Template
from qdoc.resources import template

ASSIGNMENT, RESPONSIBILITY = "任务交办单", "责任书"
FIELDS = {ASSIGNMENT: ASSIGNMENT_FIELDS, RESPONSIBILITY: RESPONSIBILITY_FIELDS}
__all__ = ["ASSIGNMENT", "FIELDS", "RESPONSIBILITY", "LetterOptions", "assignment_docx", "letter_template"]
__all__ += ["responsibility_docx"]


def letter_template(kind: str, style: bytes | None = None, name: str | None = None) -> Template:
    """Compile the template of ``kind`` (任务交办单 or 责任书): the shipped one, or an office's own as ``style``.

    Do it once and pass the result on: compiling costs as much as filling many letters.
    Raises TemplateRefused listing every error of an office's own template, unknown fields included.
    """
    if style is None:
        return _shipped(kind)
    return Template(style, name or f"{kind}.docx", FIELDS[kind])


@lru_cache(maxsize=2)
def _shipped(kind: str) -> Template:
    name = f"{kind}.docx"
    return Template(template(name).read_bytes(), name, FIELDS[kind])


def assignment_docx(letter: AssignmentLetter, options: LetterOptions, style: Template | None = None) -> bytes:
    """Write the 任务交办单 of one unit: lead items, supporting items, requirements, return slip.

    The same letter and options give the same bytes (no clock). ``style``: a template made by ``letter_template``.
    """
    return (style or letter_template(ASSIGNMENT)).render(assignment_context(letter, options))


def responsibility_docx(letter: AssignmentLetter, options: LetterOptions, style: Template | None = None) -> bytes:
    """Write the 责任书 of one unit, signed by both sides, with the annex 任务清单; no scores without a basis."""
    return (style or letter_template(RESPONSIBILITY)).render(responsibility_context(letter, options))
