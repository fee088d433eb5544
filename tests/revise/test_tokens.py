"""What is never cut: each row a wording, one token of it, and why it is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.extract.words import cut
from qdoc.revise.tokens import END, Tokens

NAMES = ("区市场监管局", "区质量强区办", "区市场监管局（区知识产权局）")
TOKENS = Tokens(NAMES, cut)

WHOLE = (
    ("覆盖率达到5%以上", "5%以上", "a figure, its unit and 以上"),
    ("惠及14.3万户居民", "14.3万户", "a decimal, its scale and unit"),
    ("完成1,200户改造", "1,200户", "a comma inside a number"),
    ("建设8至10个站点", "8至10个", "a range"),
    ("提高2个百分点", "2个百分点", "a unit of several characters"),
    ("2026年9月底前完成", "2026年9月底前", "a day with its year"),
    ("9月底前公布", "9月底前", "a month without one"),
    ("6月30日前完工", "6月30日前", "a day without a year"),
    ("三季度末前发布", "三季度末前", "a quarter"),
    ("年底前完工", "年底前", "the year's end"),
    ("第四届区长质量奖", "第四届", "an ordinal"),
    ("按照《云溪区质量提升〈三年〉方案》执行", "《云溪区质量提升〈三年〉方案》", "a title, another inside it"),
    ("推进“高效办成一件事”改革", "“高效办成一件事”", "a quoted term"),
    ("形成“1+6”网络", "“1+6”", "a quoted figure"),
    ("由区质量强区办负责", "区质量强区办", "a unit that the plan names, though no dictionary does"),
    ("区市场监管局（区知识产权局）牵头", "区市场监管局（区知识产权局）", "the longest name first"),
    ("由区绿化管理局负责", "区绿化管理局", "a name that nobody listed but is built as names are"),
    ("（云政办发〔2026〕5号）", "云政办发〔2026〕5号", "a document's number"),
    ("12.整治消费品", "12.", "an item's number at the head of a line"),
    ("（十二）整治消费品", "（十二）", "another kind of it"),
    ("推广OCR-2识别", "OCR-2", "Latin letters"),
)


@pytest.mark.parametrize(("text", "token", "why"), WHOLE, ids=[row[1] for row in WHOLE])
def test_a_term_is_one_token(text: str, token: str, why: str) -> None:
    found = [each for clause in TOKENS.clauses([text]) for each in clause.tokens(cut)]
    assert token in found, why
    assert TOKENS.whole(token)


def test_clauses_end_at_marks_but_not_inside_a_term() -> None:
    clauses = TOKENS.clauses(["出台《质量，新篇》方案，培训1,200人。（区市场监管局牵头）", "下一段"])
    assert [each.text for each in clauses] == [
        "出台《质量，新篇》方案，",
        "培训1,200人。",
        "（区市场监管局牵头）",
        END,
        "下一段",
    ]


@given(st.lists(st.text(alphabet="区质量办局，。“”《》（）5%月底年前一二.、 ab\u3000", max_size=30), max_size=3))
def test_tokens_joined_are_the_text(lines: list[str]) -> None:
    clauses = TOKENS.clauses(lines)
    assert "".join(each.text for each in clauses) == "\n".join(lines)
    for way in (cut, None):
        assert "".join(token for each in clauses for token in each.tokens(way)) == "\n".join(lines)
