"""Owns setting right what filling leaves: cells without a paragraph, tables without a row."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from qdoc.render.template_grid import fit_grids
from qdoc.render.template_heal import Work
from qdoc.render.template_place import local

Tidy = Callable[[str], str]

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_MERGE = re.compile(r"[{｛][%％]\s*vm\b")
_OPENING = frozenset({"for", "if", "with", "call", "filter", "macro"})
_EMPTY_CELL = re.compile(r"(<w:tc(?: [^>]*)?>|</w:tcPr>|<w:tcPr/>)(?=</w:tc>)")
_TABLE_LAST = "</w:tbl></w:tc>"
_EMPTY_TABLE = re.compile(r"<w:tbl(?: [^>]*)?>(?:(?!<w:tr[ >]|<w:tbl[ >]).)*?</w:tbl>", re.DOTALL)


def tidy_for(work: Work) -> Tidy:
    """Choose what a part needs after filling; most need nothing, and then filling costs nothing more."""
    steps: list[Tidy] = []
    scopes = {tag.scope for tag in work.tags}
    if "tr" in scopes and not _always(work, "tbl", "tr"):
        steps.append(_drop_empty_tables)
    if "p" in scopes and not _always(work, "tc", "p"):
        steps.append(_fill_empty_cells)
    if "tc" in scopes or any(tag.word == "colspan" for tag in work.tags):
        steps.append(fit_grids)
    if not steps:
        return _as_it_is

    def tidy(xml: str) -> str:
        for step in steps:
            xml = step(xml)
        return xml

    return tidy


def _always(work: Work, container: str, content: str) -> bool:
    """Whether every ``container`` of the part keeps a ``content`` that no loop or condition can leave out."""
    return all(_keeps(work, each, content) for each in work.root.iter("{*}" + container))


def _keeps(work: Work, container: etree._Element, content: str) -> bool:
    depth = _depth(work, container.text)
    for child in container:
        if depth == 0 and local(child) == content:
            return True
        tags = [work.tags[int(found[1])] for found in _MARK.finditer(child.tail or "")]
        if any(_MERGE.match(tag.source) and tag.word == "else" for tag in tags):
            return False  # what follows is only the empty half of a merged cell
        depth += _depth(work, child.tail)
    return False


def _depth(work: Work, text: str | None) -> int:
    """How many blocks the marks in ``text`` open, less those they close; vm's own do not count."""
    depth = 0
    for found in _MARK.finditer(text or ""):
        tag = work.tags[int(found[1])]
        if tag.kind == "block" and not _MERGE.match(tag.source):
            depth += 1 if tag.word in _OPENING else -1 if tag.word.startswith("end") else 0
    return depth


def _as_it_is(xml: str) -> str:
    return xml


def _drop_empty_tables(xml: str) -> str:
    """A table whose rows a loop left out altogether goes: Word takes none without rows."""
    return _EMPTY_TABLE.sub("", xml)


def _fill_empty_cells(xml: str) -> str:
    """A cell must end with a paragraph."""
    return _EMPTY_CELL.sub(r"\1<w:p/>", xml).replace(_TABLE_LAST, "</w:tbl><w:p/></w:tc>")
