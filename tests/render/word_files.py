"""Owns small Word files for tests: built from a few signs, read back as plain lines."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.sax.saxutils import escape

import docx
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Block = str | list[list[str]]
"""A paragraph (¦ parts its runs), a table (rows of cells; ¶ parts a cell's paragraphs), or XML as it is."""


def paragraph(text: str) -> str:
    """The XML of a paragraph whose runs ¦ parts; every second run is bold, as Word splits tags."""
    runs = (
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if number % 2 else ""}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for number, piece in enumerate(text.split("¦"))
    )
    return f"<w:p>{''.join(runs)}</w:p>"


def table(rows: list[list[str]]) -> str:
    """The XML of a table."""
    width = 9000 // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            + "".join(paragraph(text) for text in cell.split("¶"))
            + "</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def word(*blocks: Block, footer: str = "", title: str = "") -> bytes:
    """A .docx of these blocks, with a footer and a title where given."""
    body = "".join(
        table(block) if isinstance(block, list) else block if block.startswith("<w:") else paragraph(block)
        for block in blocks
    )
    members, before, behind = _frame(footer, title)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in members:
            made.writestr(name, f"{before}{body}{behind}" if name == "word/document.xml" else content)
    return target.getvalue()


@cache
def _frame(footer: str, title: str) -> tuple[tuple[tuple[str, bytes], ...], str, str]:
    """An empty document's parts, and its main part before and behind the body: made once, python-docx is slow."""
    document = docx.Document()
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as archive:
        members = tuple((name, archive.read(name)) for name in archive.namelist())
    xml = dict(members)["word/document.xml"].decode()
    return members, xml[: xml.index("<w:sectPr")], xml[xml.index("<w:sectPr") :]


def lines(data: bytes) -> list[str]:
    """What a reader sees: each paragraph a line, each table row a line of cells parted by │ (a merged cell shows ″)."""
    shown: list[str] = []
    for element in etree.fromstring(part(data, "word/document.xml").encode())[0]:
        name = element.tag.rpartition("}")[2]
        if name == "p":
            shown.append(_text(element))
        elif name == "tbl":
            for row in element.findall(f"{{{W}}}tr"):
                shown.append("│".join(_cell(cell) for cell in row.findall(f"{{{W}}}tc")))
    return shown


def _cell(cell: object) -> str:
    merge = cell.find(f"{{{W}}}tcPr/{{{W}}}vMerge")  # type: ignore[attr-defined]
    if merge is not None and merge.get(f"{{{W}}}val") != "restart":
        return "″"
    return "¶".join(_text(each) for each in cell.findall(f"{{{W}}}p"))  # type: ignore[attr-defined]


def _text(element: object) -> str:
    signs = {"t": None, "br": "\n", "tab": "\t"}
    pieces = []
    for each in element.iter():  # type: ignore[attr-defined]
        name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
        parent = each.getparent()
        if name in signs and parent is not None and parent.tag == f"{{{W}}}r":
            pieces.append(signs[name] or each.text or "")
    return "".join(pieces)


def part(data: bytes, name: str) -> str:
    """One part of the package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
