"""Owns the table that sets docxtpl and qdoc side by side: a template of our own for each documented docxtpl feature.

A row names the feature, its template and context, and what a reader sees. ``theirs`` is what docxtpl makes of it where
that differs: lines, or the name of the exception; ``why`` then says why ours is better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.render.word_files import Block

ROWS = [{"名": "甲", "值": 1}, {"名": "乙", "值": 2}]
GROUPS = [{"题": "A", "项": ["x", "y"]}, {"题": "B", "项": ["z"]}]
SAME = [{"t": "甲", "u": "A", "n": 1}, {"t": "甲", "u": "B", "n": 2}, {"t": "乙", "u": "B", "n": 3}]
CONTEXT: dict[str, Any] = {
    "单位": "区市场监管局",
    "空": "",
    "有": True,
    "无": False,
    "数": 7,
    "行": ROWS,
    "列": ["一", "二", "三"],
    "组": GROUPS,
    "同": SAME,
    "b": "<",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its template, what ours shows; ``theirs`` (None: the same) and ``why`` where docxtpl differs."""

    feature: str
    blocks: list[Block]
    shown: list[str] | str
    theirs: list[str] | str | None = None
    why: str = ""
    context: Mapping[str, Any] | None = None
    their_context: Callable[[Any], Mapping[str, Any]] | None = None
    their_blocks: list[Block] | None = None


def row_loop(*cells: str, over: str = "行") -> list[list[str]]:
    """A table whose middle row is repeated over ``over``."""
    blank = [""] * (len(cells) - 1)
    return [[f"{{%tr for r in {over} %}}", *blank], [*cells], ["{%tr endfor %}", *blank]]


