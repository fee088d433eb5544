"""Owns the looks of a run: one set of properties laid over another, in the order that the schema wants."""

from __future__ import annotations

import re

# Stand around looks whose run is not known yet: what is filled in by ``{{ }}`` learns its run's properties afterwards.
LATER_OPEN, LATER_CLOSE = "\ufdd5", "\ufdd6"
LATER = LATER_OPEN + LATER_CLOSE
_LATER = re.compile(f"{LATER_OPEN}([^{LATER_CLOSE}]*){LATER_CLOSE}")
# CT_RPr of ECMA-376 part 1, 17.3.2.28.
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike"),
    *("dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u"),
    *("effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)
_RANK = {name: place for place, name in enumerate(_ORDER)}
_CHILD = re.compile(r"<w:(\w+)(?:[^<>]*/>|[^<>]*>.*?</w:\1>)", re.DOTALL)


def dressed(base: str, looks: str) -> str:
    """The run properties ``base`` (the XML of w:rPr, or "") with the elements ``looks`` laid over them.

    ``base`` may be LATER: then the looks are kept until ``dress_later`` knows the run.
    """
    if base.startswith(LATER_OPEN):
        return f"{LATER_OPEN}{base[1:-1]}{looks}{LATER_CLOSE}"
    if not looks:
        return base
    children = _children(base.partition(">")[2].rpartition("</")[0]) | _children(looks)
    ordered = sorted(children, key=lambda name: _RANK.get(name, len(_RANK)))
    return "<w:rPr>" + "".join(children[name] for name in ordered) + "</w:rPr>"


def dress_later(xml: str, base: str) -> str:
    """Give every run of ``xml`` that waits for its properties those of ``base`` under its own looks."""
    return _LATER.sub(lambda found: dressed(base, found[1]), xml)


def _children(inner: str) -> dict[str, str]:
    return {found[1]: found[0] for found in _CHILD.finditer(inner)}
