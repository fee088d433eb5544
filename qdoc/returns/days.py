"""Owns reading a day as a clerk types it into a cell."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00:00)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_day(text: str) -> str | None:
    """Return YYYY-MM-DD for ``2026-9-30``, ``2026/09/30``, ``2026年9月30日``, ``20260930``; None for anything else."""
    folded = unicodedata.normalize("NFKC", text).strip()
    found = _DAY.fullmatch(folded) or _COMPACT.fullmatch(folded)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
