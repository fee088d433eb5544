"""Owns the run of all checks over one subject: what they find → findings in order, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from importlib import import_module

from qdoc.check.rules import load_rules, severities
from qdoc.check.values import Finding, Found, Subject
from qdoc.model import Severity, SourceText

Check = Callable[[Subject], Iterator[Found]]
MODULES: tuple[str, ...] = (
    "layout", "head", "annexes", "text_signs", "text_numbers", "blanks", "levels", "routing", "plan_quality", "burden",
)  # fmt: skip
"""The rooms of checks under ``qdoc.check``; each has ``CHECKS``: functions from a subject to what they find."""
_LONG = 1_200  # signs of a paragraph from which on counting paragraphs leads nobody to the place
_QUOTED = 40  # characters of the text that a finding quotes
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1}


def check(subject: Subject) -> tuple[Finding, ...]:
    """Return the findings on ``subject`` in the order of the text; what concerns the whole document comes first.

    The office's severities apply and rules that it turned off are left out. A stretch is told once a rule.
    Postcondition: ``text[start:end]`` begins with the quote's words (without its closing …) wherever there is a span.
    """
    own = severities(subject.office)
    rules = load_rules()
    seen: set[tuple[str, int | None, int | None, str]] = set()
    findings: list[Finding] = []
    places = Places(subject.source)
    for found in _all(subject):
        severity = own.get(found.rule, rules[found.rule].severity)
        same = (found.rule, found.start, found.end, found.message)
        if severity is None or same in seen:
            continue
        seen.add(same)
        findings.append(_told(subject, found, severity, places))
    return tuple(sorted(findings, key=_order))


def _all(subject: Subject) -> Iterator[Found]:
    for name in MODULES:
        for each in import_module(f"qdoc.check.{name}").CHECKS:
            yield from each(subject)


def _told(subject: Subject, found: Found, severity: Severity, places: Places) -> Finding:
    quote = ""
    if found.start is not None and found.end is not None:
        words = subject.source.text[found.start : found.end]
        quote = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    place = found.place or places.name(found.start)
    rule = load_rules()[found.rule]
    return Finding(rule, severity, place, quote, found.message, found.start, found.end, found.fix)


class Places:
    """Says where in a document something is, in a reader's terms."""

    def __init__(self, source: SourceText) -> None:
        """``source``: the document; its paragraphs are what a reader counts, empty ones are not."""
        blocks = ((block.start, block.end) for block in source.blocks)
        self._paragraphs = [(start, end) for start, end in blocks if source.text[start:end].strip()]

    def name(self, start: int | None) -> str:
        """Return 第几段 for ``start``, 全文 where it is None.

        In a paragraph that fills pages (a copy that lost its line ends) the sign is told too: 第1段第2314字.
        """
        if start is None:
            return "全文"
        count = bisect_right(self._paragraphs, start, key=lambda one: one[0])
        if not count:
            return "第1段"
        begin, end = self._paragraphs[count - 1]
        if end - begin <= _LONG or start >= end:
            return f"第{count}段"
        return f"第{count}段第{start - begin + 1}字"


def _order(finding: Finding) -> tuple[int, int, str]:
    return (-1 if finding.start is None else finding.start, _RANK.get(finding.severity, 2), finding.rule.id)
