"""Owns what finally applies to a Word paragraph or run: defaults, styles and what they are based on, direct setting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qdoc.read.docx_names import W, child, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_BASES = 20  # Word itself stops at ten


class StyleSheet:
    """Styles by id, the document's defaults, and the fonts that its theme names."""

    def __init__(self, styles: _Element | None, theme: _Element | None) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._default: dict[str, str] = {}
        self._bases: dict[tuple[str, str], tuple[_Element, ...]] = {}
        self._theme = _theme_fonts(theme)
        defaults = child(styles, "docDefaults")
        self._paragraphs = child(child(defaults, "pPrDefault"), "pPr")
        self._runs = child(child(defaults, "rPrDefault"), "rPr")
        for style in () if styles is None else styles.iterfind(W + "style"):
            kind, name = style.get(W + "type", ""), style.get(W + "styleId", "")
            self._styles[kind, name] = style
            if style.get(W + "default") in ("1", "true", "on"):
                self._default[kind] = name

    def paragraph(self, properties: _Element | None) -> tuple[_Element, ...]:
        """Return the w:pPr that apply to a paragraph of these direct properties, the nearest first."""
        style = value(child(properties, "pStyle"))
        inherited = (child(each, "pPr") for each in self._chain("paragraph", style))
        return _there((properties, *inherited, self._paragraphs))

    def run(self, properties: _Element | None, paragraph: _Element | None) -> tuple[_Element, ...]:
        """Return the w:rPr that apply to a run with these direct properties in such a paragraph, the nearest first."""
        own = value(child(properties, "rStyle"))
        character = (child(each, "rPr") for each in self._chain("character", own)) if own else ()
        style = (child(each, "rPr") for each in self._chain("paragraph", value(child(paragraph, "pStyle"))))
        return _there((properties, *character, *style, self._runs))

    def name(self, properties: _Element | None) -> str:
        """Return the name of a paragraph's style as Word shows it; "" where it has none."""
        chain = self._chain("paragraph", value(child(properties, "pStyle")))
        return (value(child(chain[0], "name")) or "") if chain else ""

    def font(self, layers: Iterable[_Element], script: str) -> str:
        """Return the font for ``script`` (eastAsia, ascii): in one element a theme's font goes before a named one."""
        for layer in layers:
            fonts = child(layer, "rFonts")
            if fonts is None:
                continue
            themed = fonts.get(f"{W}{script}Theme")
            if themed is not None and self._theme.get(themed):
                return self._theme[themed]
            if named := fonts.get(W + script):
                return named
        return ""

    def _chain(self, kind: str, name: str | None) -> tuple[_Element, ...]:
        """The style and what it is based on, nearest first; the default style where it names none that exists."""
        if name is None or (kind, name) not in self._styles:
            name = self._default.get(kind)
        key = (kind, name or "")
        if key not in self._bases:
            found: list[_Element] = []
            at: str | None = name
            while at is not None and (kind, at) in self._styles and len(found) < _MOST_BASES:
                found.append(self._styles[kind, at])
                at = value(child(found[-1], "basedOn"))
            self._bases[key] = tuple(found)
        return self._bases[key]


def setting(layers: Iterable[_Element], name: str, attribute: str = "val") -> str | None:
    """Return ``attribute`` of the nearest layer's ``name`` that has it; None where none does."""
    for layer in layers:
        element = child(layer, name)
        if element is not None and (found := element.get(W + attribute)) is not None:
            return found
    return None


def is_on(layers: Iterable[_Element], name: str) -> bool:
    """Whether a switch such as w:b is on in the nearest layer that has it."""
    for layer in layers:
        element = child(layer, name)
        if element is not None:
            return value(element) not in ("0", "false", "off")
    return False


def _there(layers: Iterable[_Element | None]) -> tuple[_Element, ...]:
    return tuple(layer for layer in layers if layer is not None)


def _theme_fonts(theme: _Element | None) -> dict[str, str]:
    """The theme's fonts by the names that w:rFonts has for them; East Asian ones by their script where unnamed."""
    found: dict[str, str] = {}
    scheme = None if theme is None else next(theme.iter(_A + "fontScheme"), None)
    for kind in ("major", "minor"):
        fonts = None if scheme is None else scheme.find(f"{_A}{kind}Font")
        if fonts is None:
            continue
        latin, east = fonts.find(_A + "latin"), fonts.find(_A + "ea")
        hans = next((f.get("typeface", "") for f in fonts.iterfind(_A + "font") if f.get("script") == "Hans"), "")
        western = "" if latin is None else latin.get("typeface", "")
        eastern = ("" if east is None else east.get("typeface", "")) or hans
        found |= {f"{kind}Ascii": western, f"{kind}HAnsi": western, f"{kind}EastAsia": eastern}
    return found
