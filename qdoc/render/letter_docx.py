"""Owns the kinds of Word file that a unit gets, one a unit: each kind's template, fields and context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from qdoc.model import AssignmentLetter
from qdoc.render.fields_follow_up import FOLLOW_UP_FIELDS, follow_up_context
from qdoc.render.fields_reminder import REMINDER_FIELDS, reminder_context
from qdoc.render.fields_report import REPORT_FIELDS, report_context
from qdoc.render.fields_responsibility import RESPONSIBILITY_FIELDS, responsibility_context
from qdoc.render.letter_fields import ASSIGNMENT_FIELDS, LetterOptions, assignment_context, gaps
from qdoc.render.templates import Template
from qdoc.resources import template

ASSIGNMENT, RESPONSIBILITY, FOLLOW_UP, REMINDER, REPORT = "任务交办单", "责任书", "督办单", "催办单", "办理情况报告"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document for one unit.

    ``context`` gives the template's fields, or None where there is nothing to say to that unit (no file is made then);
    ``about`` says in a line what it is.
    """

    name: str
    fields: Mapping[str, object]
    context: Callable[[AssignmentLetter, LetterOptions], dict[str, object] | None]
    about: str


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(ASSIGNMENT, ASSIGNMENT_FIELDS, assignment_context, "一个承办单位一份，附回执。"),
        Kind(
            RESPONSIBILITY,
            RESPONSIBILITY_FIELDS,
            responsibility_context,
            "一个牵头（责任）单位一份，双方签字，一式两份，附任务清单。",
        ),
        Kind(FOLLOW_UP, FOLLOW_UP_FIELDS, follow_up_context, "一个牵头（责任）单位一份，一个事项一页。"),
        Kind(
            REMINDER,
            REMINDER_FIELDS,
            reminder_context,
            "有事项逾期或临近时限的牵头（责任）单位一份，只列这些事项。",
        ),
        Kind(REPORT, REPORT_FIELDS, report_context, "一个承办单位一份，列好事项，由承办单位填写后报回。"),
    )
}
FIELDS = {name: kind.fields for name, kind in KINDS.items()}
__all__ = ["ASSIGNMENT", "FIELDS", "FOLLOW_UP", "KINDS", "REMINDER", "REPORT", "RESPONSIBILITY", "Kind"]
__all__ += ["LetterOptions", "assignment_docx", "letter_docx", "letter_template", "missing", "responsibility_docx"]


def letter_template(kind: str, style: bytes | None = None, name: str | None = None) -> Template:
    """Compile the template of ``kind`` (a name in KINDS): the shipped one, or an office's own as ``style``.

    Do it once and pass the result on: compiling costs as much as filling many letters.
    Raises TemplateRefused listing every error of an office's own template, unknown fields included.
    """
    if style is None:
        return _shipped(kind)
    return Template(style, name or f"{kind}.docx", KINDS[kind].fields)


@lru_cache(maxsize=len(KINDS))
def _shipped(kind: str) -> Template:
    name = f"{kind}.docx"
    return Template(template(name).read_bytes(), name, KINDS[kind].fields)


def letter_docx(
    kind: str, letter: AssignmentLetter, options: LetterOptions, style: Template | None = None
) -> bytes | None:
    """Write the document of ``kind`` for one unit; None where that kind has nothing to say to it.

    The same letter and options give the same bytes (no clock). ``style``: a template made by ``letter_template``.
    Raises UsageError where a kind needs an option that was not given (催办单: ``as_of``).
    """
    context = KINDS[kind].context(letter, options)
    return None if context is None else (style or letter_template(kind)).render(context)


def missing(
    kind: str, letter: AssignmentLetter, options: LetterOptions, unprinted: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The particulars that the document will print as 【待补：…】, each once in its order; () where none is made.

    ``unprinted``: fields that the template in use leaves out.
    """
    context = KINDS[kind].context(letter, options) or {}
    return tuple(dict.fromkeys(gaps({name: value for name, value in context.items() if name not in unprinted})))


def assignment_docx(letter: AssignmentLetter, options: LetterOptions, style: Template | None = None) -> bytes:
    """Write the 任务交办单 of one unit: lead items, supporting items, requirements, return slip."""
    return (style or letter_template(ASSIGNMENT)).render(assignment_context(letter, options))


def responsibility_docx(
    letter: AssignmentLetter, options: LetterOptions, style: Template | None = None
) -> bytes | None:
    """Write the 责任书 of one unit, signed by both sides; None for a unit that answers for nothing."""
    return letter_docx(RESPONSIBILITY, letter, options, style)
