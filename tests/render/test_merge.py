"""Tests of the print file: every letter in it as it is alone, whatever an office's template holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_docx import KINDS, LetterOptions, letter_docx
from qdoc.render.merge import merge_docx
from qdoc.render.merge_body import EMPTY_PARTS
from qdoc.render.templates import Template
from tests.proof.stock import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = LedgerHead("云溪区工作要点", "云溪区工作要点", "云溪区人民政府", None, None, 2026, "a.txt", "", "")


def letter(number: int) -> AssignmentLetter:
    items = tuple(
        LetterItem(
            f"k{n}", str(n), f"任务{n}", f"第{number}份第{n}条事项。", "牵头单位", "", "", "3月底前", f"第{n}条", False,
            deadline_on="2026-03-31", status="推进中",
        )
        for n in range(1, number * 4)
    )  # fmt: skip
    return AssignmentLetter(f"区单位{number}", HEAD, items[1:], items[:1])


@cache
def letters(kind: str) -> tuple[bytes, ...]:
    made = (letter_docx(kind, letter(number), LetterOptions(as_of="2026-06-30")) for number in (1, 2, 3))
    return tuple(one for one in made if one is not None)


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def texts(data: bytes) -> list[str]:
    """Every paragraph of the body in order, tables included; empty ones left out."""
    root = etree.fromstring(part(data).encode())
    lines = ("".join(t.text or "" for t in each.iter(f"{W}t")) for each in root.iter(f"{W}p"))
    return [line for line in lines if line]


def office_template(change: Callable[[docx.document.Document], None], *lines: str) -> Template:
    """A template as an office makes one: python-docx's stock document with tags, changed as the case says."""
    document = docx.Document()
    for line in lines or ("致{{ 单位 }}", "第二段"):
        document.add_paragraph(line)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return Template(out.getvalue(), "本单位的.docx")