ALIKE = (
    Row("{{ }}", ["{{ 单位 }}"], ["区市场监管局"]),
    Row("{{ }} without spaces, numbers", ["{{单位}}：{{ 数 }}"], ["区市场监管局：7"]),
    Row("a tag split over runs", ["前{¦{ 单¦位 }¦}后"], ["前区市场监管局后"]),
    Row("expressions, index, member", ["{{ 数 + 1 }} {{ 单位[0] }} {{ 行[1].名 }}"], ["8 区 乙"]),
    Row("Jinja's filters", ["{{ 单位|length }}{{ 列|join('、') }}"], ["6一、二、三"]),
    Row("filters with arguments", ["{{ '%.2f'|format(数) }}{{ 单位|replace('区','县') }}"], ["7.00县市场监管局"]),
    Row("tests and logic", ["{{ 单位 is defined }}{{ 数 == 7 and not 无 }}"], ["TrueTrue"]),
    Row("inline if", ["{{ 空 if 空 else '无' }}"], ["无"]),
    Row("{% if %} in a paragraph", ["{% if 有 %}是{% else %}否{% endif %}"], ["是"]),
    Row("{% if() %} with a bracket", ["{% if(有) %}是{% endif %}"], ["是"]),
    Row("elif", ["{% if 无 %}甲{% elif 数 == 7 %}乙{% else %}丙{% endif %}"], ["乙"]),
    Row("statements split over formatted runs", ["{% if ¦有 %}粗¦体{% endif ¦%}尾"], ["粗体尾"]),
    Row("{% if %} over paragraphs", ["{% if 有 %}", "二", "{% endif %}"], ["", "二", ""]),
    Row("{% for %} in a paragraph", ["{% for x in 列 %}{{ x }}；{% endfor %}"], ["一；二；三；"]),
    Row("loop variables", ["{% for x in 行 %}{{ loop.index }}{{ x.名 }}{% endfor %}"], ["1甲2乙"]),
    Row("loop.first, loop.last", ["{% for x in 列 %}{% if loop.last %}末{% endif %}{{ x }}{% endfor %}"], ["一二末三"]),
    Row("a loop with a condition", ["{% for x in 列 if x != '二' %}{{ x }}{% endfor %}"], ["一三"]),
    Row("for … else", ["{% for x in [] %}{% else %}没有{% endfor %}"], ["没有"]),
    Row("a record's pairs", ["{% for k, v in 行[0].items() %}{{ k }}={{ v }} {% endfor %}"], ["名=甲 值=1 "]),
    Row("groupby", ["{% for g in 行|groupby('值') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}"], ["1121"]),
    Row("{%p if %}", ["{%p if 有 %}", "显示", "{%p endif %}"], ["显示"]),
    Row("{%p if %} that is false", ["{%p if 无 %}", "隐藏", "{%p endif %}", "尾"], ["尾"]),
    Row("{%p else %}", ["{%p if 无 %}", "甲", "{%p else %}", "乙", "{%p endif %}"], ["乙"]),
    Row("{%p for %}", ["{%p for x in 列 %}", "{{ x }}", "{%p endfor %}"], ["一", "二", "三"]),
    Row("{%p for %} split over runs", ["{%p ¦for x¦ in 列 %}", "{{ x }}", "{%p endfor %}"], ["一", "二", "三"]),
    Row(
        "{%p if %} in {%p for %}",
        ["{%p for x in 行 %}", "{%p if x.值 > 1 %}", "{{ x.名 }}", "{%p endif %}", "{%p endfor %}"],
        ["乙"],
    ),
    Row(
        "{%p for %} around a table",
        ["{%p for x in 行 %}", [["{{ x.名 }}", "{{ x.值 }}"]], "{%p endfor %}"],
        ["甲│1", "乙│2"],
    ),
    Row("{%p for %} in a cell", [[["{%p for x in 列 %}¶{{ x }}¶{%p endfor %}"]]], ["一¶二¶三"]),
    Row("{%tr for %}", [[["名", "值"], *row_loop("{{ r.名 }}", "{{ r.值 }}")]], ["名│值", "甲│1", "乙│2"]),
    Row("{%tr if %}", [[["{%tr if 无 %}", ""], ["隐", "藏"], ["{%tr endif %}", ""], ["尾", "行"]]], ["尾│行"]),
    Row(
        "{%tr for %} in {%tr for %}",
        [[["{%tr for g in 组 %}"], ["{{ g.题 }}"], *row_loop("{{ r }}", over="g.项"), ["{%tr endfor %}"]]],
        ["A", "x", "y", "B", "z"],
    ),
    Row(
        "{% for %} in {%tr for %}",
        [row_loop("{{ r.题 }}", "{% for x in r.项 %}{{ x }}{% endfor %}", over="组")],
        ["A│xy", "B│z"],
    ),
    Row("{%tc for %}", [[["{%tc for c in 列 %}", "{{ c }}", "{%tc endfor %}"]]], ["一│二│三"]),
    Row("{%tc if %}", [[["{%tc if 无 %}", "甲", "{%tc endif %}", "乙"]]], ["乙"]),
    Row("{%r if %}", ["{%r if 有 %}¦有¦{%r endif %}¦尾"], ["有尾"]),
    Row("{%r for %}", ["{%r for x in 列 %}¦{{ x }}¦{%r endfor %}¦尾"], ["一二三尾"]),
    Row("{# #}", ["{# 说明 #}正文"], ["正文"]),
    Row("{#p #}", ["{#p 说明 #}", "正文"], ["正文"]),
    Row("{#tr #}", [[["{#tr 说明 #}"], ["行"]]], ["行"]),
    Row("{#tc #}", [[["{#tc 说明 #}", "格"]]], ["格"]),
    Row(
        "{%- -%} joins paragraphs",
        ["我在", "{%- if 无 -%}", "城里", "{%- else -%}", "乡下", "{%- endif -%}", "。"],
        ["我在乡下。"],
    ),
    Row("{_{ }_} {_% %_}", ["{_{ a }_}{_% if %_}"], ["{{ a }}{% if %}"]),
    Row("{% colspan %}", [[["{% colspan 数 - 5 %}宽"], ["甲", "乙"]]], ["宽", "甲│乙"]),
    Row("{% cellbg %}", [[["{% cellbg 'FF0000' %}红", "x"]]], ["红│x"]),
    Row("{% vm %}", [row_loop("{% vm %}同", "{{ r.n }}", over="同")], ["同│1", "″│2", "″│3"]),
    Row(
        "{% hm %}",
        [
            [
                ["题", "{%tc for c in 列 %}", "{% hm %}合", "{%tc endfor %}"],
                ["x", "{%tc for c in 列 %}", "{{ c }}", "{%tc endfor %}"],
            ]
        ],
        ["题│合", "x│一│二│三"],
    ),
    Row("set", ["{% set 名 = 单位 %}{{ 名 }}"], ["区市场监管局"]),
    Row(
        "namespace",
        ["{% set n = namespace(k=0) %}{% for x in 行 %}{% set n.k = n.k + x.值 %}{% endfor %}{{ n.k }}"],
        ["3"],
    ),
    Row("with", ["{% with 名 = 数 %}{{ 名 }}{% endwith %}"], ["7"]),
    Row("macro", ["{% macro 署(n) %}【{{ n }}】{% endmacro %}{{ 署(数) }}"], ["【7】"]),
    Row("call", ["{% macro m() %}〔{{ caller() }}〕{% endmacro %}{% call m() %}内{% endcall %}"], ["〔内〕"]),
    Row("{% filter %}", ["{% filter upper %}abc{% endfilter %}"], ["ABC"]),
    Row("curly quotes", ["{% if “区” in 单位 %}{{ ‘A’ }}{{ “B” }}{% endif %}"], ["AB"]),
    Row("\\n and \\t", ["{{ a }}尾"], ["一\n二\t三尾"], context={"a": "一\n二\t三"}),
    Row("autoescape", ["{{ a }}"], ["x<y>&z"], context={"a": "x<y>&z"}),
    Row("|e", ["{{ b|e }}{{ b|escape }}"], ["<<"]),
    Row("~ joins", ["{{ 'a' ~ b }}"], ["a<"]),
    Row("an empty value", ["{{ 空 }}尾"], ["尾"]),
)
