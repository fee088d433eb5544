"""docxtpl and qdoc side by side, feature by feature: the same text, or the difference named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from docxtpl import DocxTemplate

from qdoc.errors import TemplateRefused
from qdoc.render.template_names import asked_names
from qdoc.render.templates import Template
from tests.render.docxtpl_differences import BETTER, DOT, REFUSED
from tests.render.docxtpl_rows import ALIKE, CONTEXT, Row
from tests.render.word_files import lines, part, word


def seen(data: bytes) -> list[str]:
    """What a reader sees of the body: its lines, and how many pictures stand in them."""
    pictures = len(re.findall("<pic:pic[ >]", part(data, "word/document.xml")))
    return lines(data) + ([f"图×{pictures}"] if pictures else [])


def by_docxtpl(row: Row) -> list[str] | str:
    template, target = DocxTemplate(io.BytesIO(word(*(row.their_blocks or row.blocks)))), io.BytesIO()
    context = CONTEXT if row.context is None else row.context
    try:
        template.init_docx()
        template.render(dict(row.their_context(template) if row.their_context else context), autoescape=True)
        template.save(target)
    except Exception as error:
        return type(error).__name__
    return seen(target.getvalue())


def by_us(row: Row) -> list[str] | str:
    try:
        return seen(Template(word(*row.blocks), "t.docx").render(CONTEXT if row.context is None else row.context))
    except TemplateRefused as error:
        return type(error).__name__


def test_the_table_is_long_enough_and_names_every_difference() -> None:
    assert len(ALIKE) >= 40
    assert len({row.feature for row in (*ALIKE, *BETTER)}) == len(ALIKE) + len(BETTER)
    assert all(row.theirs is None for row in ALIKE)
    assert all(row.theirs is not None and row.why for row in BETTER)


@pytest.mark.parametrize("row", ALIKE, ids=lambda row: row.feature)
def test_it_renders_what_docxtpl_renders(row: Row) -> None:
    assert by_us(row) == row.shown
    assert by_docxtpl(row) == row.shown


@pytest.mark.parametrize("row", BETTER, ids=lambda row: row.feature)
def test_a_difference_is_as_named(row: Row) -> None:
    assert by_us(row) == row.shown
    theirs = by_docxtpl(row)
    if isinstance(row.theirs, str) and row.theirs.startswith("*"):
        assert row.theirs.strip("*") in "".join(theirs)
    else:
        assert theirs == row.theirs


@pytest.mark.parametrize(("feature", "blocks", "context", "words"), REFUSED, ids=lambda value: str(value)[:24])
def test_what_is_not_supported_says_so(feature: str, blocks: list[Any], context: Any, words: str) -> None:
    data = word(*blocks)
    template = DocxTemplate(io.BytesIO(data))
    template.init_docx()
    with pytest.raises(TemplateRefused, match=re.escape(words)):
        Template(data, "t.docx").render(context(template))


# --- parts beside the body ------------------------------------------------------------------------

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def with_part(data: bytes, name: str, xml: str, kind: str) -> bytes:
    """``data`` with one more part related to the main document."""
    members: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = xml
    types, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
    override = f'<Override PartName="/{name}" ContentType="{_NOTES}.{kind}+xml"/></Types>'
    members[types] = bytes(members[types]).decode().replace("</Types>", override)
    relation = f'<Relationship Id="rIdn" Type="{_OFFICE}/{kind}" Target="/{name}"/></Relationships>'
    members[rels] = bytes(members[rels]).decode().replace("</Relationships>", relation)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for each, content in members.items():
            made.writestr(each, content)
    return target.getvalue()


def notes(tag: str) -> str:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag}s xmlns:w="{w}"><w:{tag} w:id="2"><w:p><w:r>'
        f"<w:t>注{{{{ 单</w:t></w:r><w:r><w:t>位 }}}}</w:t></w:r></w:p></w:{tag}></w:{tag}s>"
    )


def furnished() -> bytes:
    """A document with a first, an even and a usual header and footer, each with a tag."""
    import docx

    document = docx.Document(io.BytesIO(word("{{ 单位 }}", title="{{ 单位 }}台账")))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for kind in ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer"):
        getattr(section, kind).paragraphs[0].text = f"{kind}{{{{ 单位 }}}}"
    document.core_properties.author = "{{ 单位 }}"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def filled_by_both(data: bytes) -> tuple[bytes, bytes]:
    other, target = DocxTemplate(io.BytesIO(data)), io.BytesIO()
    other.render(dict(CONTEXT), autoescape=True)
    other.save(target)
    return Template(data, "t.docx").render(CONTEXT), target.getvalue()


def words(data: bytes, name: str) -> str:
    return re.sub(r"<[^>]+>", "", part(data, name).partition("?>")[2]).strip()


def test_headers_footers_and_properties_are_filled_alike() -> None:
    ours, theirs = filled_by_both(furnished())
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        names = [name for name in archive.namelist() if re.search(r"word/(header|footer)\d", name)]
    assert len(names) == 6
    for name in names:
        assert words(ours, name).endswith("区市场监管局")
        assert words(ours, name) == words(theirs, name)
    for xml in (part(ours, "docProps/core.xml"), part(theirs, "docProps/core.xml")):
        assert "<dc:title>区市场监管局台账</dc:title>" in xml
        assert "<dc:creator>区市场监管局</dc:creator>" in xml


# (part, docxtpl fills it too)
NOTES = (("footnote", True), ("endnote", False), ("comment", False))  # why: docxtpl leaves tags in the other two


@pytest.mark.parametrize(("tag", "alike"), NOTES)
def test_notes_and_comments_are_filled(tag: str, alike: bool) -> None:
    name = f"word/{tag}s.xml"
    ours, theirs = filled_by_both(with_part(word("x"), name, notes(tag), f"{tag}s"))
    assert words(ours, name) == "注区市场监管局"
    assert (words(theirs, name) == words(ours, name)) is alike


def test_custom_properties_are_filled_where_docxtpl_leaves_their_tags() -> None:
    xml = (
        '<?xml version="1.0"?><Properties xmlns="urn:x"><property name="单位"><v>{{ 单位 }}</v></property></Properties>'
    )
    ours, theirs = filled_by_both(with_part(word("x"), "docProps/custom.xml", xml, "custom-properties"))
    assert words(ours, "docProps/custom.xml") == "区市场监管局"
    assert words(theirs, "docProps/custom.xml") == "{{ 单位 }}"


def box(text: str) -> str:
    """A text box as Word writes it: the new drawing, and the old one as a fallback with the same words."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def test_both_copies_of_a_text_box_are_filled_alike() -> None:
    ours, theirs = filled_by_both(word(box("{{ 单位 }}")))
    assert words(ours, "word/document.xml") == words(theirs, "word/document.xml") == "区市场监管局" * 2


