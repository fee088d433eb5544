"""Owns the parts of filled documents that come together in one: what all share once, what differs renamed."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from dataclasses import dataclass

from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.render.package import CONTENT_TYPES, RELATIONS, TYPES, Member, pack, rels_name

DOCUMENT = "word/document.xml"
DOCUMENT_LINKS = rels_name(DOCUMENT)
_OWN = frozenset(  # kinds of part that may differ from letter to letter
    (
        *("header", "footer", "image", "chart", "package", "oleObject", "chartUserShapes", "chartStyle"),
        *("chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    )
)
_OUTSIDE = ("docProps/", "_rels/")


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: what kind, to which part (its full name) or, outside, to which address."""

    id: str
    kind: str
    target: str
    outside: bool


def refusal(name: str, reason: str) -> TemplateRefused:
    """Why letters of this template cannot stand in one file, and what to do then."""
    hint = "请改模板，或不加 --merge：每个单位一份的文件照常生成"
    return TemplateRefused(f"不能合订：{reason}", file=name, rule="合订本里每份都与单独一份相同", hint=hint)


def raw_members(data: bytes) -> dict[str, Member]:
    """The members of a package that we wrote, still deflated: nothing is unpacked that is not asked for."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            lengths = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + sum(lengths)
            packed = data[start : start + info.compress_size]
            members[info.filename] = Member(info.filename, packed, info.CRC, info.file_size, info.compress_type)
    return members


def links_of(part: str, members: dict[str, Member]) -> list[Link]:
    """The relationships of ``part``, in their order."""
    member = members.get(rels_name(part))
    if member is None:
        return []
    folder = posixpath.dirname(part)
    found = []
    for each in etree.fromstring(member.content()):
        outside = each.get("TargetMode") == "External"
        target = each.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Link(each.get("Id", ""), each.get("Type", ""), target, outside))
    return found


def links_xml(links: list[Link]) -> bytes:
    """Relationships as a part; targets are given from the package's root."""
    root = etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>')
    for link in links:
        made = etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=link.id, Type=link.kind)
        made.set("Target", link.target if link.outside else f"/{link.target}")
        if link.outside:
            made.set("TargetMode", "External")
    made_bytes: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made_bytes


class Parts:
    """The parts of a print file: those of the first letter, and beside them what a later one has otherwise."""

    def __init__(self, first: dict[str, Member], name: str) -> None:
        """``name``: the template as the clerk calls it, for messages."""
        self._name = name
        self._first = first
        self.added: dict[str, Member] = {}
        self.links = links_of(DOCUMENT, first)
        self._added_types: dict[str, str] = {}
        self._known: dict[tuple[object, ...], str] = {}
        self._count = 1

    def take(self, members: dict[str, Member]) -> dict[str, str]:
        """Take in what a further letter has of its own; return the new ids of its relationships, by the old."""
        self._count += 1
        differing = {
            part
            for part in {*members, *self._first} - {DOCUMENT, CONTENT_TYPES}
            if not part.startswith(_OUTSIDE) and not _same(members.get(part), self._first.get(part))
        }
        if not differing:
            return {}
        return {link.id: self._link(link, members, differing) for link in links_of(DOCUMENT, members)}

    def _link(self, link: Link, members: dict[str, Member], differing: set[str]) -> str:
        target = link.target if link.outside else self._part(link, members, differing)
        return self.link(link.id, link.kind, target, outside=link.outside)

    def link(self, wanted: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Return the id of a relationship of the document, made where there is none (called ``wanted`` if free)."""
        for known in self.links:
            if (known.kind, known.target, known.outside) == (kind, target, outside):
                return known.id
        taken = {known.id for known in self.links}
        new = wanted if wanted not in taken else next(f"rIdM{n}" for n in range(1, 10**6) if f"rIdM{n}" not in taken)
        self.links.append(Link(new, kind, target, outside))
        return new

    def _part(self, link: Link, members: dict[str, Member], differing: set[str]) -> str:
        """The name in the print file of the part that ``link`` leads to, taken in with all that it leads to."""
        part = link.target
        tree = _tree(part, members)
        if not differing.intersection(tree):
            return part
        if link.kind.rpartition("/")[2] not in _OWN:
            raise refusal(self._name, f"各份的“{part}”不一样（样式、编号和设置必须各份相同）")
        key = (part, *((each.crc, each.size, each.packed) for one in tree if (each := members.get(one))))
        if key not in self._known:
            self._known[key] = self._clone(part, members, differing)
        return self._known[key]

    def _clone(self, part: str, members: dict[str, Member], differing: set[str]) -> str:
        stem, suffix = posixpath.splitext(part)
        inner, types = links_of(part, members), _content_types(members)
        new = part if part not in self._first and part not in self.added else f"{stem}_{self._count}{suffix}"
        self.add(new, members[part], types.get(part) or types.get(suffix[1:].lower(), ""))
        if inner:
            moved = [
                one if one.outside else Link(one.id, one.kind, self._part(one, members, differing), False)
                for one in inner
            ]
            self.added[rels_name(new)] = pack(rels_name(new), links_xml(moved))
        return new

    def add(self, part: str, member: Member, kind: str) -> None:
        """Add a part of a content type."""
        self.added[part] = Member(part, member.packed, member.crc, member.size, member.method)
        self._added_types[part] = kind

    def types_xml(self) -> bytes:
        """[Content_Types].xml of the print file."""
        root = etree.fromstring(self._first[CONTENT_TYPES].content())
        for part, kind in self._added_types.items():
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
        made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return made


def _tree(part: str, members: dict[str, Member]) -> list[str]:
    """``part``, its relationships, and all the parts that it leads to."""
    found: dict[str, None] = {}
    ahead = [part]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found |= {name: None, rels_name(name): None}
            ahead += [one.target for one in links_of(name, members) if not one.outside]
    return list(found)


def _same(one: Member | None, other: Member | None) -> bool:
    if one is None or other is None or (one.crc, one.size) != (other.crc, other.size):
        return False
    return one.packed == other.packed or one.content() == other.content()


def _content_types(members: dict[str, Member]) -> dict[str, str]:
    """Content types by part name, and by extension for the others."""
    root = etree.fromstring(members[CONTENT_TYPES].content())
    names = [(each.get("PartName") or (each.get("Extension") or "").lower()).lstrip("/") for each in root]
    return {name: each.get("ContentType", "") for name, each in zip(names, root, strict=True)}
