"""Owns the workbook that lies behind a chart: its numbers in one sheet, so that Word and WPS let them be edited."""

from __future__ import annotations

from xml.sax.saxutils import escape

from qdoc.render.package import CONTENT_TYPES, RELATIONS, TYPES, lay_out, pack, write_package
from qdoc.render.page import RELATIONSHIPS
from qdoc.returns.addresses import column_letters

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "数据"


def _theme() -> str:
    """The least that a theme may hold: twelve colours, two fonts, three fills, lines and effects."""
    names = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
    rgb = ("000000", "FFFFFF", "44546A", "E7E6E6", "1F4E79", "D98E04", "7F7F7F", "C00000", "8FB4D9", "3B7D23")
    pairs = (*zip(names, rgb, strict=True), ("hlink", "0563C1"), ("folHlink", "954F72"))
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in pairs)
    font = '<a:latin typeface="宋体"/><a:ea typeface="宋体"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="qdoc"><a:themeElements>'
        f'<a:clrScheme name="qdoc">{colours}</a:clrScheme><a:fontScheme name="qdoc"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="qdoc"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


_FIXED = {
    CONTENT_TYPES: f'<Types xmlns="{TYPES}">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
    '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId4" Type="{RELATIONSHIPS}/theme" Target="theme/theme1.xml"/></Relationships>',
    "xl/theme/theme1.xml": _theme(),
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/>'
    '<family val="3"/><charset val="134"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/>'
    '<bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
    'borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def chart_workbook(categories: tuple[str, ...], series: tuple[tuple[str, tuple[str | None, ...]], ...]) -> bytes:
    """The .xlsx behind a chart: categories in column A, a series a column, names in row 1; same data, same bytes.

    ``series``: names and numbers, these as the chart caches them; None is an empty cell. Text cells are text, whatever
    they begin with (promise 8).
    """
    strings: list[str] = []
    lines = [[_text(f"{column_letters(i)}1", name, strings) for i, (name, _) in enumerate(series, 1)]]
    for row, category in enumerate(categories, 2):
        numbers = [_number(f"{column_letters(i)}{row}", values[row - 2]) for i, (_, values) in enumerate(series, 1)]
        lines.append([_text(f"A{row}", category, strings), *numbers])
    rows = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in enumerate(lines, 1))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    table = f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{"".join(strings)}</sst>'
    parts = {**_FIXED, "xl/sharedStrings.xml": table, "xl/worksheets/sheet1.xml": sheet}
    return write_package(lay_out(pack(name, (_HEAD + xml).encode()) for name, xml in parts.items()))


def _text(place: str, text: str, strings: list[str]) -> str:
    """A cell of text; texts stand in the shared strings, as Excel keeps them."""
    if not text:
        return ""
    strings.append(f'<si><t xml:space="preserve">{escape(text)}</t></si>')
    return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'


def _number(place: str, number: str | None) -> str:
    return f'<c r="{place}"><v>{number}</v></c>' if number is not None else ""
