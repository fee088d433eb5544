"""Owns the run of all checks over one subject: what they find → findings in order, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from qdoc.check.rules import load_rules, severities
from qdoc.check.values import Finding, Found, Subject
from qdoc.model import Severity

Check = Callable[[Subject], Iterator[Found]]
MODULES: tuple[str, ...] = (
    "layout", "head", "annexes", "text_signs", "text_numbers", "levels", "routing", "plan_quality", "burden",
)  # fmt: skip
"""The rooms of checks under ``qdoc.check``; each has ``CHECKS``: functions from a subject to what they find."""
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
    for found in _all(subject):
        severity = own.get(found.rule, rules[found.rule].severity)
        same = (found.rule, found.start, found.end, found.message)
        if severity is None or same in seen:
            continue
        seen.add(same)
        findings.append(_told(subject, found, severity))
    return tuple(sorted(findings, key=_order))


def _all(subject: Subject) -> Iterator[Found]:
    for name in MODULES:
        for each in import_module(f"qdoc.check.{name}").CHECKS:
            yield from each(subject)


def _told(subject: Subject, found: Found, severity: Severity) -> Finding:
    quote = ""
    if found.start is not None and found.end is not None:
        words = subject.source.text[found.start : found.end]
        quote = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    place = found.place or place_of(subject, found.start)
    rule = load_rules()[found.rule]
    return Finding(rule, severity, place, quote, found.message, found.start, found.end, found.fix)


def place_of(subject: Subject, start: int | None) -> str:
    """Say where ``start`` is: 第几段 (empty paragraphs are not counted, as a reader counts); 全文 where it is None."""
    if start is None:
        return "全文"
    text = subject.source.text
    count = 0
    for block in subject.source.blocks:
        if text[block.start : block.end].strip():
            count += 1
        if block.start <= start < block.end:
            return f"第{max(count, 1)}段"
    return f"第{max(count, 1)}段"


def _order(finding: Finding) -> tuple[int, int, str]:
    return (-1 if finding.start is None else finding.start, _RANK.get(finding.severity, 2), finding.rule.id)
