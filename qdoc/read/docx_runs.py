"""Owns the text inside one Word paragraph as a reader sees it: insertions in, deletions out, fields' results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qdoc.read.docx_names import MC, M, W, child, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Symbol fonts keep their signs at F0xx; those that stand in official forms, others show as ▪.
_SYMBOLS = {
    0xA8: "□", 0x6F: "□", 0xA3: "□", 0x71: "□", 0x72: "□", 0xFE: "☑", 0x52: "☑", 0x54: "☒", 0xFD: "☒", 0xFC: "✓",
    0x50: "✓", 0x6C: "●", 0xA1: "○", 0x6E: "■", 0x75: "◆", 0xAB: "★", 0xE0: "→", 0xE8: "➔", 0xB7: "•",
    0xA7: "▪", 0xB3: "≥",
}  # fmt: skip
_DROPPED = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "softHyphen", "sdtPr", "sdtEndPr",
        "rt", "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator",
        "lastRenderedPageBreak", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "commentReference", "pgNum",
    )
)  # fmt: skip
_BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "br": "\n", W + "noBreakHyphen": "-"}
_PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))


@dataclass(slots=True)
class Inline:
    """What one paragraph holds: its text, the text boxes anchored in it, and whether its end was deleted."""

    text: str
    boxes: list[_Element] = field(default_factory=list)


class RunReader:
    """Reads paragraphs in order; fields may begin in one paragraph and end in another."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []  # (kind, id) in the order of their marks
        self.deletions = 0
        self.hidden = 0
        self.embedded = 0
        self.traced: list[tuple[_Element, int]] | None = None  # where a caller wants them: runs and their lengths
        self._fields: list[bool] = []  # one entry an open complex field: still in its instruction?
        self._pieces: list[str] = []
        self._boxes: list[_Element] = []

    def read(self, paragraph: _Element) -> Inline:
        """Return what the paragraph shows, without its automatic number."""
        self._pieces, self._boxes = [], []
        self._walk(paragraph)
        return Inline("".join(self._pieces), self._boxes)

    def _walk(self, parent: _Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element)
            elif tag in _DROPPED:
                self.deletions += tag in (W + "del", W + "moveFrom")
            elif tag == MC + "AlternateContent":
                self._walk_choice(element, self._walk)
            elif tag == M + "t":
                self._write(element.text or "")
            else:  # hyperlinks, content controls, insertions, simple fields, smart tags, ruby …: what they hold
                self._walk(element)

    def _run(self, run: _Element) -> None:
        properties = run.find(W + "rPr")
        if properties is not None and _is_on(child(properties, "vanish")):
            self.hidden += 1
            return
        held = len(self._pieces)
        self._run_content(run)
        if self.traced is not None and len(self._pieces) > held:
            self.traced.append((run, sum(len(piece) for piece in self._pieces[held:])))

    def _run_content(self, run: _Element) -> None:
        for element in run:
            tag = element.tag
            if tag == W + "t":
                self._write(element.text or "")
            elif tag in _DROPPED:
                continue
            elif tag in _BREAKS:
                self._write(_BREAKS[tag])
            elif tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag == W + "sym":
                self._write(_symbol(element.get(W + "char", "")))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self._note(element)
            elif tag in _PICTURES:
                self._picture(element)
            elif tag == MC + "AlternateContent":
                self._walk_choice(element, self._run_content)
            elif tag == W + "ruby":
                self._walk(element)

    def _write(self, text: str) -> None:
        if not any(self._fields):
            self._pieces.append(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, element: _Element) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        self.notes.append((kind, element.get(W + "id", "")))
        if element.get(W + "customMarkFollows") not in ("1", "true", "on"):
            self._write(note_mark(len(self.notes)))

    def _picture(self, element: _Element) -> None:
        """Keep the text boxes of a drawing for after the paragraph; embedded objects are left out."""
        self.embedded += element.tag == W + "object"
        pending = [element]
        while pending:
            current = pending.pop()
            if current.tag == W + "txbxContent":
                self._boxes.append(current)
            elif current.tag == MC + "AlternateContent":
                pending.extend(chosen(current)[::-1])
            else:
                pending.extend(list(current)[::-1])

    def _walk_choice(self, element: _Element, walk: _Walk) -> None:
        for branch in chosen(element):
            walk(branch)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Walk = Callable[[_Element], None]


def chosen(alternate: _Element) -> list[_Element]:
    """Return the one branch of mc:AlternateContent that is read: the first choice with content, else the fallback."""
    branches = [b for b in alternate if b.tag == MC + "Choice" and len(b)]
    branches += [b for b in alternate if b.tag == MC + "Fallback"]
    return branches[:1]


def note_mark(position: int) -> str:
    """Return a note's mark as a reader sees it: a raised number, which no reader of figures takes for one."""
    return str(position).translate(_SUPERSCRIPT)


def is_end_deleted(properties: _Element | None) -> bool:
    """Whether the paragraph's end mark is a tracked deletion: its text then runs on into the next paragraph."""
    marks = child(properties, "rPr")
    if marks is None:
        return False
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        return _SYMBOLS.get(point - 0xF000, "▪")
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF else ""


def _is_on(element: _Element | None) -> bool:
    return element is not None and value(element) not in ("0", "false", "off")
