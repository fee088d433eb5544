"""Owns reading web pages: tags → the lines and cells that a browser shows; nothing is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.errors import LimitExceeded
from qdoc.model import BlockKind, SourceText
from qdoc.read import limits
from qdoc.read.blocks import TextBuilder, make_source
from qdoc.read.plain import control_diagnostics

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(
    (
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio",
        "video", "map", "select", "textarea", "button", "datalist", "title", "meta", "link", "input",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "html", "body", "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_COPY = "请在浏览器中复制正文，存为文本文件"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}“”‘’…—·])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}“”‘’…—·])")
_FILE_LINK = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|rtf|txt|zip|rar|jpe?g|png)(?:[?#]|$)", re.I)
_BORDER = re.compile(r"border(?:-\w+)*\s*:\s*(?!none|0)", re.I)


@dataclass(slots=True)
class Line:
    """One line or cell as a browser shows it; ``owner``: the element it stands in, ``linked``: how much is a link."""

    text: str
    owner: _Element
    linked: int = 0
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    last: bool = True


def read_html(data: bytes, name: str, text: str, encoding: str) -> SourceText:
    """Return the page's text, one block a line or cell.

    Blocks begin at block elements and at br. White space is collapsed as a browser does (between Chinese characters
    a line end of the source is nothing); indents by full-width spaces stay. What is not the notice (navigation, page
    tools, footers) stays in the text as boilerplate. Cells end in a tab, the last of a row in a line end.
    """
    from qdoc.read.html_content import mark_furniture

    root = _parse(text)
    if root is None:
        return make_source(data, name, "text/html", encoding, "", ())
    alive = list(root.iter())  # keeps lxml's proxies, which are compared by identity
    lines = _Walker(name).lines(root)
    reasons = mark_furniture(root, lines)
    builder = TextBuilder(name)
    for line, reason in zip(lines, reasons, strict=True):
        ended = line.text + ("\n" if line.last else "\t")
        if reason is not None:
            builder.add(BlockKind.BOILERPLATE, ended, reason=reason)
        elif line.table >= 0:
            builder.add(BlockKind.CELL, ended, table=line.table, row=line.row, column=line.column)
        elif not line.text.strip():
            builder.add(BlockKind.BLANK, ended)
        else:
            kind = BlockKind.HEADING if line.level else BlockKind.PARAGRAPH
            builder.add(kind, ended, level=line.level)
    del alive
    shown, blocks = builder.build()
    return make_source(data, name, "text/html", encoding, shown, blocks, control_diagnostics(shown))


def _parse(text: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        return etree.fromstring(text.replace("\0", "\ufffd").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Walker:
    """Goes through a page once and gathers its lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._tables = -1

    def lines(self, root: _Element) -> list[Line]:
        """Return every line of the page in order."""
        self._walk(root)
        return self._lines

    def _walk(self, root: _Element) -> None:
        from lxml import etree

        links = preformatted = depth = 0
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                depth += 1
                if depth > limits.MAX_DEPTH:
                    raise LimitExceeded(
                        f"网页标签嵌套超过 {limits.MAX_DEPTH} 层",
                        file=self._name,
                        hint=_COPY,
                    )
                if tag in _UNSEEN:
                    walker.skip_subtree()
                    continue
                if tag in _BLOCKS or tag == "br":
                    self._flush(element if tag != "br" else element.getparent(), preformatted)
                if tag == "table" and element is not root and is_data_table(element):
                    self._write_table(element)
                    walker.skip_subtree()
                    continue
                links += tag == "a" and not _FILE_LINK.search(element.get("href") or "")
                preformatted += tag == "pre"
                self._write(element.text, links)
                continue
            depth -= 1
            if tag in _BLOCKS:
                self._flush(element, preformatted)
            if tag == "a" and not _FILE_LINK.search(element.get("href") or ""):
                links -= 1
            preformatted -= tag == "pre"
            if element is not root:
                self._write(element.tail, links)
        self._flush(root, 0)

    def _write(self, text: str | None, links: int) -> None:
        if text:
            self._pieces.append(text)
            if links:
                self._linked += sum(1 for c in text if not c.isspace())

    def _flush(self, owner: _Element | None, preformatted: int) -> None:
        raw, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        if owner is None or not raw.strip():
            return
        if preformatted:
            shown = [line.rstrip(" \t\r") for line in raw.split("\n")]
        else:
            shown = [_SPACE.sub(" ", _WIDE_BREAK.sub("", raw)).strip(" ")]
        level = _heading_level(owner)
        for line in shown:
            if line.strip() or preformatted:
                self._lines.append(Line(line, owner, 0 if line.strip().startswith("附件") else linked, level))

    def _write_table(self, table: _Element) -> None:
        self._tables += 1
        taken: dict[int, int] = {}  # column → rows that a cell from above still covers
        for row_number, row in enumerate(_rows(table)):
            cells: list[Line] = []
            column = 0
            for cell in _cells(row):
                while taken.get(column, 0) > 0:
                    column += 1
                if column >= limits.MAX_COLUMNS:
                    raise LimitExceeded(
                        f"网页表格超过 {limits.MAX_COLUMNS:,} 列",
                        file=self._name,
                        hint=_COPY,
                    )
                inner = _Walker(self._name)
                inside = inner.lines(cell)
                text = "\n".join(line.text for line in inside)
                linked = sum(line.linked for line in inside)
                cells.append(Line(text, cell, linked, 0, self._tables, row_number, column, False))
                width, height = _size(cell, "colspan"), _size(cell, "rowspan")
                for covered in range(column, min(column + width, limits.MAX_COLUMNS)):
                    taken[covered] = max(taken.get(covered, 0), height)
                column += width
            taken = {at: rows - 1 for at, rows in taken.items() if rows > 1}
            if cells:
                cells[-1].last = True
                self._lines.extend(cells)


def is_data_table(table: _Element) -> bool:
    """Whether a table tabulates (rows of several cells) rather than lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    if sum(len(cells) > 1 for cells in rows) < 2:
        return False
    if next(table.iterdescendants("th"), None) is not None or table.get("border", "0") not in ("", "0"):
        return True
    if any(_BORDER.search(e.get("style") or "") for e in (table, *(c for cells in rows for c in cells))):
        return True
    sizes = [(len("".join(str(t) for t in c.itertext())), c) for cells in rows for c in cells]
    largest, cell = max(sizes, key=lambda s: s[0])
    parts = sum(1 for _ in cell.iterdescendants("p", "div", "br", "h1", "h2", "h3"))
    return not (parts >= 8 and largest > 0.6 * sum(size for size, _ in sizes))


def _rows(table: _Element) -> Iterator[_Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead", "tfoot"):
            yield from part.iterchildren("tr")


def _cells(row: _Element) -> Iterator[_Element]:
    yield from row.iterchildren("td", "th")


def _size(cell: _Element, name: str) -> int:
    shown = (cell.get(name) or "").strip()
    return min(max(int(shown), 1), 1000) if shown.isascii() and shown.isdigit() and len(shown) < 6 else 1


def _heading_level(owner: _Element) -> int:
    tag = owner.tag
    return int(tag[1]) if isinstance(tag, str) and len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0
