"""Owns the nouns of a draft: the parts of an official document, before any layout."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model import Diagnostic

# The formats of GB/T 9704—2012: 文件 (7), the same with 签发人 (7.2.6), 信函 (10.1), 纪要 (10.3).
FILE, UPWARD, LETTER, MINUTES = "文件", "上行文", "信函", "纪要"


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph of a text. ``level``: 1–4 by its number (一、 （一） 1. （1）) or Markdown heading, else 0.

    ``heading`` is the leading part set in the heading's type, number included, ``text`` what follows on the same line;
    together they are the paragraph as written.
    """

    level: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex behind the document: ``label`` is 附件 or 附件1, then its title and its text (7.3.7)."""

    label: str
    title: str
    paragraphs: tuple[DraftParagraph, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """How the document is to be made up, not what it says.

    ``form``: FILE, UPWARD, LETTER or MINUTES. ``sealed``: room for the seal (7.3.5.1) or none (7.3.5.2). ``duplex``:
    the colophon on an even page. ``profile``: the page profile as written, "" for the template's own.
    ``addressees_below``: 主送机关 stands in the colophon (7.3.2). ``mark``: the mark as written, "" to compose it.
    """

    form: str = FILE
    sealed: bool = True
    duplex: bool = False
    profile: str = ""
    addressees_below: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A document ready for the page. A value that nobody gave is 【待补：名称】 and its name stands in ``missing``.

    ``issuers``: every issuing office, the main one first (``issuer``). ``body`` is what the document itself says;
    ``plan_title`` and ``paragraphs`` are the plan that it issues ("" and () where it issues none). ``attendance``:
    出席, 请假, 列席 of minutes with their names. ``security``: 份号, 密级, 紧急程度 as printed, "" where there is none.
    ``composed`` names the parts that were put together by rule from given ones (title, body, signatory, printing
    office), for a person to check. Dates are as printed (2026年7月1日).
    """

    name: str
    issuer: str
    title: str
    document_number: str
    addressees: str
    body: tuple[DraftParagraph, ...]
    annexes: tuple[str, ...]
    signatory: str
    dated: str
    note: str
    plan_title: str
    paragraphs: tuple[DraftParagraph, ...]
    cc: str
    printed_by: str
    issued_on: str
    missing: tuple[str, ...]
    composed: tuple[str, ...]
    issuers: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    security: tuple[str, str, str] = ("", "", "")
    attendance: tuple[tuple[str, str], ...] = ()
    annex_texts: tuple[AnnexText, ...] = ()
    looks: Looks = Looks()
    diagnostics: tuple[Diagnostic, ...] = ()
