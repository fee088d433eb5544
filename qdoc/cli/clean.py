"""Owns what untrusted text may do to a terminal: nothing (no control codes, no direction marks), and its width."""

from __future__ import annotations

import re
import unicodedata

# C0 without tab and line feed, DEL and C1, Arabic letter mark, direction marks, embeddings, isolates, line separators.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return ``text`` without control codes and direction marks; line feeds and tabs stay."""
    return _CONTROL.sub("", text)


def one_line(text: str, cells: int = 0) -> str:
    """Return ``text`` cleaned, on one line, and cut to ``cells`` terminal columns with … (0: not cut)."""
    flat = _BLANKS.sub(" ", _CONTROL.sub(" ", text)).strip()
    if not cells or width(flat) <= cells:
        return flat
    kept, used = [], 1
    for char in flat:
        used += char_width(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + "…"


def char_width(char: str) -> int:
    """Return how many terminal columns ``char`` takes: 2 for East Asian wide, 0 for combining marks, else 1."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Return how many terminal columns ``text`` takes."""
    return sum(map(char_width, text))
