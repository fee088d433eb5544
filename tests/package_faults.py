"""Owns a check of what validators of Office files do not see: fields, prefixes, relationships, cells, tags left."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_TAG_LEFT = re.compile(r"\{%|%\}|\{#")


def faults(data: bytes) -> list[str]:
    """What is wrong with a package, part by part; nothing where it is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        xml = [name for name in names if name.endswith((".xml", ".rels"))]
        parts = {name: etree.fromstring(archive.read(name)) for name in xml}
    found = [f"{name} stands twice" for name in sorted({name for name in names if names.count(name) > 1})]
    if names[0] != "[Content_Types].xml":
        return [*found, "[Content_Types].xml is not first"]
    for name, root in parts.items():
        found += [f"{name}: {fault}" for fault in (*_prefixes(root), *_fields(root), *_tables(root))]
        if not name.endswith(".rels"):
            found += [f"{name}: {fault}" for fault in _links(name, root, parts, names)]
    return found + _types(parts[names[0]], names)


def _prefixes(root: etree._Element) -> list[str]:
    """mc:Ignorable may only name prefixes that are declared where it stands."""
    named = [(each, prefix) for each in root.iter(etree.Element) for prefix in each.get(IGNORABLE, "").split()]
    return [f"mc:Ignorable names {prefix}, which is not declared" for each, prefix in named if prefix not in each.nsmap]


def _fields(root: etree._Element) -> list[str]:
    """Every field is begun, parted once and ended; its instruction stands before the part; none is left open."""
    found, open_fields = [], []
    for each in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType", "instruction")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            found.append(f"field {kind} without a begin")
        elif kind == "end":
            open_fields.pop()
        elif open_fields[-1] != "begin":
            found.append(f"field {kind} after its part")
        elif kind == "separate":
            open_fields[-1] = "separate"
    return found + ["field without an end"] * len(open_fields)


def _tables(root: etree._Element) -> list[str]:
    """Each cell ends with a paragraph, each row fills the grid, a continued merge has something above it."""
    found = []
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        above: set[int] = set()
        for row in table.findall(f"{W}tr"):
            at, merged = 0, set()
            for cell in row.findall(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    merged.add(at)
                    if merge.get(f"{W}val") != "restart" and at not in above:
                        found.append("a merged cell continues nothing")
                at += int(span.get(f"{W}val", "1")) if span is not None else 1
                if not len(cell) or cell[-1].tag != f"{W}p":
                    found.append("a cell does not end with a paragraph")
            above = merged
            if at != columns:
                found.append(f"a row fills {at} of {columns} columns")
    text = "".join(each.text or "" for each in root.iter(f"{W}t"))
    return found + (["a template tag is left"] if _TAG_LEFT.search(text) else [])


def _links(name: str, root: etree._Element, parts: dict[str, etree._Element], names: list[str]) -> list[str]:
    """Every relationship that is used is declared; every one declared leads to a part inside the package."""
    folder, file = posixpath.split(name)
    links = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    declared = {each.get("Id"): each for each in links} if links is not None else {}
    used = {value for each in root.iter(etree.Element) for key, value in each.attrib.items() if key.startswith(R)}
    found = [f"relationship {key} is not declared" for key in sorted(used - set(declared))]
    for each in declared.values():
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
        if each.get("TargetMode") == "External" or target not in names:
            found.append(f"a relationship leads to {each.get('Target')}")
    return found


def _types(root: etree._Element, names: list[str]) -> list[str]:
    """Every part has a content type, and no content type names a part that is not there."""
    extensions = {each.get("Extension") for each in root if each.get("Extension")}
    named = {each.get("PartName").lstrip("/") for each in root if each.get("PartName")}
    bare = [name for name in names[1:] if name not in named and name.rpartition(".")[2] not in extensions]
    found = [f"{name} has no content type" for name in bare]
    return found + [f"{name} is typed but absent" for name in sorted(named - set(names))]
