"""Owns the parts of a Word package around its comments: the part itself, its type, and the way to it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from qdoc.read.docx import WordDocument
from qdoc.read.guard import Package, parse_xml
from qdoc.render.package import CONTENT_TYPES, RELATIONS, TYPES, rels_name
from qdoc.render.page import RELATIONSHIPS

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY = f'<Relationships xmlns="{RELATIONS}"/>'.encode()


def serialised(root: _Element) -> bytes:
    """Return an XML part as Word writes it."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def comments_parts(package: Package, document: WordDocument, comments: _Element) -> dict[str, bytes]:
    """Return the parts that change with the comments, by name: only theirs where the document had comments before.

    A new part stands beside the main one; its name and the id of its relationship are such as the package has not.
    """
    known = document.related("comments")
    if known is not None and known in package:
        return {known: serialised(comments)}
    folder = posixpath.dirname(document.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.members) + 1))
    part = next(name for name in names if name not in package)
    types = package.xml(CONTENT_TYPES)
    if not any(each.get("Extension", "").lower() == "rels" for each in types):
        types.insert(0, types.makeelement(f"{{{TYPES}}}Default", {"Extension": "rels", "ContentType": _RELATIONS}))
    types.append(types.makeelement(f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": _KIND}))
    return {part: serialised(comments), CONTENT_TYPES: serialised(types), **_related(package, document.main, part)}


def _related(package: Package, main: str, part: str) -> dict[str, bytes]:
    member = rels_name(main)
    data = package.read(member) if member in package else _EMPTY
    relations = parse_xml(data, package.name, member)
    used = {each.get("Id") for each in relations}
    key = next(key for number in range(len(used) + 1) if (key := f"rIdComments{number or ''}") not in used)
    values = {"Id": key, "Type": f"{RELATIONSHIPS}/comments", "Target": posixpath.basename(part)}
    relations.append(relations.makeelement(f"{{{RELATIONS}}}Relationship", values))
    return {member: serialised(relations)}
