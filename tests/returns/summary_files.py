"""Owns year-end summaries as Word files for tests: made from passages by hand, and edited as programs leave them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from qdoc.summary.pieces import CELL_MARK, FIGURE_MARK, SLOT_MARK, Cell, Figure, Passage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
Line = Passage | str
"""A paragraph of the file: a passage with its bookmarks, or a line of its own; one that starts with # is a heading."""


class _Writer:
    def __init__(self) -> None:
        self._id = 0
        self._counts: dict[str, int] = {}

    def paragraph(self, line: Line) -> str:
        if isinstance(line, str):
            style = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' if line.startswith("#") else ""
            return f"<w:p>{style}{run(line.removeprefix('#'))}</w:p>"
        inside = "".join(self._piece(piece) for piece in line.pieces)
        return f"<w:p>{self._marked(SLOT_MARK + line.slot, inside)}</w:p>"

    def _piece(self, piece: str | Figure | Cell) -> str:
        if isinstance(piece, Figure):
            return self._marked(self._name(FIGURE_MARK + piece.key), run(piece.text))
        if isinstance(piece, Cell) and piece.marked:
            return self._marked(self._name(CELL_MARK + piece.mark), run(piece.text))
        return run(piece if isinstance(piece, str) else piece.text)

    def _name(self, base: str) -> str:
        self._counts[base] = self._counts.get(base, 0) + 1
        return f"{base}_{self._counts[base]}"

    def _marked(self, name: str, inside: str) -> str:
        self._id += 1
        here = self._id
        return f'<w:bookmarkStart w:id="{here}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{here}"/>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def summary_file(lines: Iterable[Line], properties: Sequence[tuple[str, str]] = ()) -> bytes:
    """A .docx of ``lines``."""
    writer = _Writer()
    body = "".join(writer.paragraph(line) for line in lines)
    return packed(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', properties)


def packed(document: str, properties: Sequence[tuple[str, str]] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", document)
        if properties:
            given = "".join(
                f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
                f"<vt:lpwstr>{value}</vt:lpwstr></property>"
                for pid, (name, value) in enumerate(properties, 2)
            )
            custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
            types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
            package.writestr(
                "docProps/custom.xml", f'<Properties xmlns="{custom}" xmlns:vt="{types}">{given}</Properties>'
            )
    return out.getvalue()


def edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """``data`` with its body (w:body) changed by ``edit``; every other part as it is."""
    source = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(source.read("word/document.xml"))
    body = root.find(f"{_W}body")
    assert body is not None
    edit(body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            made = etree.tostring(root) if info.filename == "word/document.xml" else source.read(info.filename)
            package.writestr(info.filename, made)
    return out.getvalue()


def paragraphs(body: etree._Element) -> list[etree._Element]:
    return list(body.iter(f"{_W}p"))


def passage_of(body: etree._Element, slot: str) -> etree._Element:
    """The paragraph that holds the bookmark of ``slot``."""
    for mark in body.iter(f"{_W}bookmarkStart"):
        if mark.get(f"{_W}name") == SLOT_MARK + slot:
            found: etree._Element | None = mark
            while found is not None and found.tag != f"{_W}p":
                found = found.getparent()
            assert found is not None
            return found
    raise AssertionError(f"no passage {slot}")


def mark_of(paragraph: etree._Element, name: str) -> tuple[etree._Element, etree._Element]:
    """The start and the end of the first bookmark in ``paragraph`` whose name begins with ``name``."""
    start = next(m for m in paragraph.iter(f"{_W}bookmarkStart") if str(m.get(f"{_W}name")).startswith(name))
    root = paragraph.getroottree().getroot()
    end = next(m for m in root.iter(f"{_W}bookmarkEnd") if m.get(f"{_W}id") == start.get(f"{_W}id"))
    return start, end


def unmark(paragraph: etree._Element, name: str = "") -> None:
    """Take away the bookmarks of ``paragraph`` whose names begin with ``name``, as typing over them does."""
    for start in [m for m in paragraph.iter(f"{_W}bookmarkStart") if str(m.get(f"{_W}name")).startswith(name)]:
        for mark in mark_of(paragraph, str(start.get(f"{_W}name"))):
            above = mark.getparent()
            assert above is not None
            above.remove(mark)


def texts(paragraph: etree._Element) -> list[etree._Element]:
    return list(paragraph.iter(f"{_W}t"))


def reword(paragraph: etree._Element, old: str, new: str) -> None:
    """Replace ``old`` by ``new`` in the words of ``paragraph``: what is new stands in the first run, marks stay."""
    whole = words(paragraph)
    start = whole.index(old)
    end, at, left = start + len(old), 0, new
    for text in texts(paragraph):
        mine = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(mine))
        if first < last:
            text.text = mine[:first] + left + mine[last:]
            left = ""
        at += len(mine)


def type_over(paragraph: etree._Element, text: str) -> None:
    """Select the whole paragraph and type: all its bookmarks are lost."""
    for child in list(paragraph):
        if child.tag != f"{_W}pPr":
            paragraph.remove(child)
    paragraph.append(etree.fromstring(run(text).replace("<w:r>", f'<w:r xmlns:w="{W}">')))


def new_paragraph(text: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{W}">{run(text)}</w:p>')


def words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in texts(paragraph))
