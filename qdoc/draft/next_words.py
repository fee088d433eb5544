"""Owns last year's words in next year's draft: figures and dates that are to be decided anew, marked 【待定：…】."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?(?:\s*[至\-—~～–]\s*\d+(?:\.\d+)?)?\s*(?:[%％‰]|个百分点)?")
_PARTS = re.compile(r"[；;]")
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|第?[一二三四1-4]季度|上半年|下半年)?(?:底|末)?(?:之?前|以前)?"


@dataclass(frozen=True, slots=True)
class NextWords:
    """``text`` with marks; ``notes``: what could not be marked; how many ``figures`` and ``dates`` were marked."""

    text: str
    notes: tuple[str, ...] = ()
    figures: int = 0
    dates: int = 0


def open_mark(said: str) -> str:
    """The mark of something to be decided: 【待定：上年8%】."""
    return f"【待定：{said.translate(_WITHIN)}】"


_WITHIN = str.maketrans("【】", "（）")


def next_words(text: str, year: int | None, metric: str = "", actual: str = "") -> NextWords:
    """Return ``text`` for the year after ``year``: figures of ``metric`` replaced by marks, dates with one beside them.

    A figure's mark says last year's target and, where the ledger has it, what was reached (``actual``; parts divided
    by ； belong to those of ``metric`` where they are as many). A day of the plan's own year keeps its words and gets
    the next year's beside it; ranges of years and other years stay, the year before is told in a note.
    """
    edits, notes, figures = _figures(text, metric, actual)
    dates = 0
    for found in _dates(text, year):
        if all(found.end() <= start or found.start() >= end for start, end, _ in edits):
            edits.append((found.end(), found.end(), open_mark(f"{int(found[1]) + 1}{found[0][4:]}")))
            dates += 1
    if year is not None and str(year - 1) in text:
        notes.append(f"写到了{year - 1}年，请看要不要顺延")
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return NextWords(text, tuple(notes), figures, dates)


def _dates(text: str, year: int | None) -> list[re.Match[str]]:
    if year is None:
        return []
    alone = rf"(?<![\d年—\-－–~～至到])({year})年{_DAY}(?!\s*[—\-－–~～至])"
    return list(re.finditer(alone, text))


def _figures(text: str, metric: str, actual: str) -> tuple[list[tuple[int, int, str]], list[str], int]:
    """The edits for the figures of ``metric``, notes on those without one, and how many there are."""
    edits: list[tuple[int, int, str]] = []
    notes: list[str] = []
    parts = [part.strip() for part in _PARTS.split(metric) if part.strip()]
    reached = [part.strip() for part in _PARTS.split(actual) if part.strip()]
    if len(reached) != len(parts):
        reached = [actual.strip()] * len(parts)
    for part, done in zip(parts, reached, strict=True):
        ends = f"，完成{done}" if done else ""
        place = _last_figure(text, part, edits)
        if place is None:
            notes.append(f"上年指标“{part}”{ends}")
            continue
        start, end = place
        edits.append((start, end, open_mark(f"上年{text[start:end].strip()}{ends}")))
    return edits, notes, len(edits)


def _last_figure(text: str, part: str, taken: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    """Where the last figure of ``part`` stands in ``text``; None where it has none, or another edit stands there."""
    figures = list(_FIGURE.finditer(part))
    at = text.find(part)
    if not figures:
        return None
    if at >= 0:
        start, end = at + figures[-1].start(), at + figures[-1].end()
    else:
        words = figures[-1][0].strip()
        places = [found for found in _FIGURE.finditer(text) if found[0].strip() == words]
        if len(places) != 1:
            return None
        start, end = places[0].span()
    end = start + len(text[start:end].rstrip())
    free = all(end <= first or start >= last for first, last, _ in taken)
    return (start, end) if free else None
