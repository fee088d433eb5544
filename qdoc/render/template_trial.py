"""Owns trying a template out: it is filled with made data, and what came out is looked at as Word would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.render.package import read_package
from qdoc.render.template_heal import Fault
from qdoc.render.template_limits import TooMuch
from qdoc.render.template_place import furniture_types, local, part_label, place_of
from qdoc.render.template_syntax import runtime_words

_TAG_LEFT = re.compile(r"\{[{%#]|[\ufdd0-\ufdef]")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_REFUSED = re.compile(r"^\s*\d+\. (?P<place>[^：]+)：(?:标签 (?P<tag>.*?[}%#]\})：)?(?P<message>.*)$", re.MULTILINE)
_HINT = "请对照原来的模板，看看这一处的表格和标签"


def try_out(data: bytes, fills: Iterable[Callable[[bytes], bytes]]) -> tuple[Fault, ...]:
    """Fill the template by each of ``fills`` and list what goes wrong, or what Word could not open. Each is said once.

    The template must be one without errors (``find_faults``).
    """
    found: list[Fault] = []
    for fill in fills:
        try:
            filled = fill(data)
        except TemplateRefused as refused:
            found += _told(refused)
            if isinstance(refused.__cause__, TooMuch):
                break  # the other samples would take as long
        else:
            found += check_filled(filled)
    return tuple(dict.fromkeys(found))


def _told(refused: TemplateRefused) -> list[Fault]:
    told = [
        Fault("T050", found["place"], found["tag"] or "", f"试填时出错：{runtime_words(found['message'])}", None)
        for found in _REFUSED.finditer(refused.message)
    ]
    return told or [Fault("T050", "整个模板", "", f"试填时出错：{refused.message}", None)]


def check_filled(data: bytes) -> list[Fault]:
    """List what Word or WPS would stumble over in a filled document: broken XML, cells without a paragraph, grids."""
    members = read_package(data, "试填的文件")
    roots: dict[str, etree._Element] = {}
    found: list[Fault] = []
    for member in members:
        if not member.name.endswith((".xml", ".rels")):
            continue
        try:
            roots[member.name] = etree.fromstring(member.content())
        except etree.XMLSyntaxError:
            label = part_label(member.name, {})
            found.append(Fault("T051", label, "", "试填后这一部分的结构坏了，Word 会打不开", _HINT))
    document = roots.get("word/document.xml")
    if document is None:
        return found
    furniture = furniture_types(document, roots.get("word/_rels/document.xml.rels"))
    for name, root in roots.items():
        label = part_label(name, furniture)
        for table in [each for each in root.iter() if local(each) == "tbl"]:
            found += _table(table, label)
        for paragraph in [each for each in root.iter() if local(each) == "p"]:
            text = "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
            if left := _TAG_LEFT.search(text):
                near = text[max(left.start() - 5, 0) : left.end() + 15]
                place = place_of(paragraph, label)
                found.append(Fault("T055", place, "", f"试填后还留着标签的符号：“{near}”", "检查这一处的花括号"))
    return found


def _table(table: etree._Element, label: str) -> Iterable[Fault]:
    place = place_of(table, label)
    grid = next((each for each in table if local(each) == "tblGrid"), None)
    columns = sum(local(each) == "gridCol" for each in grid) if grid is not None else 0
    rows = [each for each in table.iterdescendants() if local(each) == "tr" and _owner(each, "tbl") is table]
    if not rows:
        yield Fault("T052", place, "", "试填后表格没有一行，Word 会打不开", _HINT)
    if not columns:
        yield Fault("T053", place, "", "表格没有列宽（tblGrid），WPS 里会看不见", "在 Word 里打开，调一次列宽再存")
    for row in rows:
        cells = [each for each in row.iterdescendants() if local(each) == "tc" and _owner(each, "tr") is row]
        if not cells:
            yield Fault("T052", place_of(row, label), "", "试填后这一行没有单元格，Word 会打不开", _HINT)
        spans = [_span(cell) for cell in cells] + [_beside(row)]
        if None in spans:
            yield Fault(
                "T054", place_of(row, label), "", "跨列的数目不是数字", "colspan 后面要写数字，如 {% colspan 2 %}"
            )
        elif columns and cells and sum(span or 0 for span in spans) != columns:
            filled = sum(span or 0 for span in spans)
            message = f"试填后这一行有 {filled} 列，表格是 {columns} 列，WPS 里会错位"
            yield Fault("T053", place_of(row, label), "", message, "检查这一行的 {%tc %}、colspan 和合并的单元格")
        for cell in cells:
            fill = _property(cell, "shd", "fill")
            if fill and not _COLOUR.fullmatch(fill):
                message = f"试填后的底色“{fill}”不是颜色，Word 会打不开"
                yield Fault("T054", place_of(cell, label), "", message, "cellbg 后面写六位颜色代码，如 'FFF2CC'")
            blocks = [each for each in cell if local(each) not in {"tcPr", "bookmarkStart", "bookmarkEnd"}]
            last = blocks[-1] if blocks else None
            if last is None or local(last) not in {"p", "sdt"}:
                message = "试填后单元格里没有段落，Word 会打不开"
                yield Fault("T052", place_of(cell, label), "", message, "在单元格末尾留一个空段")


def _owner(element: etree._Element, name: str) -> etree._Element | None:
    return next((above for above in element.iterancestors() if local(above) == name), None)


def _property(cell: etree._Element, name: str, attribute: str = "val") -> str:
    """A property of a cell; "" where it has none."""
    properties = next((each for each in cell if local(each) == "tcPr"), None)
    found = next((each for each in properties if local(each) == name), None) if properties is not None else None
    values = found.attrib.items() if found is not None else ()
    return next((str(value) for key, value in values if etree.QName(key).localname == attribute), "")


def _span(cell: etree._Element) -> int | None:
    """How many columns a cell takes; None where that is no number above 0."""
    text = _property(cell, "gridSpan") or "1"
    return int(text) if text.isdecimal() and int(text) > 0 else None


def _beside(row: etree._Element) -> int:
    """How many columns a row leaves out at its sides (gridBefore, gridAfter)."""
    properties = next((each for each in row if local(each) == "trPr"), None)
    if properties is None:
        return 0
    texts = [
        str(value)
        for each in properties
        if local(each) in {"gridBefore", "gridAfter"}
        for key, value in each.attrib.items()
        if etree.QName(key).localname == "val"
    ]
    return sum(int(text) for text in texts if text.isdecimal())
