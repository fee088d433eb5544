"""Owns saying where in a Word file something stands, in the words of someone who looks at Word."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_FURNITURE = {"default": "", "even": "偶数页", "first": "首页"}
_NOTES = frozenset({"footnote", "endnote", "comment"})  # those with a type are Word's own separator lines
_PROPERTIES = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "lastModifiedBy": "最后修改者",
    "Company": "单位",
    "Manager": "经理",
}


def local(element: etree._Element) -> str:
    """The element's name without its namespace ("" for comments and the like)."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def ancestor(element: etree._Element, name: str) -> etree._Element | None:
    """The nearest ancestor called ``name`` (local name), or None."""
    return next(element.iterancestors("{*}" + name), None)


def part_label(name: str, furniture: dict[str, str]) -> str:
    """What a user calls a part: 正文, 第2节偶数页页脚, 脚注 ...; ``furniture``: as ``furniture_types`` gives it."""
    stem = name.rpartition("/")[2].partition(".")[0]
    for prefix, label in (("header", "页眉"), ("footer", "页脚")):
        if stem.startswith(prefix):
            return furniture.get(name, "") + label
    known = {"document": "正文", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注", "styles": "样式"}
    if name.startswith("docProps/"):
        return "文档属性"
    if name.startswith("word/charts/"):
        return "图表"
    if name.endswith(".rels"):
        return "超链接"
    return known.get(stem, name)


def place_of(element: etree._Element, label: str) -> str:
    """Where ``element`` stands: 正文第3段; 正文第2个表格第4行第1格; 页眉第1段; 正文文本框（第2段内）."""
    if label == "文档属性":
        name = local(element)
        return f"文档属性“{_PROPERTIES.get(name) or element.get('name') or name}”"
    if label in {"图表", "超链接"}:
        return label
    steps: list[str] = []
    node: etree._Element | None = element
    while node is not None:
        steps.append(_step(node))
        node = node.getparent()
    return label + "".join(step for step in reversed(steps) if step)


def _step(node: etree._Element) -> str:
    name = local(node)
    if name == "p":
        return _paragraph(node)
    if name == "tc":
        return f"第{_index(node)}格"
    if name == "tr":
        return f"第{_index(node)}行"
    if name == "tbl":
        return f"第{_index(node)}个表格" if ancestor(node, "tbl") is None else f"内嵌的第{_index(node)}个表格"
    if name == "txbxContent":
        return "文本框内"
    if name in _NOTES and not _attribute(node, "type"):
        return f"第{_index(node)}条"
    return ""


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


def _paragraph(node: etree._Element) -> str:
    parent = node.getparent()
    if parent is not None and local(parent) == "tc" and sum(local(each) == "p" for each in parent) == 1:
        return ""
    return f"第{_index(node)}段"


def _index(node: etree._Element) -> int:
    """The running number of ``node`` among its like in the same story, as Word shows them (controls looked through)."""
    holder = node.getparent()
    while holder is not None and local(holder) in {"sdtContent", "sdt", "ins", "smartTag", "customXml"}:
        holder = holder.getparent()
    if holder is None:
        return 1
    number = 0
    for each in _likes(holder, local(node)):
        number += 1
        if each is node:
            break
    return number


def _likes(holder: etree._Element, name: str) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in holder:
        if local(child) == name and not (name in _NOTES and _attribute(child, "type")):
            found.append(child)
        elif local(child) in {"sdtContent", "sdt", "ins", "smartTag", "customXml"}:
            found += _likes(child, name)
    return found


def furniture_types(document: etree._Element, relationships: etree._Element | None) -> dict[str, str]:
    """Map header and footer part names to what stands before the word 页眉 or 页脚: 偶数页, 首页, 第2节 …

    The section is named only where another section has a header (footer) of the same type of its own.
    """
    if relationships is None:
        return {}
    targets = {
        str(each.get("Id")): "word/" + re.sub(r"^/?(word/)?", "", each.get("Target") or "") for each in relationships
    }
    found: dict[str, tuple[int, str, str]] = {}
    for number, section in enumerate(document.iter("{*}sectPr"), 1):
        for element in section:
            if local(element) in {"headerReference", "footerReference"}:
                values = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
                target = targets.get(values.get("id", ""))
                if target:
                    found.setdefault(target, (number, local(element), values.get("type", "default")))
    alike = [each[1:] for each in found.values()]
    return {
        target: (f"第{number}节" if alike.count((kind, type_)) > 1 else "") + _FURNITURE.get(type_, "")
        for target, (number, kind, type_) in found.items()
    }
