"""Table cells: merging by table and column, repeated columns' widths, and what is refused."""

from __future__ import annotations

import re

import pytest

from qdoc.errors import TemplateRefused
from qdoc.render.templates import Template
from tests.proof.stock import faults
from tests.render.word_files import Block, lines, paragraph, part, table, word

SAME = [{"t": "甲", "u": "A"}, {"t": "甲", "u": "B"}, {"t": "乙", "u": "B"}]
TWO = [{"题": "一", "项": SAME[:1]}, {"题": "二", "项": SAME}]
INNER = table([["{%tr for x in g.项 %}"], ["{% vm x.t %}{{ x.t }}"], ["{%tr endfor %}"]])


def nested(rows: list[list[str]]) -> str:
    """A table whose cell @ holds another."""
    return table(rows).replace(paragraph("@"), INNER + paragraph("尾"))


# (template, the vMerge of every cell in order: R begins, C continues, - none)
MERGES: list[tuple[list[Block], str]] = [
    (
        [[["{%tr for x in 同 %}", ""], ["{% vm x.t %}{{ x.t }}", "{% vm x.u %}{{ x.u }}"], ["{%tr endfor %}", ""]]],
        "RR CR RC",
    ),  # why: two columns, each by its own values
    (
        [
            [
                ["{%tr for g in 组 %}"],
                ["{{ g.题 }}"],
                ["{%tr for x in g.项 %}"],
                ["{% vm x.t %}"],
                *[["{%tr endfor %}"]] * 2,
            ]
        ],
        "- R - R C R",
    ),  # why: a row of another kind between: nothing is merged over it
    (
        [[["{%tr for g in 组 %}"], ["{%tr for x in g.项 %}"], ["{% vm x.t %}{{ x.t }}"], *[["{%tr endfor %}"]] * 2]],
        "R C C R",
    ),  # why: equal neighbours of one table merge, whichever loop made them
    (
        [[["{%tr for g in 组 %}"], ["{%tr for x in g.项 %}"], ["{% vm %}{{ g.题 }}"], *[["{%tr endfor %}"]] * 2]],
        "R R C C",
    ),  # why: without a value: all of one loop, the next loop begins anew
    (
        [
            "{%p for g in 组 %}",
            [["{%tr for x in g.项 %}"], ["{% vm x.t %}{{ x.t }}"], ["{%tr endfor %}"]],
            "{%p endfor %}",
        ],
        "R R C R",
    ),  # why: every table begins anew
    (
        [nested([["{%tr for g in 组 %}", ""], ["{% vm '同' %}{{ g.题 }}", "@"], ["{%tr endfor %}", ""]])],
        "R- R C- R C R",
    ),  # why: a table in a cell has nothing to do with the one around it
    ([[["{% vm 'a' %}一"], ["{% vm 'a' %}二"]]], "R R"),  # why: two tags are two cells, not one repeated
]


@pytest.mark.parametrize(("blocks", "expected"), MERGES)
def test_cells_merge_with_what_stands_right_above(blocks: list[Block], expected: str) -> None:
    made = Template(word(*blocks), "t.docx").render({"同": SAME, "组": TWO})
    assert faults(made) == []
    rows = []
    for row in re.findall(r"<w:tr[ >].*?(?=<w:tr[ >]|</w:tbl>)", part(made, "word/document.xml")):
        cells = re.findall(r"<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>", row)
        signs = [re.search(r'w:vMerge w:val="(\w)', cell) for cell in cells]
        rows.append("".join(sign[1].upper() if sign else "-" for sign in signs))
    assert " ".join(rows) == expected


# (row, number of columns in the loop, widths of all columns)
WIDTHS = [
    (["题", "{%tc for c in a %}{{ c }}{%tc endfor %}", "注"], 3, [3000, 1000, 1000, 1000, 3000]),  # why: in one cell
    (["题", "{%tc for c in a %}", "{{ c }}", "{%tc endfor %}"], 2, [2250, 3375, 3375]),  # why: the tags' cells count
    (["题", "{%tc for c in a %}", "{{ c }}", "{%tc endfor %}"], 3, [2250] * 4),  # why: as many as before
    (["题", "{%tc for c in a %}{{ c }}{%tc endfor %}", "注"], 0, [4500, 4500]),  # why: the table stays as wide
    (["题", "{%tc if a %}{{ 1 }}{%tc endif %}", "注"], 0, [4500, 4500]),  # why: a column left out
    (["{%tc for c in a %}{{ c }}{%tc endfor %}"], 7, [1286, 1285, 1286, 1286, 1286, 1285, 1286]),  # why: to the twip
    (
        ["{%tc for c in a %}{% hm %}合{%tc endfor %}", "注"],
        3,
        [1500, 1500, 1500, 4500],
    ),  # why: merged, the grid has them
]


@pytest.mark.parametrize(("row", "count", "widths"), WIDTHS)
def test_fixed_columns_keep_their_width(row: list[str], count: int, widths: list[int]) -> None:
    made = Template(word([row]), "t.docx").render({"a": list(range(count))})
    xml = part(made, "word/document.xml")
    assert [int(each) for each in re.findall(r'gridCol w:w="(\d+)"', xml)] == widths
    assert sum(int(each) for each in re.findall(r'tcW w:w="(\d+)"', xml)) == sum(widths) == 9000
    assert "qdoc-share" not in xml
    assert faults(made) == []


def test_hm_multiplies_the_columns_that_a_cell_spans_already() -> None:
    span = table([["{%tc for c in a %}", "{% hm %}合", "{%tc endfor %}"]]).replace(
        '<w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">{% hm',
        '<w:tcW w:w="3000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">{% hm',
    )
    made = Template(word(span), "t.docx").render({"a": "xyz"})
    assert lines(made) == ["合"]
    assert '<w:gridSpan w:val="6"/>' in part(made, "word/document.xml")


# (template, words)
WRONG: list[tuple[list[Block], str]] = [
    (["{% vm a %}"], "vm 只能写在表格单元格里"),  # why: no cell
    ([[["{% hm %}x"]]], "hm 只能写在 {%tc for %} 重复的单元格里"),  # why: nothing is repeated
    ([[["{%tr for x in a %}"], ["{% hm %}x"], ["{%tr endfor %}"]]], "hm 只能写在"),  # why: rows, not columns
    ([[["{% colspan %}x"]]], "colspan 后面缺少值"),  # why: how many?
    ([[["{%tr for x in a %}"], ["{% vm x.无 %}"], ["{%tr endfor %}"]]], "没有“无”的值"),  # why: not merged in silence
]


@pytest.mark.parametrize(("blocks", "words"), WRONG)
def test_cell_tags_out_of_place_are_told(blocks: list[Block], words: str) -> None:
    with pytest.raises(TemplateRefused, match=re.escape(words)):
        Template(word(*blocks), "t.docx").render({"a": [{}, {}]})
