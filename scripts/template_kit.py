"""Owns the bricks that all shipped Word templates are built from: a lean document, paragraphs, tables right in WPS."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from qdoc.ledger.form_columns import SPELLED
from qdoc.render.forms import Control
from qdoc.render.package import lay_out, pack, read_package, write_package
from qdoc.render.page import STANDARD, WORD, PageProfile, page_number_footer, section_properties, twips
from qdoc.render.page_styles import font_table_part, settings_part, styles_part, theme_part
from qdoc.render.template_parts import NewParts, declared

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "docx"
CHARACTER = 315  # twips: 3号 less the 0.25 pt that lets 28 characters stand in 156 mm
KEEP = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
_DROPPED_PARTS = ("docProps/thumbnail.jpeg", "docProps/app.xml", "customXml/", "word/stylesWithEffects.xml")
_DROPPED_PARTS += ("word/webSettings.xml", "word/numbering.xml")
_TICK_PREFIX = ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
Piece = str | tuple[str, str | None]
"""A text, a text with its character style, or a run's XML."""


def run(text: str, properties: str = "") -> str:
    """The XML of a run with properties of its own."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def tab() -> str:
    """The XML of a tab."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, *pieces: Piece, properties: str = "") -> str:
    """The XML of a paragraph; its looks come from the style, what is said in ``properties`` goes first."""
    inner = "".join(_piece(piece) for piece in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def _piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece if piece.startswith("<w:") else run(piece)
    text, style = piece
    return run(text, f'<w:rStyle w:val="{style}"/>' if style else "")


def tag(text: str) -> str:
    """A paragraph that holds only a structural tag; it is gone when the template is filled."""
    return paragraph("Tag1", text)


def hidden(key: str) -> str:
    """The XML of a run that no page shows: a key in the brackets that ``returns.spelled`` reads."""
    return run(f"{SPELLED[0]}{key}{SPELLED[1]}", "<w:vanish/>")


def controls(*wanted: Control) -> list[str]:
    """The XML of controls that a template holds as they are; made together, so that no two have one number."""
    with NewParts(()):
        made = [control.runs("") for control in wanted]
    return [xml.replace("<w14:checkbox>", f"<w14:checkbox{_TICK_PREFIX}>") for xml in made]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its paragraphs (each a text, or a sequence of pieces), the columns it spans, where its text stands."""

    text: str | Sequence[str | Sequence[Piece]]
    style: str = "Cell1"
    span: int = 1
    middle: bool = True
    fill: str = ""
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``header``: repeated on each page; ``keep``: stays with the next row; ``height``: at least, in mm.

    ``splits``: may go on over the page's end (a row of long texts would leave most of a page empty).
    """

    cells: tuple[Cell, ...]
    header: bool = False
    keep: bool = False
    height: float = 0
    splits: bool = False


def heads(*names: str) -> Row:
    """The header row of a table."""
    return Row(tuple(Cell(name, "CellHead1") for name in names), header=True)


def tag_row(text: str, columns: int) -> Row:
    """A row that holds only a {%tr %} tag; it is gone when the template is filled."""
    return Row((Cell(text, "Tag1"), *(Cell("") for _ in range(columns - 1))))


def repeated(loop: str, *rows: Row) -> tuple[Row, ...]:
    """Rows that repeat by a {%tr %} loop; ``loop`` as in ``行 in 对账``."""
    columns = sum(cell.span for cell in rows[0].cells)
    return (tag_row(f"{{%tr for {loop} %}}", columns), *rows, tag_row("{%tr endfor %}", columns))


class Sheet:
    """A document in the making, on the official page, with qdoc's styles and page numbers."""

    def __init__(
        self,
        title: str,
        *,
        grid: bool = False,
        landscape: bool = False,
        turned: bool = False,
        profile: PageProfile = STANDARD,
        heads: bool = False,
        header: int = 851,
        first: tuple[str, str] | None = None,
    ) -> None:
        self.document = docx.Document()
        self.title, self.profile, self.heads, self.header, self.first = title, profile, heads, header, first
        self.landscape, self.grid = landscape, grid
        self.document.settings.odd_and_even_pages_header_footer = True
        section = self.document.sections[0]
        for side, footer in (("odd", section.footer), ("even", section.even_page_footer)):
            _refill(footer, page_number_footer(side, turned=turned, profile=profile))
        if first is not None:  # page 1 has a header and a footer of its own, given as their paragraphs
            for margin, xml in zip((section.first_page_header, section.first_page_footer), first, strict=True):
                _refill(margin, f'<w:ftr xmlns:w="{WORD}">{xml}</w:ftr>')
        found = [each for each in self.document.element.body.find(qn("w:sectPr")) if each.tag.endswith("Reference")]
        self.references = "".join(
            f'<w:{each.tag.rpartition("}")[2]} w:type="{each.get(qn("w:type"))}" r:id="{each.get(qn("r:id"))}"/>'
            for each in found
        )

    def add(self, style: str, *pieces: Piece, properties: str = "") -> None:
        """Add a paragraph."""
        self.append(paragraph(style, *pieces, properties=properties))

    def tag(self, text: str) -> None:
        """Add a paragraph that holds only a structural tag."""
        self.append(tag(text))

    def append(self, *blocks: str) -> None:
        """Add paragraphs or tables given as XML."""
        for xml in blocks:
            head, _, rest = xml.partition(">")
            element = parse_xml(f'{head} xmlns:w="{WORD}">{rest}')
            self.document.element.body.insert_element_before(element, "w:sectPr")

    def table(self, widths: Sequence[float], rows: Iterable[Row], *, border: bool = True, room: int = 40) -> None:
        """Add a table: w:tblW, w:tblGrid and w:tcW agree (WPS hides tables where they do not), fixed layout.

        ``widths`` are millimetres; the last column takes what rounding leaves of the type area. ``room``: twips above
        and below the text of a cell.
        """
        columns = [twips(width) for width in widths]
        columns[-1] += self._width() - sum(columns)
        if abs(columns[-1] - twips(widths[-1])) > 40:
            raise ValueError(f"columns of {sum(widths)} mm do not fill the type area")
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        edge = 'w:val="single" w:sz="4" w:space="0" w:color="auto"' if border else 'w:val="nil"'
        borders = "".join(f"<w:{side} {edge}/>" for side in sides)
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        body = "".join(_row(row, columns) for row in rows)
        free = zip(sides[:4], (room, 68, room, 68), strict=True)
        margins = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in free)
        self.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )

    def _width(self) -> int:
        """The type area's width in twips."""
        if not self.landscape:
            return self.profile.width
        return 16838 - twips(self.profile.top) - twips(self.profile.bottom)

    def turn(self) -> None:
        """End an upright section with a grid; what follows stands on turned sheets without one.

        The number of turned pages stays where upright pages have it (GB/T 9704—2012, clause 8).
        """
        section = section_properties(self.profile, landscape=self.landscape, grid=self.grid, references=self.references)
        self.add("Spacer1", properties=section)
        self.landscape, self.grid = True, False
        self.references = ""
        for side, kind in (("odd", "default"), ("even", "even")):
            part, key = self.document.part.add_footer_part()
            _fill(part.element, page_number_footer(side, turned=True, profile=self.profile))
            self.references += f'<w:footerReference w:type="{kind}" r:id="{key}"/>'

    def finish(self) -> bytes:
        """The .docx: python-docx's stock styles, theme and thumbnail out, qdoc's own in; the same bytes each time."""
        body = self.document.element.body
        section = section_properties(
            self.profile,
            landscape=self.landscape,
            grid=self.grid,
            references=self.references,
            header=self.header,
            own_first=self.first is not None,
        )
        body.replace(body.find(qn("w:sectPr")), parse_xml(section))
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = self.title, "", ""
        raw = io.BytesIO()
        self.document.save(raw)
        replaced = {
            "word/styles.xml": styles_part(self.profile, heads=self.heads),
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
            if "<w14:" in text:  # boxes to tick: their prefix stands at the root, for older programs to ignore
                text = declared(text.replace(_TICK_PREFIX, ""))
            if member.name.endswith(".rels") or member.name == "[Content_Types].xml":
                text = _without_dropped(text)
            members.append(pack(member.name, text.encode(), 9))
        return write_package(lay_out(members))


def _refill(margin: object, xml: str) -> None:
    """Put the paragraphs of ``xml`` into a header or footer of python-docx."""
    margin.is_linked_to_previous = False  # type: ignore[attr-defined]
    _fill(margin._element, xml)  # type: ignore[attr-defined]


def _fill(root: etree._Element, xml: str) -> None:
    for child in list(root):
        root.remove(child)
    for child in list(parse_xml(xml)):
        root.append(child)


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


def _row(row: Row, columns: Sequence[int]) -> str:
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    looks = ("" if row.splits else "<w:cantSplit/>") + height + ("<w:tblHeader/>" if row.header else "")
    cells, at = [], 0
    for cell in row.cells:
        width = sum(columns[at : at + cell.span])
        at += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        align = '<w:vAlign w:val="center"/>' if cell.middle else ""
        lines = [cell.text] if isinstance(cell.text, str) else cell.text
        body = "".join(_line(line, cell.style, (KEEP if row.keep else "") + cell.properties) for line in lines)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}{align}</w:tcPr>{body}</w:tc>')
    if at != len(columns):
        raise ValueError(f"a row spans {at} of {len(columns)} columns")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def _line(line: str | Sequence[Piece], style: str, properties: str) -> str:
    pieces = [line] if isinstance(line, str) else list(line)
    return paragraph(style, *pieces, properties=properties)
