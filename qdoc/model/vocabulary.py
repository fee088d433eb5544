"""Owns the closed vocabularies: basis, role, severity, kinds of segment, deadline, block and section."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """How a value came about; shown to the clerk as 原文 · 沿用 · 建议 · 已确认 in every output."""

    STATED = "stated"
    INHERITED = "inherited"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        """The Chinese word that users read."""
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    Basis.STATED: "原文",
    Basis.INHERITED: "沿用",
    Basis.SUGGESTED: "建议",
    Basis.CONFIRMED: "已确认",
}


class Role(StrEnum):
    """What a unit does for an obligation; RESPONSIBLE is 责任单位 without a rank."""

    LEAD = "lead"
    CO_LEAD = "co_lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"

    @property
    def label(self) -> str:
        """The Chinese word that users read."""
        return _ROLE_LABELS[self]

    @property
    def leads(self) -> bool:
        """Whether the unit answers for the item (lead, co-lead or unranked responsible)."""
        return self is not Role.SUPPORT


_ROLE_LABELS = {
    Role.LEAD: "牵头单位",
    Role.CO_LEAD: "共同牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
}


class Severity(StrEnum):
    """How much a diagnostic matters: ``review`` needs a human (待核)."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word that users read."""
        return {"error": "错误", "warning": "警告", "review": "待核", "info": "提示"}[self.value]


class SegmentRole(StrEnum):
    """What a stretch of a task is; segments tile the task."""

    HEADING = "heading"
    OBLIGATION = "obligation"
    PURPOSE = "purpose"
    ADJUNCT = "adjunct"
    CONTINUATION = "continuation"
    RESPONSIBILITY = "responsibility"
    SEPARATOR = "separator"


class DeadlineKind(StrEnum):
    """Kinds of time limit; PLAN_YEAR: nothing said but the plan's year."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    PLAN_YEAR = "plan_year"


class Comparator(StrEnum):
    """How a metric's value binds (docs/contract.md §2)."""

    EQ = "eq"
    COUNT = "count"
    APPROX = "approx"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    BETWEEN = "between"
    GROWTH = "growth"
    CHANGE_TO = "change_to"
    RAISE = "raise"
    LOWER = "lower"
    FULL = "full"


class BlockKind(StrEnum):
    """What a reader found: a paragraph, a table cell, a note, blank space, or text that is not the document's."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    NOTE = "note"
    BLANK = "blank"
    BOILERPLATE = "boilerplate"


class SectionKind(StrEnum):
    """What a stretch of the notice is; leaf sections tile the text."""

    BOILERPLATE = "boilerplate"
    BLANK = "blank"
    DOCUMENT_NUMBER = "document_number"
    TITLE = "title"
    ADDRESSEES = "addressees"
    ISSUANCE = "issuance"
    SIGNATORY = "signatory"
    DATED = "dated"
    CC = "cc"
    ANNEX = "annex"
    PLAN_TITLE = "plan_title"
    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    THEME = "theme"
    TASK = "task"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CLOSING = "closing"
