"""Owns the numbers that a draft does not print: a plan without any gets 一、（一）1. by level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qdoc.draft.plan_text import BULLET, MARKDOWN, number_level, plain_words

_DIGITS = "零一二三四五六七八九"
_CHAPTER_LENGTH = 30  # a line of its own that is longer is a sentence
_RUN_IN_LENGTH = 25
_UNITS_AT_END = re.compile(r"[（(][^（）()]*(?:牵头|配合|负责|责任|单位|参与|落实)[^（）()]*[）)]$")
_SENTENCE_END = ("。", "；", ";", "：", ":", "，", ",", "、", "！", "？", "）", ")", "】")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The lines of a plan with numbers, and how many got one at each level (1 一、 2 （一） 3 1.)."""

    lines: list[str]
    added: tuple[tuple[int, int], ...] = ()


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 30 → 三十: as chapters are numbered (GB/T 9704—2012, 7.3.3); up to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones else "") if number else _DIGITS[0]


def add_numbers(lines: list[str]) -> Numbered:
    """Number a plan's ``lines`` (its title left off) where it prints no numbers itself.

    Markdown headings and the list items under them are numbered by their depth; a text without any mark is read as
    chapters (short lines without a full stop, two at least) and the paragraphs under them that begin with a short
    sentence or end with a bracket of units. A level that prints one number itself keeps what it has.
    """
    written = [line.strip() for line in lines if line.strip()]
    if any(MARKDOWN.match(line) for line in written):
        levels = _marked_levels(written)
    elif any(number_level(plain_words(line)) for line in written):
        return Numbered(lines)
    else:
        levels = _plain_levels(written)
    return _numbered(written, levels) if any(levels) else Numbered(lines)


def _marked_levels(lines: list[str]) -> list[int]:
    """Levels by Markdown: the highest mark used is level 1; list items are one level below their heading.

    Headings keep what they have where one of them prints a number; so do the items of a section where one does, and
    items of other sections get numbers of the same kind.
    """
    marks = [len(found[1]) if (found := MARKDOWN.match(line)) else 0 for line in lines]
    printed = [number_level(plain_words(line)) for line in lines]
    if any(mark and number for mark, number in zip(marks, printed, strict=True)):
        return [0] * len(lines)
    depths = {depth: place for place, depth in enumerate(sorted(set(marks) - {0}), 1)}
    items = next((number for mark, number in zip(marks, printed, strict=True) if number and not mark), 0)
    levels, above, own = [], 0, False
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark:
            above = min(depths[mark], 4)
            end = next((later for later in range(at + 1, len(lines)) if marks[later]), len(lines))
            own = any(printed[at + 1 : end])
            levels.append(above)
        else:
            levels.append((items or min(above + 1, 4)) if above and not own and BULLET.match(line) else 0)
    return levels


def _plain_levels(lines: list[str]) -> list[int]:
    chapters = [len(line) <= _CHAPTER_LENGTH and not line.endswith(_SENTENCE_END) for line in lines]
    beside = any(first and second for first, second in pairwise(chapters)) or chapters[-1:] == [True]
    if sum(chapters) < 2 or beside or any("\t" in line for line in lines):
        return [0] * len(lines)  # two short lines in a row are no chapters: a list of names, a table
    levels, inside = [], False
    for line, chapter in zip(lines, chapters, strict=True):
        inside = inside or chapter
        levels.append(1 if chapter else 2 if inside and _is_task(line) else 0)
    return levels


def _is_task(line: str) -> bool:
    heading, stop, rest = plain_words(line).partition("。")
    return bool(stop and rest.strip() and len(heading) <= _RUN_IN_LENGTH) or bool(
        _UNITS_AT_END.search(line.rstrip("。"))
    )


def _numbered(lines: list[str], levels: list[int]) -> Numbered:
    counts, added = [0] * 5, [0] * 5
    made = []
    for line, level in zip(lines, levels, strict=True):
        if not level:
            made.append(line)
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (4 - level)
        added[level] += 1
        made.append(_printed(level, counts[level]) + plain_words(line))
    return Numbered(made, tuple((level, count) for level, count in enumerate(added) if count))


def _printed(level: int, number: int) -> str:
    return {1: f"{chinese_number(number)}、", 2: f"（{chinese_number(number)}）", 3: f"{number}.", 4: f"（{number}）"}[
        level
    ]
