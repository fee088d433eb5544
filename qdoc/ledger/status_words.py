"""Owns the words of 办理状态: which ones a unit may choose, which finish a row, which the office's rules add."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from qdoc.ledger.columns import STATUSES
from qdoc.ledger.disagree import FINISHED
from qdoc.model import Office

WORD_KINDS = ("办理状态", "状态", "状态词")
"""What the sheet 规则 calls a line that says how the office reads a word of 办理状态."""
DONE = "已完成"
LONGEST = 15
"""Characters of a word that a drop-down can offer; Excel takes 255 for the whole list, with no comma in a word."""


@dataclass(frozen=True, slots=True)
class StatusWords:
    """``choices``: what a form offers, the common words first, then the office's own in the order of its rules.

    ``known``: these and the office's words that no list can offer. ``finishing``: the words that close a row. What
    判断名称 names is no such word: it says what qdoc calls a judgement, and no unit judges itself.
    """

    choices: tuple[str, ...] = STATUSES
    known: tuple[str, ...] = STATUSES
    finishing: frozenset[str] = FINISHED


def status_words(office: Office | None) -> StatusWords:
    """Return the words of 办理状态 by the sheet 规则 of ``office`` (lines 办理状态 | word | 算作 | 依据)."""
    own = (
        {plain(rule.name): plain(rule.value) for rule in reversed(office.rules) if _is_word(rule.kind)}
        if office
        else {}
    )
    words = tuple(dict.fromkeys((*STATUSES, *reversed(own))))
    return StatusWords(
        choices=_fitting(word for word in words if is_choice(word)),
        known=words,
        finishing=FINISHED | {word for word, means in own.items() if means == DONE},
    )


def plain(text: str) -> str:
    """A word as it is compared: without spaces, full-width forms and a full stop at its end."""
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("。.")


def is_choice(word: str) -> bool:
    """Whether a drop-down can offer ``word``."""
    return 0 < len(word) <= LONGEST and not set(word) & {",", '"'}


def _is_word(kind: str) -> bool:
    return plain(kind) in WORD_KINDS


def _fitting(words: Iterable[str]) -> tuple[str, ...]:
    """As many of ``words`` as a list of Excel holds; one that does not fit may still be typed into a Word form."""
    kept: list[str] = []
    for word in words:
        if len(",".join((*kept, word))) <= 253:
            kept.append(word)
    return tuple(kept)
