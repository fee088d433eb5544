"""Owns how often the rules of ``qdoc check`` hit, and which hit too many documents to be more than a hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.check import Rule, load_rules
from qdoc.check.document import Checked
from qdoc.model import Severity

MOST = 0.05
"""Share of published documents from which on a rule is how offices write, so that it may only be a hint."""
BUDGET = 0.5
"""Errors a published document: above it the rules are wrong, not the documents."""


@dataclass(frozen=True, slots=True)
class RuleRate:
    """How often a rule hit: ``documents`` with a hit, ``hits`` in all."""

    rule: Rule
    documents: int
    hits: int


@dataclass(frozen=True, slots=True)
class RuleRates:
    """The rates of all rules, in the order of ids, over ``documents`` documents; by the shipped severities."""

    documents: int
    rates: tuple[RuleRate, ...]

    def each(self, severity: Severity) -> float:
        """Findings of ``severity`` a document."""
        hits = sum(one.hits for one in self.rates if one.rule.severity is severity)
        return hits / self.documents if self.documents else 0.0

    def share(self, one: RuleRate) -> float:
        """The share of documents with a hit."""
        return one.documents / self.documents if self.documents else 0.0

    @property
    def too_often(self) -> tuple[RuleRate, ...]:
        """The rules that count as more than a hint and hit more than ``MOST`` of the documents."""
        return tuple(one for one in self.rates if one.rule.severity is not Severity.INFO and self.share(one) > MOST)


def rule_rates(checked: Sequence[Checked]) -> RuleRates:
    """Return how often each rule hit in ``checked`` (checked without an office's own severities)."""
    hits: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for one in checked:
        mine = [each.rule.id for each in one.findings]
        hits.update(mine)
        documents.update(set(mine))
    rates = tuple(RuleRate(rule, documents[rule.id], hits[rule.id]) for rule in load_rules().values())
    return RuleRates(len(checked), rates)
