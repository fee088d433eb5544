"""Owns the automatic numbers of a Word file: which paragraph has one, how it counts, and the text that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qdoc.read.docx_names import W, child, number, value
from qdoc.read.number_formats import format_number

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
_NUM_PR = W + "numPr"
_PLACE = re.compile(r"%([1-9])")
# Bullets are set in symbol fonts, whose codes lie in the private use area.
_BULLETS = {0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0B7: "•", 0xF0A7: "▪", 0xF076: "❖"}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


_PLAIN = _Level()


@dataclass(slots=True)
class _List:
    """A w:num: its abstract list (which holds the counters), its levels and the starts that it overrides."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)
    _restarted: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def restarted(self, at: int) -> tuple[int, ...]:
        """Return the deeper levels that start again after a number of level ``at`` (w:lvlRestart)."""
        if at not in self._restarted:
            rules = ((d, self.levels.get(d, _PLAIN).restart) for d in range(at + 1, LEVELS))
            self._restarted[at] = tuple(d for d, rule in rules if rule is None or (rule > 0 and at < rule))
        return self._restarted[at]


@dataclass(slots=True)
class Number:
    """What an automatic number shows and what parts it from the text: tab, space or nothing."""

    text: str
    suffix: str


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, numbering: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown_formats: set[str] = set()
        if numbering is not None:
            self._load(numbering)

    def next(self, properties: _Element | None) -> Number | None:
        """Return the number shown before the paragraph of these properties and count it; None where it has none."""
        found = self._place(properties)
        if found is None:
            return None
        key, at = found
        used = self._lists[key]
        counters = self._counters.setdefault(used.abstract, [None] * LEVELS)
        self._count(key, used, counters, at)
        level = used.levels.get(at, _PLAIN)
        if level.format == "bullet":
            sign = "".join(_BULLETS.get(ord(c), "•" if 0xE000 <= ord(c) <= 0xF8FF else c) for c in level.text)
            return Number(sign, level.suffix)
        return Number(_PLACE.sub(lambda m: self._shown(used, counters, int(m[1]) - 1, level), level.text), level.suffix)

    def _place(self, properties: _Element | None) -> tuple[str, int] | None:
        """Which list and level a paragraph is in: its own w:numPr over that of its style."""
        own = None if properties is None else properties.find(_NUM_PR)
        key, at = (None, None) if own is None else (value(child(own, "numId")), number(child(own, "ilvl")))
        style = value(child(properties, "pStyle")) or self._styles.default
        if key is None:
            inherited = self._styles.numbering(style)
            if inherited is None:
                return None
            key, style_level, owner = inherited
            if at is None:
                at = style_level
                for level, definition in self._lists[key].levels.items() if key in self._lists else ():
                    if definition.style is not None and definition.style in (style, owner):
                        at = level
                        break
        if key not in self._lists:  # numId 0 takes a style's number away
            return None
        return key, min(max(at or 0, 0), LEVELS - 1)

    def _count(self, key: str, used: _List, counters: list[int | None], at: int) -> None:
        begin = used.levels[at].start if at in used.levels else 1
        if at in used.overrides and (key, at) not in self._begun:
            counters[at] = used.overrides[at]
        else:
            current = counters[at]
            counters[at] = used.overrides.get(at, begin) if current is None else current + 1
        self._begun.add((key, at))
        for deeper in used.restarted(at):
            counters[deeper] = None

    def _shown(self, used: _List, counters: list[int | None], at: int, shown_in: _Level) -> str:
        level = used.levels.get(at, _PLAIN)
        current = counters[at]
        count = used.overrides.get(at, level.start) if current is None else current
        style = "decimal" if shown_in.legal and level.format != "none" else level.format
        text = format_number(count, style)
        if text is None:
            self.unknown_formats.add(style)
            return str(count)
        return text

    def _load(self, root: _Element) -> None:
        abstracts = {a.get(W + "abstractNumId", ""): a for a in root.iterfind(W + "abstractNum")}
        nums = {n.get(W + "numId", ""): n for n in root.iterfind(W + "num")}
        for key, num in nums.items():
            abstract = self._resolve(value(child(num, "abstractNumId")), abstracts, nums)
            if abstract is None:
                continue
            definition = abstracts[abstract]
            levels = {number_of(lvl): _level(lvl) for lvl in definition.iterfind(W + "lvl")}
            used = _List(abstract, levels)
            for override in num.iterfind(W + "lvlOverride"):
                at = number_of(override)
                if (replaced := child(override, "lvl")) is not None:
                    levels[at] = _level(replaced)
                if (start := number(child(override, "startOverride"))) is not None:
                    used.overrides[at] = start
            self._lists[key] = used

    def _resolve(self, key: str | None, abstracts: dict[str, _Element], nums: dict[str, _Element]) -> str | None:
        """Follow w:numStyleLink: list → list style → that style's list."""
        for _ in range(LEVELS):
            if key is None or key not in abstracts:
                return None
            link = value(child(abstracts[key], "numStyleLink"))
            if link is None:
                return key
            inherited = self._styles.numbering(link)
            num = None if inherited is None else nums.get(inherited[0])
            key = value(child(num, "abstractNumId"))
        return None


