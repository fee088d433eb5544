"""Owns choosing among rules and findings: by id or family, by least severity."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qdoc.check.rules import load_rules
from qdoc.check.values import Finding
from qdoc.model import Severity

LEVELS = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""What a finding may count as, the gravest first."""
_WORD = re.compile(r"[^\s,，、;；]+")


def named(words: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the ids of rules that ``words`` name (QD203, a family as QD2 or 要素, a rule's name), and strange words.

    Case does not matter, a word may hold several with commas between, and the QD may be left out (203).
    """
    chosen: set[str] = set()
    strange: list[str] = []
    for word in (found for one in words for found in _WORD.findall(one)):
        mine = [rule.id for rule in load_rules().values() if word in (rule.family, rule.name) or _begins(rule.id, word)]
        chosen.update(mine)
        if not mine:
            strange.append(word)
    return frozenset(chosen), tuple(strange)


def nearest(word: str) -> str:
    """Return what ``word`` was likely to name, id and name; "" where nothing is near it.

    An id is near by its family and number, words by a rule's name.
    """
    from difflib import get_close_matches

    rules = load_rules().values()
    figures = "".join(re.findall(r"[0-9]", word))[:3]
    if not figures:
        near = get_close_matches(word, [rule.name for rule in rules], n=1, cutoff=0.4)
        return next((f"{rule.id} {rule.name}" for rule in rules if rule.name in near), "")
    wanted = int(f"{figures:0<3}")
    rule = min(rules, key=lambda rule: abs(int(rule.id[2:]) - wanted))
    return f"{rule.id} {rule.name}"


def chosen(
    findings: Iterable[Finding],
    only: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
    level: Severity = Severity.INFO,
) -> tuple[Finding, ...]:
    """Return the findings by the rules ``only`` (None: all) and not ``without``, at least as grave as ``level``."""
    grave = LEVELS[: LEVELS.index(level) + 1]
    return tuple(
        one
        for one in findings
        if (only is None or one.rule.id in only) and one.rule.id not in without and one.severity in grave
    )


def _begins(rule: str, word: str) -> bool:
    wanted = word.upper()
    return rule.startswith(wanted if wanted.startswith("QD") and len(wanted) > 2 else f"QD{wanted}")
