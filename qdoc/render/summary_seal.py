"""Owns the seal of a summary in the Word file: custom properties, which Word, WPS and LibreOffice keep."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from qdoc.render.package import (
    CONTENT_TYPES,
    RELATIONS,
    TYPES,
    Member,
    lay_out,
    pack,
    read_package,
    rels_name,
    write_package,
)
from qdoc.render.page import RELATIONSHIPS
from qdoc.summary import Summary, passages
from qdoc.summary.seal import make_seal, seal_properties

_PART = "docProps/custom.xml"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties (ECMA-376 part 1, 22.3)


def sealed(data: bytes, summary: Summary) -> bytes:
    """The template ``data`` with the seal of ``summary``; custom properties of an office's own make room for it."""
    members = {member.name: member for member in read_package(data, "年终总结.docx")}
    lines = seal_properties(make_seal(summary.ledger, passages(summary).values()))
    listed = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}><vt:lpwstr>{escape(text)}</vt:lpwstr>'
        "</property>"
        for number, (name, text) in enumerate(lines, 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    root = f'{head}<Properties xmlns="{_SPACE}" xmlns:vt="{_TYPES}">{listed}</Properties>'
    if _PART not in members:
        kind = {"Id": "rIdqSeal", "Type": f"{RELATIONSHIPS}/custom-properties", "Target": _PART}
        _add(members, rels_name(""), f"{{{RELATIONS}}}Relationship", kind)
        _add(members, CONTENT_TYPES, f"{{{TYPES}}}Override", {"PartName": f"/{_PART}", "ContentType": _KIND})
    members[_PART] = pack(_PART, root.encode())
    return write_package(lay_out(members.values()))


def _add(members: dict[str, Member], name: str, tag: str, values: dict[str, str]) -> None:
    """Put an element at the end of a part's root."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(members[name].content(), parser)
    etree.SubElement(root, tag, values)
    members[name] = pack(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
