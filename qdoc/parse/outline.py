"""Owns the outline of one plan: its chapters, themes and tasks, with ids that count over the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby

from qdoc.model import Evidence, OutlineTask, Theme
from qdoc.parse.closing import end_of_last
from qdoc.parse.flattened import flattened_rows
from qdoc.parse.headings import names_support, read_heading
from qdoc.parse.layers import PlanZone, annex_start
from qdoc.parse.levels import Item, decide
from qdoc.parse.numbering import ARTICLE, DIGIT, MEDIUM, Mark
from qdoc.parse.paragraphs import Paragraph
from qdoc.parse.tables import TableRow, table_between, table_rows
from qdoc.parse.tree import accept, build, enumerates
from qdoc.parse.unnumbered import headed_paragraphs, is_headed, plain_groups, theme_lines, unit_head, unit_paragraphs
from qdoc.parse.view import View

_MANY_UNITS = 4
# signs that some offices, or Markdown, print before a number
_ORNAMENTS = "#★☆◆◇●■□▲△◎※►▶"


@dataclass(slots=True)
class Outline:
    """What the plans of one file hold so far; indexes run over the whole document."""

    year: str = "0000"
    themes: list[Theme] = field(default_factory=list)
    tasks: list[OutlineTask] = field(default_factory=list)
    accepted: list[Mark] = field(default_factory=list)
    flattened: list[tuple[int, int]] = field(default_factory=list)
    plain: list[tuple[int, int]] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    demands: tuple[tuple[int, int], ...] = ()

    def theme_id(self) -> str:
        return f"{self.year}/h{len(self.themes) + 1:02d}"

    def task_id(self) -> str:
        return f"{self.year}/t{len(self.tasks) + 1:02d}"


def outline_plan(view: View, marks: list[Mark], zone: PlanZone, plan: int, out: Outline) -> None:
    """Add the themes and tasks of one plan to ``out``.

    Postconditions: tasks lie in order, do not overlap, and stay inside the zone; every theme's heading is the text at
    its span.
    """
    candidates = [m for m in marks if zone.body <= m.start < zone.end]
    rows = flattened_rows(view.folded, candidates, zone.body, zone.end)
    if rows:
        out.flattened.append((zone.body, zone.end))
        for row in rows:
            unit = _evidence(view, row.unit, "parse.table_group") if row.unit else None
            number = view.text[row.mark.start : row.mark.end]
            _add_task(view, out, plan, None, number, (row.mark.end, row.title_end), row.start, row.end, unit)
        return
    accepted = accept(candidates)
    if enumerates(view.folded, accepted):
        accepted = []
    out.accepted.extend(accepted)
    before = len(out.tasks)
    if accepted:
        top = build(accepted, zone.end)
        _Builder(view, out, plan).top(decide(view, top), zone)
    if len(out.tasks) > before:
        _end_last(view, out, zone, before)
        if (table := table_between(view, zone.body, zone.end)) is not None:
            out.tables.append(table)
    elif in_table := table_rows(view, zone.body, zone.end):
        _table(view, out, plan, in_table)
    elif not accepted:
        _plain(view, out, plan, zone)
        if len(out.tasks) > before:
            _end_last(view, out, zone, before)


def demands_of(view: View, marks: list[Mark], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the numbered demands of the notice that issues a plan (按月报送, 严格考核), no tasks of the plan."""
    stop = annex_start(view, start, end)
    items = [m for m in accept([m for m in marks if start <= m.start < stop]) if m.rank <= DIGIT]
    tops = [n for n in build(items, stop) if n.mark.strength >= MEDIUM]
    return tuple((n.start, n.end) for n in tops) if len(tops) >= 2 else ()


def _end_last(view: View, out: Outline, zone: PlanZone, before: int) -> None:
    last = out.tasks[-1]
    spans = [(t.start, t.end) for t in out.tasks[before:-1]]
    end = end_of_last(view, last.start, last.end, spans)
    end = max(min(end, last.end), last.title_end)
    out.tasks[-1] = replace(last, end=end)


