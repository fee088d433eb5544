"""Owns writing the Jinja source of a part: the XML as it is, each tag beginning a line so that errors find it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lxml import etree

from qdoc.render.template_heal import Tag, Work

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_BRACES = re.compile(r"\{(?=[{%#])")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What docxtpl users write for literal braces.
_LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


@dataclass(frozen=True, slots=True)
class Assembled:
    """``marked``: the XML with marks; ``source``: the Jinja template; ``lines``, ``tags``: which tag is where."""

    marked: str
    source: str
    lines: tuple[int, ...]
    tags: tuple[Tag, ...]

    def tag_at(self, line: int) -> Tag:
        """The tag that stands on ``line`` of the source (the last one that begins at or before it)."""
        return self.tags[max(bisect_right(self.lines, line) - 1, 0)]


def assemble(work: Work) -> Assembled:
    """Serialise the part and put the tags in. Postcondition: every tag of the XML is in the source once, in order."""
    marked = _HEAD + etree.tostring(work.root, encoding="unicode")
    marked = _merge_trimmed(marked, work.tags)
    pieces: list[str] = []
    lines: list[int] = []
    tags: list[Tag] = []
    line, at = 1, 0
    for found in _MARK.finditer(marked):
        tag = work.tags[int(found[1])]
        for piece in (_static(marked[at : found.start()]), _tag_source(tag)):
            line += piece.count("\n")
            pieces.append(piece)
        lines.append(line)
        tags.append(tag)
        at = found.end()
    pieces.append(_static(marked[at:]))
    return Assembled(marked, "".join(pieces), tuple(lines), tuple(tags))


def has_literals(root: etree._Element) -> bool:
    """Whether a part has braces written for their own sake (``{_{``): then it is filled though it has no tag."""
    return any(typed in str(text) for text in root.itertext() for typed in _LITERALS)


def _static(xml: str) -> str:
    for typed, meant in _LITERALS.items():
        xml = xml.replace(typed, meant)
    return _BRACES.sub("{{ '{' }}", xml)


def _tag_source(tag: Tag) -> str:
    """The tag on a new line (the newline stands inside the signs, so no text gains one)."""
    body = tag.body.replace("\n", " ")
    if tag.kind == "comment":
        return ""
    left, right = "-" if tag.trim_left else "", "-" if tag.trim_right else ""
    if tag.kind == "block":
        return f"{{%{left}\n{body} {right}%}}"
    if tag.context != "text":
        body = f"({body})|_plain"
    elif tag.scope == "r":
        body = f"({body})|_run({_literal(tag.dress)})"
    elif tag.scope == "p":
        body = f"({body})|_paragraph({_literal(tag.dress)})"
    return f"{{{{{left}\n{body} {right}}}}}"


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def _merge_trimmed(xml: str, tags: list[Tag]) -> str:
    """``{%-`` at a paragraph's start joins it to the text before, ``-%}`` at its end to the text behind."""
    for index, tag in enumerate(tags):
        sign = f"\ufdd0{index}\ufdd1"
        if tag.trim_left:
            at = xml.find(sign)
            before = xml.rfind("</w:t>", 0, at)
            if before >= 0 and _joinable(xml[before:at]):
                xml = xml[:before] + xml[at:]
        if tag.trim_right:
            at = xml.find(sign) + len(sign)
            opening = re.compile(r"<w:t(?: [^>]*[^/>])?>").search(xml, at)
            if opening and _joinable(xml[at : opening.end()]):
                xml = xml[:at] + xml[opening.end() :]
    return xml


def _joinable(between: str) -> bool:
    text = re.sub(r"<[^>]+>", "", between)
    return not text.strip() and not re.search(r"<(?:/?w:t(?:bl|r|c)|w:drawing|w:pict|w:sectPr)[ />]", between)
