"""Owns what a .docx says of itself: its page profile, and which parts of an official document it has.

A proof applies a rule only where the document has the thing: told by what stands in the file (styles, a red mark, the
colophon's box, a page field), never by the file's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.proof.fonts_named import FontsNamed, fonts_named
from qdoc.read.guard import Package
from qdoc.render.page import INK, STANDARD, WORD, PageProfile, twips

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{WORD}}}"
_MM_A_TWIP = 25.4 / 1440
_NEAR = twips(0.3)
_TITLE_STYLE, _COLOPHON_STYLE = "公文标题", "版记"
_TALL = 40  # half-points: a red run as tall as this is the office's mark
_RED = re.compile(r"[C-F][0-9A-F][0-5][0-9A-F][0-5][0-9A-F]$", re.IGNORECASE)
_TAG = re.compile(r"\{[{%#]")
_TWO_LINES = re.compile("^th(in|ick)Th(in|ick)")


@dataclass(frozen=True, slots=True)
class Described:
    """What a .docx says of itself.

    ``profile`` is 通行 or 墨线, or 自定 with the file's own margins; ``official``: one of the two, or a page with a red
    mark (sheets of tables with margins of their own are none). ``template``: template tags are left in it.
    ``grid``: lines stand on a document grid, in the middle of their boxes.
    ``restarted``: a later section counts its pages from the beginning, as in a print file of many letters.
    ``kind``: 文件 (a red mark), 信函 (a red mark and two double rules), 令, 纪要, or "" where there is no mark.
    """

    profile: PageProfile
    official: bool
    template: bool
    kind: str
    mark: str
    titles: tuple[str, ...]
    colophon: bool
    numbered: bool
    restarted: bool
    grid: bool
    landscape: bool
    fonts: FontsNamed


def describe(package: Package) -> Described:
    """Read a document's own words about itself. Raises InputRefused as the package's members are read."""
    body = package.xml("word/document.xml")
    styles = package.xml("word/styles.xml") if "word/styles.xml" in package else None
    names = _style_names(styles)
    parts = [name for name in package.members if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
    edges = [package.xml(name) for name in parts]
    sections = list(body.iter(f"{W}sectPr"))
    profile = _profile(sections)
    text = "".join(each.text or "" for root in (body, *edges) for each in root.iter(f"{W}t"))
    mark = "".join(_mark(root, styles) for root in (body, *edges))
    fields = "".join(each.text or "" for root in edges for each in root.iter(f"{W}instrText"))
    fields += "".join(each.get(f"{W}instr", "") for root in edges for each in root.iter(f"{W}fldSimple"))
    return Described(
        profile,
        profile in (STANDARD, INK) or bool(mark),
        _TAG.search(text) is not None,
        _kind(mark, body, edges),
        mark,
        tuple(_paragraphs(body, names, _TITLE_STYLE)),
        any(each.get("id") == "colophon" or each.get("name") == "colophon" for each in body.iter("{*}rect", "{*}docPr"))
        or any(True for _ in _paragraphs(body, names, _COLOPHON_STYLE)),
        "PAGE" in fields,
        any(root.find(f"{W}pgNumType[@{W}start]") is not None for root in sections[:-1]),
        any(each.get(f"{W}type", "") in ("lines", "linesAndChars") for each in body.iter(f"{W}docGrid")),
        any(each.get(f"{W}orient") == "landscape" for root in sections for each in root.iter(f"{W}pgSz")),
        fonts_named(body, styles, edges),
    )


def _style_names(styles: _Element | None) -> dict[str, str]:
    """Style id → the name that Word shows."""
    if styles is None:
        return {}
    found = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "") if name is not None else ""
    return found


def _profile(sections: list[_Element]) -> PageProfile:
    """The page profile of the first section; margins of its own are called 自定."""
    margins = sections[0].find(f"{W}pgMar") if sections else None
    if margins is None:  # Word's own: an inch and a quarter
        return PageProfile("自定", 25.4, 25.4, 31.7, 31.7, STANDARD.pitch)
    sides = {side: _number(margins.get(f"{W}{side}")) for side in ("top", "bottom", "left", "right")}
    if any(each.get(f"{W}orient") == "landscape" for each in sections[0].iter(f"{W}pgSz")):
        turned = {"top": "right", "bottom": "left", "left": "top", "right": "bottom"}
        sides = {side: sides[other] for side, other in turned.items()}
    for profile in (STANDARD, INK):
        own = {side: twips(getattr(profile, side)) for side in sides}
        if all(abs(own[side] - sides[side]) <= _NEAR for side in sides):
            return profile
    grid = sections[0].find(f"{W}docGrid")
    pitch = _number(grid.get(f"{W}linePitch")) if grid is not None else 0
    mm = {side: round(value * _MM_A_TWIP, 2) for side, value in sides.items()}
    return PageProfile("自定", mm["top"], mm["bottom"], mm["left"], mm["right"], pitch or STANDARD.pitch)


def _number(value: str | None) -> int:
    try:
        return round(float(value or 0))
    except ValueError:
        return 0


def _mark(body: _Element, styles: _Element | None) -> str:
    """The text of the tall red runs, red and tall of themselves or by their style; empty where there is none."""
    named = {} if styles is None else {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
    found = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        sheet = named.get(style.get(f"{W}val", "")) if style is not None else None
        for run in paragraph.iter(f"{W}r"):
            looks = [each.find(f"{W}rPr") for each in (run, sheet) if each is not None]
            if _RED.match(_first(looks, "color")) and _number(_first(looks, "sz")) >= _TALL:
                found.append("".join(each.text or "" for each in run.iter(f"{W}t")))
    return "".join(found).strip()


def _first(looks: list[_Element | None], name: str) -> str:
    """The value that the first of these properties gives; empty where none does."""
    for one in looks:
        given = one.find(f"{W}{name}") if one is not None else None
        if given is not None:
            return given.get(f"{W}val", "")
    return ""


def _kind(mark: str, body: _Element, edges: list[_Element]) -> str:
    if not mark:
        return ""
    red = [
        (root is body, each.get(f"{W}val", ""))
        for root in (body, *edges)
        for each in root.iter(f"{W}top", f"{W}bottom")
        if _RED.match(each.get(f"{W}color", ""))
    ]
    # a letter's two double rules: double borders, or pairs of single ones in header and footer
    if any(_TWO_LINES.match(value) for _, value in red) or sum(not inside for inside, _ in red) >= 2:
        return "信函"
    if mark.endswith("纪要"):
        return "纪要"
    return "令" if mark.endswith("令") else "文件"


def _paragraphs(body: _Element, names: dict[str, str], style: str) -> list[str]:
    """The texts of the paragraphs of a style, without spaces."""
    found = []
    for paragraph in body.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr/{W}pStyle")
        if own is not None and names.get(own.get(f"{W}val", "")) == style:
            found.append("".join("".join(each.text or "" for each in paragraph.iter(f"{W}t")).split()))
    return found
