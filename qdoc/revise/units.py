"""Owns what of a plan stands in a revision: its title, headings, tasks and other paragraphs, in printed order.

A paragraph here is one line of text: line ends that a copy put into it and spaces beside Chinese characters are gone,
the cells of a table's row stand in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qdoc.model import Notice, Plan
from qdoc.parse.punctuation import squeeze
from qdoc.revise.printed import Printed, printed_units
from qdoc.revise.values import Level

CELLS = "　"
"""What stands between the cells of a table's row in a running text."""
_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部编]")
_CELL_GAP = re.compile(r"\t+|[\u3000 ]{2,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is compared with one of the other year: ``key`` is the id of a task or of a heading's theme."""

    level: Level
    key: str | None
    task: bool
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(self.paragraphs)


def plan_units(plan: Plan, notice: Notice | None = None, *, quote: Callable[[str], str] = str) -> tuple[Unit, ...]:
    """The units of a plan.

    Args:
        plan: what was extracted.
        notice: what it was extracted from; without it (only a plan.json came) titles, headings and tasks alone.
        quote: how the text prints (full-width punctuation by the 1:1 folded view, or as it is).

    Returns:
        Units in printed order.
    """
    found = printed_units(notice) if notice is not None else _of_plan(plan)
    units = []
    for each in found:
        lines = tuple(quote(line) for text in each.lines if (line := _line(text)))
        if lines:
            units.append(Unit(_level(each), each.key, each.kind == "task", lines))
    return tuple(units)


def _line(text: str) -> str:
    cells = [squeeze(cell) for cell in _CELL_GAP.split(text.strip())]
    return CELLS.join(" ".join(cell.split()) for cell in cells if cell)


def _level(printed: Printed) -> Level:
    if printed.kind == "title":
        return Level.TITLE
    if printed.kind != "heading":
        return Level.TEXT
    words = printed.lines[0]
    first = _FIRST.match(words) or (printed.rank <= 1 and not words.startswith(("（", "(")))
    return Level.FIRST if first else Level.SECOND


def _of_plan(plan: Plan) -> Iterator[Printed]:
    title = next((each.title for each in plan.plans if each.title), None) or plan.letterhead.title
    if title:
        yield Printed("title", None, (title,))
    found = []
    for theme in plan.themes:
        number = theme.number or ""
        words = theme.heading if theme.heading.startswith(number) else number + theme.heading
        found.append((theme.heading_start, Printed("heading", theme.id, (words,), theme.level)))
    for task in plan.tasks:
        lines = task.text.splitlines() or [(task.number or "") + (task.title or "")]
        found.append((task.start, Printed("task", task.id, tuple(lines))))
    yield from (printed for _, printed in sorted(found, key=lambda pair: pair[0]))
