"""Owns the Word XML that the templates of notice and summary are made of: paragraphs, tables, sections, the package."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from qdoc.render.package import lay_out, pack, write_package
from qdoc.render.page import (
    CHARACTER_SPACING,
    HEI_FONT,
    KAI_FONT,
    RELATIONSHIPS,
    SIZE_4,
    WORD,
    page_number_footer,
    run_fonts,
    section_properties,
)
from qdoc.render.page_styles import font_table_part, settings_part, styles_part, theme_part

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "docx"
TYPE_WIDTH = 8844  # 156 mm
LANDSCAPE_WIDTH = 12756  # 225 mm
CHARACTER = 315  # 3号 less the 0.25 pt that lets 28 characters stand in 156 mm
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def run(text: str, properties: str = "") -> str:
    dressed = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dressed}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of a named style; a bare text among ``runs`` becomes a run."""
    inner = "".join(piece if piece.startswith("<w:") else run(piece) for piece in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def text_box(*paragraphs: str) -> str:
    """A paragraph that anchors a text box of the type area's width at the bottom of the type area."""
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{TYPE_WIDTH / 20:g}pt;height:50pt;z-index:1;"
        "mso-position-horizontal:left;mso-position-horizontal-relative:margin;mso-position-vertical:bottom;"
        "mso-position-vertical-relative:margin;mso-wrap-distance-left:0;mso-wrap-distance-right:0"
    )
    return (
        '<w:p><w:pPr><w:pStyle w:val="Control"/></w:pPr><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:w10="urn:schemas-microsoft-com:office:word">'
        f'<v:rect id="colophon" style="{place}" filled="f" stroked="f"><v:textbox style="mso-fit-shape-to-text:t" '
        f'inset="0mm,0mm,0mm,0mm"><w:txbxContent>{"".join(paragraphs)}</w:txbxContent></v:textbox>'
        '<w10:wrap type="topAndBottom" anchorx="margin" anchory="margin"/></v:rect></w:pict></w:r></w:p>'
    )


def control(tag: str) -> str:
    """A paragraph that holds only a structural tag; it disappears when the template is filled."""
    return paragraph("Control", tag)


def cell(width: int, *paragraphs: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells: str, header: bool = False) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def control_row(tag: str, widths: list[int]) -> str:
    """A row that holds only a {%tr %} tag; it disappears when the template is filled."""
    cells = [cell(width, paragraph("Cell1", tag if index == 0 else "")) for index, width in enumerate(widths)]
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(widths: list[int], *rows: str, properties: str = "", borders: str = "") -> str:
    """A table whose width, grid and cells agree, so that WPS shows it as Word does."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    lines = borders or "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def header_row(widths: list[int], names: list[str]) -> str:
    return row(*(cell(w, paragraph("CellHead1", n)) for w, n in zip(widths, names, strict=True)), header=True)


def value_row(widths: list[int], values: list[str], centred: set[int] | None = None) -> str:
    styles = ["CellMid1" if n in (centred or set()) else "Cell1" for n in range(len(values))]
    middle = '<w:vAlign w:val="center"/>'
    return row(*(cell(w, paragraph(s, v), properties=middle) for w, s, v in zip(widths, styles, values, strict=True)))


_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
PORTRAIT = section_properties(references=_FOOTERS)
LANDSCAPE = section_properties(landscape=True, grid=False, references=_FOOTERS)


def section_end(section: str) -> str:
    """The paragraph that ends a section (the last section's properties stand in the body itself)."""
    return f'<w:p><w:pPr><w:pStyle w:val="Control"/>{section}</w:pPr></w:p>'


def _own_styles() -> str:
    """The styles that these templates need beside the shared ones."""
    tight = f'<w:spacing w:val="{CHARACTER_SPACING}"/>'
    single = '<w:spacing w:line="240" w:lineRule="auto"/>'
    free = '<w:snapToGrid w:val="0"/>'
    tiny = '<w:spacing w:line="20" w:lineRule="exact"/>'
    indent = f'<w:ind w:firstLine="{2 * CHARACTER}" w:firstLineChars="0"/>'
    no_indent = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
    centred = '<w:jc w:val="center"/>'
    styles = (
        ("Text28", "正文二十八字", "Body1", indent, tight),
        ("Flush28", "顶格二十八字", "Flush1", no_indent, tight),
        ("Level1", "公文一级标题", "Head1", indent, tight),
        ("Level2", "公文二级标题", "Body1", indent, tight),
        ("Subtitle1", "题下说明", "Flush1", centred, run_fonts(KAI_FONT)),
        ("TableTitle1", "表名", "Flush1", "<w:keepNext/>" + centred, run_fonts(HEI_FONT) + size(SIZE_4)),
        ("Colophon1", "版记", "Normal", free + '<w:spacing w:before="40" w:after="40"/>', size(SIZE_4)),
        ("Control", "模板控制", "Normal", free + tiny, '<w:color w:val="7F7F7F"/>' + size(2)),
        ("Mark28", "发文机关标志", "Normal", free + single + centred, ""),
    )
    return "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>'
        for key, name, base, ppr, rpr in styles
    )


def write_template(name: str, body: str, last_section: str) -> Path:
    """Write templates/docx/``name`` from the XML of its body; the same input gives the same bytes."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "styles": ("styles", styles_part().replace("</w:styles>", _own_styles() + "</w:styles>")),
        "settings": ("settings", settings_part()),
        "fontTable": ("fontTable", font_table_part()),
        "footer1": ("footer", _DECLARATION + page_number_footer("odd")),
        "footer2": ("footer", _DECLARATION + page_number_footer("even")),
    }
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    types = f'<Override PartName="/word/theme/theme1.xml" ContentType="{theme}"/>' + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{of}+xml"/>' for part, (of, _) in parts.items()
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONSHIPS}/{of}" Target="{part}.xml"/>'
        for n, (part, (of, _)) in enumerate(parts.items(), 1)
    )
    links += f'<Relationship Id="rId{len(parts) + 1}" Type="{RELATIONSHIPS}/theme" Target="theme/theme1.xml"/>'
    packages = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{packages}/relationships">{links}</Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{last_section}</w:body></w:document>",
    }
    packed = [pack(part, (_DECLARATION + text).encode()) for part, text in members.items()]
    packed += [pack(f"word/{part}.xml", text.encode()) for part, (_, text) in parts.items()]
    packed.append(pack("word/theme/theme1.xml", theme_part().encode()))
    path = FOLDER / name
    path.write_bytes(write_package(lay_out(packed)))
    return path
