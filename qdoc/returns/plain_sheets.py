"""Owns reading a plain workbook quickly: sheets of texts, numbers and days, taken straight from their XML.

Whatever is not plain (formulas, error values, unusual cells or parts) is left to ``qdoc.returns.workbook``, which reads
some seven times slower and says by cell what is wrong; both give the same texts.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from qdoc.errors import DamagedFile, QdocError
from qdoc.read.guard import Package
from qdoc.returns.cell_text import text_of
from qdoc.returns.plain_cells import number_text, sheet_rows, string_texts
from qdoc.returns.workbook import MAX_COLUMNS, MAX_ROWS, Sheet, check_container, open_workbook

MAX_RECORD_ROWS = 100_000
"""Lines that a sheet of returns may have: some 5,000 items, five units each, four quarters."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OF_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_C, _F, _V, _T, _R, _IS = f"{_MAIN}c", f"{_MAIN}f", f"{_MAIN}v", f"{_MAIN}t", f"{_MAIN}r", f"{_MAIN}is"


class _NotPlain(Exception):
    """Something that this reader leaves to the other one."""


class PlainSheets(Mapping[str, Sheet]):
    """The sheets of a workbook by name, each read when it is asked for."""

    def __init__(self, data: bytes, name: str, long: tuple[str, ...]) -> None:
        """``long``: sheets that may have MAX_RECORD_ROWS lines. Raises as ``open_workbook`` for what is no workbook."""
        self._data, self._name, self._long = data, name, long
        self._package: Package = check_container(data, name)
        self._read: dict[str, Sheet] = {}
        self._slow: Mapping[str, Sheet] | None = None
        try:
            parts = list(_sheet_parts(self._package))
            self._parts = dict(parts)
            if len(self._parts) != len(parts) or not parts:
                raise _NotPlain
            self._strings = _strings(self._package)
            self._days = _day_looks(self._package)
        except (_NotPlain, QdocError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError):
            self._slow = self._slowly()

    def __getitem__(self, name: str) -> Sheet:
        if self._slow is not None:
            return self._slow[name]
        if name not in self._read:
            part, most = self._parts[name], MAX_RECORD_ROWS if name in self._long else MAX_ROWS
            try:
                self._read[name] = _sheet(name, self._package.read(part), self._strings, self._days, most)
                self._package.drop(part)
            except (_NotPlain, QdocError, etree.XMLSyntaxError, KeyError, ValueError, IndexError, TypeError):
                self._slow = self._slowly()
                if name not in self._slow:  # its own list of sheets is broken
                    hint = "请用 Excel 或 WPS 打开后另存一份再试"
                    raise DamagedFile(f"工作表“{name}”读不出来", file=self._name, hint=hint) from None
                return self._slow[name]
        return self._read[name]

    def _slowly(self) -> Mapping[str, Sheet]:
        """All sheets as the library reads them; what was read so far is let go of first."""
        self._package = Package(self._data, self._name)
        self._read, self._strings = {}, []
        return open_workbook(self._data, self._name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts if self._slow is None else self._slow)

    def __len__(self) -> int:
        return len(self._parts if self._slow is None else self._slow)


def _parse(content: bytes, *tags: str) -> Iterator[Any]:
    parser = etree.iterparse(io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True)
    for _, element in parser:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    targets: dict[str, str] = {}
    for link in package.xml("xl/_rels/workbook.xml.rels"):
        target = link.get("Target", "/")
        inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        targets[link.get("Id", "")] = inside
    book = package.xml(_BOOK)
    settings = book.find(f"{_MAIN}workbookPr")
    if settings is not None and settings.get("date1904") in ("1", "true"):
        raise _NotPlain
    sheets = book.find(f"{_MAIN}sheets")
    if sheets is None:
        raise _NotPlain
    for sheet in sheets:
        part = targets[sheet.get(f"{_OF_OFFICE}id", "")]
        if not part.startswith("xl/worksheets/"):
            raise _NotPlain
        yield sheet.get("name", ""), part


def _strings(package: Package) -> list[str]:
    if _STRINGS not in package:
        return []
    content = package.read(_STRINGS)
    package.drop(_STRINGS)
    usual = string_texts(content)
    if usual is not None:
        return usual
    return [text_of(_text(item).replace("x005F_", "")) for item in _parse(content, f"{_MAIN}si")]


