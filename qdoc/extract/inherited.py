"""Owns what a task takes over from outside its words: a row's or theme's head, rules and limits for all tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qdoc.extract.deadlines import find_deadlines
from qdoc.extract.departments import StatedZone, UnitReader, stated_assignment
from qdoc.extract.departments_grammar import mask, split_names
from qdoc.extract.table_cells import names_unit, row_zones
from qdoc.lexicon import Status
from qdoc.model import Assignment, Basis, Deadline, Evidence, Notice, Obligation, OutlineTask, Role

_STANDING = re.compile(
    r"以下(?:各项|各条|措施|任务|工作)?(?:均|都)(?:需|须|含|包含|包括|由|涉及)?(?P<names>[^。；;\n]{3,80}?)(?:落实|负责|配合|参与)?[,，]?\s*不再(?:单独|逐一|一一)?列出"
)
_FOR_ALL = re.compile(
    r"(?:各项|上述|以上|所有|全部)(?:重点)?(?:工作|任务|事项)[^。；;\n]{0,16}?(?=[\d一二三四五六七八九十年今].{0,12}(?:前|底|完成))[^。；;\n]{2,30}"
)
_LONGEST_RULE = 80  # so far behind the start of a rule stands what _FOR_ALL reads of it, at the most


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What holds beyond one task of a plan: all its zones, the units in theme heads, standing units, a common limit."""

    stated: tuple[StatedZone, ...]
    by_theme: dict[str, tuple[Assignment, ...]]
    parents: dict[str, str | None]
    standing: tuple[Assignment, ...]
    standing_from: int
    common: Deadline | None

    def theme_units(self, theme: str | None) -> tuple[Assignment, ...]:
        """Units that the task's theme, or one above it, names for all its tasks."""
        while theme is not None:
            if theme in self.by_theme:
                return self.by_theme[theme]
            theme = self.parents.get(theme)
        return ()

    def standing_for(self, outline: OutlineTask) -> tuple[Assignment, ...]:
        """Units that a rule (以下均由…落实，不再列出) adds to every later task."""
        return self.standing if outline.end > self.standing_from else ()

    def deadline(self, obligations: tuple[Obligation, ...]) -> Deadline | None:
        """The time limit stated once for all tasks, covering these obligations."""
        return replace(self.common, obligations=tuple(o.id for o in obligations)) if self.common else None


def inheritance_of(notice: Notice, index: int, reader: UnitReader) -> Inheritance:
    """Read one plan's zones, and everything in it that is stated for more than one task."""
    text = notice.source.text
    tasks = [t for t in notice.tasks if t.plan == index or (index == 0 and t.plan >= len(notice.plans))]
    stated = tuple(zone for task in tasks for zone in row_zones(text, task, reader))
    by_theme: dict[str, tuple[Assignment, ...]] = {}
    inside = [(t.start, t.end) for t in tasks]
    for theme in notice.themes:
        if theme.plan != index:
            continue
        first = min((t.start for t in tasks if theme.start <= t.start < theme.end), default=theme.end)
        if first <= theme.heading_start:
            continue
        found = [z for z in reader.zones(theme.heading_start, first) if not _within(z, inside)]
        units = tuple(_inherited(stated_assignment(u, (), "theme")) for z in found for u in z.units)
        units = units or _trailing(text, [t for t in tasks if t.theme == theme.id], stated)
        if units:
            by_theme[theme.id] = units
    standing, since = _standing(text, reader, tasks)
    return Inheritance(
        stated,
        by_theme,
        {t.id: t.parent for t in notice.themes},
        standing,
        since,
        _common(notice, index, reader, inside),
    )


def _trailing(text: str, tasks: list[OutlineTask], stated: tuple[StatedZone, ...]) -> tuple[Assignment, ...]:
    """The only zone of a theme, in a paragraph of its own behind the last of several tasks, speaks for them all."""
    if len(tasks) < 2:
        return ()
    inside = [z for z in stated if any(t.start <= z.zone.start < t.end for t in tasks)]
    if len(inside) != 1:
        return ()
    zone, last = inside[0].zone, max(tasks, key=lambda t: t.start)
    alone = not text[max(0, zone.start - 2) : zone.start].strip(" \t\r\n　")
    if not (alone and last.start <= zone.start and not text[zone.end : last.end].strip(" \t\r\n　。")):
        return ()
    return tuple(_inherited(stated_assignment(u, (), "theme:last line")) for u in inside[0].units)


def _within(each: StatedZone, spans: list[tuple[int, int]]) -> bool:
    return any(a <= each.zone.start < b for a, b in spans)


def _inherited(one: Assignment) -> Assignment:
    return replace(one, basis=Basis.INHERITED, quote=None, start=None, end=None)


def _standing(text: str, reader: UnitReader, tasks: list[OutlineTask]) -> tuple[tuple[Assignment, ...], int]:
    if not tasks or not (rule := _STANDING.search(text)):
        return (), 0
    names = split_names(mask(text, *rule.span("names")), rule.start("names"), Role.RESPONSIBLE, labelled=True)
    units = [unit for name in names for unit in reader.read_names((name,))]
    evidence = (Evidence("standing", text[rule.start() : rule.end()], rule.start(), rule.end()),)
    return tuple(
        replace(_inherited(stated_assignment(u, (), "standing")), evidence=evidence) for u in units
    ), rule.start()


def _common(notice: Notice, index: int, reader: UnitReader, inside: list[tuple[int, int]]) -> Deadline | None:
    text = notice.source.text
    for match in _outside(text, inside):
        found, _ = find_deadlines(text, match.start(), match.end(), (), (), reader.context)
        if found and found[0].on:
            one = found[0]
            return replace(one, basis=Basis.INHERITED, quote=None, start=None, end=None, evidence=one.evidence)
    return None


def _outside(text: str, inside: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """What is said of all tasks, outside the stretches ``inside``: only there is it looked for."""
    at = 0
    for start, end in [*sorted(inside), (len(text), len(text))]:
        if at < start:
            for match in _FOR_ALL.finditer(text, at, min(len(text), start + _LONGEST_RULE)):
                if match.start() < start:
                    yield match
        at = max(at, end)


def unit_heading(
    text: str, outline: OutlineTask, obligations: tuple[Obligation, ...], reader: UnitReader
) -> Assignment | None:
    """The unit of a row's or paragraph's head: STATED where it stands inside the task, INHERITED where outside."""
    unit = outline.unit
    if unit is None or names_unit(outline):
        return None
    covered = tuple(o.id for o in obligations)
    found = reader.resolve("".join(unit.quote.split()))
    if found.status is Status.UNKNOWN and (len(unit.quote) > 12 or re.search(r"[的可等进行通过]", unit.quote)):
        return None  # a heading, no unit
    inside = unit.start is not None and unit.end is not None and outline.start <= unit.start and unit.end <= outline.end
    group = found.status is Status.GROUP
    leads = any(c.rule == "parse.cell_lead" and c.start == unit.start for c in outline.cells)
    return Assignment(
        department="".join(unit.quote.split()),
        canonical=found.canonical,
        key=found.key,
        role=Role.LEAD if leads else Role.RESPONSIBLE,
        basis=Basis.STATED if inside else Basis.INHERITED,
        group=group,
        quote=unit.quote if inside else None,
        start=unit.start if inside else None,
        end=unit.end if inside else None,
        obligations=covered,
        evidence=(unit,),
    )
