"""Owns what the cells of an allocation table state: units by their column; such cells are no words of the work."""

from __future__ import annotations

from dataclasses import replace

from qdoc.extract.departments import NamedUnit, StatedZone, UnitReader
from qdoc.extract.departments_grammar import mask, split_names
from qdoc.extract.zones import Zone
from qdoc.model import Evidence, OutlineTask, Role

_ROLES = {
    "parse.cell_lead": Role.LEAD,
    "parse.cell_support": Role.SUPPORT,
    "parse.cell_responsible": Role.RESPONSIBLE,
    "parse.cell_person": Role.LEAD,
}


def row_zones(text: str, outline: OutlineTask, reader: UnitReader) -> tuple[StatedZone, ...]:
    """Return all zones of a task in order: those its words state, and the cells of its row (units, time limits).

    A cell merged with the row above stands outside the task; ``unit_heading`` reads it.
    """
    cells = [(c, c.start, c.end) for c in outline.cells if c.start is not None and c.end is not None]
    inside = [(c, a, b) for c, a, b in cells if outline.start <= a and b <= outline.end]
    led = any(c.rule == "parse.cell_lead" for c in outline.cells)
    zones: list[StatedZone] = []
    for cell, start, end in sorted(inside, key=lambda each: each[1]):
        units = _units(text, cell, start, end, reader, led)
        if zones and not text[zones[-1].zone.end : start].strip():
            # cells side by side speak for the row together, so that the limit holds for all of it
            begun, units = zones[-1].zone.start, (*zones[-1].units, *units)
            zones[-1] = StatedZone(Zone("cell", begun, end, begun, end), units)
        else:
            zones.append(StatedZone(Zone("cell", start, end, start, end), units))
    for each in reader.zones(outline.start, outline.end):
        if all(each.zone.end <= a or b <= each.zone.start for _, a, b in inside):
            zones.append(each)
    return tuple(sorted(zones, key=lambda each: each.zone.start))


def names_unit(outline: OutlineTask) -> bool:
    """Whether the row has a cell of its own for the unit that answers for it."""
    return any(
        c.rule in ("parse.cell_lead", "parse.cell_responsible") and c.start is not None and c.start >= outline.start
        for c in outline.cells
    )


def _units(text: str, cell: Evidence, start: int, end: int, reader: UnitReader, led: bool) -> tuple[NamedUnit, ...]:
    role = _ROLES.get(cell.rule)
    if role is None:
        return ()
    if led and role is Role.RESPONSIBLE:
        role = Role.SUPPORT  # 责任单位 beside a 牵头单位
    names = split_names(mask(text, start, end), start, role, labelled=True)
    if cell.rule == "parse.cell_person":
        names = [replace(name, person=True) for name in names]
    return tuple(reader.rank(list(reader.read_names(tuple(names)))))
