"""Owns how a Word document is set, beside its text: pages, paragraphs, runs, with their spans in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qdoc.model import SourceText
from qdoc.model.looks import DocumentLooks, PageLook, ParagraphLook, RunLook
from qdoc.read.blocks import make_source
from qdoc.read.docx import MEDIA_TYPE, WordDocument
from qdoc.read.docx_body import Traced
from qdoc.read.docx_names import W, child
from qdoc.read.docx_style import StyleSheet, is_on, setting
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart

if TYPE_CHECKING:
    from lxml.etree import _Element

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TWIPS = 20  # a point
_MM = 1440 / 25.4  # twips a millimetre
_A4 = ("11906", "16838")
_SIZE = 10.0  # points, where nothing says so (ECMA-376 §17.3.2.38)
_SINGLE = 240  # w:line of single spacing, in 240ths of a line


@heavy_apart(tuple[SourceText, DocumentLooks])
def read_docx_looks(data: bytes, name: str) -> tuple[SourceText, DocumentLooks]:
    """Return the text of a .docx as ``read_docx`` gives it, and how it is set.

    Styles, theme fonts and defaults are resolved. Paragraphs of tables (but of those that only frame a text) and of
    headers and footers are not among them. Raises InputRefused as ``read_docx`` does.
    """
    document = WordDocument(Package(data, name))
    traced = document.trace()
    text, blocks = document.read()
    source = make_source(data, name, MEDIA_TYPE, None, text, blocks, tuple(document.diagnostics()))
    sheet = StyleSheet(document.related_xml("styles"), document.related_xml("theme"))
    sections = list(_sections(document.body()))
    pages = tuple(_page(document, each) for each in sections) or (_page(document, None),)
    paragraphs: list[ParagraphLook] = []
    section = 0
    for each in traced:
        paragraphs.append(_paragraph(sheet, each, min(section, len(pages) - 1)))
        section += child(child(each.paragraph, "pPr"), "sectPr") is not None
    settings = document.related_xml("settings")
    switch = () if settings is None else (settings,)
    return source, DocumentLooks(pages, tuple(paragraphs), is_on(switch, "evenAndOddHeaders"))


def _sections(body: _Element) -> Iterator[_Element]:
    for paragraph in body.iter(W + "p"):
        found = child(child(paragraph, "pPr"), "sectPr")
        if found is not None:
            yield found
    last = child(body, "sectPr")
    if last is not None:
        yield last


def _page(document: WordDocument, section: _Element | None) -> PageLook:
    layers = () if section is None else (section,)

    def millimetres(name: str, attribute: str, default: str) -> float:
        return round(_number(setting(layers, name, attribute) or default) / _MM, 2)

    grid = setting(layers, "docGrid", "type")
    pitch = setting(layers, "docGrid", "linePitch") if grid in ("lines", "linesAndChars", "snapToChars") else None
    return PageLook(
        width=millimetres("pgSz", "w", _A4[0]),
        height=millimetres("pgSz", "h", _A4[1]),
        top=abs(millimetres("pgMar", "top", "1440")),
        bottom=abs(millimetres("pgMar", "bottom", "1440")),
        left=millimetres("pgMar", "left", "1800"),
        right=millimetres("pgMar", "right", "1800"),
        pitch=_number(pitch) / _TWIPS if pitch else None,
        landscape=setting(layers, "pgSz", "orient") == "landscape",
        numbers=tuple(_numbers(document, section)),
    )


def _numbers(document: WordDocument, section: _Element | None) -> Iterator[tuple[str, str]]:
    """The headers and footers of a section that hold a page number, by kind, the number written as #."""
    for reference in () if section is None else section:
        if reference.tag not in (W + "headerReference", W + "footerReference"):
            continue
        story = document.referred_xml(reference.get(_R_ID, ""))
        if story is not None and _has_page_field(story):
            yield reference.get(W + "type", "default"), "".join(_shown(story)).strip()


