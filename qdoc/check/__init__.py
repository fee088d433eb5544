"""Owns the door to checking: a document and what is known of it → findings, each by a rule with its source."""

from qdoc.check.rules import load_rules
from qdoc.check.run import check
from qdoc.check.values import Finding, Fix, Found, Rule, Strength, Subject

__all__ = ["Finding", "Fix", "Found", "Rule", "Strength", "Subject", "check", "load_rules"]
