"""Owns the tags of a table cell: {% vm value %} merges equal cells downwards, {% colspan n %}, {% cellbg colour %}."""

from __future__ import annotations

from lxml import etree

from qdoc.render.template_heal import Fault, Tag, Work, mark
from qdoc.render.template_place import ancestor, local
from qdoc.render.template_tree import erase, put_before, twin_of

_WORDS = frozenset({"vm", "colspan", "cellbg"})
# The order the schema wants inside w:tcPr.
_ORDER = (
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
)


def carry_out_cells(work: Work) -> None:
    """Turn every cell tag into cell properties with marks; faults name those outside a cell or without a value."""
    for index, tag in list(enumerate(work.tags)):
        if tag.kind != "block" or tag.word not in _WORDS:
            continue
        cell = ancestor(work.holders[index], "tc")
        value = tag.body[len(tag.word) :].strip()
        if cell is None:
            work.faults.append(Fault("T003", tag.place, tag.source, f"{tag.word} 只能写在表格单元格里"))
            continue
        erase(cell, [mark(index)])
        if tag.word == "vm":
            _merge(work, cell, tag, f"_changed(loop, {index}, ({value}))" if value else "loop.first", f"_vm{index}")
        elif not value:
            work.faults.append(Fault("T005", tag.place, tag.source, f"{tag.word} 后面缺少值"))
        elif tag.word == "colspan":
            _property(cell, "gridSpan", {"val": _add(work, cell, tag, "value", value)})
        else:
            fill = _add(work, cell, tag, "value", value)
            _property(cell, "shd", {"val": "clear", "color": "auto", "fill": fill})


def _merge(work: Work, cell: etree._Element, tag: Tag, test: str, name: str) -> None:
    """A true vMerge: the first cell of equal ones begins it and has the content, the others continue it, empty."""
    put_before(cell, _add(work, cell, tag, "block", f"set {name} = {test}"))
    state = _add(work, cell, tag, "value", f"'restart' if {name} else 'continue'")
    properties = _property(cell, "vMerge", {"val": state})
    properties.tail = _add(work, cell, tag, "block", f"if {name}") + (properties.tail or "")
    cell[-1].tail = (cell[-1].tail or "") + _add(work, cell, tag, "block", "else")
    first = next(each for each in cell if local(each) == "p")
    empty = etree.SubElement(cell, first.tag)
    style = next((each for each in first if local(each) == "pPr"), None)
    if style is not None:
        empty.append(twin_of(style))
    empty.tail = _add(work, cell, tag, "block", "endif")


def _add(work: Work, cell: etree._Element, tag: Tag, kind: str, body: str) -> str:
    context = "text" if kind == "block" else "attribute"
    return work.add(Tag(kind, "", body, tag.source, tag.place, context), cell)


def _property(cell: etree._Element, name: str, attributes: dict[str, str]) -> etree._Element:
    """Set one property of the cell at its place in the schema's order; return w:tcPr."""
    namespace = etree.QName(cell).namespace
    if not len(cell) or local(cell[0]) != "tcPr":
        cell.insert(0, etree.Element(f"{{{namespace}}}tcPr"))
    properties = cell[0]
    for old in [each for each in properties if local(each) == name]:
        properties.remove(old)
    new = etree.Element(f"{{{namespace}}}{name}")
    for key, text in attributes.items():
        new.set(f"{{{namespace}}}{key}", text)
    at = sum(local(each) in _ORDER[: _ORDER.index(name)] for each in properties)
    properties.insert(at, new)
    return properties
