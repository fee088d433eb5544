"""Owns reading a year-end summary that was edited in Word, WPS or LibreOffice: its paragraphs and their marks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.errors import DamagedFile, LimitExceeded
from qdoc.read import limits
from qdoc.read.docx_names import STRICT, W, child
from qdoc.read.docx_numbering import Numbering, Styles
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart
from qdoc.returns.summary_marks import BODY, BOX, NOTE, TABLE, Bookmark, MarkedDocument, MarkReader
from qdoc.summary.pieces import CELL_MARK, FIGURE_MARK, SLOT_MARK
from qdoc.summary.seal import PROPERTY

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/custom.xml"
_WHERE = {TABLE: "表格", BOX: "文本框", NOTE: "脚注"}
_ANOTHER = "请用 Word 或 WPS 打开后另存一份再试"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is left of a bookmark in one paragraph: its prefix, the rest of its name, and the signs that it covers.

    ``part``: which of the paragraphs that the bookmark covers this is, from 0 (a paragraph that was split has several).
    """

    prefix: str
    name: str
    start: int
    end: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """One paragraph that says something. ``number``: which one under its heading (from 1); ``section``: that heading.

    ``where``: body, table, box (a text box) or note (a footnote); ``level``: of a heading, else 0.
    """

    number: int
    text: str
    where: str = BODY
    level: int = 0
    section: str = ""
    marks: tuple[Mark, ...] = ()

    def marked(self, prefix: str) -> tuple[Mark, ...]:
        """Its marks of one kind, in their order."""
        return tuple(mark for mark in self.marks if mark.prefix == prefix)

    @property
    def place(self) -> str:
        """Where a clerk finds it."""
        begins = self.text.strip()[:12] + ("…" if len(self.text.strip()) > 12 else "")
        if self.level:
            return f"标题“{begins}”"
        under = f"“{self.section}”" if self.section else ""
        if self.where != BODY:
            return f"{under}{_WHERE[self.where]}“{begins}”"
        return f"{under or '标题前'}第 {self.number} 段"


@dataclass(frozen=True, slots=True)
class ReturnedSummary:
    """A summary as it came back. ``properties``: custom ones of the file; ``deletions``: tracked ones in its text.

    ``comments``: whether it has some; they are not read.
    """

    name: str
    sha256: str
    paragraphs: tuple[ReturnedParagraph, ...]
    properties: tuple[tuple[str, str], ...] = ()
    deletions: int = 0
    comments: bool = False


MAX_PARAGRAPHS = 200_000
"""Paragraphs, those of table cells too; the summary of 5,000 items has 117,000."""


def read_summary(data: bytes, name: str) -> ReturnedSummary | None:
    """Return the summary in the Word file ``data``; None where neither a bookmark nor a seal says that it is one.

    Text boxes and footnotes are in, comments are not; tracked insertions count, deletions do not. Raises as
    ``qdoc.read.guard`` does for unsafe and broken files.
    """
    package = Package(data, name)
    if _DOCUMENT not in package:
        return None
    raw = package.read(_DOCUMENT)
    if SLOT_MARK.encode() not in raw and not _is_sealed(_properties(package)):
        return None
    return _marked(data, name)


@heavy_apart(ReturnedSummary | None)
def _marked(data: bytes, name: str) -> ReturnedSummary | None:
    package = Package(data, name)
    properties = tuple(_properties(package))
    sealed = _is_sealed(properties)
    root = _xml(package, _DOCUMENT)
    body = child(root, "body")
    if body is None:
        raise DamagedFile("Word 文件没有正文", file=name, place=_DOCUMENT, hint=_ANOTHER)
    styles = Styles(_part(package, "word/styles.xml"))
    reader = MarkReader(styles, Numbering(_part(package, "word/numbering.xml"), styles))
    reader.read(body)
    called = tuple(reader.runs.notes)
    notes = {kind: _notes(package, kind) for kind in dict.fromkeys(kind for kind, _ in called)}
    for kind, key in called:
        for note in notes[kind].get(key, ()):
            reader.read(note, NOTE)
    _refuse_long(reader.document, name)
    paragraphs = _paragraphs(reader.document)
    if not sealed and not any(mark.name.startswith(SLOT_MARK) for mark in reader.document.bookmarks):
        return None
    comments = "word/comments.xml" in package
    sha256 = hashlib.sha256(data).hexdigest()
    return ReturnedSummary(name, sha256, paragraphs, properties, reader.runs.deletions, comments)


