"""Owns taking texts from a workbook's XML as its characters stand: the shared strings, and the rows of a sheet.

Every program writes plain cells in one way, and finding that way by pattern is some six times as fast as parsing.
What stands there in any other way is left to ``qdoc.returns.plain_sheets``, which parses it (None, here).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache

from lxml import etree

from qdoc.errors import QdocError
from qdoc.read.guard import parse_xml
from qdoc.returns.cell_text import text_of
from qdoc.returns.workbook import MAX_COLUMNS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Signs that stand for themselves in any XML text; not < > &, controls, a lone carriage return.
_SIGNS = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_ESCAPED = _SIGNS.replace("&", "", 1)
_ATTRIBUTES = r'(?: [\w:]+="[^"<>&]*")*'
_STRING = re.compile(rf'(<si><t(?: xml:space="preserve")?>({_ESCAPED})</t>(?:<phoneticPr{_ATTRIBUTES} ?/>)?</si>)')
_ROW = re.compile(rf"\s*(?:<row{_ATTRIBUTES} ?/>\s*)*<row({_ATTRIBUTES}) ?>")
_SLICE = 1 << 20
"""Bytes looked through at once, for what is found takes some ten times as much memory; a row may have as many."""
_MOST_AROUND = 2 << 20
"""Bytes of a part besides its strings or rows."""
_NO_ROWS = re.compile(rf"\s*(?:<row{_ATTRIBUTES} ?/>\s*)*")
_PLACE = re.compile(r' r="(\d+)"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_CELL = re.compile(
    r'(<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(s|n|str|inlineStr)")? ?'
    rf'(?:/>|>(?:<v>({_SIGNS[:-1]}+)</v>|<is><t(?: xml:space="preserve")?>({_SIGNS})</t></is>)?</c>))'
)


class _Unusual(Exception):
    """Something that is not written as programs write it."""


def string_texts(content: bytes) -> list[str] | None:
    """Return the shared strings in ``content``, as cells read them; None where they are not written as usual."""
    cut = _cut(content, "sst")
    if cut is None:
        return None
    texts: list[str] = []
    try:
        for section in _slices(content, *cut[0]):
            found = _STRING.findall(section)
            if sum(len(whole) for whole, _ in found) != len(section):
                return None
            texts += [_unescaped(text) if "&" in text or "x005F_" in text else text for _, text in found]
    except (etree.XMLSyntaxError, UnicodeDecodeError):
        return None
    return texts


def _slices(content: bytes, start: int, end: int) -> Iterator[str]:
    """The strings in ``content`` between two places, some at a time; what is behind the last goes with it."""
    while start < end:
        stop = content.find(b"</si>", min(start + _SLICE, end), end)
        stop = end if stop < 0 else stop + len(b"</si>")
        yield content[start:stop].decode("utf-8")
        start = stop


def sheet_rows(
    content: bytes, strings: Sequence[str], days: Sequence[bool | None], most: int
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], frozenset[int]] | None:
    """Return the texts of a sheet by row (the first is row 1), its merged areas (``I2:I4``), its hidden rows' numbers.

    ``strings``: the shared strings. ``days``: for each look of a cell whether it shows numbers as days (None: in a way
    not read here). ``most``: rows that a sheet may have. None where anything is not written as usual.
    """
    cut = _cut(content, "sheetData")
    if cut is None:
        return None
    (start, end), merged = cut
    rows: list[tuple[str, ...]] = []
    hidden: set[int] = set()
    while (stop := content.find(b"</row>", start, min(start + _SLICE, end))) >= 0:
        try:
            piece = content[start:stop].decode("utf-8")
            head = _ROW.match(piece)
            place = _PLACE.search(head[1]) if head else None
            if head is None or place is None:
                return None
            texts = _texts(piece[head.end() :], strings, days)
        except (_Unusual, IndexError, ValueError):  # ValueError: not UTF-8 either
            return None
        start = stop + len(b"</row>")
        if texts:
            at = int(place[1])
            if at > most or at <= len(rows):
                return None
            rows.extend(((),) * (at - 1 - len(rows)))
            rows.append(tuple(texts))
            if _HIDDEN.search(head[1]):
                hidden.add(at)
    try:
        usual = _NO_ROWS.fullmatch(content[start:end].decode("utf-8")) if end - start < _SLICE else None
    except UnicodeDecodeError:
        return None
    return (tuple(rows), merged, frozenset(hidden)) if usual else None


def _cut(content: bytes, name: str) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Where the inside of the element ``name`` stands, and the merged areas; None where the rest is not as usual."""
    opened, closed = f"<{name}>".encode(), f"</{name}>".encode()
    start = content.find(opened) + len(opened)
    if start < len(opened) and name == "sst":  # it says how many there are
        found = re.search(rb'<sst(?: [\w:]+="[^"<>&]*")*>', content[:1000])
        start = found.end() if found is not None else 0
    end = content.rfind(closed)
    if start < len(opened) or end < start or len(content) - (end - start) > _MOST_AROUND:
        return None
    try:
        root = parse_xml(content[:start] + content[end:], "", "")
    except QdocError:
        return None
    around = root if name == "sst" else root.find(f"{_MAIN}{name}")
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if around is None or around.tag != f"{_MAIN}{name}" or encoding.upper() != "UTF-8":
        return None
    return (start, end), tuple(area.get("ref", "") for area in root.iter(f"{_MAIN}mergeCell"))


def _unescaped(text: str) -> str:
    plain = text if "&" not in text else etree.fromstring(f"<t>{text}</t>").text or ""
    return text_of(plain.replace("x005F_", ""))


def _texts(cells: str, strings: Sequence[str], days: Sequence[bool | None]) -> list[str]:
    texts: list[str] = []
    length = 0
    for whole, letters, look, kind, value, inline in _CELL.findall(cells):
        length += len(whole)
        if kind == "s" and value:
            text = strings[int(value)]
        elif inline:
            if kind != "inlineStr":
                raise _Unusual
            text = text_of(inline)
        elif not value:
            continue
        elif kind == "str":
            text = text_of(value)
        else:
            day = days[int(look)] if look else False
            if kind == "inlineStr" or day is None:
                raise _Unusual
            text = number_text(value, day)
        if not text:
            continue
        ahead = _column(letters) - 1 - len(texts)
        if ahead < 0:
            raise _Unusual
        if len(texts) + ahead >= MAX_COLUMNS:
            raise _Unusual
        texts += [""] * ahead
        texts.append(text)
    if length != len(cells):
        raise _Unusual
    return texts


@lru_cache(maxsize=4096)
def number_text(value: str, day: bool) -> str:
    """Return what a cell with the number ``value`` reads as. Raises ValueError for what is none, or no such day."""
    number = float(value) if any(sign in value for sign in ".eE") else int(value)
    return text_of(_day(number) if day else number)


def _day(number: float | int) -> datetime:
    from openpyxl.utils.datetime import from_excel

    found = from_excel(number)
    if not isinstance(found, datetime):
        raise ValueError(number)
    return found


@cache
def _column(letters: str) -> int:
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number
