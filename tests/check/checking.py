"""Owns checking a made text in tests: its findings as (rule, words quoted)."""

from __future__ import annotations

from qdoc.check import Finding, Subject, check
from qdoc.parse import parse
from qdoc.read import read_bytes


def findings(text: str, family: str = "") -> list[Finding]:
    """The findings on ``text``, of rules that begin with ``family``."""
    source = read_bytes(text.encode(), "文.txt")
    return [one for one in check(Subject(source, parse(source))) if one.rule.id.startswith(family)]


def told(text: str, family: str = "") -> list[tuple[str, str]]:
    """The same as pairs: the rule's id and the words quoted."""
    return [(one.rule.id, one.quote) for one in findings(text, family)]


def corrected(text: str) -> str:
    """``text`` with every mechanical correction made, from its end so that places hold."""
    for one in sorted(findings(text), key=lambda one: -(one.start or 0)):
        if one.fix is not None:
            assert text[one.fix.start : one.fix.end] == one.fix.before
            text = text[: one.fix.start] + one.fix.after + text[one.fix.end :]
    return text
