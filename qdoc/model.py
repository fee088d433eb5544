"""Owns the nouns: frozen, slotted dataclasses that every room shares (standard library only).

The field names and their order are those of ``plan.json`` (docs/contract.md §2), so that the JSON codec
needs no mapping and the JSON Schema is made from these classes. Offsets are code points into
``SourceText.text``, half-open. Collections are tuples, never lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

PLAN_SCHEMA = "qdoc.plan/1"


# --- vocabulary ---------------------------------------------------------------------------------


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


# --- what a reader gives ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval of code points in ``SourceText.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value holds: the words (``text[start:end] == quote`` when a place is given) and the rule that read them.

    For evidence outside the notice (a duty of the register, an earlier year) ``start`` and ``end`` are None
    and ``source`` says where the quote stands.
    """

    rule: str
    quote: str
    start: int | None = None
    end: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in the user's document: a value, never an exception. ``code`` is stable, texts are Chinese."""

    code: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell, note or piece of boilerplate; blocks tile the text (line ends belong to the block before).

    ``level`` is the heading level the format declares (0: none); ``table``/``row``/``column`` are set for cells
    (running numbers, -1 elsewhere); ``reason`` says why a block is boilerplate (navigation, footer, page_header,
    page_number, front_matter, duplicate_copy ...) or what kind of note it is.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from: name, SHA-256 of its bytes (hex), media type, encoding (null: binary), code points."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    length: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """The one string that every span points into, the blocks that tile it, its origin and the reader's remarks."""

    text: str
    blocks: tuple[Block, ...]
    origin: Origin
    diagnostics: tuple[Diagnostic, ...] = ()