def merged(template: Template, count: int = 3) -> bytes:
    filled = (template.render({"单位": f"区单位{number}"}) for number in range(1, count + 1))
    return merge_docx(filled, "合订本", template.name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_letters_stand_one_after_the_other_with_every_word(kind: str) -> None:
    data = merge_docx(letters(kind), f"{kind}合订本", f"{kind}.docx")
    assert texts(data) == [line for one in letters(kind) for line in texts(one)]
    assert faults(data) == []
    assert data == merge_docx(iter(letters(kind)), f"{kind}合订本", f"{kind}.docx")


@pytest.mark.parametrize("kind", KINDS)
def test_validators_find_nothing(kind: str, tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    path = tmp_path / "合订本.docx"
    path.write_bytes(merge_docx(letters(kind), "合订本", "x"))
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in found] == []


def test_each_letter_begins_on_an_odd_page_numbered_one_and_keeps_its_page() -> None:
    (alone, *_), whole = letters("任务交办单"), merge_docx(letters("任务交办单"), "x", "x")
    (own,) = docx.Document(io.BytesIO(alone)).sections
    found = docx.Document(io.BytesIO(whole)).sections
    assert len(found) == 3
    for section in found:
        element = section._sectPr
        assert element.find(f"{W}type").get(f"{W}val") == "oddPage"
        assert element.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert (section.page_width, section.top_margin) == (own.page_width, own.top_margin)
        assert section.footer.paragraphs[0]._p.xml == own.footer.paragraphs[0]._p.xml


def test_the_file_is_called_what_it_is() -> None:
    data = merge_docx(letters("任务交办单"), "任务交办单<合订本>", "x")
    assert docx.Document(io.BytesIO(data)).core_properties.title == "任务交办单<合订本>"


# --- an office's own templates --------------------------------------------------------------------


def test_a_header_that_names_the_unit_is_each_letters_own() -> None:
    def change(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "送：{{ 单位 }}"

    data = merged(office_template(change))
    headers = [one.header.paragraphs[0].text for one in docx.Document(io.BytesIO(data)).sections]
    assert headers == ["送：区单位1", "送：区单位2", "送：区单位3"]
    assert faults(data) == []


def test_a_letters_first_section_does_not_take_the_header_of_the_letter_before() -> None:
    def change(document: docx.document.Document) -> None:
        second = document.add_section()
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].text = "附件"
        document.add_paragraph("附件的内容")

    data = merged(office_template(change), 2)
    sections = docx.Document(io.BytesIO(data)).sections
    assert [one.header.paragraphs[0].text for one in sections] == ["", "附件", "", "附件"]
    kinds = [one._sectPr.find(f"{W}type") for one in sections]
    assert [one.get(f"{W}val") if one is not None else None for one in kinds][::2] == ["oddPage", "oddPage"]
    assert EMPTY_PARTS["headerReference"] in part(data)
    assert faults(data) == []


def add_unique(document: docx.document.Document) -> None:
    """A bookmark with a reference to it, a content control, a picture's number and a paragraph id."""
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f'<w:p {NS} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0A0B0C0D">'
            '<w:bookmarkStart w:id="0" w:name="表一"/><w:r><w:t>{{ 单位 }}</w:t></w:r><w:bookmarkEnd w:id="0"/>'
            '<w:fldSimple w:instr=" REF 表一 \\h "><w:r><w:t>表一</w:t></w:r></w:fldSimple>'
            '<w:hyperlink w:anchor="表一"><w:r><w:t>见表一</w:t></w:r></w:hyperlink></w:p>'
        ),
    )
    body.insert(
        1,
        parse_xml(
            f'<w:sdt {NS}><w:sdtPr><w:id w:val="77"/><w:tag w:val="键"/></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )


def test_what_may_stand_once_is_made_unique_and_references_follow() -> None:
    xml = part(merged(office_template(add_unique)))
    assert re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', xml) == [
        ("1", "表一"), ("2", "表一_2"), ("3", "表一_3"),
    ]  # fmt: skip
    assert re.findall(r'<w:bookmarkEnd w:id="(\d+)"', xml) == ["1", "2", "3"]
    assert re.findall(r'w:instr=" REF (\S+) ', xml) == ["表一", "表一_2", "表一_3"]
    assert re.findall(r'w:anchor="([^"]+)"', xml) == ["表一", "表一_2", "表一_3"]
    assert re.findall(r'<w:id w:val="(\d+)"/>', xml) == ["1", "2", "3"]
    assert xml.count('<w:tag w:val="键"/>') == 3  # the key of a control stays
    assert "w14:paraId" not in xml


def test_pictures_that_all_letters_share_are_kept_once_and_numbered_apart() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    data = merged(office_template(lambda document: document.add_picture(picture)))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == 1
    assert re.findall(r'<wp:docPr id="(\d+)"', part(data)) == ["1", "2", "3"]
    assert faults(data) == []


def swap_media(data: bytes, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename.startswith("word/media/") else old.read(info.filename))
    return out.getvalue()


def test_pictures_that_differ_stay_each_letters_own() -> None:
    from PIL import Image

    def picture(colour: str) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (4, 4), colour).save(out, "PNG")
        return out.getvalue()

    template = office_template(lambda document: document.add_picture(io.BytesIO(picture("red"))))
    one = template.render({"单位": "甲"})
    data = merge_docx([one, swap_media(one, picture("blue")), swap_media(one, picture("blue")), one], "x", "x")
    document = docx.Document(io.BytesIO(data))
    blips = [each.get(f"{{{document.element.nsmap['r']}}}embed") for each in document.element.iter("{*}blip")]
    shown = [document.part.related_parts[each].blob for each in blips]
    assert shown == [picture("red"), picture("blue"), picture("blue"), picture("red")]
    assert len([name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media/" in name]) == 2
    assert faults(data) == []


def add_list(document: docx.document.Document) -> None:
    paragraph = document.add_paragraph("第一")
    number = document.part.numbering_part.element.num_lst[0].numId
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_numbered_paragraphs_begin_anew_in_each_letter() -> None:
    data = merged(office_template(add_list))
    used = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))
    assert len(set(used)) == 3
    numbering = etree.fromstring(part(data, "word/numbering.xml").encode())
    for new in used[1:]:
        (made,) = numbering.findall(f'{W}num[@{W}numId="{new}"]')
        assert made.find(f'{W}lvlOverride[@{W}ilvl="0"]/{W}startOverride').get(f"{W}val") == "1"
    assert faults(data) == []


