"""Owns the proof of PDF pages that are not as they should be: kept where a library reads them, told where none does."""

from __future__ import annotations

import random
import zlib
from typing import Any

import pytest

from qdoc.errors import DamagedFile, ScannedDocument
from qdoc.model import Severity, SourceText
from qdoc.read import read_bytes
from qdoc.read.pdf_pages import read_pages, without_doubles
from qdoc.read.pdf_second import SecondReader, letters, written_anew
from tests.hostile.pdfs import pdf, stream
from tests.read.make_inputs import make_pdf

LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
GOOD = b"BT /F1 16 Tf 80 700 Td (Notice of the year 2026, page %d) Tj ET"
STRAY = b" BT /F1 16 Tf 80 600 Td 5 TJ ET"  # shows a number where a string must stand: pdfminer gives the page up


def book(*contents: bytes, font: bytes = LATIN, catalog: bytes = b"", page: bytes = b"", more: tuple[bytes, ...] = ()):
    """A PDF with a page for each of ``contents``; objects: 1 catalogue, 2 tree, 3 font, then ``more``, then pages."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        font,
        *more,
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>"
            % (first + 2 * number + 1, page)
        )
        objects.append(content if content.startswith(b"<<") else stream(content))
    return pdf(*objects)


def told(source: SourceText) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in source.diagnostics]


def test_page_that_one_library_gives_up_is_read_by_the_other() -> None:
    source = read_bytes(book(GOOD % 1, GOOD % 2 + STRAY, GOOD % 3), "a.pdf")
    assert [f"Notice of the year 2026, page {n}" in source.text for n in (1, 2, 3)] == [True] * 3
    assert told(source) == [("R013", "第 2 页有错，已改用另一种方法读出，分段和表格可能不准")]


def test_page_that_neither_reads_is_named_and_the_others_kept() -> None:
    source = read_bytes(book(GOOD % 1, STRAY, GOOD % 3), "a.pdf")
    assert ["page 1" in source.text, "page 3" in source.text] == [True, True]
    assert told(source) == [("R012", "第 2 页已损坏，读不出来；其余各页照常读出")]
    assert source.diagnostics[0].severity is Severity.WARNING


def test_file_of_which_no_page_is_read_is_damaged() -> None:
    with pytest.raises(DamagedFile, match=r"a\.pdf"):
        read_bytes(book(STRAY, STRAY), "a.pdf")


@pytest.mark.parametrize("untyped", [(0, 1, 2), (1,)], ids=["all pages", "one of three"])
def test_pages_that_do_not_say_what_they_are_are_not_lost(untyped: tuple[int, ...]) -> None:
    """pdfminer passes over a page without /Type and says nothing."""
    pieces = book(GOOD % 1, GOOD % 2, GOOD % 3).split(b"/Type/Page/")
    broken = pieces[0] + b"".join(
        (b"/Tipe/Page/" if n in untyped else b"/Type/Page/") + piece for n, piece in enumerate(pieces[1:])
    )
    source = read_bytes(broken, "a.pdf")
    assert [f"page {n}" in source.text for n in (1, 2, 3)] == [True] * 3
    assert told(source) == [("R018", "PDF 不能照常打开，已重新整理后读出")]


def test_sound_file_is_read_as_it_is() -> None:
    answer, _ = read_pages(make_pdf(["云溪区2026年工作要点", "1.加强监管。"]))
    assert answer == {}
    assert told(read_bytes(make_pdf(["云溪区2026年工作要点", "1.加强监管。"]), "a.pdf")) == []


OWN_CMAP = stream(
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 1 def\n"
    b"1 begincodespacerange <00> <ff> endcodespacerange 1 begincidrange <00> <ff> 0 endcidrange\n"
    b"endcmap end end",
    more="/Type/CMap/CMapName/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
)
TO_UNICODE = stream(
    b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange endcmap"
)
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 600/FontDescriptor<</Type/FontDescriptor/FontName/Arial/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800"
    b"/Descent -200/CapHeight 700/StemV 80/ItalicAngle 0>>>>"
)


def test_letters_of_a_font_with_its_own_encoding_are_not_lost() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding 4 0 R/ToUnicode 5 0 R/DescendantFonts[6 0 R]>>"
    source = read_bytes(book(GOOD % 1, font=font, more=(OWN_CMAP, TO_UNICODE, DESCENDANT)), "a.pdf")
    assert "Notice of the year 2026, page 1" in source.text
    assert [code for code, _ in told(source)] == ["R013"]


def test_signs_without_a_meaning_are_told_and_not_guessed() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[4 0 R]>>"
    shown = b"BT /F1 16 Tf 80 700 Td <" + b"".join(b"%04x" % n for n in range(0x4E00, 0x4E20)) + b"> Tj ET"
    source = read_bytes(book(shown, font=font, more=(DESCENDANT,)), "a.pdf")
    assert source.text.startswith("(cid:19968)")
    assert [code for code, _ in told(source)] == ["R015"]


def test_page_whose_packed_text_is_cut_is_told() -> None:
    shown = b"".join(b"BT /F1 9 Tf 80 %d Td (Line %d of %d) Tj ET\n" % (800 - 12 * n, n, n * n) for n in range(60))
    packed = bytearray(zlib.compress(shown))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    source = read_bytes(book(GOOD % 1, stream(bytes(packed), "/FlateDecode")), "a.pdf")
    assert "Line 9 of 81" in source.text
    assert ("R014", "第 2 页可能有一部分文字没有读出") in told(source)


FIELD = b"<</Type/Annot/Subtype/Widget/Rect[9 9 99 99]%s>>"
BESIDE = [
    ("a filled text field", FIELD % b"/FT/Tx/T(a)/V(Wang)", b"", ["R016"]),
    ("its kind and value stand in the parent", FIELD % b"/Parent<</FT/Tx/T(a)/V(Wang)>>", b"", ["R016"]),
    ("a chosen value", FIELD % b"/FT/Ch/T(a)/V(first)", b"", ["R016"]),
    ("an empty field holds no text", FIELD % b"/FT/Tx/T(a)/V()", b"", []),
    ("a tick is no text", FIELD % b"/FT/Btn/T(a)/V/Yes", b"", []),
    ("a seal is no text", FIELD % b"/FT/Sig/T(a)/V<</Type/Sig>>", b"", []),
    ("a comment", b"<</Type/Annot/Subtype/Text/Rect[9 9 99 99]/Contents(please change)>>", b"", ["R017"]),
    ("a mark without words", b"<</Type/Annot/Subtype/Highlight/Rect[9 9 99 99]/Contents()>>", b"", []),
    ("a link", b"<</Type/Annot/Subtype/Link/Rect[9 9 99 99]/Contents(to page 2)>>", b"", []),
    ("no annotation at all", b"17", b"", []),
    ("a form of another kind", b"null", b"/AcroForm<</Fields[]/XFA(x)>>", ["R016"]),
    ("attached files", b"null", b"/Names<</EmbeddedFiles<</Names[]>>>>", ["R019"]),
    ("a broken entry takes nothing from the pages", b"null", b"/AcroForm 7/Names[1]", []),
]


@pytest.mark.parametrize(("note", "catalog", "codes"), [row[1:] for row in BESIDE], ids=[row[0] for row in BESIDE])
def test_what_is_not_read_beside_the_text_is_told(note: bytes, catalog: bytes, codes: list[str]) -> None:
    source = read_bytes(book(GOOD % 1, page=b"/Annots[4 0 R]", catalog=catalog, more=(note,)), "a.pdf")
    assert "Notice" in source.text
    assert [code for code, _ in told(source)] == codes


def test_form_without_other_text_is_not_called_a_scan() -> None:
    data = book(b"", page=b"/Annots[4 0 R]", more=(FIELD % b"/FT/Tx/T(a)/V(Wang)",))
    with pytest.raises(ScannedDocument, match="表单域"):
        read_bytes(data, "a.pdf")


def sign(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "x0": x, "doctop": y, "upright": True, "fontname": "F", "size": 9.0, **more}


def test_doubled_signs_are_left_out_as_pdfplumber_does() -> None:
    from pdfplumber.utils import dedupe_chars

    chance = random.Random(8)
    for _ in range(60):
        signs = [
            sign(
                chance.choice("甲乙"),
                chance.choice((0, 0.4, 1, 5, 5.9, 6.2)),
                chance.choice((0, 0.7, 3)),
                size=chance.choice((9.0, 12.0)),
                upright=chance.random() < 0.8,
                n=n,  # none is equal to another
            )
            for n in range(30)
        ]
        assert without_doubles(signs) == dedupe_chars(signs)
        assert len(without_doubles(signs)) < len(signs)


def test_signs_are_put_in_order_without_comparing_each_with_each() -> None:
    class Sign(dict[str, Any]):
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            raise AssertionError("looked up in the page")

    signs = [Sign(sign("甲", x, 0.0)) for x in (9.0, 0.0, 9.2)]
    assert [one["x0"] for one in without_doubles(signs)] == [9.0, 0.0]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_both_libraries_place_the_signs_alike(turned: int) -> None:
    import io

    import pdfplumber

    data = book(GOOD % 1, page=b"/Rotate %d" % turned)
    with pdfplumber.open(io.BytesIO(data)) as document, SecondReader(data) as second:
        ours = [char for char in document.pages[0].chars if char["text"].strip()]
        theirs = [char for char in second.chars(0) if char["text"].strip()]
        assert second.letters(0) == sum(letters(char["text"]) for char in ours) > 20
    assert [char["text"] for char in theirs] == [char["text"] for char in ours]
    for one, other in zip(ours, theirs, strict=True):
        for side in ("x0", "x1", "top", "bottom"):
            assert abs(one[side] - other[side]) < 5, (turned, one["text"], side)


def test_what_is_no_pdf_has_no_pages_for_the_second_library() -> None:
    assert SecondReader.count(b"%PDF-1.7\n%%EOF") == 0
    assert written_anew(b"%PDF-1.7\n%%EOF") == b""
    with SecondReader(b"") as second:
        assert (second.letters(0), second.chars(0) if second.letters(0) else []) == (0, [])
