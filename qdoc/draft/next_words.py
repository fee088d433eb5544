"""Owns last year's words in next year's draft: figures and dates that are to be decided anew, marked 【待定：…】."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.extract.deadline_points import POINT, hide_years
from qdoc.extract.metric_values import Figure, find_figures

_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?\s*(?:[%％‰]|个百分点)?")
_TWO_NUMBERS = re.compile(r".*\d(?:\s*(?:[%％‰]|个百分点))?")
_PARTS = re.compile(r"[；;]")
_ALL = re.compile(r"全覆盖|全面覆盖|清零")
_TO = r"\s*[—\-－–~～至到]+\s*"
_YEARS = re.compile(rf"\d{{4}}年?(?:\d{{1,2}}月|第?[一二三四]季度)?[底末]?{_TO}\d{{4}}年(?:\d{{1,2}}月)?[底末]?")
_MORE_OF_A_DAY = re.compile(rf"度|\d{{1,2}}{_TO}\d{{1,2}}月份?|{_TO}\d{{1,2}}月(?:\d{{1,2}}日|[底末])?(?:之?前|以前)?")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_YEAR = re.compile(r"(?<!\d)(\d{4})年")
_SHOWN_TITLE = 24


_SOME_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}年")


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
    by ； belong to those of ``metric`` where they are as many). A point of time of the plan's own year, as deadlines
    are read, keeps its words and gets the next year's beside it; ranges of years, other years and cited titles stay,
    and those that may have to move are told in a note.
    """
    edits, notes, figures = _figures(text, metric, actual)
    if left := _unmarked(text, edits):
        notes.append(f"还有{'、'.join(f'“{one}”' for one in left)}没有标【待定】，请看要不要改")
    dates = 0
    for end, said in _own_days(text, year):
        if all(end <= first or end >= last for first, last, _ in edits):
            edits.append((end, end, open_mark(said)))
            dates += 1
    if kept := _kept_years(text, year):
        notes.append(f"写到了{'、'.join(kept)}，请看要不要顺延")
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return NextWords(text, tuple(notes), figures, dates)


def dated_places(text: str) -> int:
    """How many points of time of the text name their year: what stays unmarked while the plan's year is not known."""
    return sum(1 for _ in _SOME_YEAR.finditer(_masked(text)))


def _own_days(text: str, year: int | None) -> Iterator[tuple[int, str]]:
    """Where every point of time of ``year`` ends, and how it reads a year later."""
    if year is None:
        return
    masked = _masked(text)
    for found in POINT.finditer(masked):
        if found["year"] is None or int(found["year"]) != year:
            continue
        more = _MORE_OF_A_DAY.match(masked, found.end())
        end = more.end() if more else found.end()
        yield end, f"{year + 1}{text[found.end('year') : end].rstrip()}"


def _masked(text: str) -> str:
    """The text with ranges of years and titles overwritten one to one."""
    return _YEARS.sub(lambda found: "□" * len(found[0]), hide_years(text))


def _kept_years(text: str, year: int | None) -> list[str]:
    """The words with a year that stay as they are and are not long past: ranges, cited titles, other years."""
    if year is None:
        return []
    titles = [(one.start(), one.end()) for one in _TITLE.finditer(text)]
    masked, kept = _masked(text), dict[str, None]()
    for found in _YEAR.finditer(text):
        if int(found[1]) < year - 1:
            continue
        title = next(((start, end) for start, end in titles if start <= found.start() < end), None)
        if title is not None:
            words = text[slice(*title)]
            kept[words if len(words) <= _SHOWN_TITLE else f"{words[:_SHOWN_TITLE]}…》"] = None
        elif masked[found.start()] == "□":
            start, end = found.span()
            while start and masked[start - 1] == "□":
                start -= 1
            while end < len(masked) and masked[end] == "□":
                end += 1
            kept[text[start:end].strip("（）()〔〕[]")] = None
        elif int(found[1]) != year:
            kept[found[0]] = None
    return list(kept)


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


def _unmarked(text: str, edits: list[tuple[int, int, str]]) -> list[str]:
    """Figures beside the marked ones that count the same thing (of 15所, 5所 …): a person decides on them too."""
    found = find_figures(text, 0, len(text)) if edits else []
    marked = [one for one in found if any(one.start < last and first < one.end for first, last, _ in edits)]
    units = {one.unit for one in marked if one.unit}
    return [text[one.start : one.end] for one in found if one not in marked and one.unit in units]


def _last_figure(text: str, part: str, taken: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    """Where the last figure of ``part`` stands in ``text``.

    None where it measures nothing (5G, 24小时自助区全覆盖), cannot be told from another, or is marked already.
    """
    figures = [span for one in find_figures(part, 0, len(part)) if (span := _digits(part, one))]
    if not figures or _ALL.search(part, figures[-1][1]):
        return None
    first, last = figures[-1]
    starts = [at.start() for at in re.finditer(re.escape(part), text) if not _inside_a_number(text, *at.span())]
    if starts:
        places = [(at + first, at + last) for at in starts]
    else:
        words = part[first:last]
        spans = (_digits(text, one) for one in find_figures(text, 0, len(text)))
        places = [span for span in spans if span and text[slice(*span)] == words]
        if len(places) != 1:
            return None
    free = (span for span in places if all(span[1] <= start or span[0] >= end for start, end, _ in taken))
    return next(free, None)


def _digits(text: str, figure: Figure) -> tuple[int, int] | None:
    """The digits of a figure with their percent sign, both of a range; None for Chinese numerals."""
    if figure.value_to is None:
        found = _NUMBER.match(text, figure.start)
    else:
        found = _TWO_NUMBERS.match(text, figure.start, figure.number_end)
    return (figure.start, figure.start + len(found[0].rstrip())) if found else None


def _inside_a_number(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end)`` cuts a number in two: 15所 in 115所."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isdigit() and text[start].isdigit()) or (after.isdigit() and text[end - 1].isdigit())
