"""Owns making what is checked from what was read: the parsed notice, its plan, its kind, and how it is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qdoc.check.genre import genre_of, is_beside
from qdoc.check.values import Subject
from qdoc.model import Notice, Office, Plan, SourceText
from qdoc.parse import parse

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon
    from qdoc.model.looks import DocumentLooks

_NO_PLAN = ("请示", "报告", "批复", "函", "纪要", "议案", "公告", "通告", "公报", "命令", "令", "决议", "通报")
"""Kinds that lay no work on anybody item by item: who, how much and by when is not asked of them."""


def subject_of(
    source: SourceText,
    lexicon: Callable[[int | None], Lexicon] | None = None,
    looks: DocumentLooks | None = None,
    office: Office | None = None,
) -> Subject:
    """Return what checks look at.

    ``lexicon``: gives the register of units for a year (None: not known), asked only where there is a plan; without it
    plans are left unchecked. ``looks``: how the document is set. ``office``: severities and rules turned off.
    """
    notice = parse(source)
    genre = genre_of(notice)
    plan = _plan(notice, lexicon) if lexicon is not None and _lays_work(notice, genre) else None
    return Subject(source, notice, plan, looks, genre, office)


def _lays_work(notice: Notice, genre: str) -> bool:
    """Whether the document is a plan or issues one, so that its tasks are asked for who, how much and by when."""
    return bool(notice.tasks) and genre not in _NO_PLAN and not is_beside(notice)


def _plan(notice: Notice, lexicon: Callable[[int | None], Lexicon]) -> Plan:
    """The plan without suggested units: only what the document itself says is checked, and it is faster."""
    from qdoc.extract import extract

    year = next((plan.year for plan in notice.plans if plan.year is not None), None)
    return extract(notice, lexicon(year), suggest=False)
