"""Owns the paragraphs of a drafted plan: its title, the level of each paragraph, and where a run-in heading ends."""

from __future__ import annotations

import re

from qdoc.draft.values import DraftParagraph

_LEVELS = (
    (1, re.compile(r"^[一二三四五六七八九十百]+、")),
    (2, re.compile(r"^[（(][一二三四五六七八九十百]+[）)]")),
    (4, re.compile(r"^[（(]\d{1,3}[）)]")),
    (3, re.compile(r"^\d{1,3}(?:[.．](?!\d)|、)")),
)
MARKDOWN = re.compile(r"^(#{1,6})\s+")
BULLET = re.compile(r"^(?:[-*+]\s+|[•●▪■◆]\s*)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LIST_SPACE = re.compile(r"^(\d{1,3}[.．、])\s+(?!\d)")  # a list of Markdown: 1. 完善 is 1.完善 on paper
_LONGEST_TITLE = 60
_TITLE_LINES = 3
_LONGEST_HEADING = 40


def take_title(lines: list[str], named: str = "") -> tuple[str, list[str]]:
    """Return the plan's title (empty where the text begins with none) and the lines below it, blank ones left out.

    The title is the first line when it is short, has no number and does not end like a sentence; or the first two or
    three where ``named``, words of the notice that issues it, names them together.
    """
    written = [line.strip() for line in lines if line.strip()]
    bare = "".join(named.split())
    for count in range(min(len(written), _TITLE_LINES), 1, -1):
        if "".join("".join(map(plain_words, written[:count])).split()) in bare and _is_title(written[0]):
            return "".join(map(plain_words, written[:count])), written[count:]
    if written and _is_title(written[0]):
        return plain_words(written[0]), written[1:]
    return "", written


def read_plan(lines: list[str]) -> tuple[str, tuple[DraftParagraph, ...]]:
    """Return the plan's title (see ``take_title``) and its paragraphs, in order, nothing left out.

    Markdown marks (#, bullets, bold) are taken off; no number is added (see ``draft.numbers``).
    """
    title, below = take_title(lines)
    return title, read_paragraphs(below, shift=1 if title else 0)


def read_paragraphs(lines: list[str], *, shift: int = 0) -> tuple[DraftParagraph, ...]:
    """The paragraphs of a text without a title of its own, in order, nothing left out.

    ``shift``: how many levels Markdown headings count less, where the title above has the first ones.
    """
    return tuple(_paragraph(line.strip(), shift) for line in lines if line.strip())


def plain_words(line: str) -> str:
    """A line without its Markdown marks (#, bullet, bold)."""
    line = BULLET.sub("", MARKDOWN.sub("", line))
    return _EMPHASIS.sub(r"\2", line).strip()


def _is_title(line: str) -> bool:
    plain = plain_words(line)
    ends_open = not plain.endswith(("。", "；", ";", "：", ":", "，", ","))
    return ends_open and len(plain) <= _LONGEST_TITLE and not number_level(plain) and not BULLET.match(line)


def number_level(plain: str) -> int:
    """The level of the number that a line begins with: 1 一、 2 （一） 3 1. 4 （1）; 0 without one."""
    return next((level for level, pattern in _LEVELS if pattern.match(plain)), 0)


def _paragraph(line: str, shift: int) -> DraftParagraph:
    plain = plain_words(line)
    mark = MARKDOWN.match(line)
    level = number_level(plain)
    if level == 3:
        plain = _LIST_SPACE.sub(r"\1", plain)
    if not level and mark:
        return DraftParagraph(min(max(len(mark[1]) - shift, 1), 4), plain, "")
    if level not in (1, 2):
        return DraftParagraph(level, "", plain)
    return _run_in(level, plain)


def _run_in(level: int, plain: str) -> DraftParagraph:
    """Part the heading of a numbered paragraph from the text behind it; a paragraph of one sentence is all text."""
    heading, stop, rest = plain.partition("。")
    if rest.strip() and len(heading) <= _LONGEST_HEADING:
        return DraftParagraph(level, heading + stop, rest.lstrip())
    if stop or plain.endswith(("；", ";")) or len(plain) > _LONGEST_TITLE:
        return DraftParagraph(level, "", plain)
    return DraftParagraph(level, plain, "")
