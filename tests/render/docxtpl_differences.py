"""Owns where docxtpl and qdoc differ: each difference with its reason, and what qdoc refuses, with its words."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from typing import Any

from docxtpl import InlineImage, Listing, RichText

from qdoc.render.pictures import Picture
from tests.render.docxtpl_rows import Row, row_loop
from tests.render.word_files import Block

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")


def _objects(**makers: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    return lambda template: {name: make(template) for name, make in makers.items()}


def _rich(*pieces: tuple[str, dict[str, Any]]) -> Callable[[Any], Any]:
    def make(template: Any) -> Any:
        rich = RichText()
        for text, looks in pieces:
            rich.add(text, **{key: value(template) if callable(value) else value for key, value in looks.items()})
        return rich

    return make


def _listing(text: str) -> Callable[[Any], Any]:
    return lambda template: Listing(text)


def _image(template: Any) -> Any:
    return InlineImage(template, io.BytesIO(DOT))


def _picture() -> Mapping[str, Any]:
    return {"图": Picture(DOT, alt="红点")}


RED = {"a": "红"}
BETTER = (
    Row(
        "RichText: {{r }} with a colour",
        ["前{{r a|颜色('FF0000')|加粗 }}后"],
        ["前红后"],
        ["前红后"],
        "a filter in the template, no program; the run's own looks stay",
        RED,
        _objects(a=_rich(("红", {"color": "FF0000", "bold": True}))),
        ["前{{r a }}后"],
    ),
    Row(
        "RichText in {{ }}",
        ["前{{ a|加粗 }}后"],
        ["前红后"],
        ["前红"],
        "docxtpl needs {{r }} and loses what stands behind",
        RED,
        _objects(a=_rich(("红", {"bold": True}))),
        ["前{{ a }}后"],
    ),
    Row(
        "RichText of several pieces",
        ["{{r ['甲'|斜体, '乙'|上标, '丙'|字号(22)|底色('FFFF00')] }}"],
        ["甲乙丙"],
        ["甲乙丙"],
        "looks stand in the template, where an office sees them",
        {},
        _objects(a=_rich(("甲", {"italic": True}), ("乙", {"superscript": True}), ("丙", {"size": 44}))),
        ["{{r a }}"],
    ),
    Row(
        "RichText with a font",
        ["{{r a|字体('黑体') }}"],
        ["红"],
        ["红"],
        "the East Asian font is set too, so that Chinese text and quotation marks follow",
        RED,
        _objects(a=_rich(("红", {"font": "黑体"}))),
        ["{{r a }}"],
    ),
    Row(
        "RichText with url_id",
        ["{{r a|链接('https://example.gov.cn') }}"],
        ["红"],
        ["红"],
        "a field: no relationship leads out of the file",
        RED,
        _objects(a=_rich(("红", {"url_id": lambda t: t.build_url_id("https://example.gov.cn")}))),
        ["{{r a }}"],
    ),
    Row(
        "RichTextParagraph: {{p }}",
        ["{{p a }}"],
        ["一", "二"],
        [],
        "plain text is enough: a paragraph a line, dressed as the template's",
        {"a": "一\n二"},
    ),
    Row(
        "Listing with \\n",
        ["{{ a }}"],
        ["一\n二"],
        ["一\n二"],
        "no class is needed",
        {"a": "一\n二"},
        _objects(a=_listing("一\n二")),
    ),
    Row(
        "\\a",
        ["{{ a }}"],
        ["一二"],
        ["一", "二"],
        "a bell sign is a trace of damage: dropped and told; {{p }} makes paragraphs",
        {"a": "一\a二"},
    ),
    Row(
        "\\f",
        ["{{ a }}"],
        ["一\n二"],
        ["一", "\n", "二"],
        "a page break in the line, without an empty paragraph on the next page",
        {"a": "一\f二"},
    ),
    Row("\\r\\n", ["{{ a }}"], ["一\n二"], ["一\n\n二"], "a Windows line end is one line end", {"a": "一\r\n二"}),
    Row(
        "InlineImage",
        ["前{{ 图 }}后"],
        ["前后", "图×1"],
        ["前后", "图×1"],
        "one part however often it is shown, with words for readers of the screen",
        _picture(),
        _objects(图=_image),
    ),
    Row("None", ["{{ a }}"], [""], ["None"], "nothing is nothing", {"a": None}),
    Row(
        "an undeclared variable",
        ["{{ 没有 }}尾"],
        "TemplateRefused",
        ["尾"],
        "a missing value is named with its place, never left out in silence",
        {},
    ),
    Row(
        "full-width braces",
        ["｛｛ a ｝｝"],
        ["全角"],
        ["｛｛ a ｝｝"],
        "a Chinese input method types them",
        {"a": "全角"},
    ),
    Row(
        "full-width signs in a tag",
        ["{{ “空”|default（“无”，true） }}"],
        ["空"],
        "TemplateSyntaxError",
        "and these",
        {},
    ),
    Row("quotes within quotes", ["{{ '“甲”' }}"], ["“甲”"], ['"甲"'], "Chinese quotation marks in a string stay", {}),
    Row(
        "two {%tr %} in a row",
        [[["{%tr for x in a %}{{ x }}", "{{ loop.index }}{%tr endfor %}"]]],
        ["甲│1", "乙│2"],
        "TemplateSyntaxError",
        "docxtpl forbids it",
        {"a": "甲乙"},
    ),
    Row(
        "two {%p %} in a paragraph",
        ["{%p if a %}只此{%p endif %}", "尾"],
        ["尾"],
        "TemplateSyntaxError",
        "docxtpl forbids it",
        {"a": False},
    ),
    Row(
        "text beside a {%p %}",
        ["{%p if a %}会丢的字", "甲", "{%p endif %}"],
        "TemplateRefused",
        ["甲"],
        "docxtpl drops the words in silence",
        {"a": True},
    ),
    Row(
        "text around {{r }} in one run",
        ["前{{r a }}后"],
        ["前中后"],
        ["前后"],
        "docxtpl loses a plain value there",
        {"a": "中"},
    ),
    Row(
        "{% vm %} by value",
        [row_loop("{% vm r.t %}{{ r.t }}", "{{ r.n }}", over="同")],
        ["甲│1", "″│2", "乙│3"],
        "TemplateSyntaxError",
        "equal neighbours merge, not the whole loop",
    ),
    Row(
        "two {% vm %} in a row",
        [row_loop("{% vm r.t %}{{ r.t }}", "{% vm r.u %}{{ r.u }}", over="同")],
        ["甲│A", "″│B", "乙│″"],
        "TemplateSyntaxError",
        "each column by its own values",
    ),
    Row(
        "{% vm %} in columns",
        [
            [
                ["{%tr for r in 同 %}", "", ""],
                ["{%tc for c in 列 %}", "{% vm c %}{{ c }}", "{%tc endfor %}"],
                ["{%tr endfor %}", "", ""],
            ]
        ],
        ["一│二│三", "″│″│″", "″│″│″"],
        "TemplateSyntaxError",
        "looped columns merge each by itself",
    ),
    Row(
        "{% vm %} without a value in columns",
        [
            [
                ["{%tr for r in 行 %}", "", ""],
                ["{%tc for c in 列 %}", "{% vm %}{{ c }}", "{%tc endfor %}"],
                ["{%tr endfor %}", "", ""],
            ]
        ],
        ["一│二│三", "″│″│″"],
        ["一│″│″", "一│″│″"],
        "docxtpl asks the loop of columns, and continues cells that nothing began",
    ),
    Row(
        "an empty table",
        [row_loop("{{ r }}", over="空"), "尾"],
        ["尾"],
        ["尾"],
        "docxtpl leaves a table without rows, which Word calls damaged",
    ),
    Row(
        "a row without columns",
        [[["{%tc if 无 %}", "x", "{%tc endif %}"], ["尾", "y", "z"]]],
        ["尾│y│z"],
        ["", "尾│y│z"],
        "docxtpl leaves a row without cells",
    ),
    Row(
        "a record's key called items",
        ["{{ x.items }}"],
        ["事项"],
        "*built-in method*",
        "a record's own keys go first",
        {"x": {"items": "事项"}},
    ),
    Row(
        "custom filters",
        ["{{ d|日期 }}"],
        ["2026年3月1日"],
        "TemplateAssertionError",
        "dates as GB/T 9704 7.3.5.4 writes them, built in",
        {"d": "2026-03-01"},
    ),
)

# What docxtpl does and qdoc deliberately does not: the template, and the words of the refusal.
REFUSED: tuple[tuple[str, list[Block], Callable[[Any], Mapping[str, Any]], str], ...] = (
    ("sub-documents", ["{{p a }}"], lambda t: {"a": t.new_subdoc()}, "Subdoc 是别的程序的排版片段"),
    (
        "RichText objects",
        ["{{r a }}"],
        _objects(a=_rich(("红", {}))),
        "RichText 是别的程序的排版片段，不能放入；请改用过滤器",
    ),
    ("InlineImage objects", ["{{ a }}"], _objects(a=_image), "InlineImage 是别的程序的排版片段"),
    ("{% include %}", ["{% include 'a' %}"], lambda t: {}, "模板里不能使用 include"),
    ("{% raw %}", ["{% raw %}x{% endraw %}"], lambda t: {}, "模板里不能使用 raw"),
    ("|safe", ["{{ '<w:br/>'|safe }}"], lambda t: {}, "不认识的过滤器“safe”"),
    ("the program's own filters", ["{{ 'x'|my_filter }}"], lambda t: {}, "不认识的过滤器“my_filter”"),
    (
        "links elsewhere",
        ["{{ 'x'|链接('file:///etc/passwd') }}"],
        lambda t: {},
        "只能是 http://、https://、mailto: 开头的地址",
    ),
)
