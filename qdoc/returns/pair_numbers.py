"""Owns which task of this year a number means that a clerk wrote by hand: full-width or not, with or without signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from qdoc.compare import pair_columns as names

_PARTS = re.compile(r"[、，,;；/\s]+")
_NOTHING = frozenset({names.NONE, "取消", "没有", "—", "-"})
_AROUND = re.compile(r"^第?[(\[]?|[)\]]?[项条]?[.。]?$")
_EDGES = ".．。:："


def written_numbers(text: str) -> list[str]:
    """The numbers in a cell, as they were written; none where it says that there is none (无)."""
    wanted = [part for part in _PARTS.split(text) if part] or [text]
    return [] if {*wanted} <= _NOTHING else wanted


def numbered_tasks(wanted: Iterable[str], marks: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Find the tasks that the numbers ``wanted`` mean.

    Args:
        wanted: numbers as written.
        marks: number of a task as it is shown → its key.

    Returns:
        The keys, each once, and the numbers that are none: no task has it, or, read loosely, several have.
    """
    known = [_strictly(marks), _loosely(marks)]
    keys: list[str] = []
    unknown = []
    for part in wanted:
        folded = _folded(part)
        key = known[0].get(folded) or known[1].get(_bare(folded))
        if not key:
            unknown.append(part)
        elif key not in keys:
            keys.append(key)
    return keys, unknown


def _strictly(marks: Mapping[str, str]) -> dict[str, str]:
    """Width does not matter; #7 alone stands for （二）#7."""
    alone = {"#" + mark.partition("#")[2]: key for mark, key in marks.items() if "#" in mark}
    return {_folded(mark): key for mark, key in (*alone.items(), *marks.items())}


def _loosely(marks: Mapping[str, str]) -> dict[str, str]:
    """Brackets, 第…项 and stops do not matter where one task only has the number."""
    found: dict[str, set[str]] = {}
    for mark, key in marks.items():
        found.setdefault(_bare(_folded(mark)), set()).add(key)
    return {mark: next(iter(keys)) for mark, keys in found.items() if mark and len(keys) == 1}


def _folded(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark).rstrip(_EDGES)


def _bare(folded: str) -> str:
    return _AROUND.sub("", folded)