def _notes(package: Package, kind: str) -> dict[str, list[_Element]]:
    """The footnotes (endnotes) of the file by their id."""
    root = _part(package, f"word/{kind}s.xml")
    found: dict[str, list[_Element]] = {}
    for note in root.iterfind(W + kind) if root is not None else ():
        found.setdefault(note.get(W + "id", ""), []).append(note)
    return found


def _refuse_long(document: MarkedDocument, name: str) -> None:
    signs = sum(len(each.text) for each in document.paragraphs)
    if len(document.paragraphs) > MAX_PARAGRAPHS or signs > limits.MAX_TEXT_CHARS:
        raise LimitExceeded(
            f"有 {len(document.paragraphs):,} 段、{signs:,} 个字",
            file=name,
            rule=f"一份总结不超过 {MAX_PARAGRAPHS:,} 段、{limits.MAX_TEXT_CHARS:,} 个字",
            hint="请核对是不是发错了文件；是总结的，请删去附表等不用收回的部分再试",
        )


def _is_sealed(properties: Iterable[tuple[str, str]]) -> bool:
    """Whether a property says that it is a summary: all bookmarks may be lost, and what it says is left."""
    return any(key == PROPERTY for key, _ in properties)


def _paragraphs(document: MarkedDocument) -> tuple[ReturnedParagraph, ...]:
    marks = _marks(document)
    found: list[ReturnedParagraph] = []
    section, count = "", 0
    for at, each in enumerate(document.paragraphs):
        if not each.text.strip():
            continue
        heads = bool(each.level) and each.where == BODY
        if each.where == BODY and not heads:
            count += 1
        found.append(ReturnedParagraph(count, each.text, each.where, each.level, section, tuple(marks.get(at, ()))))
        if heads:
            section, count = each.text.strip(), 0
    return tuple(found)


def _marks(document: MarkedDocument) -> dict[int, list[Mark]]:
    """Each bookmark of qdoc's, cut where its paragraphs end: one mark for every paragraph that it covers signs of."""
    found: dict[int, list[Mark]] = {}
    for bookmark in document.bookmarks:
        prefix = next((one for one in (SLOT_MARK, FIGURE_MARK, CELL_MARK) if bookmark.name.startswith(one)), "")
        if not prefix:
            continue
        name = bookmark.name.removeprefix(prefix)
        for part, (at, start, end) in enumerate(_covered(bookmark, document)):
            found.setdefault(at, []).append(Mark(prefix, name, start, end, part))
    for marks in found.values():
        marks.sort(key=lambda mark: (mark.start, -mark.end))
    return found


def _covered(bookmark: Bookmark, document: MarkedDocument) -> Iterable[tuple[int, int, int]]:
    start, end = bookmark.start, bookmark.end
    last = min(end.paragraph if end is not None else start.paragraph, len(document.paragraphs) - 1)
    for at in range(start.paragraph, last + 1):
        text = document.paragraphs[at].text
        size = len(text)
        first = start.offset if at == start.paragraph else 0
        until = end.offset if end is not None and at == end.paragraph else size
        if text[first:until].strip():
            yield at, first, min(until, size)


def _part(package: Package, member: str) -> _Element | None:
    return _xml(package, member) if member in package else None


def _xml(package: Package, member: str) -> _Element:
    data = package.read(member)
    for strict, usual in STRICT if STRICT[0][0] in data[:8192] else ():
        data = data[:8192].replace(strict, usual) + data[8192:]
    return package.tree(data, member)


def _properties(package: Package) -> Iterable[tuple[str, str]]:
    root = _part(package, _PROPERTIES)
    for each in root if root is not None else ():
        yield str(each.get("name", "")), "".join(str(text) for text in each.itertext()).strip()
