"""Owns the lines of a document as a reader sees its ends: what stands on top and what closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from qdoc.check.patterns import own_words
from qdoc.check.values import Subject

_LINE = re.compile(r"[^\n]+")


def first_lines(subject: Subject, most: int = 10) -> tuple[tuple[int, int], ...]:
    """Return the spans of the first lines that are not blank, without the space around them."""
    return tuple(islice(all_lines(subject), most))


def last_lines(subject: Subject, most: int = 10) -> tuple[tuple[int, int], ...]:
    """Return the spans of the last lines that are not blank, without the space around them."""
    return tuple(all_lines(subject))[-most:]


def all_lines(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that are not blank, without the space around them."""
    text = subject.source.text
    for start, end in own_words(subject):
        for match in _LINE.finditer(text, start, end):
            words = match[0]
            if words.isspace():
                continue
            yield match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip())
