"""Owns the nouns: frozen, slotted dataclasses that every room shares (standard library only).

The field names and their order are those of ``plan.json`` (docs/contract.md §2), so that the JSON codec
needs no mapping and the JSON Schema is made from these classes. Offsets are code points into
``SourceText.text``, half-open. Collections are tuples, never lists.
"""

from qdoc.model.letter import AssignmentLetter, LetterItem
from qdoc.model.notice import FieldPlace, IssuedPlan, Letterhead, Notice, OutlineTask, Section, Theme
from qdoc.model.office import Group, Office, Rule, UnitInfo
from qdoc.model.plan import (
    PLAN_SCHEMA,
    Assignment,
    Citation,
    Deadline,
    Metric,
    Obligation,
    Plan,
    Segment,
    Suggestion,
    Task,
)
from qdoc.model.progress import Entry, Event, EventKind
from qdoc.model.record import Cell, Ledger, LedgerHead, LedgerRow, OwnColumn
from qdoc.model.source import Block, Diagnostic, Evidence, Origin, SourceText, Span
from qdoc.model.vocabulary import Basis, BlockKind, Comparator, DeadlineKind, Role, SectionKind, SegmentRole, Severity
from qdoc.model.wording import CellRef, EditedPassage, EditKind, FigureRef, WordPiece

__all__ = [
    "PLAN_SCHEMA",
    "Assignment",
    "AssignmentLetter",
    "Basis",
    "Block",
    "BlockKind",
    "Cell",
    "CellRef",
    "Citation",
    "Comparator",
    "Deadline",
    "DeadlineKind",
    "Diagnostic",
    "EditKind",
    "EditedPassage",
    "Entry",
    "Event",
    "EventKind",
    "Evidence",
    "FieldPlace",
    "FigureRef",
    "Group",
    "IssuedPlan",
    "Ledger",
    "LedgerHead",
    "LedgerRow",
    "LetterItem",
    "Letterhead",
    "Metric",
    "Notice",
    "Obligation",
    "Office",
    "Origin",
    "OutlineTask",
    "OwnColumn",
    "Plan",
    "Role",
    "Rule",
    "Section",
    "SectionKind",
    "Segment",
    "SegmentRole",
    "Severity",
    "SourceText",
    "Span",
    "Suggestion",
    "Task",
    "Theme",
    "UnitInfo",
    "WordPiece",
]
