"""Owns the tags of a table cell: vm merges equal cells downwards, hm a loop's cells sideways; colspan; cellbg."""

from __future__ import annotations

from lxml import etree

from qdoc.render.template_heal import Fault, Tag, Work, mark
from qdoc.render.template_place import ancestor, local
from qdoc.render.template_tree import erase, put_before, twin_of

_WORDS = frozenset({"vm", "hm", "colspan", "cellbg"})
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


class Merging:
    """What stands above each merging cell of one table while it is filled; made anew where the table begins.

    A cell continues the one above only where the row above has a cell of the same tag, at the same place among the
    row's columns, with an equal value (without a value: of the same loop). So several columns merge each by its own
    values, and neither a table inside a cell nor a row of another kind between is merged over.
    """

    __slots__ = ("_above", "_loop", "_now", "_seen")

    def __init__(self) -> None:
        self._above: dict[tuple[int, int], object] = {}
        self._now: dict[tuple[int, int], object] = {}
        self._seen: dict[int, int] = {}
        self._loop: object = None

    def row(self, loop: object = None) -> None:
        """A row of the table begins; ``loop`` is the one that repeats it."""
        self._above, self._now, self._seen, self._loop = self._now, {}, {}, loop

    def begins(self, cell: int, *value: object) -> bool:
        """Whether the next cell of tag number ``cell`` begins a merged cell (else it continues the one above)."""
        place = (cell, self._seen.get(cell, 0))
        self._seen[cell] = place[1] + 1
        own = value[0] if value else _Same(self._loop)
        bool(own)  # a value that is not there is told here
        self._now[place] = own
        return place not in self._above or self._above[place] != own


class _Same:
    """Equal where it is the very same loop."""

    __slots__ = ("_loop",)

    def __init__(self, loop: object) -> None:
        self._loop = loop

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._loop is self._loop

    def __hash__(self) -> int:
        return id(self._loop)


def carry_out_cells(work: Work) -> None:
    """Turn every cell tag but hm into cell properties with marks; faults name those outside a cell or without a value.

    To be called before paragraphs, cells and rows are moved; ``carry_out_sideways`` afterwards.
    """
    tables: dict[etree._Element, str] = {}
    for index, tag in list(enumerate(work.tags)):
        if tag.kind != "block" or tag.word not in _WORDS:
            continue
        cell = ancestor(work.holders[index], "tc")
        if tag.word == "hm":
            _check_sideways(work, cell, tag)
            continue
        value = tag.body[len(tag.word) :].strip()
        if cell is None:
            work.faults.append(Fault("T003", tag.place, tag.source, f"{tag.word} 只能写在表格单元格里"))
            continue
        erase(cell, [mark(index)])
        if tag.word == "vm":
            _merge(work, cell, tag, index, value, tables)
        elif not value:
            work.faults.append(Fault("T005", tag.place, tag.source, f"{tag.word} 后面缺少值"))
        elif tag.word == "colspan":
            _property(cell, "gridSpan", {"val": _add(work, cell, tag, "value", value)})
        else:
            fill = _add(work, cell, tag, "value", value)
            _property(cell, "shd", {"val": "clear", "color": "auto", "fill": fill})


def carry_out_sideways(work: Work) -> None:
    """Let the cells that a ``{%tc for %}`` repeats become one over all their columns where the cell says {% hm %}.

    To be called after the cell tags are moved, so that the test stands inside the loop.
    """
    for index, tag in list(enumerate(work.tags)):
        cell = ancestor(work.holders[index], "tc") if tag.kind == "block" and tag.word == "hm" else None
        if cell is None:
            continue
        erase(cell, [mark(index)])
        span = cell.find("{*}tcPr/{*}gridSpan")
        width = next((str(each) for each in span.attrib.values()), "1") if span is not None else "1"
        put_before(cell, _add(work, cell, tag, "block", "if loop.first"))
        cell.tail = _add(work, cell, tag, "block", "endif") + (cell.tail or "")
        own = f"loop.length * {width if width.isdigit() else 1}"
        _property(cell, "gridSpan", {"val": _add(work, cell, tag, "value", own)})


def _check_sideways(work: Work, cell: etree._Element | None, tag: Tag) -> None:
    row = ancestor(cell, "tr") if cell is not None else None
    loops = (work.holders[at] for at, each in enumerate(work.tags) if each.scope == "tc" and each.word == "for")
    if row is None or not any(ancestor(holder, "tr") is row for holder in loops):
        work.faults.append(Fault("T003", tag.place, tag.source, "hm 只能写在 {%tc for %} 重复的单元格里"))


def _merge(
    work: Work, cell: etree._Element, tag: Tag, index: int, value: str, tables: dict[etree._Element, str]
) -> None:
    """A true vMerge: the first cell of equal ones begins it and has the content, the others continue it, empty."""
    table = ancestor(cell, "tbl")
    if table is None:
        return
    if table not in tables:
        tables[table] = f"_merging{index}"
        put_before(table, _add(work, cell, tag, "block", f"set _merging{index} = _merging()"))
        bare = [ancestor(work.holders[at], "tr") for at, each in enumerate(work.tags) if each.body.strip() == "vm"]
        for row in [each for each in table.iter() if local(each) == "tr" and ancestor(each, "tbl") is table]:
            loop = "loop" if row in bare else ""
            row.text = _add(work, cell, tag, "block", f"do _merging{index}.row({loop})") + (row.text or "")
    test = f"{tables[table]}.begins({index}{', (' + value + ')' if value else ''})"
    put_before(cell, _add(work, cell, tag, "block", f"set _vm{index} = {test}"))
    state = _add(work, cell, tag, "value", f"'restart' if _vm{index} else 'continue'")
    properties = _property(cell, "vMerge", {"val": state})
    properties.tail = _add(work, cell, tag, "block", f"if _vm{index}") + (properties.tail or "")
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
