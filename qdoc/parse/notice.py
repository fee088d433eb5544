"""Owns the steps of parsing in their order: text → ``Notice``, each step in a room of its own."""

from __future__ import annotations

from bisect import bisect_right

from qdoc.model import BlockKind, IssuedPlan, Notice, SourceText
from qdoc.parse.annexes import plans_in_annexes
from qdoc.parse.head import read_head
from qdoc.parse.layers import PlanZone, find_layers
from qdoc.parse.letterhead import read_letterhead
from qdoc.parse.notes import diagnose
from qdoc.parse.numbering import find_marks
from qdoc.parse.outline import Outline, demands_of, outline_plan
from qdoc.parse.pieces import cover
from qdoc.parse.punctuation import squeeze
from qdoc.parse.signature import find_signatures
from qdoc.parse.tables import table_between
from qdoc.parse.view import View, look_at
from qdoc.parse.years import plan_years


def parse(source: SourceText) -> Notice:
    """Return the notice that ``source`` holds.

    Guarantees: every string gives a Notice; leaf sections tile the text; tasks lie in order without overlap; a
    theme's heading is the text at its span; ids depend on the text alone; a field the text does not print is null.
    """
    view = look_at(source)
    end = view.paragraphs[-1].end if view.paragraphs else 0
    begin = view.paragraphs[0].start if view.paragraphs else 0
    marks = find_marks(view.folded, view.starts, begin, end)
    marks = [m for m in marks if not _outside(view, m.start)]
    head = read_head(view, marks)
    signatures = find_signatures(view.folded, view.paragraphs, head.body, end)
    layers = plans_in_annexes(view, find_layers(view, head, signatures, end), end)
    letterhead = read_letterhead(view, head, layers, end)
    plans = tuple(_issued(view, zone, letterhead.title, len(layers.plans)) for zone in layers.plans)
    out = Outline()
    for index, zone in enumerate(layers.plans):
        out.year = f"{plans[index].year or 0:04d}"
        outline_plan(view, marks, zone, index, out)
    if layers.issuance is not None:
        begun, stop = layers.issuance
        signed = layers.signature
        out.demands = demands_of(view, marks, begun, signed.start if signed and begun < signed.start < stop else stop)
    if out.tasks:
        out.tables.extend(t for a, b in layers.annexes if (t := table_between(view, a, b)) is not None)
    sections = cover(view, head, letterhead, layers, out)
    diagnostics = diagnose(view, layers, plans, out)
    return Notice(source, letterhead, plans, tuple(out.themes), tuple(out.tasks), sections, diagnostics)


def _outside(view: View, at: int) -> bool:
    """Whether a number stands in noise, or in a table, whose rows are read by its columns."""
    index = bisect_right(view.starts, at) - 1
    return index < 0 or at >= view.paragraphs[index].end or view.paragraphs[index].kind is BlockKind.CELL


def _issued(view: View, zone: PlanZone, notice_title: str | None, count: int) -> IssuedPlan:
    span = zone.title or zone.named
    title = squeeze(view.text[span[0] : span[1]]) if span else None
    if title is None and count == 1:
        title = notice_title
    year, year_to = plan_years(title)
    if year is None and count == 1 and title != notice_title:
        year, year_to = plan_years(notice_title)
    return IssuedPlan(title, year, zone.start, zone.end, year_to)