def _text(item: Any) -> str:
    """The text of a string item or an inline string: its own, and that of its runs; readings above it left out."""
    if len(item) == 1 and item[0].tag == _T:
        return item[0].text or ""
    pieces = [child.text for child in item if child.tag == _T]
    pieces += [part.text for run in item if run.tag == _R for part in run if part.tag == _T]
    return "".join(piece for piece in pieces if piece)


def _day_looks(package: Package) -> list[bool | None]:
    """For each look of a cell whether it shows numbers as days; None where it shows them in a way not read here."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    styles = package.xml(_STYLES)
    formats = dict(BUILTIN_FORMATS)
    for one in styles.iter(f"{_MAIN}numFmt"):
        formats[int(one.get("numFmtId", ""))] = one.get("formatCode", "")
    looks = styles.find(f"{_MAIN}cellXfs")
    found: list[bool | None] = []
    for look in looks if looks is not None else ():
        shown = formats.get(int(look.get("numFmtId", "0")), "General")
        odd = shown.endswith("%") or is_timedelta_format(shown)
        found.append(None if odd else bool(is_date_format(shown)))
    return found


def _sheet(name: str, content: bytes, strings: list[str], days: list[bool | None], most: int) -> Sheet:
    usual = sheet_rows(content, strings, days, most)
    if usual is not None:
        return Sheet(name, usual[0], tuple(sorted(map(_area, usual[1]))), hidden=usual[2])
    rows: list[tuple[str, ...]] = []
    merged: list[tuple[int, int, str]] = []
    hidden: set[int] = set()
    at = 0
    for element in _parse(content, f"{_MAIN}row", f"{_MAIN}mergeCell"):
        if element.tag != f"{_MAIN}row":
            merged.append(_area(element.get("ref")))
            continue
        at = int(element.get("r") or at + 1)
        texts = _texts(element, strings, days)
        if not texts:
            continue
        if at > most or at <= len(rows):
            raise _NotPlain
        rows.extend(((),) * (at - 1 - len(rows)))
        rows.append(texts)
        if element.get("hidden") in ("1", "true"):
            hidden.add(at)
    return Sheet(name, tuple(rows), tuple(sorted(merged)), hidden=frozenset(hidden))


def _texts(row: Any, strings: list[str], days: list[bool | None]) -> tuple[str, ...]:
    texts: list[str] = []
    column = 0
    for cell in row:
        if cell.tag != _C:
            raise _NotPlain
        place = cell.get("r")
        column = _column(place) if place else column + 1
        if not len(cell):
            continue
        text = _value(cell, strings, days)
        if not text:
            continue
        if column <= len(texts) or column > MAX_COLUMNS:
            raise _NotPlain
        texts.extend([""] * (column - 1 - len(texts)))
        texts.append(text)
    return tuple(texts)


def _value(cell: Any, strings: list[str], days: list[bool | None]) -> str:
    kind, first = cell.get("t", "n"), cell[-1]
    alone = len(cell) == 1 or (len(cell) == 2 and cell[0].tag == _F and first.tag == _V)  # a formula with its result
    if not alone or first.tag not in (_V, _IS):
        raise _NotPlain
    value = first.text
    if kind == "inlineStr" and first.tag == _IS:
        return text_of(_text(first))
    if first.tag == _IS or value is None:
        raise _NotPlain
    if kind == "s":
        return strings[int(value)]
    if kind == "str":
        return text_of(value)
    if kind == "b":
        return text_of(bool(int(value)))
    look = cell.get("s")
    day = days[int(look)] if look else False
    if kind != "n" or day is None:
        raise _NotPlain
    return number_text(value, day)


def _column(place: str) -> int:
    number = 0
    for char in place:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    if not number:
        raise _NotPlain
    return number


def _area(place: str) -> tuple[int, int, str]:
    from openpyxl.utils.cell import range_boundaries

    _, first, _, last = range_boundaries(place)
    if not isinstance(first, int) or not isinstance(last, int):
        raise _NotPlain
    return first, last, place
