"""Owns the genre's verbs: corpora/verbs.tsv as lookup tables, and the longest match at a place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qdoc.resources import corpus

LOWERED = -1  # what an adverb such as 基本 or 力争 does to the strength of its verb


@dataclass(frozen=True, slots=True)
class VerbTable:
    """The verbs by what they do in a clause.

    ``act``: verb → strength; ``outcome``, ``means``, ``figure``: the words of that kind; ``adverb``: word → strength
    that it raises to (4), LOWERED, or 0 for none. ``longest`` is the length of the longest word.
    """

    act: dict[str, int]
    adverb: dict[str, int]
    outcome: frozenset[str]
    means: frozenset[str]
    figure: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def verb_table() -> VerbTable:
    """Read corpora/verbs.tsv once; a malformed row is a ValueError of ours naming its line."""
    act: dict[str, int] = {}
    adverb: dict[str, int] = {}
    kinds: dict[str, set[str]] = {"outcome": set(), "means": set(), "figure": set()}
    for number, line in enumerate(corpus("verbs.tsv").read_text("utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "word\t")):
            continue
        word, kind, strength, _source, _grade = line.split("\t")
        if kind == "act":
            act[word] = int(strength)
        elif kind == "adverb":
            adverb[word] = int(strength or 0)
        elif kind in kinds:
            kinds[kind].add(word)
        else:
            raise ValueError(f"corpora/verbs.tsv line {number}: unknown kind {kind}")
    longest = max(len(word) for word in (*act, *adverb, *kinds["means"]))
    return VerbTable(
        act, adverb, frozenset(kinds["outcome"]), frozenset(kinds["means"]), frozenset(kinds["figure"]), longest
    )