class Styles:
    """What styles say about paragraphs: numbering and outline level, inherited through w:basedOn."""

    def __init__(self, styles: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._numbers: dict[str | None, tuple[str, int, str] | None] = {}
        self._outlines: dict[str | None, int] = {}
        self.default: str | None = None
        for style in styles.iterfind(W + "style") if styles is not None else ():
            key = style.get(W + "styleId", "")
            self._styles[key] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self.default = key

    def numbering(self, key: str | None) -> tuple[str, int, str] | None:
        """Return list, level and the style that says so; None where no style of the chain is numbered."""
        if key not in self._numbers:
            self._numbers[key] = self._find_numbering(key)
        return self._numbers[key]

    def outline(self, key: str | None) -> int:
        """Return the heading level that a style declares: 1 … 9, 0 for body text."""
        if key not in self._outlines:
            self._outlines[key] = self._find_outline(key)
        return self._outlines[key]

    def _find_numbering(self, key: str | None) -> tuple[str, int, str] | None:
        level = None
        for name, style in self._chain(key):
            numbered = child(child(style, "pPr"), "numPr")
            if level is None:
                level = number(child(numbered, "ilvl"))
            if (found := value(child(numbered, "numId"))) is not None:
                return found, level or 0, name
        return None

    def _find_outline(self, key: str | None) -> int:
        for _, style in self._chain(key or self.default):
            found = number(child(child(style, "pPr"), "outlineLvl"))
            if found is not None:
                return found + 1 if 0 <= found < LEVELS else 0
        return 0

    def _chain(self, key: str | None) -> list[tuple[str, _Element]]:
        chain: list[tuple[str, _Element]] = []
        seen: set[str] = set()
        while key is not None and key in self._styles and key not in seen:
            seen.add(key)
            chain.append((key, self._styles[key]))
            key = value(child(self._styles[key], "basedOn"))
        return chain


def number_of(element: _Element) -> int:
    """Return the level (w:ilvl) that an element is for; 0 where it does not say."""
    try:
        return int(element.get(W + "ilvl", "0"))
    except ValueError:
        return 0


def _level(element: _Element) -> _Level:
    shape = value(child(element, "numFmt"))
    if shape is None:  # a custom format stands in mc:AlternateContent; its fallback is a plain one
        shape = next((value(f) for f in element.iter(W + "numFmt") if value(f) != "custom"), None)
    legal = child(element, "isLgl")
    start = number(child(element, "start"))
    return _Level(
        format=shape or "decimal",
        text=value(child(element, "lvlText")) or "",
        start=0 if start is None else start,
        suffix=value(child(element, "suff")) or "tab",
        restart=number(child(element, "lvlRestart")),
        legal=legal is not None and legal.get(W + "val") not in ("0", "false", "off"),
        style=value(child(element, "pStyle")),
    )
