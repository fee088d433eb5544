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
_MARKDOWN = re.compile(r"^(#{1,6})\s+")
_BULLET = re.compile(r"^[-*+]\s+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LONGEST_TITLE = 60
_LONGEST_HEADING = 40


def read_plan(lines: list[str]) -> tuple[str, tuple[DraftParagraph, ...]]:
    """Return the plan's title (empty where the text begins with none) and its paragraphs, in order, nothing left out.

    The title is the first line when it is short, has no number and does not end like a sentence. Markdown marks
    (#, bullets, bold) are taken off; numbers are never added.
    """
    written = [line.strip() for line in lines if line.strip()]
    title = ""
    if written and _is_title(written[0]):
        title = _plain(written.pop(0))
    shift = 1 if title else 0
    return title, tuple(_paragraph(line, shift) for line in written)


def read_paragraphs(lines: list[str]) -> tuple[DraftParagraph, ...]:
    """The paragraphs of a text without a title of its own, in order, nothing left out."""
    return tuple(_paragraph(line.strip(), 0) for line in lines if line.strip())


def _plain(line: str) -> str:
    line = _BULLET.sub("", _MARKDOWN.sub("", line))
    return _EMPHASIS.sub(r"\2", line).strip()


def _is_title(line: str) -> bool:
    plain = _plain(line)
    ends_open = not plain.endswith(("。", "；", ";", "：", ":", "，", ","))
    return ends_open and len(plain) <= _LONGEST_TITLE and not _number_level(plain) and not _BULLET.match(line)


def _number_level(plain: str) -> int:
    return next((level for level, pattern in _LEVELS if pattern.match(plain)), 0)


def _paragraph(line: str, shift: int) -> DraftParagraph:
    plain = _plain(line)
    mark = _MARKDOWN.match(line)
    level = _number_level(plain)
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
