"""Markdown in a draft: what has a sense prints in it, what has none is named with its line; no sign prints unsaid."""

from __future__ import annotations

import pytest

from qdoc.draft.markdown_lines import read_markdown_lines
from qdoc.model import Diagnostic

# why, lines (| as ¦ where it parts them), the lines that print, code and words of what is said
MARKS = [
    (
        "a table", ["前文", "| 指标 | 目标 |", "|---|:--:|", "| 合格率 | 95% |", "后文"],
        ["前文", "指标　目标", "合格率　95%", "后文"], "D013", "正文第 2 行起有表格",
    ),
    ("a table without its ends", ["| 甲 | 乙", "|---|---", "| 一 | 二"], ["甲　乙", "一　二"], "D013", "第 1 行"),
    ("a bar within a cell", ["| 甲\\|乙 | 丙 |"], ["甲|乙　丙"], "D013", "第 1 行"),
    ("a quotation", ["> 引文。", ">> 再引。"], ["引文。", "再引。"], "D019", "没有印：正文第 1、2 行的引用号“>”"),
    ("a rule", ["甲", "---", "乙"], ["甲", "乙"], "D019", "第 2 行的“---”"),
    ("another rule", ["甲", "* * *"], ["甲"], "D019", "第 2 行的“* * *”"),
    ("a link", ["见[通知](https://a.example/x)。"], ["见通知。"], "D019", "网址 https://a.example/x"),
    ("a picture", ["![图](a.png)", "甲"], ["甲"], "D019", "图片 图"),
    ("a fence", ["```", "甲", "```"], ["甲"], "D019", "第 1、3 行的“```”"),
    ("crossed out", ["完成~~30~~35家"], ["完成~~30~~35家"], "D019", "“~~30~~”"),
    ("a footnote", ["完成35家[^1]"], ["完成35家[^1]"], "D019", "“[^1]”"),
    ("a tag", ["甲<br>乙"], ["甲<br>乙"], "D019", "“<br>”"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "wanted", "code", "words"), MARKS, ids=[one[0] for one in MARKS])
def test_signs_are_taken_in_their_sense_or_named(
    why: str, lines: list[str], wanted: list[str], code: str, words: str
) -> None:
    found: list[Diagnostic] = []
    assert read_markdown_lines(lines, found) == wanted, why
    assert [one.code for one in found] == [code]
    assert words in found[0].message
    assert found[0].hint


PLAIN = [
    ("brackets of units", ["开展会诊。[区市场监管局牵头]"], None),
    ("a year of a number", ["云政办发[2026]5号(已废止)"], None),
    ("smaller than", ["误差<5%且>1%"], None),
    ("a product", ["面积为3*4*5米"], None),
    ("a bare bar", ["甲|乙"], None),
    ("a dash", ["——"], None),
    ("code", ["运行`qdoc`"], ["运行qdoc"]),
    ("slanted", ["*抓紧*落实"], ["抓紧落实"]),
    ("a list with boxes", ["- [ ] 摸底", "- [x] 建账"], ["- 摸底", "- 建账"]),
    ("blank lines", ["甲", "", "乙"], None),
]


@pytest.mark.parametrize(("why", "lines", "wanted"), PLAIN, ids=[one[0] for one in PLAIN])
def test_what_is_no_sign_or_has_its_sense_needs_no_word(why: str, lines: list[str], wanted: list[str] | None) -> None:
    found: list[Diagnostic] = []
    assert read_markdown_lines(lines, found) == (wanted or lines), why
    assert found == []
