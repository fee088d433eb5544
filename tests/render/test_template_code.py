"""Holds that the faster code says what Jinja's own code says: every kind of value, every construct of a template."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from qdoc.render.template_code import WordCode, plain_text, word_text
from qdoc.render.template_values import Rich, plain_value, word_value
from qdoc.render.templates import environment


class _Shouting(str):
    """A string of a class of its own."""

    def __str__(self) -> str:
        return "喊" + super().__str__()


VALUES = [
    "区教育局",  # why: printable text without a sign goes in as it is
    "",  # why: nothing is nothing
    "A&B <甲> \"乙\" '丙'",  # why: each of the five signs of XML, in Jinja's spelling
    "一\n二\t三\f四",  # why: breaks and tabs become elements
    "宽　空格\u2028行",  # why: U+3000 is not printable for Python, U+2028 is a line end
    "坏\x01字\ud800",  # why: dropped characters leave their mark
    Markup("<w:tab/>"),  # why: what a macro rendered is not escaped twice
    _Shouting("甲<乙"),  # why: a class of its own is asked for its str()
    12,  # why: numbers
    2.50,
    True,
    None,  # why: None prints nothing
    Rich("甲&乙"),  # why: rich text without looks is its text
    ["甲", "<乙>"],  # why: a list prints as Python does
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_becomes_what_jinja_would_make_of_it(value: object) -> None:
    assert word_text(value) == str(escape(word_value(value)))
    assert plain_text(value) == str(plain_value(value))


@given(st.text(st.characters(exclude_categories=[])))
def test_so_does_any_text(text: str) -> None:
    assert word_text(text) == str(escape(word_value(text)))
    assert plain_text(text) == str(plain_value(text))


SOURCES = [
    "a{{ 甲 }}b{{ 甲 }}",  # why: values between text
    "{{ '<' }}{{ 1 + 2 }}{{ '{' }}",  # why: constants are made while compiling
    "{% for 项 in 表 %}{{ loop.index }}{{ 项.名 }}{{ 项['名']|upper }}{% else %}无{% endfor %}",  # why: the loop's own
    "{% for 项 in 树 recursive %}{{ 项.名 }}{{ loop(项.下) }}{% endfor %}",  # why: a loop that is a function
    "{% macro m(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call m(甲) %}{{ 甲 }}{% endcall %}",  # why: buffers
    "{% set 块 %}{{ 甲 }}<br/>{% endset %}{{ 块 }}{{ 块|length }}",  # why: a captured block is markup
    "{% filter upper %}a{{ 甲 }}{% endfilter %}",  # why: a filtered block
    "{{ (甲)|_plain }}{{ ('x' if 甲 else 'y')|_plain }}{{ 甲|_plain|upper }}",  # why: values outside a run, and inside
    "{{ 甲 ~ '<' ~ 2 }}{{ 甲 if 甲 else '' }}{{ 甲.upper() }}{{ '%s' % 甲 }}",  # why: expressions
    "{% set _m1 = _merging() %}{% for 项 in 表 %}{% do _m1.row(loop) %}{{ _m1.begins(1, 项.名) }}{% endfor %}",
    "{% set _merging1 = _merging() %}{% for 项 in 表 %}{% do _merging1.row() %}{{ _merging1.begins(1, (项.名)) }}"
    "{{ _merging1.begins(2) }}{% endfor %}",  # why: both ways to ask the merging, called directly only by its own name
]


def _render(generator: type[CodeGenerator], source: str, context: dict[str, Any]) -> str:
    made = environment().overlay()
    made.code_generator_class = generator
    return made.from_string(source).render(context)


@pytest.mark.parametrize("source", SOURCES)
def test_a_template_says_what_it_says_in_jinjas_own_code(source: str) -> None:
    rows = [{"名": "甲<"}, {"名": "甲<"}, {"名": "乙\n"}]
    tree = [{"名": "一", "下": [{"名": "二&", "下": []}]}]
    context = {"甲": "甲&\t乙", "表": rows, "树": tree}
    assert _render(WordCode, source, context) == _render(CodeGenerator, source, context)


def test_the_sandbox_still_guards_every_other_call() -> None:
    for source in (
        "{{ 甲.format_map }}{{ 甲.__class__.mro() }}",
        "{% set _merging1 = 甲 %}{{ _merging1.__class__() }}",
    ):
        with pytest.raises(jinja2.exceptions.SecurityError):
            _render(WordCode, source, {"甲": "甲"})
