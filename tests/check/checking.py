"""Owns checking a made text in tests: its findings as (rule, words quoted)."""

from __future__ import annotations

from qdoc.check import Finding, check
from qdoc.check.corrections import corrected_text, corrections
from qdoc.check.subject import subject_of
from qdoc.read import read_bytes


def findings(text: str, family: str = "") -> list[Finding]:
    """The findings on ``text``, of rules that begin with ``family``."""
    source = read_bytes(text.encode(), "文.txt")
    return [one for one in check(subject_of(source)) if one.rule.id.startswith(family)]


def told(text: str, family: str = "") -> list[tuple[str, str]]:
    """The same as pairs: the rule's id and the words quoted."""
    return [(one.rule.id, one.quote) for one in findings(text, family)]


def corrected(text: str) -> str:
    """``text`` with every mechanical correction made."""
    return corrected_text(text, corrections(findings(text), text).made)
