"""Owns the nouns of checking: a rule with its source and strength, what is looked at, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qdoc.model import Notice, Office, Plan, Severity, SourceText
from qdoc.model.looks import DocumentLooks


class Strength(StrEnum):
    """How binding a rule is, in the words that clerks read. 国标规定 only where the standard requires it."""

    REQUIRED = "国标规定"
    GENERAL = "国标一般要求"
    RECOMMENDED = "国标推荐"
    REGULATION = "条例规定"
    LANGUAGE = "语言文字标准"
    DIRECTIVE = "文件要求"
    PRACTICE = "通行做法"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``corpora/check_rules.tsv``. ``id``: QD and three digits, the first tells the family.

    ``severity``: what a finding counts as, unless the office's 规则 sheet says otherwise. ``source``: the standard,
    regulation or practice; ``clause``: its clause ("" where it has none). ``why``: what it asks; ``do``: what to do.
    ``example``: 错：…　对：…, in made-up words.
    """

    id: str
    family: str
    name: str
    severity: Severity
    strength: Strength
    source: str
    clause: str
    why: str
    do: str
    example: str

    @property
    def origin(self) -> str:
        """Where the rule comes from, as printed beside a finding."""
        return f"{self.source} {self.clause}".strip() + f"（{self.strength.value}）"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: the text, what was read from it, and how it is set where the format says so (.docx).

    ``plan`` is None for a document that issues no plan. ``genre``: 文种 by its title (通知, 请示 …), "" where it has
    none. ``office`` gives severities and names, None without 单位信息.xlsx.
    """

    source: SourceText
    notice: Notice
    plan: Plan | None = None
    looks: DocumentLooks | None = None
    genre: str = ""
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical correction: ``before`` is what stands at ``start``–``end``, ``after`` what should."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: the rule's id, where (None: the document or page as a whole), and what is wrong there.

    ``place`` says where, for what has no span (页面设置, 页脚). ``fix``: the correction where it needs no judgement.
    """

    rule: str
    start: int | None
    end: int | None
    message: str
    place: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it is told: with its rule, its severity, a place in a reader's terms and the words quoted."""

    rule: Rule
    severity: Severity
    place: str
    quote: str
    message: str
    start: int | None = None
    end: int | None = None
    fix: Fix | None = None
