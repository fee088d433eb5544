"""The official page: figures of GB/T 9704 in the XML, faces for every sign, page numbers, and the page as printed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from qdoc.render.package import read_package
from qdoc.render.page import (
    INK,
    STANDARD,
    WORD,
    PageProfile,
    footer_distance,
    number_spacing,
    page_number_footer,
    read_profile,
    section_properties,
    twips,
)
from qdoc.render.page_fit import fit_page
from qdoc.render.page_places import places
from qdoc.render.page_styles import font_table_part, settings_part, styles_part, theme_part
from qdoc.resources import template

ROOT = Path(__file__).resolve().parent.parent.parent
LETTERS = ("任务交办单.docx", "责任书.docx")


def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def attributes(xml: str, name: str) -> dict[str, str]:
    element = next(etree.fromstring(xml.encode()).iter(w(name)))
    return {etree.QName(key).localname: value for key, value in element.attrib.items()}


MARGINS = [
    (STANDARD, (2098, 1474, 1984, 1587), 579),  # why: 37/26/35/28 mm and 28.95 pt, DOMAIN §3 [算]
    (INK, (1960, 1474, 1847, 1587), 589),  # why: 34.58/32.58 mm and 29.45 pt, ink to ink
]


@pytest.mark.parametrize(("profile", "sides", "pitch"), MARGINS)
def test_profiles_have_the_figures_of_the_standard(profile, sides, pitch) -> None:  # type: ignore[no-untyped-def]
    margins = attributes(section_properties(profile), "pgMar")
    assert tuple(int(margins[side]) for side in ("top", "right", "bottom", "left")) == sides
    assert attributes(section_properties(profile), "docGrid") == {"type": "lines", "linePitch": str(pitch)}
    assert abs(profile.width - twips(156)) <= 2


def test_22_lines_fit_the_type_area() -> None:
    assert 22 * STANDARD.pitch <= twips(297 - 37 - 35) < 23 * STANDARD.pitch


def test_a_turned_sheet_keeps_its_edges() -> None:
    size = attributes(section_properties(landscape=True), "pgSz")
    margins = attributes(section_properties(landscape=True), "pgMar")
    assert (size["w"], size["h"], size["orient"]) == ("16838", "11906", "landscape")
    assert (int(margins["top"]), int(margins["right"])) == (twips(28), twips(37))


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    for side, place in (("odd", "right"), ("even", "left")):
        xml = page_number_footer(side)
        assert attributes(xml, "jc") == {"val": place}
        assert attributes(xml, "ind")[f"{place}Chars"] == "100"
        text = "".join(etree.fromstring(xml.encode()).itertext())
        assert text == "—  PAGE 1 —"
        assert attributes(xml, "sz") == {"val": "28"}


def test_every_face_is_set_for_every_script() -> None:
    root = etree.fromstring(styles_part().encode())
    fonts = list(root.iter(w("rFonts")))
    assert len(fonts) > 10
    for each in fonts:
        values = {etree.QName(key).localname: value for key, value in each.attrib.items()}
        assert values.pop("hint") == "eastAsia"  # why: “ ” — … follow the East Asian face
        assert set(values) == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert len(set(values.values())) == 1


def test_style_parts_are_whole_and_without_theme_fonts() -> None:
    for xml in (styles_part(), font_table_part(), settings_part(), theme_part()):
        etree.fromstring(xml.encode())
        assert "Theme=" not in xml
    named = {each.get(w("name")) for each in etree.fromstring(font_table_part().encode())}
    assert named == {"仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体", "宋体"}


@pytest.mark.parametrize("name", LETTERS)
def test_tables_agree_in_width_as_wps_needs(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(template(name).read_bytes())) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    tables = list(root.iter(w("tbl")))
    assert tables
    for table in tables:
        columns = [int(each.get(w("w"))) for each in table.iter(w("gridCol"))]
        assert sum(columns) == int(table.find(f"{w('tblPr')}/{w('tblW')}").get(w("w"))) == STANDARD.width
        for row in table.findall(w("tr")):
            assert row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
            at = 0
            for cell in row.findall(w("tc")):
                properties = cell.find(w("tcPr"))
                span = properties.find(w("gridSpan"))
                count = int(span.get(w("val"))) if span is not None else 1
                assert int(properties.find(w("tcW")).get(w("w"))) == sum(columns[at : at + count])
                at += count
            assert at == len(columns)
    heads = [row for row in root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None]
    assert len(heads) >= 2


@pytest.mark.parametrize("name", LETTERS)
def test_no_exact_line_height_inside_cells(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(template(name).read_bytes())) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    exact = {
        each.get(w("styleId"))
        for each in styles.iter(w("style"))
        for spacing in each.iter(w("spacing"))
        if spacing.get(w("lineRule")) == "exact"
    }
    used = {style.get(w("val")) for cell in root.iter(w("tc")) for style in cell.iter(w("pStyle"))}
    assert used
    assert not used & exact


@pytest.mark.office
def test_the_printed_page_has_the_type_area_and_the_number_where_they_belong(
    soffice: Callable[..., list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pdfplumber

    from qdoc.render.letter_docx import assignment_docx
    from tests.render.test_letter_docx import LONG, OPTIONS

    monkeypatch.setenv("FONTCONFIG_FILE", str(ROOT / "tests" / "fonts.conf"))
    source = tmp_path / "长.docx"
    source.write_bytes(assignment_docx(LONG, OPTIONS))
    (pdf,) = soffice(source, to="pdf", outdir=tmp_path)
    with pdfplumber.open(pdf) as document:
        assert len(document.pages) >= 3
        mm = 25.4 / 72
        for number, page in enumerate(document.pages, 1):
            assert (round(page.width * mm), round(page.height * mm)) == (210, 297)
            body = [char for char in page.chars if char["bottom"] * mm <= 297 - 35 + 1 and char["text"].strip()]
            assert min(char["x0"] for char in body) * mm >= 28 - 1
            assert max(char["x1"] for char in body) * mm <= 210 - 26 + 1
            dashes = [char for char in page.chars if char["text"] == "—" and char["top"] * mm > 297 - 35]
            assert len(dashes) == 2
            middle = sum((char["top"] + char["bottom"]) / 2 for char in dashes) / 2 * mm
            assert abs(middle - (297 - 35 + 7)) <= 1, "一字线 7 mm below the type area"
            right, left = max(char["x1"] for char in dashes) * mm, min(char["x0"] for char in dashes) * mm
            one = 14 * mm  # one character of 4号
            assert abs(right - (210 - 26 - one)) <= 1 if number % 2 else abs(left - (28 + one)) <= 1


PROFILES_AS_WRITTEN = [
    ("通行", STANDARD),
    (" 墨线 ", INK),
    ("30/30/25/25/28", PageProfile("自定", 30, 30, 25, 25, 560)),
    ("37，35，28，26，28.95磅", PageProfile("自定", 37, 35, 28, 26, 579)),
    ("宽松", None),
    ("370/35/28/26/28", None),  # why: no figure of three digits
    ("90/35/28/26/28", None),  # why: a margin of 9 cm leaves no page
    ("37/35/28/26", None),  # why: the line pitch is missing
]


@pytest.mark.parametrize(("words", "profile"), PROFILES_AS_WRITTEN)
def test_profiles_as_an_office_writes_them(words: str, profile: PageProfile | None) -> None:
    assert read_profile(words) == profile


def test_the_ink_profile_has_the_same_white_space() -> None:
    assert INK.type_top == pytest.approx(STANDARD.type_top) == 37
    assert INK.type_bottom == pytest.approx(STANDARD.type_bottom) == 35
    assert footer_distance(INK) == footer_distance(STANDARD)


@pytest.mark.parametrize("profile", [STANDARD, INK, PageProfile("自定", 30, 30, 28, 26, 560)])
def test_the_number_fills_the_bottom_margin_and_no_more(profile: PageProfile) -> None:
    before, line = (int(found) for found in re.findall(r'w:(?:before|line)="(\d+)"', number_spacing(profile)))
    room = twips(profile.bottom) - footer_distance(profile)
    assert room - 40 < before + line < room
    data = fit_page(template("上行文.docx").read_bytes(), "上行文.docx", profile)
    footers = [each for each in read_package(data, "上行文.docx") if each.name.startswith("word/footer")]
    assert footers
    assert all(number_spacing(profile) in each.content().decode() for each in footers)


def test_every_place_has_a_clause_and_stands_on_the_paper() -> None:
    for place in places().values():
        assert re.fullmatch(r"\d+(\.\d+)*", place.clause), place
        assert 0 < place.mm <= 297, place
    assert places()["标志上缘"].mm == 72
    assert places(INK)["标志上缘"].mm == pytest.approx(72)


@pytest.mark.office
def test_a_turned_sheet_keeps_its_number_where_upright_pages_have_it(
    soffice: Callable[..., list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pdfplumber

    monkeypatch.setenv("FONTCONFIG_FILE", str(ROOT / "tests" / "fonts.conf"))
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from template_kit import NEW_PAGE, Sheet

    sheet = Sheet("横排", grid=True)
    sheet.add("Body1", "竖排的一页。")
    sheet.turn()
    for _ in range(3):
        sheet.add("TableTitle1", "横排的一页", properties=NEW_PAGE)
    path = tmp_path / "横排.docx"
    path.write_bytes(sheet.finish())
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    mm, one = 25.4 / 72, 14 * 25.4 / 72
    with pdfplumber.open(pdf) as document:
        turned = [(n, page) for n, page in enumerate(document.pages, 1) if page.width > page.height]
        assert len(turned) >= 2
        for number, page in turned:
            signs = [char for char in page.chars if char["x1"] * mm < 35]
            digits = [char for char in signs if char["text"].isdigit()]
            assert "".join(char["text"] for char in digits) == str(number)
            assert not digits[0]["upright"], "turned with the sheet (clause 8)"
            middle = (digits[0]["x0"] + digits[0]["x1"]) / 2 * mm
            assert abs(middle - 28) <= 1, "7 mm from the type area, which begins 35 mm from the edge"
            top, bottom = min(char["top"] for char in signs) * mm, max(char["bottom"] for char in signs) * mm
            # The upright page's right (left) edge is the turned one's lower (upper): one character in.
            assert abs(bottom - (210 - 26 - one)) <= 1.5 if number % 2 else abs(top - (28 + one)) <= 1.5
