"""Owns the bricks that the shipped Word templates are built from: a lean document, paragraphs, tables right in WPS."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from qdoc.render.package import lay_out, pack, read_package, write_package
from qdoc.render.page import STANDARD, WORD, page_number_footer, section_properties, twips
from qdoc.render.page_styles import font_table_part, settings_part, styles_part, theme_part

_NAMESPACES = f'xmlns:w="{WORD}"'
_DROPPED_PARTS = ("docProps/thumbnail.jpeg", "docProps/app.xml", "customXml/", "word/stylesWithEffects.xml")
_DROPPED_PARTS += ("word/webSettings.xml", "word/numbering.xml")
Text = str | Sequence[tuple[str, str | None]]
"""A text, or pieces of it, each with a character style or None."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its paragraphs (text and style), the columns it spans, whether its text stands in the middle."""

    text: Text | Sequence[Text]
    style: str = "Cell1"
    span: int = 1
    middle: bool = True
    paragraphs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``header``: repeated on each page; ``keep``: stays with the next row; ``height``: at least, in mm."""

    cells: tuple[Cell, ...]
    header: bool = False
    keep: bool = False
    height: float = 0


class Sheet:
    """A document in the making, on the official page, with qdoc's styles and page numbers."""

    def __init__(self, title: str, *, grid: bool = False, landscape: bool = False) -> None:
        self.document = docx.Document()
        self.title = title
        self.landscape, self.grid = landscape, grid
        self.document.settings.odd_and_even_pages_header_footer = True
        section = self.document.sections[0]
        for side, footer in (("odd", section.footer), ("even", section.even_page_footer)):
            footer.is_linked_to_previous = False
            root = footer._element
            for child in list(root):
                root.remove(child)
            for child in list(parse_xml(page_number_footer(side))):
                root.append(child)

    def add(self, style: str, text: Text, *, page_break: bool = False, keep: bool = False) -> None:
        """Add a paragraph."""
        self._append(paragraph(style, text, page_break=page_break, keep=keep))

    def table(self, widths: Sequence[float], rows: Sequence[Row], *, border: bool = True) -> None:
        """Add a table: w:tblW, w:tblGrid and w:tcW agree (WPS hides tables where they do not), fixed layout."""
        columns = [twips(width) for width in widths]
        columns[-1] += STANDARD.width - sum(columns) if not self.landscape else 0
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        edge = 'w:val="single" w:sz="4" w:space="0" w:color="auto"' if border else 'w:val="nil"'
        borders = "".join(f"<w:{side} {edge}/>" for side in sides)
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        body = "".join(_row(row, columns) for row in rows)
        margins = "".join(
            f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in zip(sides[:4], (40, 68, 40, 68), strict=True)
        )
        self._append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )

    def _append(self, xml: str) -> None:
        head, _, rest = xml.partition(">")
        closed = head.endswith("/")
        head = head[:-1] if closed else head
        element = parse_xml(f"{head} {_NAMESPACES}{'/' if closed else ''}>{rest}")
        self.document.element.body.insert_element_before(element, "w:sectPr")

    def finish(self) -> bytes:
        """The .docx: python-docx's stock styles, theme and thumbnail out, qdoc's own in; the same bytes each time."""
        body = self.document.element.body
        old = body.find(qn("w:sectPr"))
        references = "".join(
            f'<w:footerReference w:type="{each.get(qn("w:type"))}" r:id="{each.get(qn("r:id"))}"/>'
            for each in old.findall(qn("w:footerReference"))
        )
        body.replace(
            old, parse_xml(section_properties(grid=self.grid, landscape=self.landscape, references=references))
        )
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = self.title, "", ""
        raw = io.BytesIO()
        self.document.save(raw)
        replaced = {
            "word/styles.xml": styles_part(),
            "word/fontTable.xml": font_table_part(),
            "word/settings.xml": settings_part(),
            "word/theme/theme1.xml": theme_part(),
            "docProps/core.xml": _core(self.title),
        }
        members = []
        for member in read_package(raw.getvalue(), self.title):
            if member.name.startswith(_DROPPED_PARTS):
                continue
            text = replaced.get(member.name, member.content().decode())
            if member.name.endswith(".rels") or member.name == "[Content_Types].xml":
                text = _without_dropped(text)
            members.append(pack(member.name, text.encode(), 9))
        return write_package(lay_out(members))


def _without_dropped(xml: str) -> str:
    """Take out the relationships and content types of parts that were left out."""
    root = parse_xml(xml.encode())
    for child in list(root):
        target = (child.get("Target") or child.get("PartName") or "").lstrip("./")
        names = (target, f"word/{target}")
        dropped = target and any(name.startswith(_DROPPED_PARTS) for name in names)
        if dropped or child.get("Extension") in {"jpeg", "png"}:
            root.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()


def _core(title: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def paragraph(style: str, text: Text, *, page_break: bool = False, keep: bool = False) -> str:
    """The XML of a paragraph; its looks come from the style alone."""
    extra = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if page_break else "")
    pieces = [(text, None)] if isinstance(text, str) else text
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(_run(*piece) for piece in pieces)}</w:p>'


def _run(text: str, style: str | None) -> str:
    if not text:
        return ""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _row(row: Row, columns: Sequence[int]) -> str:
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    looks = "<w:cantSplit/>" + height + ("<w:tblHeader/>" if row.header else "")
    cells, at = [], 0
    for cell in row.cells:
        width = sum(columns[at : at + cell.span])
        at += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        align = '<w:vAlign w:val="center"/>' if cell.middle else ""
        texts = cell.text if cell.paragraphs else [cell.text]
        body = "".join(paragraph(cell.style, text, keep=row.keep) for text in texts)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{align}</w:tcPr>{body}</w:tc>')
    if at != len(columns):
        raise ValueError(f"a row spans {at} of {len(columns)} columns")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"
