"""Holds templates to their limits: what asks for endless time, text or depth is refused in Chinese, and soon."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile

import pytest

from qdoc.errors import LimitExceeded, QdocError, TemplateRefused
from qdoc.render import template_limits
from qdoc.render.template_heal import MAX_TAGS
from qdoc.render.template_review import looks_like
from qdoc.render.template_scan import scan
from qdoc.render.templates import Template, check_template
from tests.render.word_files import part, word

CONTEXT = {"甲": "文", "表": [1, 2, 3], "数": 9}

ASKING = [
    ("{% for 项 in range(10**9) %}{% endfor %}", "太大"),
    ("{{ '甲' * 10**9 }}", "太多"),  # why: folded while compiling, 3 GB before a value was placed
    ("{{ 甲 * 10**9 }}", "太多"),
    ("{{ (1,) * 10**9 }}", "太多"),
    ("{{ 10**(10**8) }}", "太多"),  # why: one operation that takes minutes
    ("{{ '%999999999d'|format(1) }}", "太大"),  # why: a width is a size
    ("{{ '%999999999d' % 1 }}", "太大"),
    ("{{ '甲'|center(999999999) }}", "太大"),
    ("{{ '甲\n乙'|indent(999999999) }}", "太大"),
    ("{{ 表|batch(99999999, 'x')|list }}", "太大"),
    ("{{ 甲.ljust(999999999) }}", "太大"),
    ("{{ 数.to_bytes(999999999) }}", "太大"),
    ("{{ ('甲' * 9999)|replace('甲', '乙' * 9999) }}", "太多"),
    ("{{ ('甲' * 9999).replace('甲', '乙' * 9999) }}", "太多"),
    ("{{ ([('甲' * 9999)] * 9999)|join }}", "太多"),
    ("{{ ''.join([('甲' * 9999)] * 9999) }}", "太多"),
    ("{{ ([[1]] * 9999)|sum(start=[]) }}", "sum"),  # why: lists added one by one
    ("{% set n = namespace(x='甲') %}{% for 项 in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "太多"),
    ("{% set n = namespace(x='甲') %}{% for 项 in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}", "太多"),
    ("{% macro 宏(n) %}{{ 宏(n) }}{% endmacro %}{{ 宏(1) }}", "停不下来"),
    ("{% for 项 in [1] recursive %}{{ loop([1]) }}{% endfor %}", "停不下来"),
    ("{{ 数 * 10**4500 }}", "太多"),
    ("{{ 甲|int + 10**3000 * 10**3000 }}", "太多"),
    ("{{ lipsum() }}", "lipsum"),  # why: by chance, so the same values would not give the same bytes
    ("{{ 表|random }}", "random"),
]


@pytest.mark.parametrize(("tags", "said"), ASKING, ids=[tags for tags, _ in ASKING])
def test_what_asks_beyond_all_measure_is_refused(tags: str, said: str) -> None:
    with pytest.raises(TemplateRefused, match=said):
        Template(word(tags), "坏.docx").render(CONTEXT)


ENDLESS = [
    "{% for 甲 in range(99999) %}{% for 乙 in range(99999) %}{% endfor %}{% endfor %}",
    "{% macro 宏(n) %}{% if n %}{{ 宏(n-1) }}{{ 宏(n-1) }}{% endif %}{% endmacro %}{{ 宏(40) }}",
]


KEPT = [  # each value is small enough, and all of them were kept: 4 GB in 15 seconds
    "[n.x, '甲'*90000 ~ i]",
    "[n.x, ('甲' ~ i)*9000]",
    "[n.x, (i,)*90000]",
    "[n.x, range(99999)|list]",
    "[n.x, ('甲 '*9000 ~ i).split()]",
    "[n.x, ('甲'*9000 ~ i).upper()]",
]


@pytest.mark.parametrize("made", KEPT)
def test_values_kept_on_the_way_are_counted(made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_limits, "MAX_MADE", 2_000_000)
    tags = "{% set n = namespace(x=[]) %}{% for i in range(9999) %}{% set n.x = " + made + " %}{% endfor %}"
    with pytest.raises(TemplateRefused, match="太多"):
        Template(word(tags), "坏.docx").render(CONTEXT)


def test_a_template_as_long_as_a_book_is_refused() -> None:
    """A year-end summary of 40 MB taken for a template took 600 MB and half a minute."""
    chance = random.Random(1)
    text = "".join(f"{chance.random()}" for _ in range(500_000))
    with pytest.raises(LimitExceeded, match="模板里的内容有") as refused:
        Template(word(text[: 9 * 2**20]), "坏.docx")
    assert refused.value.hint


@pytest.mark.parametrize("tag", ["include '甲'", "import '甲' as 乙", "from '甲' import 乙", "extends '甲'"])
def test_no_other_file_is_taken_in(tag: str) -> None:
    with pytest.raises(TemplateRefused, match="不能使用"):
        Template(word("{% " + tag + " %}"), "坏.docx").render(CONTEXT)


@pytest.mark.parametrize("tags", ENDLESS)
def test_what_does_not_end_is_stopped(tags: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_limits, "SECONDS", 0.2)
    begun = time.monotonic()
    with pytest.raises(TemplateRefused, match="用时太长"):
        Template(word(tags), "坏.docx").render(CONTEXT)
    assert time.monotonic() - begun < 5


def test_the_text_of_a_filling_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_limits, "MAX_TEXT", 20_000)
    made = Template(word("{% for 项 in range(数) %}{{ 甲 }}{% endfor %}"), "模板.docx")
    assert "文文文" in part(made.render(CONTEXT), "word/document.xml")
    with pytest.raises(TemplateRefused, match="太多"):
        made.render({**CONTEXT, "数": 30_000})


DEEP = [
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "+".join(["甲"] * 20_000) + " }}",
    "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "{% for 项 in [1] %}" * 30 + "x" + "{% endfor %}" * 30,  # why: Python knows 20 nested blocks
]


@pytest.mark.parametrize("tags", DEEP, ids=lambda tags: tags[:12])
def test_what_is_nested_too_deep_is_an_error_of_the_template(tags: str) -> None:
    found = check_template(word(tags), "坏.docx", {"甲": "文字"})
    assert any("太深" in each.message for each in found)
    looks_like(word(tags), "坏.docx")


def test_a_template_of_thousands_of_tags_is_refused_with_its_place() -> None:
    with pytest.raises(LimitExceeded, match=re.escape(f"{MAX_TAGS:,}")):
        check_template(word(*["{{ 甲 }}" * 100] * (MAX_TAGS // 100 + 1)), "坏.docx")


def test_braces_without_end_are_told_soon() -> None:
    begun = time.monotonic()
    tags = scan("{{" * 20_000)
    assert all(tag.fault for tag in tags)
    assert time.monotonic() - begun < 10


def _repacked(change: str, new: bytes, name: str = "") -> bytes:
    """A template whose part ``change`` begins with ``new``; or with a part more, called ``name``."""
    source, target = zipfile.ZipFile(io.BytesIO(word("{{ 甲 }}"))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for member in source.namelist():
            content = source.read(member)
            made.writestr(member, content.replace(b"?>", b"?>" + new, 1) if member == change else content)
        if name:
            made.writestr(name, new)
    return target.getvalue()


CHUNK = b'<Relationship Id="r9" Type="http://x/aFChunk" Target="a.mht"/>'
CARRIED = [
    (_repacked("[Content_Types].xml", b"<!DOCTYPE a>"), "DTD"),  # why: the one part that was not looked at
    (_repacked("", b"<a/>", "../../b.xml"), "指向文件以外"),  # why: every letter would have had it
    (_repacked("", b"<a/>", "/b.xml"), "指向文件以外"),
    (_repacked("", b"MZ", "word/embeddings/a.exe"), "嵌入对象"),  # why: only oleObject… was known
    (_repacked("", b"PK", "word/embeddings/a.docm"), "嵌入对象"),
    (_repacked("", b"<Relationships>" + CHUNK + b"</Relationships>", "word/_rels/a.xml.rels"), "别的文件"),
]


@pytest.mark.parametrize(("data", "said"), CARRIED, ids=[str(number) for number in range(len(CARRIED))])
def test_what_no_document_may_carry_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(QdocError, match=said):
        Template(data, "坏.docx")


ALLOWED = [
    ("{{ '%.2f'|format(数) }}，{{ '%05d' % 数 }}", "9.00，00009"),
    ("{{ 甲 * 3 }}{{ '－' * 20 }}", "文文文" + "－" * 20),
    ("{{ 表|join('、') }}；{{ 表|sum }}；{{ 2**10 }}；{{ 123456|round(2) }}", "1、2、3；6；1024；123456"),
    ("{{ 表|map('string')|join('-') }}{{ 甲|replace('文', '字') }}{{ 甲.replace('文', '句') }}", "1-2-3字句"),
    ("{% for 行 in 表|batch(2, '空') %}{{ 行|join }}／{% endfor %}", "12／3空／"),
]


@pytest.mark.parametrize(("tags", "shown"), ALLOWED, ids=[tags for tags, _ in ALLOWED])
def test_what_a_document_needs_goes_on(tags: str, shown: str) -> None:
    xml = part(Template(word(tags), "模板.docx").render(CONTEXT), "word/document.xml")
    assert shown in re.sub("<[^>]+>", "", xml)
