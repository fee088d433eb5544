"""Owns taking texts from a workbook's XML as its characters stand: the shared strings, and the rows of a sheet.

Every program writes plain cells in one way, and finding that way by pattern is some six times as fast as parsing.
What stands there in any other way is left to ``qdoc.returns.plain_sheets``, which parses it (None, here).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache

from lxml import etree

from qdoc.errors import QdocError
from qdoc.read.guard import parse_xml
from qdoc.returns.workbook import MAX_COLUMNS, text_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Signs that stand for themselves in any XML text; not < > &, controls, a lone carriage return.
_SIGNS = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_ESCAPED = _SIGNS.replace("&", "", 1)
_ATTRIBUTES = r'(?: [\w:]+="[^"<>&]*")*'
_STRING = re.compile(rf'(<si><t(?: xml:space="preserve")?>({_ESCAPED})</t>(?:<phoneticPr{_ATTRIBUTES} ?/>)?</si>)')
_ROW = re.compile(rf"\s*(?:<row{_ATTRIBUTES} ?/>\s*)*<row({_ATTRIBUTES}) ?>")
_NO_ROWS = re.compile(rf"\s*(?:<row{_ATTRIBUTES} ?/>\s*)*")
_PLACE = re.compile(r' r="(\d+)"')
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
    section = cut[0]
    found = _STRING.findall(section)
    if sum(len(whole) for whole, _ in found) != len(section):
        return None
    try:
        return [_unescaped(text) if "&" in text or "x005F_" in text else text for _, text in found]
    except etree.XMLSyntaxError:
        return None


def sheet_rows(
    content: bytes, strings: Sequence[str], days: Sequence[bool | None], most: int
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]] | None:
    """Return the texts of a sheet by row (the first is row 1), and its merged areas as it names them (``I2:I4``).

    ``strings``: the shared strings. ``days``: for each look of a cell whether it shows numbers as days (None: in a way
    not read here). ``most``: rows that a sheet may have. None where anything is not written as usual.
    """
    cut = _cut(content, "sheetData")
    if cut is None:
        return None
    section, merged = cut
    rows: list[tuple[str, ...]] = []
    *pieces, rest = section.split("</row>")
    if not _NO_ROWS.fullmatch(rest):
        return None
    for piece in pieces:
        head = _ROW.match(piece)
        place = _PLACE.search(head[1]) if head else None
        if head is None or place is None:
            return None
        try:
            texts = _texts(piece[head.end() :], strings, days)
        except (_Unusual, IndexError, ValueError):
            return None
        if texts:
            at = int(place[1])
            if at > most or at <= len(rows):
                return None
            rows.extend(((),) * (at - 1 - len(rows)))
            rows.append(tuple(texts))
    return tuple(rows), merged


def _cut(content: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    """What stands within the element ``name`` of a part, and the merged areas; None where the rest is not as usual."""
    head, opened, rest = content.partition(f"<{name}>".encode())
    if not opened and name == "sst":  # it says how many there are
        found = re.search(rb'<sst(?: [\w:]+="[^"<>&]*")*>', content[:1000])
        if found is None:
            return None
        head, opened, rest = content[: found.start()], found[0], content[found.end() :]
    section, closed, tail = rest.rpartition(f"</{name}>".encode())
    if not closed:
        return None
    try:
        root = parse_xml(head + opened + closed + tail, "", "")
        text = section.decode("utf-8")
    except (QdocError, UnicodeDecodeError):
        return None
    around = root if name == "sst" else root.find(f"{_MAIN}{name}")
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if around is None or around.tag != f"{_MAIN}{name}" or encoding.upper() != "UTF-8":
        return None
    return text, tuple(area.get("ref", "") for area in root.iter(f"{_MAIN}mergeCell"))


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
        if len(texts) + ahead < MAX_COLUMNS:
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
