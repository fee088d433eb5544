"""Owns the genre's verbs: corpora/verbs.tsv as lookup tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qdoc.resources import corpus

LOWERED = -1  # what an adverb such as 基本 or 力争 does to the strength of its verb

_OUTCOMES = ("outcome", "outcome-soft", "outcome-place", "outcome-safe", "outcome-strict")
_LISTS = ("address", "serve", "firm", "inner", "inner-noun", "deliver")


@dataclass(frozen=True, slots=True)
class VerbTable:
    """The verbs by what they do in a clause (the kinds are explained at the head of corpora/verbs.tsv).

    ``act``: verb → strength; ``adverb``: word → strength that it raises to, LOWERED, or 0 for none; ``outcome``:
    verb → its kind; ``firm``: verbs that make a thing to do of a clause with 围绕… or 在…; ``inner`` and
    ``inner_noun``: patterns for verbs behind a subject; ``deliver``: alternatives of a pattern; ``heads``: every word
    that can open a clause → act, means, adverb, or both (means and adverb); ``openers``: first two characters (or
    one) → lengths of such words, longest first.
    """

    act: dict[str, int]
    adverb: dict[str, int]
    outcome: dict[str, str]
    address: frozenset[str]
    serve: frozenset[str]
    firm: re.Pattern[str]
    inner: re.Pattern[str]
    inner_noun: re.Pattern[str]
    deliver: str
    heads: dict[str, str]
    openers: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def verb_table() -> VerbTable:
    """Read corpora/verbs.tsv once; a row of an unknown kind is a ValueError naming its line."""
    act: dict[str, int] = {}
    adverb: dict[str, int] = {}
    outcome: dict[str, str] = {}
    lists: dict[str, list[str]] = {kind: [] for kind in ("means", *_LISTS)}
    for number, line in enumerate(corpus("verbs.tsv").read_text("utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "word\t")):
            continue
        word, kind, strength, _source, _grade = line.split("\t")
        if kind == "act":
            act[word] = int(strength)
        elif kind == "adverb":
            adverb[word] = int(strength or 0)
        elif kind in _OUTCOMES:
            outcome.setdefault(word, kind)
        elif kind in lists:
            lists[kind].append(word)
        else:
            raise ValueError(f"corpora/verbs.tsv line {number}: unknown kind {kind}")
    heads = {word: "both" if word in lists["means"] else "adverb" for word in adverb}
    heads |= {word: "means" for word in lists["means"] if word not in adverb} | dict.fromkeys(act, "act")
    return VerbTable(
        act,
        adverb,
        outcome,
        frozenset(lists["address"]),
        frozenset(lists["serve"]),
        re.compile(alternatives(lists["firm"])),
        re.compile(alternatives(lists["inner"])),
        re.compile(alternatives(lists["inner-noun"])),
        alternatives(lists["deliver"]),
        heads,
        _openers(heads),
    )


def _openers(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[:2], set()).add(len(word))
    for first, lengths in sizes.items():
        if first[0] in sizes:
            lengths.add(1)
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in sizes.items()}


def alternatives(words: list[str]) -> str:
    """A pattern for any of the words, longest first, grouped by first character so that it fails quickly."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in groups.items():
        tail = "|".join(re.escape(rest) for rest in rests)
        parts.append(re.escape(first) + (f"(?:{tail})" if tail else ""))
    return "|".join(parts)
