"""Owns where a document is signed and dated: as the parsed letterhead has it, else by the lines that look so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qdoc.check.lines import all_lines, last_lines
from qdoc.check.values import Subject
from qdoc.parse.dates import DATE, iso_of
from qdoc.parse.punctuation import fold

_HEAD = 60  # signs: above, a date is no date of signing
_OFFICE = re.compile(r"[㐀-鿿（）()]{2,30}(?:政府|办公室|办公厅|委员会|领导小组|[局委厅部院会处])")
_SHORT = re.compile(r"\d{4}年(?:\d{1,2}月|[ 　]*月[ 　]*日)?")
_EMPTY = re.compile(r"[\s　_＿]*年[\s　_＿]*月[\s　_＿]*日")
_DASHED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Signing:
    """The names that sign, each as printed, and the date; ``iso``: None for a date that no calendar has."""

    names: tuple[str, ...]
    start: int
    end: int
    date: tuple[int, int] | None
    iso: str | None


def is_office(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the stretch is the name of an office and nothing else."""
    return _OFFICE.fullmatch(text, start, len(text) if end is None else end) is not None


def signing(subject: Subject) -> Signing | None:
    """Return who signs the document and when, None where it does not show.

    Where the parser found none in a document with a number or addressees, an office's name on a line with a date
    alone on the next one is it: the first such place below the head; names on several lines sign together.
    """
    head = subject.notice.letterhead
    if head.signatory or head.dated or not (head.document_number or head.addressees):
        named = [one for one in head.places if one.field == "signatory"]
        dated = next((one for one in head.places if one.field == "dated"), None)
        names = split(head.signatory or "")
        where = (named[0].start, named[-1].end) if named else (0, 0)
        return Signing(names, *where, (dated.start, dated.end) if dated else None, head.dated)
    text, folded = subject.source.text, fold(subject.source.text)
    lines = list(all_lines(subject))
    for at, (start, end) in enumerate(lines):
        date = DATE.fullmatch(folded, start, end) if start > _HEAD else None
        first = _first_name(text, lines, at) if date else at
        if date and first < at:
            begin, stop = lines[first][0], lines[at - 1][1]
            return Signing(split(text[begin:stop]), begin, stop, (start, end), iso_of(date))
    return None


def _first_name(text: str, lines: list[tuple[int, int]], at: int) -> int:
    """The first of the lines right above line ``at`` that hold nothing but offices' names; ``at`` without any."""
    while at > 0 and _signs(text, *lines[at - 1]):
        at -= 1
    return at


def _signs(text: str, start: int, end: int) -> bool:
    """Whether a line is an office's name, or several side by side."""
    return all(map(is_office, text[start:end].split()))


def dated(subject: Subject) -> str | None:
    """Return the document's own date (YYYY-MM-DD), None where it has none."""
    found = signing(subject)
    return found.iso if found else subject.notice.letterhead.dated


def split(names: str) -> tuple[str, ...]:
    """Return joint offices one by one, where every piece is an office's whole name; else the one name, closed up."""
    pieces = tuple(piece for piece in re.split(r"[\s　、，,]+", names.strip()) if piece)
    return pieces if all(map(is_office, pieces)) else ("".join(pieces),)


def unfinished_dates(subject: Subject) -> Iterator[tuple[int, int, str]]:
    """Yield dates of signing that are not written out: where, and the whole date where the print gives it (else "").

    They stand alone at the document's end, or below a signature that annexes follow.
    """
    text = subject.source.text
    last = set(last_lines(subject))
    for (before, stop), (start, end) in pairwise(all_lines(subject)):
        signed = start > _HEAD and _signs(text, before, stop)
        if (signed or (start, end) in last) and _SHORT.fullmatch(text, start, end):
            yield start, end, ""
        elif signed and (match := _DASHED.fullmatch(text, start, end)):
            yield start, end, f"{match['year']}年{int(match['month'])}月{int(match['day'])}日"


def empty_dates(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield where 年 月 日 stand without a figure below a signature."""
    text = subject.source.text
    for (before, stop), (start, end) in pairwise(all_lines(subject)):
        if start > _HEAD and _EMPTY.fullmatch(text, start, end) and _signs(text, before, stop):
            yield start, end
