"""Owns the quick reading of a made Word file for tests: its tables as rows of cell texts, and its paragraphs."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Table = list[list[str]]


def read_tables(data: bytes) -> list[Table]:
    """Every table as rows of cells; paragraphs of a cell are parted by \\n, a merged cell says what it continues."""
    return [_table(each) for each in _body(data) if each.tag == f"{W}tbl"]


def read_paragraphs(data: bytes) -> list[str]:
    """The paragraphs outside tables."""
    return [_text(each) for each in _body(data) if each.tag == f"{W}p"]


def read_form(table: Table) -> dict[str, str]:
    """A form of labels, each with its value right of it; a label that stands twice is an error."""
    pairs = [(row[at], row[at + 1]) for row in table for at in range(0, len(row) - 1, 2)]
    form = dict(pairs)
    assert len(form) == len(pairs), [label for label, _ in pairs]
    return form


def _body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def _table(table: etree._Element) -> Table:
    rows: Table = []
    for row in table.iterchildren(f"{W}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                assert not any(cell.itertext()), "what continues a merged cell is empty"
                cells.append(rows[-1][len(cells)])
            else:
                cells.append("\n".join(_text(each) for each in cell.iterchildren(f"{W}p")))
        rows.append(cells)
    return rows


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for run in paragraph.iterchildren(f"{W}r"):
        for each in run:
            if each.tag == f"{W}t":
                pieces.append(each.text or "")
            elif each.tag in (f"{W}br", f"{W}tab"):
                pieces.append("\n" if each.tag == f"{W}br" else "\t")
    return "".join(pieces)
