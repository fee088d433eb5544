"""Owns the question which face each Chinese run of a .docx names: its own, its styles', or a theme's.

A theme font beats a named one, and a run without an East Asian face is printed in whatever the program likes: both are
why a document looks right on one machine and not on the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.render.page import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{WORD}}}"
_NAMED, _THEME = f"{W}eastAsia", f"{W}eastAsiaTheme"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FontsNamed:
    """Faces in order of first use; texts of Chinese runs without a face; how often a theme's fonts are called for."""

    names: tuple[str, ...]
    unnamed: tuple[str, ...]
    themed: int


def fonts_named(body: _Element, styles: _Element | None, others: list[_Element]) -> FontsNamed:
    """Resolve the East Asian face of every run with Chinese in it: run, character style, paragraph style, defaults."""
    sheet = _Styles(styles)
    names: dict[str, None] = {}
    unnamed = []
    for root in (body, *others):
        for run, text in _chinese_runs(root):
            face = sheet.face(run)
            if face:
                names[face] = None
            else:
                unnamed.append(text[:_SHOWN])
    roots = (body, *others) if styles is None else (body, *others, styles)
    themed = sum(
        1 for root in roots for fonts in root.iter(f"{W}rFonts") for key in fonts.attrib if str(key).endswith("Theme")
    )
    return FontsNamed(tuple(names), tuple(unnamed), themed)


def _chinese_runs(root: _Element) -> Iterator[tuple[_Element, str]]:
    for run in root.iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.findall(f"{W}t"))
        if any("\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef" for sign in text):
            yield run, text


class _Styles:
    """The faces that styles give, each looked up once."""

    def __init__(self, styles: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._defaults: dict[str, str] = {}
        self._default = ""
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}default") in ("1", "true"):
                self._defaults[style.get(f"{W}type", "")] = style.get(f"{W}styleId", "")
        self._default = _face(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def face(self, run: _Element) -> str:
        """The face of a run; empty where nothing names one (a theme's is none)."""
        looks = run.find(f"{W}rPr")
        own = _face(looks)
        if own:
            return own
        character = looks.find(f"{W}rStyle") if looks is not None else None
        if character is not None and (found := self._of_style(character.get(f"{W}val", ""))):
            return found
        paragraph = next(run.iterancestors(f"{W}p"), None)
        style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        key = style.get(f"{W}val", "") if style is not None else self._defaults.get("paragraph", "")
        return self._of_style(key) or self._default

    def _of_style(self, key: str) -> str:
        seen: set[str] = set()
        while key and key not in seen and key in self._styles:
            seen.add(key)
            style = self._styles[key]
            if found := _face(style.find(f"{W}rPr")):
                return found
            base = style.find(f"{W}basedOn")
            key = base.get(f"{W}val", "") if base is not None else ""
        return ""


def _face(looks: _Element | None) -> str:
    fonts = looks.find(f"{W}rFonts") if looks is not None else None
    if fonts is None or fonts.get(_THEME):
        return ""
    return fonts.get(_NAMED, "")
