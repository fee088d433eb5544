"""Owns what a document of a unit is called: by its kind, and a 催办单 also by its day, for a year has several."""

from __future__ import annotations

import re

REMINDER = "催办单"
_DAY = r"（\d{4}-\d\d-\d\d）"
_NAMED = re.compile(rf"(.+?)({_DAY})?", re.ASCII)


def document_name(kind: str, as_of: str | None = None) -> str:
    """Return what the document of ``kind`` is called: 任务交办单, 催办单（2026-06-20）.

    A reminder of another day is another document, with its own file and number; the earlier one stays what was sent.
    """
    return f"{kind}（{as_of}）" if kind == REMINDER and as_of else kind


def kind_of(document: str) -> str:
    """Return the kind of the document called ``document``."""
    found = _NAMED.fullmatch(document)
    return found[1] if found else document


def document_of(path: str, kind: str) -> str:
    """Return what the file ``path`` is called that the manifest lists as a ``kind``."""
    found = re.search(rf"{re.escape(kind)}({_DAY})\.docx$", path, re.ASCII)
    return f"{kind}{found[1]}" if found and kind == REMINDER else kind


def earlier_reminders(sent: set[str], document: str) -> int:
    """Return how many of ``sent`` (documents of one unit) are reminders of a day before that of ``document``."""
    return sum(kind_of(one) == REMINDER and one < document for one in sent) if kind_of(document) == REMINDER else 0
