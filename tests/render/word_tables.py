"""Owns the quick reading of a made Word file for tests: its tables as rows of cell texts, and its paragraphs."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Table = list[list[str]]
_P, _R, _T, _BR, _TAB, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "r", "t", "br", "tab", "tbl", "tr", "tc"))
_SDT = f"{W}sdt"
_MERGE, _STATE = f"{W}vMerge", f"{W}val"


def read_tables(data: bytes) -> list[Table]:
    """Every table as rows of cells; paragraphs of a cell are parted by \\n, a merged cell says what it continues."""
    return [_table(each) for each in _body(data) if each.tag == _TBL]


def read_paragraphs(data: bytes) -> list[str]:
    """The paragraphs outside tables."""
    return [_text(each) for each in _body(data) if each.tag == _P]


def read_form(table: Table) -> dict[str, str]:
    """A form of labels, each with its value right of it; a label that stands twice is an error."""
    pairs = [(row[at], row[at + 1]) for row in table for at in range(0, len(row) - 1, 2)]
    form = dict(pairs)
    assert len(form) == len(pairs), [label for label, _ in pairs]
    return form


@lru_cache(maxsize=1)
def _body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def _table(table: etree._Element) -> Table:
    rows: Table = []
    for row in table.iterchildren(_TR):
        cells: list[str] = []
        for cell in row.iterchildren(_TC):
            merge = next((each for each in cell[0] if each.tag == _MERGE), None)
            if merge is not None and merge.get(_STATE) != "restart":
                assert not any(cell.itertext()), "what continues a merged cell is empty"
                cells.append(rows[-1][len(cells)])
            else:
                cells.append("\n".join([_text(each) for each in _paragraphs(cell)]))
        rows.append(cells)
    return rows


def _paragraphs(cell: etree._Element) -> list[etree._Element]:
    """The paragraphs of a cell, those inside a control around them too (LibreOffice saves them so)."""
    found: list[etree._Element] = []
    for each in cell:
        if each.tag == _P:
            found.append(each)
        elif each.tag == _SDT:
            found += each.find(f"{W}sdtContent").iterchildren(_P)
    return found


def _text(paragraph: etree._Element) -> str:
    """What a reader sees: no hidden runs, and nothing in a control that waits to be filled in."""
    pieces: list[str] = []
    for child in paragraph:
        if child.tag == _SDT:
            waits = child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            pieces.append("" if waits else _text(child.find(f"{W}sdtContent")))
        elif child.tag == _R and child.find(f"{W}rPr/{W}vanish") is None:
            pieces += [_sign(each) for each in child]
    return "".join(pieces)


def _sign(each: etree._Element) -> str:
    return each.text or "" if each.tag == _T else {_BR: "\n", _TAB: "\t"}.get(each.tag, "")
