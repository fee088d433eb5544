"""Owns what a clerk holds in her hands, for the recount: 台账.xlsx and the summary made of it, read by plain tools."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from functools import cache

import openpyxl
from lxml import etree

from qdoc.render.summary_docx import summary_docx
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.silent import find_silent
from qdoc.summary import summarise
from tests.summary.ledger_of_yunxi import LEDGER
from tests.summary.year_of_yunxi import year

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEDGERS = {"year": year, "hand": lambda: LEDGER}


@dataclass
class Made:
    """A ledger as a workbook, and its summary as a Word file: what a clerk holds in her hands."""

    book: openpyxl.Workbook
    document: bytes
    lines: list[dict[str, str]] = field(default_factory=list)
    returns: list[dict[str, str]] = field(default_factory=list)
    acts: list[dict[str, str]] = field(default_factory=list)


@cache
def made(name: str) -> Made:
    data = ledger_xlsx(LEDGERS[name]())
    record = read_ledger(data, "台账.xlsx")
    summary = summarise(record, as_of="2026-12-20", missing=find_silent(record, None, "2026-12-20"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    result = Made(book, summary_docx(summary, office="云溪区质量强区办", dated="2026年12月25日"))
    result.lines = sheet(book, "台账")
    result.returns = sheet(book, "填报记录")
    result.acts = sheet(book, "办理记录")
    return result


def sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, str]]:
    if name not in book.sheetnames:
        return []
    rows = [
        [str(cell.value if cell.value is not None else "").strip() for cell in row] for row in book[name].iter_rows()
    ]
    start = next(at for at, row in enumerate(rows) if sum(map(bool, row)) > 4)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :] if any(row)]


def bookmarks(document: bytes) -> dict[str, str]:
    """Every bookmark with the text between its ends, read by lxml."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name")
            assert name not in found, f"{name} twice"
            assert len(name) <= 40, name
            names[node.get(f"{W}id")] = name
            found[name] = ""
        elif node.tag == f"{W}bookmarkEnd":
            names.pop(node.get(f"{W}id"))
        else:
            for name in names.values():
                found[name] += node.text or ""
    assert not names
    return found
