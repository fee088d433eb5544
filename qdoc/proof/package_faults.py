"""Owns the check of what validators of Office files do not see, part by part, in one list of Chinese messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qdoc.proof.package_ids import id_faults
from qdoc.proof.package_links import link_faults, type_faults
from qdoc.proof.package_tables import table_faults
from qdoc.read.guard import Package
from qdoc.render.package import CONTENT_TYPES
from qdoc.render.page import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{WORD}}}"
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_TAG_LEFT = re.compile(r"\{%|%\}|\{#|\{\{")
_FIELD = {"begin": "开头", "separate": "分隔", "end": "结尾", "instruction": "域代码"}


def package_faults(data: bytes, name: str, *, template: bool = False) -> tuple[str, ...]:
    """What is wrong with a .docx or .xlsx, each with its part; nothing where it is sound.

    Args:
        data: the file.
        name: what it is called in messages.
        template: it is a template, whose tags are no fault.

    Raises:
        InputRefused: it is no Office package, or one that may not be opened (limits, DTD, password).
        KeyError: it has no [Content_Types].xml.
    """
    package = Package(data, name)
    types = package.xml(CONTENT_TYPES)
    found = [] if package.members[0] == CONTENT_TYPES else [f"{CONTENT_TYPES} 不在压缩包的最前面"]
    parts = {member: package.xml(member) for member in package.members if member.endswith((".xml", ".rels"))}
    styles = parts.get("word/styles.xml")
    for member, root in parts.items():
        if member.startswith("word/"):
            checks = (*_prefixes(root), *_fields(root), *table_faults(root, styles), *_theme_fonts(root))
        else:
            checks = tuple(_prefixes(root))
        found += [f"{member}：{fault}" for fault in checks]
        if not template and member.startswith("word/"):
            found += [f"{member}：{fault}" for fault in _tags(root)]
    found += [*link_faults(parts, package.members), *type_faults(types, package.members), *id_faults(parts)]
    return tuple(dict.fromkeys(found))


def _prefixes(root: _Element) -> Iterator[str]:
    """mc:Ignorable may only name prefixes that are declared where it stands: Word refuses the file otherwise."""
    for each in root.iter("*"):
        for prefix in each.get(_IGNORABLE, "").split():
            if prefix not in each.nsmap:
                yield f"mc:Ignorable 写了前缀 {prefix}，但没有声明它（Word 打不开）"


def _fields(root: _Element) -> Iterator[str]:
    """Every field is begun, parted at most once and ended; its code stands before the part; none is left open."""
    open_fields: list[str] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType", "instruction")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            yield f"域的{_FIELD.get(kind, kind)}没有对应的开头"
        elif kind == "end":
            open_fields.pop()
        elif open_fields[-1] != "begin":
            yield f"域的{_FIELD.get(kind, kind)}在分隔之后"
        elif kind == "separate":
            open_fields[-1] = "separate"
    for _ in open_fields:
        yield "域没有结尾"


def _theme_fonts(root: _Element) -> Iterator[str]:
    """A theme's font beats the named one, and each machine has another."""
    count = sum(1 for each in root.iter(f"{W}rFonts") for key in each.attrib if str(key).endswith("Theme"))
    if count:
        yield f"{count} 处用主题字体，换一台电脑会变样"


def _tags(root: _Element) -> Iterator[str]:
    found = _TAG_LEFT.search("".join(each.text or "" for each in root.iter(f"{W}t")))
    if found:
        yield "还留着没有填的模板标签"
