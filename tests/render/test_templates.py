"""The template engine: what tags do (docxtpl_rows.py has them beside docxtpl's); errors with their places; safety."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from qdoc.errors import DamagedFile, TemplateRefused
from qdoc.render.templates import Template, check_template, environment
from tests.render.word_files import Block, lines, paragraph, part, table, word

CONTEXT: dict[str, Any] = {
    "单位": "区市场监管局",
    "空": "",
    "有": True,
    "无": False,
    "数": 7,
    "列": ["一", "二", "三"],
    "组": [{"题": "A", "项": ["x", "y"]}, {"题": "B", "项": ["z"]}],
}

# (template, context, what a reader sees): what docxtpl's documentation does not speak of.
FURTHER: list[tuple[list[Block], Mapping[str, Any], list[str]]] = [
    (["{{ a }}"], {"a": "“重点”——…"}, ["“重点”——…"]),  # why: Chinese signs pass
    (["{{ '}}' }}尾"], {}, ["}}尾"]),  # why: closing signs within a string
    (["{{ {'a': {'b': 1}}['a']['b'] }}"], {}, ["1"]),  # why: a dictionary's braces
    ([[["{%p if a %}¶x¶{%p endif %}", "y"]]], {"a": False}, ["│y"]),  # why: a cell keeps a paragraph
    (["首{%- if a -%}u{%- endif -%}", "", "尾"], {"a": True}, ["首u尾"]),  # why: joined across an empty paragraph
]


@pytest.mark.parametrize(("blocks", "context", "expected"), FURTHER)
def test_it_goes_further(blocks: list[Block], context: Mapping[str, Any], expected: list[str]) -> None:
    assert lines(Template(word(*blocks), "t.docx").render(context)) == expected


def test_rich_text_by_filters_keeps_the_runs_own_looks() -> None:
    xml = part(
        Template(word("{{r a|加粗|颜色('c00000')|字体('黑体') }}¦{{r a }}"), "t.docx").render({"a": "重"}),
        "word/document.xml",
    )
    looks = (
        '<w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体" w:hint="eastAsia"/><w:b/>'
        '<w:color w:val="C00000"/>'
    )
    assert f"<w:r><w:rPr>{looks}</w:rPr>" in xml
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">重</w:t></w:r>' in xml


def test_other_parts_are_rendered_and_the_rest_is_copied() -> None:
    source = word("无标签", footer="{{ 单位 }}", title="{{ 单位 }}台账")
    made = Template(source, "t.docx").render(CONTEXT)
    assert "区市场监管局" in part(made, "word/footer1.xml")
    assert "区市场监管局台账" in part(made, "docProps/core.xml")
    assert part(made, "word/styles.xml") == part(source, "word/styles.xml")


BOX = (
    "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>{{ 单</w:t></w:r><w:r><w:t>位 }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "</w:r><w:r><w:t>外{{ 数 }}</w:t></w:r></w:p>"
)
NESTED = table([["{%tr for g in 组 %}"], ["@"], ["{%tr endfor %}"]]).replace(
    paragraph("@"),
    table([["{%tr for x in g.项 %}"], ["{{ g.题 }}{{ x }}"], ["{%tr endfor %}"]]) + paragraph("{{ g.题 }}尾"),
)
CONTROL = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ 单位 }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
INSERTED = "<w:p><w:ins w:id='1' w:author='a'><w:r><w:t>{{ 单</w:t></w:r></w:ins><w:r><w:t>位 }}</w:t></w:r></w:p>"
FIELD = "<w:p><w:hyperlink w:tooltip='{{ 单位 }}' w:anchor='a'><w:r><w:t>{{ 数 }}</w:t></w:r></w:hyperlink></w:p>"
# (template, words that the XML must hold)
EVERYWHERE = [
    (BOX, [">区市场监管局<", ">外7<"]),  # why: a text box, apart from the paragraph that holds it
    (NESTED, [">Ax<", ">Ay<", ">A尾<", ">Bz<", ">B尾<"]),  # why: rows of a table within a cell
    (CONTROL, [">区市场监管局<"]),  # why: a content control
    (INSERTED, [">区市场监管局<"]),  # why: a tag half of which is a tracked insertion
    (FIELD, ['w:tooltip="区市场监管局"', ">7<"]),  # why: an attribute beside text
]


@pytest.mark.parametrize(("xml", "expected"), EVERYWHERE)
def test_tags_work_wherever_word_keeps_text(xml: str, expected: list[str]) -> None:
    made = part(Template(word(xml), "t.docx").render(CONTEXT), "word/document.xml")
    for words in expected:
        assert words in made
    assert "{" not in made


PLACES = [
    (word(BOX.replace("单</w:t></w:r><w:r><w:t>位", "错")), "正文第1段文本框内第1段"),  # why: in a text box
    (
        word(NESTED.replace("g.题 }}{{ x", "错")),
        "正文第1个表格第2行第1格内嵌的第1个表格第2行第1格",
    ),  # why: table in table
    (
        word("x", CONTROL.replace("单位", "错")),
        "正文第2段",
    ),  # why: a content control's paragraph counts as Word shows it
    (word("x", footer="{{ 错 }}"), "页脚第1段"),  # why: a footer
    (word("x", title="{{ 错 }}"), "文档属性“标题”"),  # why: a property
]


@pytest.mark.parametrize(("data", "place"), PLACES)
def test_places_are_told_wherever_tags_stand(data: bytes, place: str) -> None:
    fields = {"单位": "", "数": "", "组": [{"题": "", "项": ""}]}
    assert [each.message.partition("：")[0] for each in check_template(data, "t.docx", fields)] == [place]


def test_control_characters_are_dropped_and_told() -> None:
    filled = Template(word("首段", "{{ a }}"), "t.docx").fill({"a": "甲\x01乙\ufffe丙"})
    assert lines(filled.data) == ["首段", "甲乙丙"]
    (told,) = filled.diagnostics
    assert told.code == "R001"
    assert "2 个控制字符" in told.message
    assert "甲□乙□丙" in told.message


def test_the_same_context_gives_the_same_bytes_and_nothing_of_the_one_before() -> None:
    template = Template(word("{{ a }}"), "t.docx")
    first = template.render({"a": "甲"})
    template.render({"a": "乙"})
    assert template.render({"a": "甲"}) == first
    assert zipfile.ZipFile(io.BytesIO(first)).namelist()[0] == "[Content_Types].xml"


FIELDS = {"承办单位": "单位", "事项": [{"内容": "文字"}]}
# (template, code, place, words of the message)
WRONG: list[tuple[list[Block], str, str, str]] = [
    (["首段", "{{ 承办单位"], "T001", "正文第2段", "缺少“}}”"),  # why: never closed
    (["{% if 承办单位 %}甲"], "T011", "正文第1段", "缺少 {% endif %}"),  # why: an open block
    (["{% endfor %}"], "T010", "正文第1段", "前面没有对应的 for"),  # why: closed without opening
    (["{% for x in 事项 %}{% if x %}{% endfor %}"], "T011", "正文第1段", "之前没有结束"),  # why: crossed blocks
    (["{{ 承办单为 }}"], "T016", "正文第1段", "最接近的字段是“承办单位”"),  # why: a field misspelt
    (
        ["{% for x in 事项 %}{{ x.内空 }}{% endfor %}"],
        "T016",
        "正文第1段",
        "最接近的字段是“内容”",
    ),  # why: a record's field
    (["{{ 承办单位|lenght }}"], "T015", "正文第1段", "是不是“length”"),  # why: an unknown filter
    (["{% fro x in 事项 %}"], "T014", "正文第1段", "是不是“for”"),  # why: an unknown statement
    (["{{ 承办单位 + }}"], "T014", "正文第1段", "写法有误"),  # why: a broken expression
    (["{% include 'a' %}"], "T013", "正文第1段", "不能使用 include"),  # why: a template places values only
    (["{{ }}"], "T001", "正文第1段", "没有内容"),  # why: empty
    (["{%tr for x in 事项 %}"], "T003", "正文第1段", "不在表格里"),  # why: a row tag outside a table
    (
        ["{%p if 承办单位 %}会丢失的字", "{%p endif %}"],
        "T004",
        "正文第1段",
        "会丢失的字",
    ),  # why: text never goes silently
    (
        [[["{% for x in 事项 %}", "{% endfor %}"]]],
        "T012",
        "正文第1个表格第1行第1格",
        "第1行第2格）不在同一个单元格里",
    ),  # why: a loop over cells breaks the grid
    (
        ["x", [["a", "b"], ["c¶d¶{{ 承办 }}", "e"]]],
        "T016",
        "正文第1个表格第2行第1格第3段",
        "承办",
    ),  # why: places as Word shows them
]


@pytest.mark.parametrize(("blocks", "code", "place", "words"), WRONG)
def test_errors_name_place_tag_and_remedy(blocks: list[Block], code: str, place: str, words: str) -> None:
    found = check_template(word(*blocks), "t.docx", FIELDS)
    hits = [each for each in found if each.code == code and each.message.startswith(place + "：")]
    assert hits, [each.message for each in found]
    assert words in hits[0].message
    with pytest.raises(TemplateRefused):
        Template(word(*blocks), "t.docx", FIELDS)


def test_all_errors_are_listed_at_once_in_order() -> None:
    data = word("{{ 甲 }}", "{{ 乙|没有 }}", [["{% for x in 事项 %}", "{% endfor %}"]], "{{ 丙")
    with pytest.raises(TemplateRefused) as raised:
        Template(data, "模板.docx", FIELDS)
    message = str(raised.value)
    assert message.startswith("模板.docx：模板有")
    places = [message.index(words) for words in ("“甲”", "“没有”", "“乙”", "跨单元格")]
    assert places == sorted(places)
    assert "没有结束，缺少“}}”" in message


def test_a_sound_template_has_no_diagnostics() -> None:
    data = word("{{ 承办单位 }}{% for x in 事项|sort(attribute='内容') %}{{ x.内容 }}{{ loop.index }}{% endfor %}")
    assert check_template(data, "t.docx", FIELDS) == ()


def test_a_missing_value_names_tag_and_place() -> None:
    template = Template(word("甲", "{{ 单位.名 }}"), "t.docx")
    for context, name in (({}, "单位"), ({"单位": {}}, "名")):
        with pytest.raises(TemplateRefused, match=f"正文第2段：标签.*没有“{name}”的值"):
            template.render(context)


HOSTILE = [
    "{{ ''.__class__.__mro__ }}",  # why: the classic way out of Jinja
    "{{ 列.append('x') }}",  # why: templates change nothing
    "{{ 单位.format.__globals__ }}",  # why: through a method
    "{{ '{0.__class__}'.format(单位) }}",  # why: through format strings
    "{% for i in range(99999999) %}{% endfor %}",  # why: an endless loop
    "{{ 单位|_run('<w:r/>') }}",  # why: qdoc's own filters are not for templates
    "{{ '<w:br/>'|safe }}",  # why: no unescaped XML
]


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_template_only_places_values(tag: str) -> None:
    with pytest.raises(TemplateRefused):
        Template(word(tag), "t.docx").render({**CONTEXT, "列": ["一"]})


def _with(member: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("x"))) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(name, content if name == member else source.read(name))
        if member not in source.namelist():
            made.writestr(member, content)
    return target.getvalue()


def test_macros_and_outside_references_are_refused() -> None:
    with pytest.raises(TemplateRefused, match="宏"):
        Template(_with("word/vbaProject.bin", b"x"), "t.docx")
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = f'<Relationships xmlns="{namespace}"><Relationship Id="r1" Type="{kind}" Target="http://x/a.dotm"'
    rels += ' TargetMode="External"/></Relationships>'
    with pytest.raises(TemplateRefused, match="文件以外"):
        Template(_with("word/_rels/settings.xml.rels", rels.encode()), "t.docx")


def test_xml_with_a_dtd_is_refused() -> None:
    with pytest.raises(DamagedFile, match="DTD"):
        Template(_with("word/footer9.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "t.docx")


def test_there_is_one_environment() -> None:
    assert environment() is environment()
    assert environment().loader is None
