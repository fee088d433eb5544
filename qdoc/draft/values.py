"""Owns the nouns of a draft: the parts of a notice of issuance and the plan behind it, before any layout."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model import Diagnostic


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph of the plan. ``level``: 1–4 by its number (一、 （一） 1. （1）) or Markdown heading, else 0.

    ``heading`` is the leading part set in the heading's type, number included, ``text`` what follows on the same line;
    together they are the paragraph as written.
    """

    level: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice ready for the page. A value that nobody gave is 【待补：名称】 and its name stands in ``missing``.

    ``composed`` names the parts that were put together by rule from given ones (title, body, signatory, printing
    office), for a person to check. Dates are as printed (2026年7月1日).
    """

    name: str
    issuer: str
    title: str
    document_number: str
    addressees: str
    body: tuple[str, ...]
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
    diagnostics: tuple[Diagnostic, ...] = ()
