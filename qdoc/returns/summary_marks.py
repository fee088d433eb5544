"""Owns going through a Word document's paragraphs and bookmarks: where in the text each of them begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from qdoc.read.docx_body import join_number
from qdoc.read.docx_names import MC, W, child, number, value
from qdoc.read.docx_numbering import Numbering, Styles
from qdoc.read.docx_runs import RunReader, chosen, is_end_deleted

if TYPE_CHECKING:
    from lxml.etree import _Element

_START, _END = W + "bookmarkStart", W + "bookmarkEnd"
_DELETED = (W + "del", W + "moveFrom")
_THROUGH = (W + "customXml", W + "ins", W + "moveTo")

BODY, TABLE, BOX, NOTE = "body", "table", "box", "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between two signs: which paragraph (from 0), how many signs of it stand before."""

    paragraph: int
    offset: int


@dataclass(slots=True)
class Bookmark:
    """A bookmark as it stands in the file; one whose end is gone ends with its paragraph (``end`` None)."""

    name: str
    start: Spot
    end: Spot | None = None


@dataclass(slots=True)
class MarkedText:
    """One paragraph: its text as a reader sees it, where it stands, its heading level (0: none)."""

    text: str
    where: str
    level: int = 0


@dataclass(slots=True)
class MarkedDocument:
    """All paragraphs of a story and all bookmarks in it, in the order of the file."""

    paragraphs: list[MarkedText] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)


class _Runs(RunReader):
    """Reads a paragraph as ``RunReader`` does, and notes each bookmark with the signs that stand before it."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[tuple[_Element, int]] = []

    def _walk(self, parent: _Element | Iterable[_Element]) -> None:
        for element in parent:
            if element.tag in (_START, _END):
                self._meet(element)
            elif element.tag in _DELETED:
                self.deletions += 1
                for mark in element.iter(_START, _END):
                    self._meet(mark)
            else:
                super()._walk(cast("_Element", (element,)))

    def _run_content(self, run: _Element) -> None:
        for element in run:
            if element.tag in (_START, _END):  # not where the schema wants them, but some programs put them there
                self._meet(element)
        super()._run_content(run)

    def _meet(self, mark: _Element) -> None:
        self.met.append((mark, sum(map(len, self._pieces))))


class MarkReader:
    """Goes through one document once. Tracked insertions are in, deletions are out, as in ``qdoc.read``."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.document = MarkedDocument()
        self.runs = _Runs()
        self._styles, self._numbering = styles, numbering
        self._open: dict[str, list[Bookmark]] = {}
        self._carried = ""
        self._levels: dict[str | None, int | None] = {}

    def read(self, story: _Element, where: str = BODY) -> MarkedDocument:
        """Append the paragraphs and bookmarks of ``story`` (a body, a cell, a note) and return the document."""
        self._flow(story, where)
        if self._carried:
            self._append(self._carried, where, 0)
            self._carried = ""
        return self.document

    def _flow(self, parent: _Element, where: str) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "p":
                self._paragraph(element, where)
            elif tag in (_START, _END):
                self._mark(element, len(self._carried))
            elif tag == MC + "AlternateContent":
                for branch in chosen(element):
                    self._flow(branch, where)
            elif tag in (W + "tbl", W + "tr", W + "tc"):
                if not _is_deleted_row(element):
                    self._flow(element, TABLE)
            elif tag == W + "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._flow(content, where)
            elif tag in _THROUGH:
                self._flow(element, where)

    def _paragraph(self, element: _Element, where: str) -> None:
        before = self._carried
        self.runs.met = []
        shown = self.runs.read(element)
        properties = child(element, "pPr")
        level = self._plain_level(properties)
        if level is not None and not before and not self.runs.met and not shown.boxes:
            self._append(shown.text, where, level)
            return
        runs_on = is_end_deleted(properties)
        joined = shown.text if runs_on else join_number(self._numbering.next(properties), before + shown.text)
        shift = 0 if runs_on else len(joined) - len(before + shown.text)
        for mark, offset in self.runs.met:
            self._mark(mark, shift + len(before) + offset)
        if runs_on:  # its end mark was deleted: it runs on into the next paragraph
            self._carried = before + shown.text
        else:
            self._carried = ""
            self._append(joined, where, self._outline(properties))
        for box in shown.boxes:
            self._flow(box, BOX)

    def _plain_level(self, properties: _Element | None) -> int | None:
        """The heading level of a paragraph that has nothing but a style without a number; None for any other."""
        if properties is not None and (len(properties) != 1 or properties[0].tag != W + "pStyle"):
            return None
        style = value(properties[0]) if properties is not None else None
        if style not in self._levels:
            numbered = self._styles.numbering(style or self._styles.default)
            self._levels[style] = None if numbered is not None else self._styles.outline(style)
        return self._levels[style]

    def _append(self, text: str, where: str, level: int) -> None:
        self.document.paragraphs.append(MarkedText(text, where, level))

    def _mark(self, element: _Element, offset: int) -> None:
        spot, key = Spot(len(self.document.paragraphs), offset), element.get(W + "id", "")
        if element.tag == _START:
            made = Bookmark(element.get(W + "name", ""), spot)
            self.document.bookmarks.append(made)
            self._open.setdefault(key, []).append(made)
        elif self._open.get(key):
            self._open[key].pop().end = spot

    def _outline(self, properties: _Element | None) -> int:
        own = number(child(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < 9 else 0
        return self._styles.outline(value(child(properties, "pStyle")))


def _is_deleted_row(element: _Element) -> bool:
    if element.tag == W + "tc":
        return child(child(element, "tcPr"), "cellDel") is not None
    properties = child(element, "trPr") if element.tag == W + "tr" else None
    return properties is not None and any(mark.tag == W + "del" for mark in properties)
