"""Owns the list of a template's faults as a person works it off: in document order, without what only follows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qdoc.render.package import Member
from qdoc.render.template_heal import Fault
from qdoc.render.template_open import open_parts
from qdoc.render.template_place import local, place_of

_SIGNS = ("{", "｛", "}", "｝")
# What a reader turns to first; anything else comes between the text and the properties.
_PARTS = {"文件内部": 0, "正文": 1, "文档属性": 9}
# Told of a tag that stands where it cannot act: its place is the fault, not what follows from it.
_MISPLACED = frozenset({"T003", "T004"})
_FOLLOWING = frozenset({"T012", "T014", "T016"})
_OPENS = re.compile(r"[{｛][%％]\s*(?:tr|tc|p|r)?\s*(for|if)\b")
_CLOSES = re.compile(r"[{｛][%％]\s*(?:tr|tc|p|r)?\s*(?:end(for|if)|else|elif)\b")


def settle(faults: Iterable[Fault], members: tuple[Member, ...], file: str) -> list[Fault]:
    """Return ``faults`` in document order (text, headers, notes, properties), each once, knock-on faults left out.

    A fault follows from another where the same tag stands in a wrong place, or where its opening tag is itself broken.
    """
    listed = list(dict.fromkeys(faults))
    misplaced = {(fault.place, fault.tag) for fault in listed if fault.code in _MISPLACED}
    damaged = [_OPENS.match(fault.tag) for fault in listed if fault.code == "T001"]
    broken = [found[1] for found in damaged if found]
    kept: list[Fault] = []
    for fault in listed:
        if fault.code in _FOLLOWING and (fault.place, fault.tag) in misplaced:
            continue
        closes = _CLOSES.match(fault.tag) if fault.code == "T010" else None
        if closes and (closes[1] or "if") in broken:
            if closes[1]:
                broken.remove(closes[1])
            continue
        kept.append(fault)
    order = _places(members, file)
    last = len(order)
    return sorted(kept, key=lambda fault: (_part(fault.place), order.get(fault.place, last)))


def _part(place: str) -> int:
    return next((rank for label, rank in _PARTS.items() if place.startswith(label)), 5)


def _places(members: tuple[Member, ...], file: str) -> dict[str, int]:
    """The places of all paragraphs that may hold a tag, numbered as they follow."""
    places: dict[str, int] = {}
    for part in open_parts(members, file)[0]:
        for paragraph in [each for each in part.root.iter() if local(each) == "p"]:
            text = "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
            if any(sign in text for sign in _SIGNS):
                places.setdefault(place_of(paragraph, part.label), len(places))
    return places