# --- what surrounds filling -----------------------------------------------------------------------


def test_the_names_that_a_template_asks_for_are_those_that_docxtpl_finds() -> None:
    data = word(
        "{{ 单位 }}{% set x = 甲 %}{{ x }}", [["{%tr for r in 行 %}"], ["{% vm r.名 %}{{ r.名 }}"], ["{%tr endfor %}"]]
    )
    assert asked_names(data, "t.docx") == ("单位", "甲", "行") == tuple(sorted(asked_names(data, "t.docx")))
    plain = word("{{ 单位 }}{% set x = 甲 %}{{ x }}", footer="{{ 乙 }}")
    assert set(asked_names(plain, "t.docx")) == DocxTemplate(io.BytesIO(plain)).get_undeclared_template_variables()


def test_one_template_fills_many_times() -> None:
    data = word("{{ a }}")
    ours, other = Template(data, "t.docx"), DocxTemplate(io.BytesIO(data))
    for value in ("甲", "乙", "甲"):
        target = io.BytesIO()
        other.render({"a": value})
        other.save(target)
        assert lines(ours.render({"a": value})) == lines(target.getvalue()) == [value]


def test_a_picture_goes_into_a_footer_where_docxtpl_can_only_replace_one() -> None:
    from qdoc.render.pictures import Picture

    context: Mapping[str, Any] = {"图": Picture(DOT, width_mm=10, alt="区徽")}
    made = Template(word("x", footer="{{ 图 }}"), "t.docx").render(context)
    assert 'descr="区徽"' in part(made, "word/footer1.xml")
    assert "media/qdoc1.png" in part(made, "word/_rels/footer1.xml.rels")
    assert not hasattr(Template, "replace_pic")


def test_embedded_objects_are_refused_where_docxtpl_replaces_them() -> None:
    data = with_part(word("x"), "word/embeddings/oleObject1.bin", "x", "oleObject")
    with pytest.raises(TemplateRefused, match="宏或嵌入对象"):
        Template(data, "t.docx")
