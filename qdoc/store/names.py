"""Owns file names: valid on Windows and Linux, inside their folder, distinct where the names they stand for differ."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from pathvalidate import sanitize_filename

MAX_BYTES = 180  # of UTF-8: file systems hold 255, and temporary names and folders want some of it
WINDOWS_PATH = 259  # UTF-16 units that a whole path may have for Word, WPS and the Explorer
OWN_ROOM = 140  # of these for the folder that a clerk chose (C:\\Users\\…\\Desktop\\…)
_UNNAMED = "未命名"
_HASH = 6


def safe_name(name: str, suffix: str = "", longest: int = MAX_BYTES) -> str:
    """Return a file name made from ``name``, with ``suffix`` (such as ``.docx``) behind it.

    ``longest``: how many UTF-16 units it may have, suffix included (Windows counts those); never above ``MAX_BYTES``.

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
    if len((clean + suffix).encode()) > MAX_BYTES or _units(clean + suffix) > longest:
        return _with_tail(clean + suffix, suffix, "~" + _digest(name), longest)
    return clean + suffix


def safe_names(names: Iterable[str], suffix: str = "", longest: int = MAX_BYTES) -> tuple[str, ...]:
    """Return a file name for each of ``names``, no two alike even where case does not count.

    ``longest`` as in ``safe_name``. Names that clean to the same get a short hash of the original, each the same one
    whatever the order; a name that stands twice in ``names`` gets a number.
    """
    given = tuple(names)
    cleaned = [safe_name(name, suffix, longest) for name in given]
    originals: dict[str, set[str]] = {}
    for name, clean in zip(given, cleaned, strict=True):
        originals.setdefault(_fold(clean), set()).add(name)
    used: set[str] = set()
    result = []
    for name, clean in zip(given, cleaned, strict=True):
        if len(originals[_fold(clean)]) > 1:
            clean = _with_tail(clean, suffix, "~" + _digest(name), longest)
        unique, count = clean, 1
        while _fold(unique) in used:
            count += 1
            unique = _with_tail(clean, suffix, f"({count})", longest)
        used.add(_fold(unique))
        result.append(unique)
    return tuple(result)


def _with_tail(clean: str, suffix: str, tail: str, longest: int) -> str:
    stem = clean[: len(clean) - len(suffix)] if suffix else clean
    stem = stem.encode()[: MAX_BYTES - len((tail + suffix).encode())].decode(errors="ignore")
    room = 2 * max(1, longest - _units(tail + suffix))
    return stem.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore").rstrip(". ") + tail + suffix


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
