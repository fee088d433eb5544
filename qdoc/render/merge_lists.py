"""Owns automatic numbers in a print file: each letter's lists count from their start, as they do alone."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from qdoc.render.page import WORD

_USE = re.compile(r'<w:numId w:val="([1-9]\d*)"/>')
_STYLE = re.compile(r'<w:pStyle w:val="([^"]+)"/>')
_W = f"{{{WORD}}}"


def numbered_styles(styles: bytes) -> frozenset[str]:
    """The ids of the paragraph styles that number by themselves, or rest on one that does."""
    root = etree.fromstring(styles)
    rests: dict[str, str] = {}
    found: set[str] = set()
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        based = style.find(f"{_W}basedOn")
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None and number.get(f"{_W}val") != "0":
            found.add(name)
        elif number is None and based is not None:
            rests[name] = based.get(f"{_W}val", "")
    for _ in rests:
        more = {name for name, below in rests.items() if below in found} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def uses_style(content: str, names: frozenset[str]) -> str:
    """The first style of ``names`` in ``content``; "" where none is used."""
    return next((found for found in _STYLE.findall(content) if found in names), "") if names else ""


class Lists:
    """Gives the lists of every letter but the first a number definition of their own, which starts anew."""

    def __init__(self, numbering: bytes | None) -> None:
        self._root = etree.fromstring(numbering) if numbering is not None else None
        numbers = [] if self._root is None else self._root.findall(f"{_W}num")
        self._numbers = {each.get(f"{_W}numId", ""): each for each in numbers}
        self._next = max((int(number) for number in self._numbers if number.isdigit()), default=0) + 1
        self.changed = False

    def content(self, text: str, *, first: bool) -> str:
        """The content of one letter, its lists counted for themselves."""
        if first or self._root is None or "<w:numId " not in text:
            return text
        mine: dict[str, str] = {}

        def own(found: re.Match[str]) -> str:
            if found[1] not in mine:
                mine[found[1]] = self._restarted(found[1])
            return f'<w:numId w:val="{mine[found[1]]}"/>'

        return _USE.sub(own, text)

    def xml(self) -> bytes:
        """The numbering part with all that was added."""
        assert self._root is not None
        made: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return made

    def _restarted(self, number: str) -> str:
        model = self._numbers.get(number)
        if model is None or self._root is None:
            return number  # it names no list: nothing is counted
        new = str(self._next)
        self._next += 1
        self.changed = True
        made = deepcopy(model)
        made.set(f"{_W}numId", new)
        starts = self._starts(made)
        for level in range(9):
            if made.find(f'{_W}lvlOverride[@{_W}ilvl="{level}"]') is None:
                override = etree.SubElement(made, f"{_W}lvlOverride")
                override.set(f"{_W}ilvl", str(level))
                etree.SubElement(override, f"{_W}startOverride").set(f"{_W}val", starts.get(str(level), "1"))
        last = self._root.findall(f"{_W}num")[-1]
        last.addnext(made)
        return new

    def _starts(self, number: etree._Element) -> dict[str, str]:
        """At what each level of a list begins, by level."""
        assert self._root is not None
        link = number.find(f"{_W}abstractNumId")
        name = link.get(f"{_W}val") if link is not None else None
        levels = self._root.findall(f'{_W}abstractNum[@{_W}abstractNumId="{name}"]/{_W}lvl')
        starts = {each.get(f"{_W}ilvl", ""): each.find(f"{_W}start") for each in levels}
        return {level: start.get(f"{_W}val", "1") for level, start in starts.items() if start is not None}
