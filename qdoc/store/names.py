"""Owns file names: valid on Windows and Linux, inside their folder, distinct where the names they stand for differ."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from pathvalidate import sanitize_filename

MAX_BYTES = 180  # of UTF-8: file systems hold 255, and temporary names and folders want some of it
_UNNAMED = "未命名"
_HASH = 6


def safe_name(name: str, suffix: str = "") -> str:
    """Return a file name made from ``name``, with ``suffix`` (such as ``.docx``) behind it.

    Control and invisible characters (bidirectional marks among them), path separators, characters and device names
    that Windows refuses, leading dots and trailing dots or spaces go; a name that is too long is cut and gets a short
    hash of the whole. Never empty; the same name always gives the same result.
    """
    visible = "".join(
        char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else " "
        for char in unicodedata.normalize("NFC", name)
    )
    joined = " ".join(visible.split())
    clean = str(sanitize_filename(joined, replacement_text="_", platform="universal", max_len=10_000))
    clean = clean.strip(". ") or _UNNAMED
    if len((clean + suffix).encode()) > MAX_BYTES:
        clean = _cut(clean, MAX_BYTES - len(suffix.encode()) - _HASH - 1) + "~" + _digest(name)
    return clean + suffix


def safe_names(names: Iterable[str], suffix: str = "") -> tuple[str, ...]:
    """Return a file name for each of ``names``, no two alike even where case does not count.

    Names that clean to the same get a short hash of the original, each the same one whatever the order; a name that
    stands twice in ``names`` gets a number.
    """
    given = tuple(names)
    cleaned = [safe_name(name, suffix) for name in given]
    originals: dict[str, set[str]] = {}
    for name, clean in zip(given, cleaned, strict=True):
        originals.setdefault(_fold(clean), set()).add(name)
    used: set[str] = set()
    result = []
    for name, clean in zip(given, cleaned, strict=True):
        if len(originals[_fold(clean)]) > 1:
            clean = _with_tail(clean, suffix, "~" + _digest(name))
        unique, count = clean, 1
        while _fold(unique) in used:
            count += 1
            unique = _with_tail(clean, suffix, f"({count})")
        used.add(_fold(unique))
        result.append(unique)
    return tuple(result)


def _with_tail(clean: str, suffix: str, tail: str) -> str:
    stem = clean[: len(clean) - len(suffix)] if suffix else clean
    return _cut(stem, MAX_BYTES - len((tail + suffix).encode())) + tail + suffix


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip(". ")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
