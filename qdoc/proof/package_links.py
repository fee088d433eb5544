"""Owns the check of a package's links and types: each leads to a part, each part is reached and has a content type."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qdoc.render.package import CONTENT_TYPES, rels_name
from qdoc.render.page import RELATIONSHIPS

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = f"{{{RELATIONSHIPS}}}"
_HYPERLINK = "/hyperlink"


def link_faults(parts: Mapping[str, _Element], members: Sequence[str]) -> Iterator[str]:
    """Relationships that are used but not declared, lead nowhere or to the outside; parts that nothing leads to."""
    reached: set[str] = set()
    for name, root in parts.items():
        if not name.endswith(".rels"):
            yield from (f"{name}：{fault}" for fault in _used(root, _declared(name, parts)))
            continue
        owner = _owner(name)
        if owner and owner not in members:
            yield f"{name}：所属的部件 {owner} 不在包里"
        for each in root.iter("{*}Relationship"):
            if each.get("TargetMode") == "External":
                if not each.get("Type", "").endswith(_HYPERLINK):
                    yield f"{name}：有指向包外的关系 {each.get('Target')}"
                continue
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), each.get("Target", "")))
            reached.add(target.lstrip("/"))
            if target.lstrip("/") not in members:
                yield f"{name}：关系 {each.get('Id')} 指向的 {each.get('Target')} 不在包里"
    for name in members:
        if name != CONTENT_TYPES and not name.endswith((".rels", "/")) and name not in reached:
            yield f"{name}：没有任何关系指向它"


def _owner(rels: str) -> str:
    """The part that a .rels belongs to; empty for the package's own."""
    folder, file = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _declared(name: str, parts: Mapping[str, _Element]) -> set[str]:
    links = parts.get(rels_name(name))
    return set() if links is None else {each.get("Id", "") for each in links.iter("{*}Relationship")}


def _used(root: _Element, declared: set[str]) -> Iterator[str]:
    used = {str(value) for each in root.iter("*") for key, value in each.attrib.items() if str(key).startswith(_R)}
    for key in sorted(used - declared - {""}):
        yield f"用到的关系 {key} 没有声明（Word 打不开）"


def type_faults(types: _Element, members: Sequence[str]) -> Iterator[str]:
    """Parts without a content type, types of parts that are not there, extensions declared twice."""
    extensions = [each.get("Extension", "").lower() for each in types.iter("{*}Default")]
    named = [each.get("PartName", "").lstrip("/") for each in types.iter("{*}Override")]
    for name in members:
        if name in (CONTENT_TYPES, *named) or name.endswith("/"):
            continue
        if name.rpartition(".")[2].lower() not in extensions:
            yield f"{name}：没有内容类型"
    for name in sorted(set(named) - set(members)):
        yield f"{CONTENT_TYPES}：写了 {name} 的类型，包里却没有它"
    for name in sorted({one for one in (*extensions, *named) if (*extensions, *named).count(one) > 1}):
        yield f"{CONTENT_TYPES}：{name} 的类型写了两次"
