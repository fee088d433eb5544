"""Owns the cases of .docx: everything a reader of Word sees, in order, once."""

from __future__ import annotations

import io
import zipfile

import pytest

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LimitExceeded, UnsupportedFormat
from qdoc.model import BlockKind
from qdoc.read import read_bytes
from tests.read.make_inputs import W_NS, pack_docx
from tests.read.test_plain_text import assert_tiles


def t(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{'<w:pPr>' + properties + '</w:pPr>' if properties else ''}{inner}</w:p>"


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(cells) + "</w:tr>"


def held(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


BOX = f"<w:txbxContent>{p(t('框内'))}</w:txbxContent>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

INLINE = [
    ("甲乙", p(t("甲") + t("乙"))),  # runs join without a gap
    ("甲\t乙", p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>")),
    ("甲\n乙", p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>")),  # a line break is a line of its own
    ("甲乙", p("<w:r><w:t>甲</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>")),
    ("甲-乙", p("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>")),
    (
        "甲乙",
        p(f"<w:ins>{t('甲')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>{t('乙')}"),
    ),  # insertions in
    ("甲", p(f"<w:moveFrom>{t('乙')}</w:moveFrom><w:moveTo>{t('甲')}</w:moveTo>")),  # a moved text once, where it went
    ("甲乙丙", p(f"{t('甲')}<w:sdt><w:sdtContent>{t('乙')}</w:sdtContent></w:sdt>{t('丙')}")),  # control in a line
    ("甲乙", p(f'<w:hyperlink r:id="x">{t("甲")}</w:hyperlink><w:smartTag>{t("乙")}</w:smartTag>')),
    ("共5页", p(t("共") + FIELD.format("NUMPAGES", t("5")) + t("页"))),  # results, not instructions
    ("甲乙", p(t("甲") + FIELD.format("IF " + "x", FIELD.format("PAGE", "") + t("乙")))),  # a field within a field
    ("3", p(f'<w:fldSimple w:instr="PAGE">{t("3")}</w:fldSimple>')),
    ("□同意", p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + t("同意"))),
    ("汉", p(f"<w:r><w:ruby><w:rt>{t('hàn')}</w:rt><w:rubyBase>{t('汉')}</w:rubyBase></w:ruby></w:r>")),
    ("见", p(t("见") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>")),  # hidden text is not seen
    ("显", p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>')),
    ("甲乙", p(t("甲"), "<w:rPr><w:del/></w:rPr>") + p(t("乙"))),  # the line end between them was deleted
    ("甲\n乙", f"<w:sdt><w:sdtContent>{p(t('甲'))}{p(t('乙'))}</w:sdtContent></w:sdt>"),  # control around paragraphs
    ("段\n框内\n后", p(t("段") + f"<w:r><w:pict>{BOX}</w:pict></w:r>") + p(t("后"))),  # a text box after its anchor
    (
        "段\n框内",  # drawing and its fallback say the same: once
        p(
            t("段")
            + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            + BOX
            + "</w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict>" + BOX + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    ),
]


@pytest.mark.parametrize(("shown", "body"), INLINE)
def test_a_paragraph_as_word_shows_it(shown: str, body: str) -> None:
    source = read_bytes(pack_docx(body), "a.docx")
    assert source.text == shown + "\n"
    assert_tiles(source)


V, R = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = [
    # why: plain rows
    (
        [(0, 0, "序号"), (0, 1, "任务"), (1, 0, "1"), (1, 1, "")],
        row(tc(p(t("序号"))), tc(p(t("任务")))) + row(tc(p(t("1"))), tc(p(""))),
    ),
    # why: a cell over two columns moves the next one's number
    ([(0, 0, "合"), (0, 2, "右")], row(tc(p(t("合")), '<w:gridSpan w:val="2"/>'), tc(p(t("右"))))),
    # why: a cell over two rows is shown once
    (
        [(0, 0, "主题"), (0, 1, "甲"), (1, 1, "乙")],
        row(tc(p(t("主题")), V), tc(p(t("甲")))) + row(tc(p(""), R), tc(p(t("乙")))),
    ),
    # why: some programs repeat the text in the cells below
    (
        [(0, 0, "主题"), (0, 1, "甲"), (1, 1, "乙")],
        row(tc(p(t("主题")), V), tc(p(t("甲")))) + row(tc(p(t("主题")), R), tc(p(t("乙")))),
    ),
    # why: paragraphs of a cell stay lines
    ([(0, 0, "甲\n乙"), (0, 1, "丙")], row(tc(p(t("甲")) + p(t("乙"))), tc(p(t("丙"))))),
    # why: content controls around a row and around a cell
    (
        [(0, 0, "甲"), (0, 1, "乙")],
        held(row(held(tc(p(t("甲")))), tc(p(t("乙"))))),
    ),
    # why: a table in a cell is that cell's text
    (
        [(0, 0, "外"), (0, 1, "内一\t内二")],
        row(tc(p(t("外"))), tc(f"<w:tbl>{row(tc(p(t('内一'))), tc(p(t('内二'))))}</w:tbl>{p('')}")),
    ),
    # why: a deleted row is gone
    (
        [(0, 0, "甲"), (0, 1, "乙")],
        row(tc(p(t("甲"))), tc(p(t("乙")))) + f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p(''))}{tc(p(''))}</w:tr>",
    ),
]


@pytest.mark.parametrize(("cells", "table"), TABLES)
def test_tables_cell_by_cell(cells: list[tuple[int, int, str]], table: str) -> None:
    source = read_bytes(pack_docx(p(t("前")) + f"<w:tbl>{table}</w:tbl>" + p(t("后"))), "a.docx")
    found = [(b.row, b.column, source.text[b.start : b.end - 1]) for b in source.blocks if b.kind is BlockKind.CELL]
    assert found == cells
    assert_tiles(source)
    assert source.text.startswith("前\n")
    assert source.text.endswith("\n后\n")


def test_a_table_of_one_column_frames_a_text() -> None:
    source = read_bytes(pack_docx(f"<w:tbl>{row(tc(p(t('一、要求')) + p(t('正文'))))}</w:tbl>"), "a.docx")
    assert [b.kind for b in source.blocks] == [BlockKind.PARAGRAPH] * 2


def test_notes_headers_and_footers() -> None:
    note = "<w:footnotes SPACE>{}</w:footnotes>".format(
        '<w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>" + t("指标解释"))}</w:footnote>'
        f'<w:footnote w:id="8">{p(t("没有引用"))}</w:footnote>'
    )
    sections = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    parts = {
        "footnotes": note,
        "header1": f"<w:hdr SPACE>{p(t('云溪区质量办'))}</w:hdr>",
        "footer1": f"<w:ftr SPACE>{p(t('— ') + FIELD.format('PAGE', t('1')) + t(' —'))}</w:ftr>",
    }
    body = p(t("达到95%") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + t("以上")) + sections
    source = read_bytes(pack_docx(body, parts=parts), "a.docx")
    assert [(b.reason or b.kind.value, source.text[b.start : b.end]) for b in source.blocks] == [
        ("page_header", "云溪区质量办\n"),
        ("paragraph", "达到95%¹以上\n"),
        ("footnote", "¹ 指标解释\n"),
        ("page_number", "— 1 —\n"),
    ]


def test_heading_levels_from_outline_and_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = p(t("甲"), '<w:pStyle w:val="B"/>') + p(t("乙"), '<w:outlineLvl w:val="2"/>') + p(t("丙"))
    assert [b.level for b in read_bytes(pack_docx(body, styles=styles), "a.docx").blocks] == [1, 3, 0]


def test_what_is_left_out_is_told() -> None:
    body = (
        p("<w:r><w:object/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + t("文"))
        + '<w:altChunk r:id="z"/>'
    )
    data = pack_docx(body, parts={"vbaProject.bin": "x"})
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    assert [d.code for d in read_bytes(buffer.getvalue(), "a.docm").diagnostics] == ["R005", "R006", "R007", "R008"]


# --- containers that are refused ----------------------------------------------------------------


def _pack(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", method) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


GOOD = f'<w:document xmlns:w="{W_NS}"><w:body>{p(t("甲"))}</w:body></w:document>'.encode()
DTD = b'<!DOCTYPE x [<!ENTITY e "gone">]>' + GOOD.replace("甲".encode(), b"&e;")
DEEP = (
    b"<w:document xmlns:w='"
    + W_NS.encode()
    + b"'><w:body>"
    + b"<w:sdt>" * 300
    + b"</w:sdt>" * 300
    + b"</w:body></w:document>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
REFUSED = [
    ("truncated", pack_docx(p(t("甲")))[:-60], DamagedFile),
    ("no body", _pack({"word/other.xml": b"<a/>"}), DamagedFile),
    ("broken XML", _pack({"word/document.xml": GOOD[:-9]}), DamagedFile),
    ("entity", _pack({"word/document.xml": DTD}), InputRefused),
    ("bare DTD", _pack({"word/document.xml": b"<!DOCTYPE x>" + GOOD}), InputRefused),
    ("DTD in styles", pack_docx(p(t("甲")), parts={"styles": "<!DOCTYPE x><w:styles SPACE/>"}), InputRefused),
    ("depth 300", _pack({"word/document.xml": DEEP}), LimitExceeded),
    ("bomb", _pack({"word/document.xml": GOOD + b" " * 30_000_000}), LimitExceeded),
    ("members", _pack({f"word/{i}": b"" for i in range(2001)}, zipfile.ZIP_STORED), LimitExceeded),
    ("password", OLE + "EncryptedPackage\0".encode("utf-16-le"), EncryptedFile),
    ("xls", OLE + "Workbook\0".encode("utf-16-le"), UnsupportedFormat),
    ("xlsx", _pack({"xl/workbook.xml": b"<a/>"}), UnsupportedFormat),
    ("plain zip", _pack({"a.txt": b"a"}), UnsupportedFormat),
    ("ofd", _pack({"OFD.xml": b"<a/>"}), UnsupportedFormat),
    ("picture", b"\x89PNG\r\n\x1a\n", UnsupportedFormat),
    ("bzip2 member", _pack({"word/document.xml": GOOD}, zipfile.ZIP_BZIP2), DamagedFile),
]


@pytest.mark.parametrize(("data", "kind"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refusals_name_the_file_and_the_next_step(data: bytes, kind: type[InputRefused]) -> None:
    with pytest.raises(InputRefused) as refused:
        read_bytes(data, "通知.docx")
    assert type(refused.value) is kind
    assert str(refused.value).startswith("通知.docx")
    assert refused.value.hint


def test_ledger_is_sent_to_its_command() -> None:
    with pytest.raises(UnsupportedFormat, match="qdoc letters"):
        read_bytes(_pack({"xl/workbook.xml": b"<a/>"}), "台账.xlsx")


def test_every_cut_of_a_file_ends_in_a_text_or_a_refusal() -> None:
    data = pack_docx(p(t("甲")) * 5)
    for end in range(0, len(data), 37):
        with pytest.raises(InputRefused):
            read_bytes(data[:end] or b"PK\x03\x04", "a.docx")
