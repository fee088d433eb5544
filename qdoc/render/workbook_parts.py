"""Owns the parts of a workbook as Excel would save them: shared strings, fonts in the schema's order, no clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from qdoc.render.package import CONTENT_TYPES, Member, lay_out, pack, write_package
from qdoc.render.workbook_lines import Lines, Texts, parts_of

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_FIRST_SHEET = "xl/worksheets/sheet1.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_FIXED_HEIGHT = re.compile(rb' customHeight="1"')
_INLINE = re.compile(rb' t="inlineStr"><is>(<t[ >].*?</t>)</is>', re.DOTALL)
_FONT = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_FONT_PIECE = re.compile(rb"<(\w+)[^>]*/>")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
# The order of CT_Font in ECMA-376, which Excel keeps; openpyxl writes the name first and the size last.
_FONT_ORDER = [
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
]

_LEVEL = 5  # of deflating: a long ledger packs in half the time of level 6, one per cent larger
_SUSPICIOUS = 80  # times; reading refuses 100


def settled(data: bytes, lines: Iterable[Lines] = ()) -> bytes:
    """Pack what openpyxl saved again, as Excel would have saved it; the same workbook gives the same bytes.

    ``lines``: those of the sheets that are laid out apart.

    No date of today; working rows that grow with what a clerk types; every text once, in the shared strings (Excel
    would move texts that stand in the cells there with the first save); the pieces of each font in their order.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    apart = parts_of(lines)
    parts[_CORE] = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", parts[_CORE])
    parts[_FIRST_SHEET] = _FIXED_HEIGHT.sub(b"", parts[_FIRST_SHEET])
    parts[_STYLES] = _FONT.sub(_in_order, parts[_STYLES])
    _share_strings(parts, next((one.texts for one in apart.values()), Texts()))
    for name, one in apart.items():
        parts[name] = one.put(parts[name])
    return write_package(lay_out(_packed(name, content) for name, content in parts.items()))


def _packed(name: str, content: bytes) -> Member:
    """A part that deflates as only a bomb would (one sign typed thirty thousand times) is stored: we must read it."""
    member = pack(name, content, _LEVEL)
    return pack(name, content, 0) if len(content) > _SUSPICIOUS * len(member.packed) else member


def _in_order(font: re.Match[bytes]) -> bytes:
    pieces = sorted(_FONT_PIECE.finditer(font[1]), key=lambda piece: _FONT_ORDER.index(piece[1].decode()))
    return b"<font>" + b"".join(piece[0] for piece in pieces) + b"</font>"


def _share_strings(parts: dict[str, bytes], texts: Texts) -> None:
    """Move the texts of all cells into xl/sharedStrings.xml, after those of the lines, in the order they are met."""
    if _STRINGS in parts:
        return
    numbers, count = texts.numbers, texts.count

    def shared(cell: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return b' t="s"><v>%d</v>' % numbers.setdefault(cell[1], len(numbers))

    for name in [name for name in parts if name.startswith("xl/worksheets/")]:
        parts[name] = _INLINE.sub(shared, parts[name])
    head = f'<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{len(numbers)}">'.encode()
    parts[_STRINGS] = head + b"".join(b"<si>" + text + b"</si>" for text in numbers) + b"</sst>"
    override = f'<Override PartName="/{_STRINGS}" ContentType="{_KIND}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    link = f'<Relationship Type="{_RELATION}" Target="sharedStrings.xml" Id="rIdStrings"/></Relationships>'
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", link.encode())
