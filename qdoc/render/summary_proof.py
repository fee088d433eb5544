"""Owns the proof of a summary just made: its numbers are read back from the bytes and compared with the ledger.

What is read is the file, not the values it was made from; so a number that a template or the filling lost, changed or
printed without its bookmark is found before anything is written.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest

from qdoc.summary import Summary
from qdoc.summary.pieces import FIGURE_MARK, NUMBER_MARK, ROW_MARK, numbers_in
from qdoc.summary.prove import Fault, Found, NumberFault, prose_faults, prove

_TOKEN = re.compile(
    r'<w:bookmarkStart w:id="(\d+)" w:name="(q[nv]_\w+)"/>|<w:bookmarkEnd w:id="(\d+)"/>'
    r"|<w:t(?: [^>]*)?>([^<]+)</w:t>"
)
_ROW = re.compile(rf'<w:bookmarkStart w:id="\d+" w:name="({ROW_MARK}\w+)"/>')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]+)</w:t>")
_LABEL = re.compile(r"(?:附件|表|图)\d+(?:　|$)")
_CACHE, _VALUE = re.compile(r"<c:numCache>(.*?)</c:numCache>", re.DOTALL), re.compile(r"<c:v>([^<]*)</c:v>")


@dataclass(frozen=True, slots=True)
class Proved:
    """What a proof counted: numbers of the text in bookmarks, rows of the reconciliation table, what is wrong.

    ``typed``: numbers that a clerk typed into her own paragraphs; nothing proves them, nothing forbids them.
    """

    numbers: int
    rows: int
    typed: tuple[str, ...]
    faults: tuple[NumberFault, ...]


def prove_document(data: bytes, summary: Summary, *, strict: bool = True, given: tuple[str, ...] = ()) -> Proved:
    """Compare the numbers of the Word file ``data`` with ``summary``.

    ``strict``: every number of the main text needs a bookmark and none may be missing; of an office's own template
    only the bookmarked ones are compared. ``given``: words that were given and not counted (the document's date).
    """
    found = (*read_numbers(data), *_charted(data, summary))
    typed = tuple(fault.text for fault in prose_faults(summary))
    free = Counter(typed) + Counter(number[0] for text in given for number in numbers_in(text))
    faults = []
    for fault in prove(found if strict else (one for one in found if one.mark), summary, whole=strict):
        if fault.fault is Fault.UNSOURCED and not fault.mark and free[fault.text] > 0:
            free[fault.text] -= 1
        else:
            faults.append(fault)
    marked = sum(one.mark.startswith((FIGURE_MARK, NUMBER_MARK)) for one in found)
    return Proved(marked, sum(one.mark.startswith(ROW_MARK) for one in found), typed, tuple(faults))


def read_numbers(data: bytes) -> Iterator[Found]:
    """Return the numbers of a summary made by ``summary_docx`` in their order: each with its bookmark, or without one.

    The main text ends with its section; of the annexes only the rows that a bookmark names are returned, whole.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    end = xml.find("<w:sectPr")
    yield from _main_text(xml, end)
    for row in _ROW.finditer(xml, end):
        cells = xml[row.start() : xml.index("</w:tr>", row.end())].split("</w:tc>")
        words = ["".join(map(unescape, _TEXT.findall(cell))) for cell in cells]
        yield Found(row[1], "\t".join(words), f"对账表“{words[0]}”")


def _main_text(xml: str, until: int) -> Iterator[Found]:
    """The numbers of each paragraph up to ``until``: bookmarked ones, then those without a bookmark."""
    for paragraph in xml[:until].split("</w:p>"):
        tokens = _TOKEN.findall(paragraph)
        number, taken = "", ""  # the bookmark that is open, and its words; none of ours stands in another
        found: list[tuple[str, str]] = []
        words: list[str] = []
        free: list[str] = []
        for started, name, ended, text in tokens:
            if text:
                text = unescape(text) if "&" in text else text
                words.append(text)
                if number:
                    taken += text
                else:
                    free.append(text)
            elif started:
                number, mark, taken = started, name, ""
            elif ended == number:
                found.append((mark, taken))
                number = ""
                free.append("\0")
        line = "".join(free)
        if not _LABEL.match(line):
            found += [("", one[0]) for one in numbers_in(line)]
        if found:
            place = _place(words)
            yield from (Found(mark, text, place) for mark, text in found)


def _charted(data: bytes, summary: Summary) -> Iterator[Found]:
    """The numbers in the file's charts, each as the figure at its place, or as the number that stands there instead."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/charts/qdoc")]
        drawn = [archive.read(name).decode() for name in sorted(names, key=lambda name: int(name[16:-4]))]
    for chart, xml in zip(summary.charts, drawn, strict=False):
        figures = [figure for _, series in chart.series for figure in series]
        for figure, value in zip_longest(
            figures, [value for cache in _CACHE.findall(xml) for value in _VALUE.findall(cache)]
        ):
            if figure is None or value is None:
                yield Found("" if figure is None else f"{FIGURE_MARK}{figure.key}_0", value or "", chart.title)
            else:
                same = float(value) == float(figure.text.rstrip("%"))
                yield Found(f"{FIGURE_MARK}{figure.key}_0", figure.text if same else value, chart.title)


def _place(words: list[str]) -> str:
    text = "".join(words)
    return f"“{text[:16]}…”" if len(text) > 16 else f"“{text}”"
