"""Owns what a stretch outside themes and tasks is: head, signature, preamble, closing, annexes, noise."""

from __future__ import annotations

from qdoc.model import Letterhead, Section, SectionKind
from qdoc.parse.head import Head
from qdoc.parse.layers import Layers
from qdoc.parse.outline import Outline
from qdoc.parse.sections import Piece, tile
from qdoc.parse.view import View

_COLOPHON = {"cc": SectionKind.CC, "annexes": SectionKind.ANNEX}


def cover(view: View, head: Head, letterhead: Letterhead, layers: Layers, out: Outline) -> tuple[Section, ...]:
    """Return the sections of the whole text (leaves tile it)."""
    pieces = [Piece(n.start, n.end, SectionKind.BOILERPLATE, n.reason) for n in view.noise]
    if head.title:
        pieces.append(Piece(*head.title, SectionKind.TITLE))
    if head.number:
        pieces.append(Piece(*head.number, SectionKind.DOCUMENT_NUMBER))
    if head.addressees:
        pieces.append(Piece(head.addressees[0], head.addressees[1] + 1, SectionKind.ADDRESSEES))
    signed = layers.signature
    if signed is not None:
        pieces.append(Piece(signed.names_start, signed.names_end, SectionKind.SIGNATORY))
        pieces.append(Piece(signed.date_start, signed.date_end, SectionKind.DATED))
    for place in letterhead.places:
        kind = _COLOPHON.get(place.field)
        if kind is not None:
            pieces.append(Piece(place.start, place.end, kind))
    fill: list[Piece] = []
    if layers.issuance is not None:
        fill.append(Piece(*layers.issuance, SectionKind.ISSUANCE))
    for index, zone in enumerate(layers.plans):
        if zone.title is not None:
            pieces.append(Piece(*zone.title, SectionKind.PLAN_TITLE))
        inside = [t for t in out.tasks if t.plan == index]
        headed = [h for h in out.themes if h.plan == index]
        first = min([t.start for t in inside] + [h.start for h in headed], default=zone.end)
        last = max([t.end for t in inside] + [first])
        fill.append(Piece(zone.body, first, SectionKind.PREAMBLE))
        if last < zone.end:
            fill.append(Piece(first, last, SectionKind.PARAGRAPH))
            fill.append(Piece(last, zone.end, SectionKind.CLOSING))
    fill.extend(Piece(a, b, SectionKind.ANNEX) for a, b in layers.annexes)
    fill.sort(key=lambda p: (p.start, p.end))
    return tile(view.text, pieces, out.themes, out.tasks, [p for p in fill if p.start < p.end])
