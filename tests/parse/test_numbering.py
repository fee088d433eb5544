"""Owns the cases of printed numbers: what each style is worth, and which ones count on."""

from __future__ import annotations

import pytest

from qdoc.parse.numbering import (
    ARTICLE,
    CHAPTER,
    CIRCLE,
    DIGIT,
    DIGIT_BRACKET,
    HAN,
    HAN_BRACKET,
    PART,
    SECTION,
    find_marks,
    han_value,
)  # fmt: skip
from qdoc.parse.punctuation import fold
from tests.parse.reading import parsed


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),  # why: a single sign
        ("十", 10),  # why: 十 alone is ten
        ("十二", 12),  # why: no sign before 十
        ("二十", 20),  # why: no sign after 十
        ("二十一", 21),  # why: long lists of measures
        ("一百零三", 103),  # why: 条 of long rules
        ("二〇", 20),  # why: signs in a row
        ("", 0),  # why: nothing is no number
    ],
)
def test_value_of_a_numeral(numeral: str, value: int) -> None:
    assert han_value(numeral) == value


@pytest.mark.parametrize(
    ("text", "rank", "value", "printed"),
    [
        ("一、总体要求", HAN, 1, "一、"),  # why: first level of GB/T 9704
        ("二十一、完善机制", HAN, 21, "二十一、"),  # why: flat lists run far
        ("（十一）做好宣传", HAN_BRACKET, 11, "（十一）"),  # why: full-width brackets
        ("(三)做好宣传", HAN_BRACKET, 3, "(三)"),  # why: half-width brackets
        ("3.开展检查", DIGIT, 3, "3."),  # why: half-width point
        ("3．开展检查", DIGIT, 3, "3．"),  # why: full-width point
        ("3、开展检查", DIGIT, 3, "3、"),  # why: 、 after a digit
        ("4.2026年启动试点", DIGIT, 4, "4."),  # why: a year after the point is no decimal
        ("（2）开展检查", DIGIT_BRACKET, 2, "（2）"),  # why: fourth level
        ("②开展检查", CIRCLE, 2, "②"),  # why: ringed digits
        ("第三章 总则", CHAPTER, 3, "第三章"),  # why: rules
        ("第二节 目录", SECTION, 2, "第二节"),  # why: rules
        ("第十条　本办法", ARTICLE, 10, "第十条"),  # why: rules
        ("第一部分 现状", PART, 1, "第一部分"),  # why: long plans
        ("１．开展检查", DIGIT, 1, "１．"),  # why: full-width digits
    ],
)
def test_styles(text: str, rank: int, value: int, printed: str) -> None:
    mark = find_marks(fold(text), [0], 0, len(text))[0]
    assert (mark.rank, mark.value, text[mark.start : mark.end]) == (rank, value, printed)


@pytest.mark.parametrize(
    "text",
    [
        "推动一、二、三产业融合",  # why: 、 joins, it does not number
        "增长3.5个百分点",  # why: a decimal
        "按照第（二）项办理",  # why: an item cited
        "见第三条、第四条",  # why: articles cited
    ],
)
def test_running_text_numbers_nothing(text: str) -> None:
    notice = parsed("一、加强检查。对重点企业开展检查，" + text + "。\n二、做好总结。年底前报送工作总结和检查台账。\n")
    assert [t.number for t in notice.tasks] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        (("1.", "2.", "3."), []),  # why: nothing to say
        (("1.", "2.", "4."), ["P101"]),  # why: a gap
        (("1.", "2.", "2."), ["P102"]),  # why: a repeat
    ],
)
def test_gaps_and_repeats_are_told_and_kept(numbers: tuple[str, ...], codes: list[str]) -> None:
    body = "\n".join(f"{n}开展检查。对重点企业开展全覆盖检查。" for n in numbers)
    notice = parsed(f"云溪区2026年工作要点\n一、重点任务\n{body}\n")
    assert tuple(t.number for t in notice.tasks) == numbers
    assert [d.code for d in notice.diagnostics] == codes
    assert all(d.hint and notice.source.text[d.start : d.end] for d in notice.diagnostics)
