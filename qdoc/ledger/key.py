"""Owns the name of a ledger row: a short hash of the obligation's words, never of its position."""

from __future__ import annotations

import hashlib
import re
import unicodedata

OWN_PREFIX = "own-"

_LENGTH = 12  # hex digits: 48 bits, a clash within one ledger is out of reach
_SPACE = re.compile(r"\s+")
_EDGES = "。．.；;，,、：:！!？? "
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"'})


def fold_text(text: str) -> str:
    """Return ``text`` as it counts for identity: width, spaces, quote shapes and edge punctuation do not matter."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _SPACE.sub("", folded).strip(_EDGES)


def text_hash(text: str) -> str:
    """Return the hash that names an obligation by its words; it survives renumbering and serves next year."""
    return hashlib.sha256(fold_text(text).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def text_part(key: str) -> str:
    """Return the text hash inside a row key: without the mark of a clerk's own row and the occurrence suffix."""
    return key.removeprefix(OWN_PREFIX).split("-", 1)[0]


class KeyMaker:
    """Gives out row keys, no key twice: the same words a second time get the suffix ``-2``, then ``-3``."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = set(taken)

    def make(self, text: str, *, own: bool = False) -> str:
        """Return the key for ``text``; ``own`` marks a row that no obligation of the notice stands behind."""
        base = (OWN_PREFIX if own else "") + text_hash(text)
        key, count = base, 1
        while key in self._taken:
            count += 1
            key = f"{base}-{count}"
        self._taken.add(key)
        return key
