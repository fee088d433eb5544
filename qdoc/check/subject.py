"""Owns making what is checked from what was read: the parsed notice, its plan, its kind, and how it is set."""

from __future__ import annotations

from qdoc.check.genre import genre_of
from qdoc.check.values import Subject
from qdoc.model import Office, Plan, SourceText
from qdoc.model.looks import DocumentLooks
from qdoc.parse import parse


def subject_of(
    source: SourceText, plan: Plan | None = None, looks: DocumentLooks | None = None, office: Office | None = None
) -> Subject:
    """Return what checks look at. ``plan``: what extraction gave of the same text, None to leave plans unchecked."""
    notice = parse(source)
    return Subject(source, notice, plan, looks, genre_of(notice), office)
