"""Values in a line: looks that leave the run, links as fields, and addresses that are refused."""

from __future__ import annotations

import re

import pytest

from qdoc.errors import TemplateRefused
from qdoc.render.templates import Template
from tests.proof.stock import faults
from tests.render.word_files import lines, part, word


def filled(template: str, **context: object) -> str:
    made = Template(word(template), "t.docx").render(context)
    assert faults(made) == []
    return part(made, "word/document.xml")


# (template, the runs: text and the names of their properties)
LOOKS = [
    ("前{{ a|加粗 }}后", ["前", "重:b", "后"]),  # why: what stands around keeps a run of its own
    ("前¦{{ a|斜体 }}{{ a|加粗|下划线 }}", ["前", "重:b i", "重:b u"]),  # why: over the run's own bold
    ("{{ a|加粗 }}", ["重:b"]),  # why: no empty run is left
    ("{{ '重'|加粗 }}尾", ["重:b", "尾"]),  # why: a constant waits for the filling too
    ("{% macro m(x) %}{{ x|加粗 }}！{% endmacro %}{{ m(a) }}", ["重:b", "！"]),  # why: through a macro
    ("{{r [a|上标, '平'] }}", ["重:vertAlign", "平"]),  # why: several pieces
    (
        "{{ a|颜色('ff0000')|字号(22)|底色('#ffff00')|删除线 }}",
        ["重:strike color sz szCs shd"],
    ),  # why: in the schema's order
]


@pytest.mark.parametrize(("template", "runs"), LOOKS)
def test_looks_by_filter_hold_in_every_kind_of_tag(template: str, runs: list[str]) -> None:
    xml = filled(template, a="重")
    shown = []
    for run in re.findall(r"<w:r>.*?</w:r>", xml):
        text = "".join(re.findall(r"<w:t[^>]*>([^<]*)", run))
        looks = re.search(r"<w:rPr>(.*)</w:rPr>", run)
        names = re.findall(r"<w:(\w+)", looks[1]) if looks else []
        shown.append(text + (":" + " ".join(names) if names else ""))
    assert [each for each in shown if each] == runs


# (address, the field's instruction)
LINKS = [
    ("https://example.gov.cn/a?b=1&c=2", ' HYPERLINK "https://example.gov.cn/a?b=1&amp;c=2" '),  # why: a page
    ("mailto:zjj@example.gov.cn", ' HYPERLINK "mailto:zjj@example.gov.cn" '),  # why: a mailbox
    ("#附件一", ' HYPERLINK \\l "附件一" '),  # why: a bookmark of the same document
]


@pytest.mark.parametrize(("address", "instruction"), LINKS)
def test_a_link_is_a_field_and_no_relationship(address: str, instruction: str) -> None:
    made = Template(word("见{{ 名|链接(址) }}。"), "t.docx").render({"名": "通<知", "址": address})
    assert faults(made) == []
    assert lines(made) == ["见通<知。"]
    xml = part(made, "word/document.xml").replace("&#34;", '"')
    assert f'<w:instrText xml:space="preserve">{instruction}</w:instrText>' in xml
    assert "hyperlink" not in part(made, "word/_rels/document.xml.rels")


REFUSED = [
    "file:///etc/passwd",  # why: a file of this computer
    "javascript:alert(1)",  # why: a program
    "\\\\server\\share",  # why: a network share, which sends a password's hash
    "ftp://example.org/x",  # why: not among those named
    'https://a" \\o "b',  # why: would end the field's argument
    "https://a b",  # why: a space ends it too
    "#1 b",  # why: no bookmark has such a name
    "",  # why: nowhere
]


@pytest.mark.parametrize("address", REFUSED)
def test_other_addresses_are_refused_with_their_place(address: str) -> None:
    with pytest.raises(TemplateRefused, match=r"正文第1段：标签 .*链接地址“.*”不能使用"):
        Template(word("{{ 'x'|链接(址) }}"), "t.docx").render({"址": address})
