"""Owns the check of Word tables: what Word refuses, what WPS hides or tears apart, what bursts or loses its header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qdoc.render.page import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{WORD}}}"
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}
_SLACK = 20  # twips: a millimetre's third, what rounding leaves
_MANY_ROWS, _MANY_COLUMNS = 15, 3  # a table as large as this may cross a page and needs its header again


def table_faults(root: _Element, styles: _Element | None) -> Iterator[str]:
    """The faults of every table of a part, nested ones too, in order."""
    exact = _exact_styles(styles)
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        for fault in (*_cells(table), *_widths(table), *_heights(table, exact), *_header(table)):
            yield f"第 {number} 个表：{fault}"


def _inside(parent: _Element, tag: str) -> Iterator[_Element]:
    """The children of a kind, also those in content controls and revisions."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _value(parent: _Element, path: str, key: str = "val") -> str | None:
    found = parent.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{key}", "")


def _count(parent: _Element, path: str, default: int) -> int:
    value = _value(parent, path)
    return int(value) if value and value.isdigit() else default


def _cells(table: _Element) -> Iterator[str]:
    """Each cell ends with a paragraph, each row fills the grid, a continued merge has something above it."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    above: set[int] = set()
    for number, row in enumerate(_inside(table, "tr"), 1):
        at, merged = _count(row, "trPr/gridBefore", 0), set()
        for cell in _inside(row, "tc"):
            merge = _value(cell, "tcPr/vMerge")
            if merge is not None:
                merged.add(at)
                if merge != "restart" and at not in above:
                    yield f"第 {number} 行有向上合并的单元格，上面却没有起头的"
            at += _count(cell, "tcPr/gridSpan", 1)
            if next(_inside(cell, "p"), None) is None:
                yield f"第 {number} 行有单元格里没有段落（Word 打不开）"
            elif cell[-1].tag not in (f"{W}p", *_WRAPPERS):
                yield f"第 {number} 行有单元格不以段落结尾（Word 打不开）"
        above = merged
        at += _count(row, "trPr/gridAfter", 0)
        if at != columns:
            yield f"第 {number} 行占 {at} 列，表格是 {columns} 列"


def _widths(table: _Element) -> Iterator[str]:
    """w:tblW, w:tblGrid and w:tcW agree: WPS hides or shifts a table where they do not."""
    grid = [_twips(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if not grid:
        yield "没有 tblGrid（WPS 里看不见）"
        return
    kind, width = _value(table, "tblPr/tblW", "type"), _twips(_value(table, "tblPr/tblW", "w"))
    if kind is None:
        yield "没有 tblW（WPS 里会错位）"
    elif kind == "dxa" and abs(width - sum(grid)) > _SLACK:
        yield f"tblW 是 {width}，各列合计 {sum(grid)}"
    for number, row in enumerate(_inside(table, "tr"), 1):
        at = _count(row, "trPr/gridBefore", 0)
        for cell in _inside(row, "tc"):
            span = _count(cell, "tcPr/gridSpan", 1)
            own, whole = _twips(_value(cell, "tcPr/tcW", "w")), sum(grid[at : at + span])
            if _value(cell, "tcPr/tcW", "type") == "dxa" and abs(own - whole) > _SLACK:
                yield f"第 {number} 行第 {at + 1} 列 tcW 是 {own}，tblGrid 是 {whole}"
                return
            at += span


def _twips(value: str | None) -> int:
    try:
        return round(float(value or 0))
    except ValueError:
        return 0


def _heights(table: _Element, exact: frozenset[str]) -> Iterator[str]:
    """No exact line or row height inside cells: text that needs more room is cut off in print."""
    for number, row in enumerate(_inside(table, "tr"), 1):
        if _value(row, "trPr/trHeight", "hRule") == "exact":
            yield f"第 {number} 行行高是固定值，字多了会被切掉"
        for cell in _inside(row, "tc"):
            for paragraph in _inside(cell, "p"):
                own = _value(paragraph, "pPr/spacing", "lineRule")
                style = _value(paragraph, "pPr/pStyle") or ""
                if (own == "exact" and not _fits(paragraph)) or (not own and style in exact):
                    yield f"第 {number} 行单元格里行距是固定值，字多了会被切掉"
                    return


def _fits(paragraph: _Element) -> bool:
    """Whether an exact line is at least as high as all its characters, as under a joint mark set to its place."""
    line = _twips(_value(paragraph, "pPr/spacing", "line"))
    sizes = [_count(run, "rPr/sz", 0) for run in paragraph.iter(f"{W}r")]
    return bool(sizes) and all(0 < 10 * size <= line for size in sizes)


def _exact_styles(styles: _Element | None) -> frozenset[str]:
    """Ids of the paragraph styles whose line height is exact, also by what they are based on."""
    if styles is None:
        return frozenset()
    rules, bases = {}, {}
    for style in styles.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        rules[key], bases[key] = _value(style, "pPr/spacing", "lineRule"), _value(style, "basedOn")
    found = set()
    for start in rules:
        key, seen = start, set[str]()
        while key and key not in seen and not rules.get(key):
            seen.add(key)
            key = bases.get(key) or ""
        if rules.get(key) == "exact":
            found.add(start)
    return frozenset(found)


def _header(table: _Element) -> Iterator[str]:
    """A list that may cross a page repeats its first row there."""
    rows = list(_inside(table, "tr"))
    if len(rows) < _MANY_ROWS or len(table.findall(f"{W}tblGrid/{W}gridCol")) < _MANY_COLUMNS:
        return
    repeated = rows[0].find(f"{W}trPr/{W}tblHeader")
    if repeated is None or repeated.get(f"{W}val") in ("0", "false", "off"):
        yield f"有 {len(rows)} 行，首行没有设成“重复标题行”，翻页后看不到表头"
