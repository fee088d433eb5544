"""How a Word document is set, as read: spans in the text, styles, theme fonts, defaults, pages."""

from __future__ import annotations

import pytest

from qdoc.model.looks import ParagraphLook
from qdoc.read import read_bytes
from qdoc.read.docx_looks import read_docx_looks
from qdoc.resources import templates
from tests.read.make_inputs import pack_docx

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体" w:ascii="Arial"/><w:sz w:val="21"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="body"><w:name w:val="公文正文"/><w:basedOn w:val="a"/>
<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="head"><w:name w:val="一级标题"/><w:basedOn w:val="body"/>
<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia" w:eastAsia="黑体"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="character" w:styleId="red"><w:name w:val="红字"/><w:rPr><w:color w:val="ff0000"/></w:rPr></w:style>"""
_THEME = f"""<a:theme xmlns:a="{_A}"><a:themeElements><a:fontScheme>
<a:majorFont>
<a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hans" typeface="等线 Light"/>
</a:majorFont></a:fontScheme></a:themeElements></a:theme>"""


def _word(body: str, *, footer: str = "", settings: str = "") -> bytes:
    parts = {"theme": _THEME}
    if footer:
        parts["footer"] = f"<w:ftr SPACE>{footer}</w:ftr>"
    if settings:
        parts["settings"] = f"<w:settings SPACE>{settings}</w:settings>"
    return pack_docx(body, styles=_STYLES, parts=parts)


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _only(body: str) -> tuple[str, ParagraphLook]:
    source, looks = read_docx_looks(_word(body), "文.docx")
    (paragraph,) = looks.paragraphs
    return source.text, paragraph


RUN_LOOKS = [
    # the direct setting, the style behind it, what that is based on, the defaults: nearest first
    ("", "字", "", ("宋体", 10.5, False, "")),
    ('<w:pStyle w:val="body"/>', "字", "", ("仿宋_GB2312", 16.0, False, "")),
    ('<w:pStyle w:val="body"/>', "字", '<w:sz w:val="44"/>', ("仿宋_GB2312", 22.0, False, "")),
    ('<w:pStyle w:val="body"/>', "字", '<w:rStyle w:val="red"/>', ("仿宋_GB2312", 16.0, False, "FF0000")),
    # a theme's font beats the one named beside it
    ('<w:pStyle w:val="head"/>', "字", "", ("等线 Light", 16.0, True, "")),
    # a switch that is turned off again
    ('<w:pStyle w:val="head"/>', "字", '<w:b w:val="0"/>', ("等线 Light", 16.0, False, "")),
    # a style that is not there, or based on itself: the document goes on
    ('<w:pStyle w:val="gone"/>', "字", "", ("宋体", 10.5, False, "")),
    ('<w:pStyle w:val="loop"/>', "字", "", ("宋体", 10.5, False, "")),
]


@pytest.mark.parametrize(("style", "text", "properties", "look"), RUN_LOOKS)
def test_what_applies_to_a_run(style: str, text: str, properties: str, look: tuple[str, float, bool, str]) -> None:
    _, paragraph = _only(f"<w:p><w:pPr>{style}</w:pPr>{_run(text, properties)}</w:p>")
    (run,) = paragraph.runs
    assert (run.font, run.size, run.bold, run.colour) == look


def test_runs_stand_where_their_words_stand() -> None:
    """Fields show their result, deletions and hidden text nothing; every run's span quotes its words."""
    body = (
        f"<w:p>{_run('第一段')}</w:p><w:p>{_run('甲')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        f"{_run('隐', '<w:vanish/>')}<w:ins>{_run('乙', '<w:b/>')}</w:ins>{_run('丙')}</w:p>"
    )
    source, looks = read_docx_looks(_word(body), "文.docx")
    shown = [[source.text[run.start : run.end] for run in each.runs] for each in looks.paragraphs]
    assert shown == [["第一段"], ["甲", "乙", "丙"]]
    assert [run.bold for run in looks.paragraphs[1].runs] == [False, True, False]


PARAGRAPH_LOOKS = [
    ('<w:ind w:firstLine="640"/>', "first", 3.05),  # twips count by the paragraph's own size, here 10.5 points
    ('<w:ind w:firstLineChars="200" w:firstLine="999"/>', "first", 2.0),  # characters go before twips
    ('<w:ind w:hanging="210"/>', "first", -1.0),
    ('<w:ind w:rightChars="400"/>', "right", 4.0),
    ('<w:spacing w:line="579" w:lineRule="exact"/>', "line", 28.95),
    ('<w:spacing w:line="240" w:lineRule="auto"/>', "line", None),  # single
    ('<w:spacing w:line="360" w:lineRule="auto"/>', "line", 15.75),  # one and a half of 10.5 points
    ('<w:spacing w:before="120"/>', "before", 6.0),
    ('<w:jc w:val="center"/>', "align", "center"),
    ("<w:pageBreakBefore/>", "page_break", True),
    ('<w:ind w:firstLine="x"/>', "first", 0.0),  # damage is nothing said
]


@pytest.mark.parametrize(("properties", "field", "value"), PARAGRAPH_LOOKS)
def test_how_a_paragraph_is_set(properties: str, field: str, value: object) -> None:
    _, paragraph = _only(f"<w:p><w:pPr>{properties}</w:pPr>{_run('字')}</w:p>")
    assert getattr(paragraph, field) == value


def test_sections_have_their_own_pages() -> None:
    """The first two paragraphs are in the section that ends with the second, the last in the document's own."""
    landscape = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="2098" w:bottom="1984" w:left="1588" w:right="1474"/></w:sectPr>'
    )
    footer = '<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    reference = '<w:footerReference w:type="default" r:id="footer"/>'
    last = f'<w:sectPr>{reference}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    body = f"<w:p>{_run('一')}</w:p><w:p><w:pPr>{landscape}</w:pPr>{_run('二')}</w:p><w:p>{_run('三')}</w:p>{last}"
    _, looks = read_docx_looks(_word(body, footer=footer, settings="<w:evenAndOddHeaders/>"), "文.docx")
    assert [each.section for each in looks.paragraphs] == [0, 0, 1]
    assert [(page.landscape, page.top, page.pitch) for page in looks.pages] == [
        (True, 37.01, None),
        (False, 25.4, 28.95),
    ]
    assert looks.pages[1].numbers == (("default", "— #"),)
    assert looks.even_odd


def test_the_text_is_the_one_that_reading_gives() -> None:
    """Every shipped template: same text and blocks as without looks, and every run inside its paragraph, in order."""
    for file in templates():
        data = file.read_bytes()
        source, looks = read_docx_looks(data, file.name)
        assert source == read_bytes(data, file.name)
        for paragraph in looks.paragraphs:
            ends = [paragraph.start, *(run.end for run in paragraph.runs)]
            assert ends == sorted(ends), file.name
            assert ends[-1] <= paragraph.end, file.name
            assert "".join(source.text[run.start : run.end] for run in paragraph.runs) == (
                source.text[paragraph.runs[0].start : paragraph.end] if paragraph.runs else ""
            )