def add_total(document: docx.document.Document) -> None:
    document.sections[0].footer.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {NS} w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def test_the_number_of_pages_is_the_letters_not_the_files() -> None:
    data = merged(office_template(add_total))
    footer = next(
        name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "footer" in name and "rels" not in name
    )
    assert "SECTIONPAGES" in part(data, footer)
    assert "NUMPAGES" not in part(data, footer)


def add_total_and_section(document: docx.document.Document) -> None:
    add_total(document)
    document.add_section()


def add_footnote(document: docx.document.Document) -> None:
    document.add_paragraph()._p.append(parse_xml(f'<w:r {NS}><w:footnoteReference w:id="2"/></w:r>'))


REFUSED = [
    (lambda document: document.add_paragraph("一", style="List Number"), "自动编号"),  # a style would count on
    (add_total_and_section, "总页数"),  # no field counts the pages of several sections
    (add_footnote, "脚注"),  # notes are numbered over the document
]


@pytest.mark.parametrize(("change", "reason"), REFUSED)
def test_what_would_print_otherwise_than_alone_is_refused_by_name(
    change: Callable[[docx.document.Document], None], reason: str
) -> None:
    with pytest.raises(TemplateRefused, match=reason) as refused:
        merged(office_template(change))
    assert refused.value.file == "本单位的.docx"
    assert "--merge" in (refused.value.hint or "")


def test_letters_of_different_templates_are_refused() -> None:
    plain = office_template(lambda document: None)
    styled = office_template(lambda document: setattr(document.styles["Normal"].font, "bold", True))
    with pytest.raises(TemplateRefused, match="样式"):
        merge_docx([plain.render({"单位": "甲"}), styled.render({"单位": "乙"})], "x", "x")


LAST = [
    ("<w:p/>", 0),  # an empty paragraph takes the section
    ("<w:p><w:r><w:t>末</w:t></w:r></w:p>", 0),
    ('<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>末</w:t></w:r></w:p>', 0),
    ("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", 1),  # a table cannot: one more paragraph
    ('<w:p><w:pPr><w:framePr w:w="100"/></w:pPr></w:p>', 1),  # a frame would carry the section away
]


@pytest.mark.parametrize(("last", "more"), LAST)
def test_a_letters_last_paragraph_carries_its_section_where_it_can(last: str, more: int) -> None:
    from qdoc.render.merge_body import closed

    done = closed(last, "<w:sectPr/>")
    root = etree.fromstring(f"<a {NS}>{done}</a>")
    (section,) = root.iter(f"{W}sectPr")
    assert section.getparent().tag == f"{W}pPr"
    assert len(root) == 1 + more


# --- printed --------------------------------------------------------------------------------------


@pytest.mark.office
def test_printed_it_has_the_pages_of_all_letters(
    soffice: Callable[..., list[Path]], tmp_path: Path, pdftotext: Callable[..., str]
) -> None:
    paths = []
    for number, data in enumerate([*letters("任务交办单"), merge_docx(letters("任务交办单"), "x", "x")]):
        paths.append(tmp_path / f"{number}.docx")
        paths[-1].write_bytes(data)
    pages = [pdftotext(pdf).split("\f")[:-1] for pdf in soffice(*paths, to="pdf", outdir=tmp_path)]
    *alone, whole = pages
    assert len(whole) == sum(map(len, alone))  # LibreOffice leaves the blank pages out of a PDF
    assert [page.split() for page in whole] == [page.split() for one in alone for page in one]


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(openxml_sdk: Callable[[Path], str], tmp_path: Path) -> None:
    for name, data in (
        ("交办单.docx", merge_docx(letters("任务交办单"), "x", "x")),
        ("自己的.docx", merged(office_template(lambda document: (add_unique(document), add_list(document))[0]))),
    ):
        (tmp_path / name).write_bytes(data)
        assert openxml_sdk(tmp_path / name) == "", name