def _has_page_field(story: _Element) -> bool:
    codes: list[str] = ["".join(map(str, each.itertext())) for each in story.iter(W + "instrText")]
    codes += [each.get(W + "instr", "") for each in story.iter(W + "fldSimple")]
    return any("PAGE" in code.upper().split() for code in codes) or next(story.iter(W + "pgNum"), None) is not None


def _shown(story: _Element) -> Iterator[str]:
    """The words of a header or footer; what a field shows is one #."""
    depth = 0
    for element in story.iter(W + "fldChar", W + "fldSimple", W + "t", W + "pgNum"):
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            depth += 1
            if depth == 1:
                yield "#"
        elif kind == "end":
            depth = max(depth - 1, 0)
        elif element.tag in (W + "fldSimple", W + "pgNum"):
            yield "#"
        elif element.tag == W + "t" and not depth and not _in_simple_field(element):
            yield str(element.text or "")


def _in_simple_field(element: _Element) -> bool:
    return any(above.tag == W + "fldSimple" for above in element.iterancestors())


def _paragraph(sheet: StyleSheet, traced: Traced, section: int) -> ParagraphLook:
    properties = child(traced.paragraph, "pPr")
    layers = sheet.paragraph(properties)
    runs = tuple(_runs(sheet, traced, properties))
    marks = sheet.run(child(properties, "rPr"), properties)
    size = next((run.size for run in runs if run.size), None) or _size(marks)
    line, rule = setting(layers, "spacing", "line"), setting(layers, "spacing", "lineRule") or "auto"
    hanging = _indent(layers, "hanging", size)
    return ParagraphLook(
        start=traced.start,
        end=traced.end,
        style=sheet.name(properties),
        align=setting(layers, "jc") or "left",
        first=-hanging if hanging else _indent(layers, "firstLine", size),
        left=_indent(layers, "left", size) or _indent(layers, "start", size),
        right=_indent(layers, "right", size) or _indent(layers, "end", size),
        line=None if line is None or (rule == "auto" and _number(line) == _SINGLE) else _points(line, rule, size),
        exact=rule == "exact",
        before=_number(setting(layers, "spacing", "before")) / _TWIPS,
        after=_number(setting(layers, "spacing", "after")) / _TWIPS,
        page_break=is_on(layers, "pageBreakBefore"),
        in_table=any(above.tag == W + "tc" for above in traced.paragraph.iterancestors()),
        section=section,
        runs=runs,
    )


def _points(line: str, rule: str, size: float) -> float:
    """A line's height: exact or least points; a multiple counts from the size (the font's own leading is unknown)."""
    return round(_number(line) / _SINGLE * size, 2) if rule == "auto" else _number(line) / _TWIPS


def _indent(layers: tuple[_Element, ...], name: str, size: float) -> float:
    """An indent in characters: Word lets w:…Chars go before the twips of the same element."""
    for layer in layers:
        element = child(layer, "ind")
        if element is None:
            continue
        if (characters := element.get(f"{W}{name}Chars")) not in (None, "0"):
            return round(_number(characters) / 100, 2)
        if (twips := element.get(W + name)) is not None:
            return round(_number(twips) / _TWIPS / size, 2)
    return 0.0


def _runs(sheet: StyleSheet, traced: Traced, paragraph: _Element | None) -> Iterator[RunLook]:
    """The runs with their spans; an automatic number before them has no run of its own."""
    at = traced.end - sum(length for _, length in traced.runs)
    for run, length in traced.runs:
        layers = sheet.run(child(run, "rPr"), paragraph)
        colour = setting(layers, "color") or ""
        yield RunLook(
            start=max(at, traced.start),
            end=max(at + length, traced.start),
            font=sheet.font(layers, "eastAsia"),
            latin=sheet.font(layers, "ascii"),
            size=_size(layers),
            bold=is_on(layers, "b"),
            colour="" if colour == "auto" else colour.upper(),
        )
        at += length


def _size(layers: tuple[_Element, ...]) -> float:
    half = _number(setting(layers, "sz"))
    return half / 2 if half > 0 else _SIZE


def _number(text: str | None) -> float:
    try:
        return float(text) if text is not None else 0.0
    except ValueError:
        return 0.0
