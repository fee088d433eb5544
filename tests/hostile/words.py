"""Owns hostile insides of Word files: content controls, tracked changes, fields, numbers, and tags of templates."""

from __future__ import annotations

from collections.abc import Callable

from tests.read.make_inputs import pack_docx


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def pack_body(body: str) -> bytes:
    return pack_docx(body)


def _controls(text: str, depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + run(text) + "</w:sdtContent></w:sdt>" * depth


def _inserted(inside: str) -> str:
    return f'<w:ins w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z">{inside}</w:ins>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="甲"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _field(code: str, shown: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begun = sign.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + sign.format("separate")
    return begun + run(shown) + sign.format("end")


_ROW = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"


def _table(depth: int) -> str:
    inner = paragraph(run("甲"))
    for _ in range(depth):
        inner = "<w:tbl>" + _ROW.format(inner, paragraph(run("乙"))) * 2 + "</w:tbl>" + paragraph("")
    return inner


BODIES: dict[str, Callable[[], str]] = {
    "content controls in five nestings": lambda: paragraph(_controls("1.加强监管。", 5)),
    "controls round paragraphs": lambda: (
        "<w:sdt><w:sdtContent>" * 5 + paragraph(run("甲")) + "</w:sdtContent></w:sdt>" * 5
    ),
    "controls in 200 nestings": lambda: paragraph(_controls("甲", 100)),
    "tracked changes in each other": lambda: paragraph(_inserted(_deleted("甲") + run("乙")) + _deleted("丙")),
    "10,000 tracked changes": lambda: paragraph((_inserted(run("甲")) + _deleted("乙")) * 10_000),
    "moved text": lambda: paragraph(
        f'<w:moveFrom w:id="3">{run("甲")}</w:moveFrom><w:moveTo w:id="4">{run("甲")}</w:moveTo>'
    ),
    "a field that runs a program": lambda: paragraph(_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "甲")),
    "a field that fetches": lambda: paragraph(_field('INCLUDETEXT "http://127.0.0.1:9/"', "甲")),
    "fields never ended": lambda: paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + run("甲")),
    "a field in a field in a field": lambda: paragraph(_field(_field(_field("PAGE", "1"), "2"), "3")),
    "tables in twelve nestings": lambda: _table(12),
    "a grid span of a billion": lambda: (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>"
        + paragraph(run("甲"))
        + "</w:tc></w:tr></w:tbl>"
    ),
    "numbers that are none": lambda: paragraph(
        run("甲"), "<w:pPr><w:numPr><w:ilvl w:val='x'/><w:numId w:val='99999999999999999999'/></w:numPr></w:pPr>"
    ),
    "100,000 empty paragraphs": lambda: "<w:p/>" * 100_000,
    "one paragraph of 30,000 runs": lambda: paragraph(run("甲") * 30_000),
    "a text box in a text box": lambda: (
        paragraph("<w:r><w:pict><w:txbxContent>" * 2 + paragraph(run("甲")) + "</w:txbxContent></w:pict></w:r>" * 2)
        .replace("<w:txbxContent><w:r>", "<w:txbxContent><w:p><w:r>")
        .replace("</w:r></w:txbxContent>", "</w:r></w:p></w:txbxContent>")
    ),
    "a symbol that is none": lambda: paragraph('<w:r><w:sym w:font="x" w:char="ZZZZ"/></w:r>'),
    "a picture of no part": lambda: paragraph('<w:r><w:drawing><x r:embed="rId404"/></w:drawing></w:r>'),
    "alternate content": lambda: paragraph(
        f"<mc:AlternateContent><mc:Choice>{run('甲')}</mc:Choice><mc:Fallback>{run('乙')}</mc:Fallback></mc:AlternateContent>"
    ),
    "notes that are not there": lambda: paragraph('<w:r><w:footnoteReference w:id="77"/></w:r>'),
    "formulas": lambda: paragraph(run("1.=cmd|' /C calc'!A0。+1+1。-1。@SUM(A1)。（责任单位：=HYPERLINK(1)局）")),
    "a script": lambda: paragraph(
        run("1.&lt;script&gt;alert(1)&lt;/script&gt;。（责任单位：&lt;img src=x onerror=1&gt;局）")
    ),
    "tags of templates": lambda: paragraph(run("1.{{ 7*7 }}{% for x in y %}。（责任单位：{{ cycler.__init__ }}局）")),
}
"""Inside of w:body → a notice, or an addition to a form: a result or a refusal."""

TEMPLATE_TAGS = {
    "the inside of Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the inside by a filter": "{{ ''|attr('__class__') }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "self": "{{ self.__init__ }}",
    "config": "{{ config }}",
    "import": "{% import 'os' as os %}",
    "include": "{% include '/etc/passwd' %}",
    "extends": "{% extends 'http://127.0.0.1:9/' %}",
    "a loop without end": "{% for x in range(999999999) %}{% endfor %}",
    "a list of lists": "{% set a = [0] * 9999 %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
    "a text doubled 60 times": "{% set a = ['x'] %}{% for i in range(60) %}{% do a.append(a[-1] * 2) %}{% endfor %}{{ a[-1] }}",  # noqa: E501
    "a power": "{{ 9**99999999 }}",
    "a wide format": "{{ '%999999999d' % 1 }}",
    "an unknown field": "{{ 没有的字段 }}",
    "never ended": "{{ 承办单位",
    "markup": "{{ '&lt;w:p/&gt;'|safe }}",
}
