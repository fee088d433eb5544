"""Owns the widths of columns that a template repeats or leaves out: the others keep theirs, the table keeps its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from qdoc.render.template_heal import Work
from qdoc.render.template_place import ancestor, local
from qdoc.render.template_tree import give_way

# Stands on a cell while the part is filled: "group:width", the group empty for a cell that is always there.
_SHARE = "qdoc-share"
_USUAL_WIDTH = 8844  # twips: the type area of GB/T 9704—2012, 156 mm


@dataclass(frozen=True, slots=True)
class _Cell:
    element: etree._Element
    span: int
    group: str
    width: int


def mark_shares(work: Work) -> None:
    """Note on every cell of a row with ``{%tc %}`` how wide it is and whether it belongs to what is repeated.

    The cells from the opening tag to the closing one share the width that these have together in the template.
    """
    held: dict[etree._Element, list[str]] = {}
    for index, tag in enumerate(work.tags):
        cell = ancestor(work.holders[index], "tc") if tag.scope == "tc" else None
        if cell is not None and tag.kind == "block":
            held.setdefault(cell, []).append(tag.word)
    for row in dict.fromkeys(ancestor(cell, "tr") for cell in held):
        if row is not None:
            _mark_row(row, held)


def _mark_row(row: etree._Element, held: dict[etree._Element, list[str]]) -> None:
    grid = _grid(ancestor(row, "tbl"))
    widths = [int(each.get(_w(each, "w")) or 0) for each in grid] if grid is not None else []
    groups: list[tuple[str, list[etree._Element], int]] = []
    at, depth, number = 0, 0, 0
    for cell in [each for each in row if local(each) == "tc"]:
        words = held.get(cell, [])
        inside = depth > 0 or bool(words)
        if inside and depth == 0:
            number += 1
        depth += sum(-1 if word.startswith("end") else word not in {"else", "elif", "set"} for word in words)
        span = _span(cell)
        width = sum(widths[at : at + span])
        at += span
        name = str(number) if inside else ""
        if groups and name and groups[-1][0] == name:
            groups[-1] = (name, [*groups[-1][1], cell], groups[-1][2] + width)
        else:
            groups.append((name, [cell], width))
    for name, cells, width in groups:
        for cell in cells:
            cell.set(_SHARE, f"{name}:{width}")


def fit_grids(xml: str) -> str:
    """Make every table's grid as wide as its rows; its width and that of the columns that are always there stay."""
    root = etree.fromstring(xml.encode())
    for table in reversed([each for each in root.iter() if local(each) == "tbl"]):
        for row in [each for each in table if local(each) == "tr" and not any(local(cell) == "tc" for cell in each)]:
            give_way(row, "")  # all of its columns were left out
        if any(local(each) == "tr" for each in table):
            _fit_grid(table)
        else:
            give_way(table, "")
    head = xml[: xml.index("?>") + 3]
    return head + etree.tostring(root, encoding="unicode")


def _fit_grid(table: etree._Element) -> None:
    rows = [_cells(row) for row in table if local(row) == "tr"]
    shared = [cells for cells in rows if any(cell.group or cell.width for cell in cells)]
    for cell in (cell for cells in rows for cell in cells):
        cell.element.attrib.pop(_SHARE, "")
    grid = _grid(table)
    if grid is None:
        return
    columns = list(grid)
    wanted = max(sum(cell.span for cell in cells) for cells in rows)
    if wanted == len(columns) and not shared:
        return
    total = sum(int(each.get(_w(each, "w")) or 0) for each in columns) or _USUAL_WIDTH
    model = next((cells for cells in shared if sum(cell.span for cell in cells) == wanted), None)
    widths = _scaled(_shared_out(model) if model else [1] * wanted, total)
    for each in columns:
        grid.remove(each)
    for width in widths:
        each = etree.SubElement(grid, columns[0].tag if columns else _w(grid, "gridCol"))
        each.set(_w(grid, "w"), str(width))
    for cells in rows:
        at = 0
        for cell in cells:
            own = next((each for each in cell.element.iter() if local(each) == "tcW"), None)
            if own is not None and ancestor(own, "tc") is cell.element:
                own.set(_w(own, "w"), str(sum(widths[at : at + cell.span])))
                own.set(_w(own, "type"), "dxa")
            at += cell.span


def _cells(row: etree._Element) -> list[_Cell]:
    made = []
    for cell in [each for each in row if local(each) == "tc"]:
        group, _, width = (cell.get(_SHARE) or "").partition(":")
        made.append(_Cell(cell, _span(cell), group, int(width or 0)))
    return made


def _shared_out(cells: list[_Cell]) -> list[int]:
    """The width of each column of the row, before the table's whole width is kept."""
    counts: dict[str, int] = {}
    for cell in cells:
        counts[cell.group] = counts.get(cell.group, 0) + cell.span
    columns = []
    for cell in cells:
        columns += [max(cell.width // (counts[cell.group] if cell.group else cell.span), 1)] * cell.span
    return columns


def _scaled(columns: list[int], total: int) -> list[int]:
    """Columns of these proportions whose sum is ``total`` exactly."""
    whole = sum(columns)
    edges = [round(total * sum(columns[:number]) / whole) for number in range(len(columns) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _grid(table: etree._Element | None) -> etree._Element | None:
    return next((each for each in table if local(each) == "tblGrid"), None) if table is not None else None


def _span(cell: etree._Element) -> int:
    span = cell.find("{*}tcPr/{*}gridSpan")
    value = next((str(each) for each in span.attrib.values()), "") if span is not None else ""
    return int(value) if value.isdigit() and int(value) > 0 else 1


def _w(element: etree._Element, name: str) -> str:
    return f"{{{etree.QName(element).namespace}}}{name}"
