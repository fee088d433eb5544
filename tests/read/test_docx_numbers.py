"""Owns the cases of automatic numbers: what Word shows is what stands in the text."""

from __future__ import annotations

import pytest

from qdoc.read import read_bytes
from qdoc.read.number_formats import format_number
from tests.read.make_inputs import pack_docx

FORMATS = [
    ("decimal", {1: "1", 12: "12"}),
    ("chineseCountingThousand", {-1: "-1", 10**30: str(10**30)}),  # forged starts
    ("decimalZero", {1: "01", 12: "12"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
    ("decimalEnclosedParen", {2: "⑵"}),
    ("decimalEnclosedFullstop", {3: "⒊"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
    (
        "chineseCountingThousand",
        {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十", 1002: "一千零二"},
    ),
    ("japaneseCounting", {10: "十", 11: "十一", 100: "百", 101: "百一"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹"}),
    ("ideographDigital", {10: "一〇"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {1: "子", 12: "亥"}),
    ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
    ("lowerRoman", {3: "iii"}),
    ("upperLetter", {1: "A", 27: "AA", 28: "BB", 30000: "30000"}),
    ("lowerLetter", {2: "b"}),
    ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
    ("none", {5: ""}),
]


@pytest.mark.parametrize(("style", "shown"), FORMATS)
def test_formats(style: str, shown: dict[int, str]) -> None:
    assert {value: format_number(value, style) for value in shown} == shown


def lvl(at: int, text: str, style: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(key: int, at: int = 0, text: str = "甲", style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>' if key >= 0 else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


TWO = abstract(0, lvl(0, "%1、", "chineseCounting"), lvl(1, "%2."))
RUNNING = abstract(0, lvl(0, "%1、", "chineseCounting"), lvl(1, "%2.", more='<w:lvlRestart w:val="0"/>'))
LISTS = [
    # why: the second level starts again under each first
    (
        TWO + num(1, 0),
        item(1) + item(1, 1) + item(1, 1) + item(1) + item(1, 1),
        ["一、甲", "1.甲", "2.甲", "二、甲", "1.甲"],
    ),
    # why: task numbers that run on across the themes
    (RUNNING + num(1, 0), item(1) + item(1, 1) + item(1) + item(1, 1), ["一、甲", "1.甲", "二、甲", "2.甲"]),
    # why: two lists of one definition count together …
    (TWO + num(1, 0) + num(2, 0), item(1) + item(2), ["一、甲", "二、甲"]),
    # why: … unless the second one says where it starts, once
    (TWO + num(1, 0) + num(2, 0, restart(0, 1)), item(1) + item(2) + item(2), ["一、甲", "一、甲", "二、甲"]),
    (TWO + num(1, 0, restart(0, 5)), item(1) + item(1), ["五、甲", "六、甲"]),
    # why: numbers of several levels; a parent that was never shown stands at its start
    (
        abstract(0, lvl(0, "%1."), lvl(1, "%1.%2")) + num(1, 0),
        item(1) + item(1, 1) + item(1, 1),
        ["1.甲", "1.1 甲", "1.2 甲"],
    ),
    (abstract(0, lvl(0, "%1."), lvl(1, "%1.%2")) + num(1, 0), item(1, 1), ["1.1 甲"]),
    # why: isLgl shows every level in Arabic digits
    (
        abstract(0, lvl(0, "第%1章", "chineseCounting"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0),
        item(1) + item(1, 1),
        ["第一章 甲", "1.1 甲"],
    ),
    # why: a level replaced in the list itself
    (TWO + num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "（%1）")}</w:lvlOverride>'), item(1), ["（1）甲"]),
    # why: suffixes; a digit after 1. must not make another number
    (abstract(0, lvl(0, "%1.", more='<w:suff w:val="space"/>')) + num(1, 0), item(1), ["1. 甲"]),
    (abstract(0, lvl(0, "第%1条", more='<w:suff w:val="nothing"/>')) + num(1, 0), item(1), ["第1条甲"]),
    (abstract(0, lvl(0, "%1.")) + num(1, 0), item(1, text="5家企业"), ["1. 5家企业"]),
    # why: a bullet of a symbol font
    (abstract(0, lvl(0, "\uf06c", "bullet")) + num(1, 0), item(1), ["● 甲"]),
    # why: a deleted item has no number, and the next one takes its place
    (
        TWO + num(1, 0),
        item(1)
        + item(1)
        .replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
        .replace("w:r>", "w:del>")
        .replace("w:t>", "w:x>")
        + item(1, text="丙"),
        ["一、甲", "二、丙"],
    ),
    # why: numId 0 means none; an unknown list means none
    (TWO + num(1, 0), item(0) + item(9), ["甲", "甲"]),
]


@pytest.mark.parametrize(("numbering", "body", "shown"), LISTS)
def test_lists(numbering: str, body: str, shown: list[str]) -> None:
    assert read_bytes(pack_docx(body, numbering=numbering), "a.docx").text.splitlines() == shown


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def test_numbers_come_through_styles() -> None:
    body = item(-1, style="H1") + item(-1, style="H2") + item(-1, style="H3") + item(0, style="H1")
    source = read_bytes(pack_docx(body, numbering=TWO + num(1, 0), styles=STYLES), "a.docx")
    assert source.text.splitlines() == ["一、甲", "二、甲", "1.甲", "甲"]


def test_a_level_may_name_its_style() -> None:
    levels = abstract(0, lvl(0, "%1、"), lvl(1, "（%2）", more='<w:pStyle w:val="H2"/>'))
    body = item(-1, style="H1") + item(-1, style="H2")
    assert read_bytes(pack_docx(body, numbering=levels + num(1, 0), styles=STYLES), "a").text == "1、甲\n（1）甲\n"


def test_list_style_links() -> None:
    link = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = link + abstract(1, lvl(0, "（%1）", "chineseCounting")) + num(1, 0) + num(2, 1)
    assert (
        read_bytes(pack_docx(item(1) + item(1), numbering=numbering, styles=STYLES), "a").text == "（一）甲\n（二）甲\n"
    )


def test_unknown_format_is_told() -> None:
    source = read_bytes(pack_docx(item(1), numbering=abstract(0, lvl(0, "%1.", "thaiNumbers")) + num(1, 0)), "a.docx")
    assert source.text == "1.甲\n"
    assert [d.code for d in source.diagnostics] == ["R010"]


def test_numbers_in_cells_and_controls_count_in_order() -> None:
    cell = f"<w:tc>{item(1)}</w:tc><w:tc>{item(1)}</w:tc>"
    body = item(1) + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:sdt><w:sdtContent>{item(1)}</w:sdtContent></w:sdt>"
    source = read_bytes(pack_docx(body, numbering=TWO + num(1, 0)), "a.docx")
    assert source.text == "一、甲\n二、甲\t三、甲\n四、甲\n"