def _evidence(view: View, span: tuple[int, int], rule: str) -> Evidence:
    return Evidence(rule, view.text[span[0] : span[1]], span[0], span[1])


def _add_task(
    view: View,
    out: Outline,
    plan: int,
    theme: str | None,
    number: str | None,
    title: tuple[int, int] | None,
    start: int,
    end: int,
    unit: Evidence | None = None,
    cells: tuple[Evidence, ...] = (),
) -> None:
    end = _before_noise(view, start, end)
    a, b = title if title is not None and title[0] < min(title[1], end) else (start, start)
    b = min(b, end)
    name = view.text[a:b] or None
    out.tasks.append(OutlineTask(out.task_id(), plan, theme, number, name, a, b, start, end, unit, cells))


def _before_noise(view: View, start: int, end: int) -> int:
    """The end without trailing white space and boilerplate (a page number between this task and the next)."""
    for noise in (*reversed(view.noise), None):
        while end > start and (view.text[end - 1].isspace() or view.text[end - 1] in _ORNAMENTS):
            end -= 1
        if noise is not None and start < noise.start < end <= noise.end:
            end = noise.start
    return end


class _Builder:
    """Walks decided items in order and writes themes and tasks."""

    def __init__(self, view: View, out: Outline, plan: int) -> None:
        self.view = view
        self.out = out
        self.plan = plan

    def top(self, items: tuple[Item, ...], zone: PlanZone) -> None:
        holds = any(not i.is_task and i.items for i in items)
        if all(i.is_task for i in items) and len(items) > 1:
            lines = theme_lines(self.view, zone.body, [i.node for i in items])
            self._grouped(items, lines, None, 1)
            return
        for item in items:
            self._walk(item, None, 1, holds)

    def _walk(self, item: Item, parent: str | None, level: int, holds: bool) -> None:
        h = item.heading
        prose = item.is_task or names_support(self.view.folded[h.start : h.end])
        if prose and level == 1 and not item.node.children and self._prose_chapter(item, 2 if holds else _MANY_UNITS):
            return
        if item.is_task:
            self._task(item, parent)
            return
        if item.node.mark.rank == ARTICLE:
            return  # an article that asks for nothing is no heading either
        theme = self._theme(item, parent, level)
        if not item.bears or theme is None:
            return
        self._unprinted_first(item, theme)
        nodes = [i.node for i in item.items]
        lines = theme_lines(self.view, item.heading.end, nodes) if all(i.is_task for i in item.items) else []
        if lines:
            self._grouped(item.items, lines, theme, level + 1)
            return
        for child in item.items:
            self._walk(child, theme, level + 1, holds)

    def _unprinted_first(self, item: Item, theme: str) -> None:
        """Where items begin at 2, the headed paragraph above them is the first one, its number not printed."""
        if not item.items or item.items[0].node.mark.value != 2:
            return
        above = self.view.within(item.heading.body, item.items[0].node.start)
        if above and is_headed(self.view, above[0]):
            h = read_heading(self.view, above[0].start, above[0].end)
            _add_task(self.view, self.out, self.plan, theme, None, (h.start, h.end), above[0].start, above[-1].end)

    def _grouped(
        self, items: tuple[Item, ...], lines: list[tuple[Paragraph, int]], parent: str | None, level: int
    ) -> None:
        """Write tasks under the unnumbered lines that divide them; a line is no part of the task before it."""
        starts = {index: line for line, index in lines}
        current = parent
        last_end = items[-1].node.end
        bounds = [i for _, i in lines] + [len(items)]
        for index, item in enumerate(items):
            if index in starts:
                line = starts[index]
                stop = next(b for b in bounds if b > index)
                section_end = starts[stop].start if stop in starts else last_end
                heading = read_heading(self.view, line.start, line.end)
                current = self._add_theme(
                    None, (heading.start, heading.end), parent, level, True, line.start, section_end
                )
            end = starts[index + 1].start if index + 1 in starts else item.node.end
            self._task(item, current, end)

    def _prose_chapter(self, item: Item, least: int) -> bool:
        """A chapter without numbered items: its paragraphs, each headed by a unit or a heading, are tasks.

        There are ``least`` of them; more where no other chapter has items, for then the chapters may be the tasks.
        """
        h = item.heading
        found = unit_paragraphs(self.view, h.body, h.body_end) if not h.alone else None
        paragraphs = found.paragraphs if found else headed_paragraphs(self.view, h.body, h.body_end)
        on_own_line = not any(
            p.start <= h.start < p.end and h.body < p.end for p in self.view.within(h.start, h.body_end)
        )
        if len(paragraphs) < least or (least > 2 and not found) or not on_own_line:
            return False
        theme = self._theme(item, None, 1)
        for i, p in enumerate(paragraphs):
            if found:
                unit = _evidence(self.view, found.units[i], "parse.unit_paragraph")
                _add_task(self.view, self.out, self.plan, theme, None, None, p.start, p.end, unit)
            else:
                sub = read_heading(self.view, p.start, p.end)
                _add_task(self.view, self.out, self.plan, theme, None, (sub.start, sub.end), p.start, p.end)
        return True

    def _theme(self, item: Item, parent: str | None, level: int) -> str | None:
        node, h = item.node, item.heading
        number = self.view.text[node.mark.start : node.mark.end]
        if h.start >= h.end:
            return parent
        return self._add_theme(number, (h.start, h.end), parent, level, item.bears, node.start, node.end)

    def _add_theme(
        self,
        number: str | None,
        heading: tuple[int, int],
        parent: str | None,
        level: int,
        bears: bool,
        start: int,
        end: int,
    ) -> str:
        text = self.view.text
        while end > start and text[end - 1].isspace():
            end -= 1
        a, b = heading
        theme = Theme(self.out.theme_id(), self.plan, parent, number, text[a:b], level, bears, start, end, a, b)
        self.out.themes.append(theme)
        return theme.id

    def _task(self, item: Item, theme: str | None, end: int | None = None) -> None:
        node, h = item.node, item.heading
        number = self.view.text[node.mark.start : node.mark.end]
        unit = None
        head = unit_head(self.view.folded, Paragraph(h.start, node.own_end)) if h.start < node.own_end else None
        if head is not None and (head[1] == h.end or self.view.folded[head[1]] == ":"):
            unit = _evidence(self.view, head, "parse.unit_head")
        _add_task(self.view, self.out, self.plan, theme, number, (h.start, h.end), node.start, end or node.end, unit)


def _table(view: View, out: Outline, plan: int, rows: list[TableRow]) -> None:
    """Write the rows of an allocation table, grouped under the themes that the table prints."""
    builder = _Builder(view, out, plan)
    for above, group in groupby(rows, key=lambda r: r.theme):
        under = list(group)
        theme = None
        if above is not None:
            number, start, end = above
            begin = start if number is None else view.text.rindex(number, 0, start)
            theme = builder._add_theme(number, (start, end), None, 1, True, begin, max(end, under[-1].end))
        for row in under:
            _add_task(view, out, plan, theme, row.number, row.title, row.start, row.end, row.unit, row.cells)


def _plain(view: View, out: Outline, plan: int, zone: PlanZone) -> None:
    builder = _Builder(view, out, plan)
    for group in plain_groups(view, zone.body, zone.end):
        theme = None
        if group.line is not None:
            h = read_heading(view, group.line.start, group.line.end)
            theme = builder._add_theme(
                None, (h.start, h.end), None, 1, True, group.line.start, group.paragraphs[-1].end
            )
        for p in group.paragraphs:
            h = read_heading(view, p.start, p.end)
            _add_task(view, out, plan, theme, None, (h.start, h.end), p.start, p.end)
    out.plain.append((zone.body, zone.end))
