"""Owns the making of one notice as .txt, .html, .docx (automatic numbers) and .pdf, to compare the four."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = '<Relationship Id="{}" Type="' + R_NS + '/{}" Target="{}"/>'
_CHINESE = "〇一二三四五六七八九"
# printed number → numbering definition: (what it looks like, w:numFmt, w:lvlText)
_NUMBERS = (
    (re.compile(r"([一二三四五六七八九十]+)、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"（([一二三四五六七八九十]+)）"), "chineseCountingThousand", "（%1）"),
    (re.compile(r"(\d{1,3})\.(?!\d)"), "decimal", "%1."),
    (re.compile(r"（(\d{1,3})）"), "decimal", "（%1）"),
)


def make_txt(paragraphs: list[str]) -> bytes:
    """One paragraph a line, UTF-8."""
    return "".join(p + "\n" for p in paragraphs).encode()


def make_html(paragraphs: list[str]) -> bytes:
    """A page as a government site serves it: navigation, crumbs, the notice, tools, footer."""
    body = "\n".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>江海市云溪区人民政府</title>
<script>document.write('一、脚本');</script><style>p {{ text-indent: 2em }}</style></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">办事服务</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a></div>
<div class="main"><div class="info">发布日期：2026-03-01　来源：区政府办　浏览次数：12</div>
<div id="zoom">{body}</div>
<div class="tools"><a href="#">【打印】</a><a href="#">【关闭】</a></div></div>
<div class="footer">版权所有：云溪区人民政府　<a href="#">网站地图</a></div></body></html>""".encode()


def make_docx(paragraphs: list[str]) -> bytes:
    """A Word file in which every printed number is an automatic one."""
    nums: list[str] = []
    counters: dict[int, tuple[int, int]] = {}  # definition → (w:num in use, value shown last)
    body: list[str] = []
    for paragraph in paragraphs:
        properties, text = "", paragraph
        for definition, (pattern, _, _) in enumerate(_NUMBERS):
            if found := pattern.match(paragraph):
                shown = _integer(found.group(1))
                num, last = counters.get(definition, (0, 0))
                if not num or shown != last + 1:
                    nums.append(
                        f'<w:num w:numId="{len(nums) + 1}"><w:abstractNumId w:val="{definition}"/>'
                        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{shown}"/></w:lvlOverride></w:num>'
                    )
                    num = len(nums)
                counters[definition] = (num, shown)
                properties = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
                text = paragraph[found.end() :]
                break
        body.append(f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>')
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for i, (_, shape, text) in enumerate(_NUMBERS)
    )
    return pack_docx("".join(body), numbering=abstracts + "".join(nums))


def pack_docx(body: str, *, numbering: str = "", styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A .docx from the inside of w:body, w:numbering and w:styles; ``parts``: kind of relationship → XML."""
    space = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(_REL.format("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    more = {"numbering": f"<w:numbering {space}>{numbering}</w:numbering>" if numbering else ""}
    more["styles"] = f"<w:styles {space}>{styles}</w:styles>" if styles else ""
    more |= parts or {}
    relations = ""
    for kind, xml in more.items():
        if xml:
            members[f"word/{kind}.xml"] = xml.replace("SPACE", space)
            relations += _REL.format(kind, kind.rstrip("0123456789"), f"{kind}.xml")
    members["word/_rels/document.xml.rels"] = _RELS.format(relations)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_pdf(paragraphs: list[str], *, centred: int = 1, per_line: int = 28, per_page: int = 22) -> bytes:
    """A PDF set as offices print: 28 characters a line, 22 lines a page, indents of two, page numbers — 1 —.

    The first ``centred`` paragraphs are centred titles; a paragraph that ends in a colon is not indented.
    """
    lines: list[tuple[float, str]] = []  # (indent in characters, text)
    for position, paragraph in enumerate(paragraphs):
        rest, first = paragraph, True
        while rest or first:
            indent = 2.0 if first and position >= centred and not paragraph.endswith((":", "：")) else 0.0
            room, size = per_line - indent, 0.0
            cut = 0
            while cut < len(rest) and size + _width(rest[cut]) <= room:
                size += _width(rest[cut])
                cut += 1
            if position < centred:
                indent = (per_line - size) / 2
            lines.append((indent, rest[:cut]))
            rest, first = rest[cut:], False
    pages = [lines[i : i + per_page] for i in range(0, len(lines), per_page)] or [[]]
    return _pack_pdf(pages)


def _pack_pdf(pages: list[list[tuple[float, str]]]) -> bytes:
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        "/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for number, lines in enumerate(pages, start=1):
        shown = [(79.4 + 16 * indent, 726 - 29 * row, 16, text) for row, (indent, text) in enumerate(lines)]
        shown.append((470, 60, 14, f"— {number} —"))
        stream = "".join(
            f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in shown
            if text
        )
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {6 + 2 * number - 1} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}endstream")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _width(character: str) -> float:
    return 0.5 if " " <= character <= "~" else 1.0


def _integer(shown: str) -> int:
    if shown.isdigit():
        return int(shown)
    tens, _, ones = shown.rpartition("十")
    if "十" not in shown:
        return _CHINESE.index(shown)
    return (_CHINESE.index(tens) if tens else 1) * 10 + (_CHINESE.index(ones) if ones else 0)
