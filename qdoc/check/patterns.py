"""Owns checks that are a pattern: where it stands in the document's own words, what is said, and the correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qdoc.check.values import Fix, Found, Subject
from qdoc.model import BlockKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule told by a regular expression on the text as it stands.

    ``message``: what is wrong, in which {} is the match (shortened). ``after``: the match corrected, where that needs
    no judgement; a correction that changes nothing is no finding. ``group``: the group that the finding quotes.
    """

    rule: str
    regex: re.Pattern[str]
    message: str
    after: Callable[[re.Match[str]], str] | None = None
    group: int = 0


def own_words(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the text that the document's author wrote: not navigation, headers and page numbers."""
    start: int | None = None
    end = 0
    for block in subject.source.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            if start is not None:
                yield start, end
            start = None
            continue
        start = block.start if start is None else start
        end = block.end
    if start is not None:
        yield start, end


def find(subject: Subject, patterns: tuple[Pattern, ...]) -> Iterator[Found]:
    """Yield what ``patterns`` find in the document's own words."""
    text = subject.source.text
    for start, end in own_words(subject):
        for pattern in patterns:
            for match in pattern.regex.finditer(text, start, end):
                found = _found(pattern, match)
                if found is not None:
                    yield found


def _found(pattern: Pattern, match: re.Match[str]) -> Found | None:
    start, end, words = match.start(pattern.group), match.end(pattern.group), match[pattern.group]
    fix = None
    if pattern.after is not None:
        after = pattern.after(match)
        if after == words:
            return None
        fix = Fix(start, end, words, after)
    shown = words if len(words) <= 24 else words[:23] + "…"
    return Found(pattern.rule, start, end, pattern.message.format(shown.strip()), fix=fix)
