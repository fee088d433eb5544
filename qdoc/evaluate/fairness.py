"""Owns keeping a measurement fair: knowledge that could have been written for one notice is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qdoc.lexicon import Lexicon

LEAST = 3  # a duty word that stands in so many other notices is the genre's, not this notice's


def without_own_words(lexicon: Lexicon, text: str, others: Iterable[str], least: int = LEAST) -> Lexicon:
    """Return ``lexicon`` without the duty words that stand in ``text`` and in fewer than ``least`` of ``others``."""
    rest = tuple(others)
    kept: Mapping[str, tuple[str, ...]] = {
        stem: tuple(word for word in words if word not in text or _in_many(word, rest, least))
        for stem, words in lexicon.duties.items()
    }
    return Lexicon(lexicon.units, kept, lexicon.own)


def _in_many(word: str, texts: tuple[str, ...], least: int) -> bool:
    found = 0
    for text in texts:
        found += word in text
        if found >= least:
            return True
    return False
