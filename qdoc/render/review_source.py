"""Owns the left side of 审阅.html: the source exactly as it stands, cut where tags begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from qdoc.model import Notice, Section, SectionKind

# What a browser would swallow, replace or obey: shown as its code point instead. Line feed and tab are themselves.
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NO_TAG = -1
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STYLES = {
    SectionKind.BOILERPLATE: "bp",
    SectionKind.TITLE: "ti",
    SectionKind.PLAN_TITLE: "ti",
    SectionKind.HEADING: "hd",
    SectionKind.DOCUMENT_NUMBER: "no",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source that a tag (by its running number) points at, and how it is drawn."""

    start: int
    end: int
    tag: int
    style: str


def safe(text: str) -> str:
    """Return ``text`` as HTML that shows every character and runs nothing, in content and in quoted attributes."""
    return _SPECIAL.sub(_shown, escape(text, quote=True))


def _shown(found: re.Match[str]) -> str:
    char = found.group()
    if char == "\r":
        return "&#13;"
    return f'<i class="ctl">U+{ord(char):04X}</i>'


def plain(text: str) -> str:
    """Return ``text`` for an attribute or a title, where no mark-up can stand: special characters are left out."""
    return escape(_SPECIAL.sub("", text), quote=True)


def source_html(notice: Notice, marks: Sequence[Mark]) -> str:
    """Return the source as lines of marked segments.

    Every segment lies inside or outside each mark, so overlapping and crossing marks are all kept. The text of the
    result, code points shown for special characters aside, is ``notice.source.text``.
    """
    text = notice.source.text
    pieces: list[str] = []
    segments = _segments(text, [*marks, *_section_marks(notice.sections)])
    current = next(segments, None)
    for line in _LINE.finditer(text):
        pieces.append("<div>")
        while current is not None and current[0] < line.end():
            pieces.append(_segment_html(text, *current))
            current = next(segments, None)
        pieces.append("</div>")
    return "".join(pieces)


def _segments(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Cut the text at every line end and wherever a mark begins or ends; with each piece come the marks over it."""
    cuts = {0, len(text)}
    cuts.update(line.end() for line in _LINE.finditer(text))
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(0, mark.start), min(len(text), mark.end)
        if start < end:
            cuts.update((start, end))
            opening.setdefault(start, []).append(mark)
    active: list[Mark] = []
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.end > start] + opening.get(start, [])
        yield start, end, tuple(active)


def _segment_html(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> str:
    words = safe(text[start:end])
    if not marks:
        return words
    inner_first = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.tag))
    tags = " ".join(str(mark.tag) for mark in inner_first if mark.tag != _NO_TAG)
    styles = " ".join(dict.fromkeys(mark.style for mark in inner_first if mark.style))
    data = f' data-g="{tags}"' if tags else ""
    return f'<span{data} class="{styles}">{words}</span>'


def _section_marks(sections: Sequence[Section]) -> Iterator[Mark]:
    """The stretches drawn in a way of their own: boilerplate greyed, titles and headings bold."""
    for section in sections:
        if section.children and section.kind is not SectionKind.BOILERPLATE:
            yield from _section_marks(section.children)
        elif section.kind in _STYLES:
            yield Mark(section.start, section.end, _NO_TAG, _STYLES[section.kind])