# --- what the parser gives ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where one letterhead value stands: ``text[start:end] == quote``."""

    field: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The official marks of the notice; null (or empty) where the text has none. Dates are YYYY-MM-DD."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    addressees: tuple[str, ...] = ()
    signatory: str | None = None
    dated: str | None = None
    issued_on: str | None = None
    cc: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    places: tuple[FieldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedPlan:
    """One plan inside the file: its title and year (null where none; a range gives its first year and ``year_to``)."""

    title: str | None
    year: int | None
    start: int
    end: int
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading that groups tasks (or an unnumbered sentence doing so); ``start``/``end`` cover the whole section."""

    id: str
    plan: int
    parent: str | None
    number: str | None
    heading: str
    level: int
    task_bearing: bool
    start: int
    end: int
    heading_start: int
    heading_end: int


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """A task as the parser finds it, before extraction: one printed item. ``heading_end`` ends its number and title."""

    id: str
    plan: int
    theme: str | None
    number: str | None
    title: str | None
    title_start: int
    title_end: int
    start: int
    end: int
    unit: Evidence | None = None  # the unit printed as a row heading or paragraph head outside the item


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the tree that tiles the text; its children tile it again."""

    kind: SectionKind
    start: int
    end: int
    children: tuple[Section, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A parsed notice: letterhead, plans, themes, tasks in outline, and sections whose leaves tile the text."""

    source: SourceText
    letterhead: Letterhead
    plans: tuple[IssuedPlan, ...]
    themes: tuple[Theme, ...]
    tasks: tuple[OutlineTask, ...]
    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


# --- what extraction gives: plan.json -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a task with its role; ``obligation`` is the id it belongs to, where it does."""

    role: SegmentRole
    start: int
    end: int
    obligation: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to be done (事项); strength 刚性 4 · 交付 3 · 推进 2 · 探索 1 · 鼓励 0 by ``strength_words``."""

    id: str
    text: str
    start: int
    end: int
    strength: int
    strength_words: tuple[str, ...] = ()
    verb: str | None = None
    object: str | None = None
    bearer: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit and its role. STATED ones stand in the text (``quote`` at ``start:end``); others carry evidence only.

    ``department`` is the name as printed (elided prefixes are not added), ``canonical`` what it resolves to,
    ``key`` the register's key; ``group``: a collective body; ``person``: a leader, not a unit;
    ``obligations``: ids that it covers. ``confidence`` 0–1, null when stated.
    """

    department: str
    canonical: str | None
    key: str | None
    role: Role
    basis: Basis
    group: bool = False
    person: bool = False
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    obligations: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that the machine would name; ranked best first, kept also where too thin to become an assignment."""

    department: str
    canonical: str
    key: str | None
    role: Role
    score: float
    obligations: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure or direction to be reached. ``target`` False: background, subsidy or threshold. ``unit`` as printed."""

    indicator: str | None
    scope: str | None
    comparator: Comparator
    value: float | int | None
    unit: str | None
    quote: str
    start: int
    end: int
    value_to: float | int | None = None
    target: bool = True
    year: int | None = None
    baseline: str | None = None
    hedge: str | None = None
    basis: Basis = Basis.STATED
    inherited_from: str | None = None
    obligation: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit; ``on`` is the last day it means (YYYY-MM-DD) or null."""

    kind: DeadlineKind
    on: str | None
    wording: str
    basis: Basis
    obligations: tuple[str, ...] = ()
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text names: 《title》 with issuer, number and kind where printed."""

    title: str
    issuer: str | None
    document_number: str | None
    kind: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task with everything read from it; segments tile it."""

    id: str
    plan: int
    theme: str | None
    number: str | None
    title: str | None
    start: int
    end: int
    segments: tuple[Segment, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    metrics: tuple[Metric, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of ``plan.json``: one file's plans with their tasks and tags."""

    source: Origin
    letterhead: Letterhead
    plans: tuple[IssuedPlan, ...]
    themes: tuple[Theme, ...]
    tasks: tuple[Task, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    schema: str = PLAN_SCHEMA


# --- the ledger ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A ledger value with its own basis (null basis: the value is empty or needs none)."""

    value: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One obligation in the record. ``key`` is the hash of its text, never its position.

    Units are names joined by 、 in their order; ``lead`` holds the lead and co-leads, ``responsible`` the unranked
    责任单位. ``place`` says where in the notice it stands in a reader's terms; ``start``/``end`` are its span (null
    for a clerk's own row). The progress fields are the clerk's.
    """

    key: str
    task_id: str
    theme: str
    number: str
    task: str
    text: str
    strength: str = ""
    lead: Cell = Cell()
    responsible: Cell = Cell()
    support: Cell = Cell()
    metric: Cell = Cell()
    deadline: Cell = Cell()
    deadline_on: str = ""
    place: str = ""
    start: int | None = None
    end: int | None = None
    alternatives: str = ""
    confirmed: bool = False
    summary_wording: str = ""
    remark: str = ""
    status: str = ""
    actual: str = ""
    progress: str = ""
    problem: str = ""
    carry_over: str = ""
    mark: str = ""  # 新增 / 自行增加 / 原文已无: what a merge has to say about the row
    edited: tuple[str, ...] = ()  # names of the fields whose value is the clerk's
    own: bool = False  # a row that the clerk added; no obligation of the notice stands behind it


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """What letters and summaries say about the notice; null where the text has none."""

    notice_title: str | None
    plan_title: str | None
    issuer: str | None
    document_number: str | None
    dated: str | None
    year: int | None
    source_name: str
    source_sha256: str
    plan_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record from then on: what letters, forms and summaries are drawn from."""

    head: LedgerHead
    rows: tuple[LedgerRow, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    removed: tuple[str, ...] = ()  # keys of rows that the clerk deleted; they stay deleted


# --- letters ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One row of a letter. ``suggested``: this unit's place in it rests on a suggestion (printed 建议，待确认)."""

    row_key: str
    number: str
    task: str
    text: str
    role: str
    others: str
    metric: str
    deadline: str
    place: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class AssignmentLetter:
    """All that one unit has to do: lead (and responsible) items apart from supporting ones."""

    department: str
    head: LedgerHead
    lead_items: tuple[LetterItem, ...]
    support_items: tuple[LetterItem, ...]
    has_suggestions: bool = field(default=False)
