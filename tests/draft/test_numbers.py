"""Numbers for a plan that prints none: by Markdown depth, by chapters and paragraphs, never beside printed ones."""

from __future__ import annotations

import pytest

from qdoc.draft.numbers import add_numbers, chinese_number

# why, written lines (| parts them), the same with numbers
CASES = [
    ("items count anew", "## 甲|- 子。做。|- 丑|## 乙|- 寅", "一、甲|（一）子。做。|（二）丑|二、乙|（一）寅"),
    ("an item stands one level below its heading", "## 甲|### 子|做。|- 一项", "一、甲|（一）子|做。|1.一项"),
    ("one heading prints a number: its writer numbers", "## 一、甲|## 乙|- 子", "## 一、甲|## 乙|- 子"),
    ("items of another section like the printed ones", "## 甲|1.子|## 乙|- 丑", "一、甲|1.子|二、乙|1.丑"),
    ("items that run on by themselves", "## 甲|1.子|## 乙|2.丑", "一、甲|1.子|二、乙|2.丑"),
    (
        "chapters are short lines, tasks end with units or begin with a short sentence",
        "甲工作|做好此事。（区甲局牵头）|乙工作|开好会。落实到位。",
        "一、甲工作|（一）做好此事。（区甲局牵头）|二、乙工作|（一）开好会。落实到位。",
    ),
    ("a plain sentence is no task", "为做好工作，制定本要点。|甲工作|认真做。|乙工作|也做。",
     "为做好工作，制定本要点。|一、甲工作|认真做。|二、乙工作|也做。"),
    ("a list of names is no outline", "张三|李四|王五", "张三|李四|王五"),
    ("themes without numbers", "甲工作|（一）子。|乙工作|（二）丑。", "甲工作|（一）子。|乙工作|（二）丑。"),
    ("one short line is no outline", "甲工作|认真做。", "甲工作|认真做。"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "written", "wanted"), CASES, ids=[why for why, _, _ in CASES])
def test_numbers_are_added_only_where_none_is_printed(why: str, written: str, wanted: str) -> None:
    assert "|".join(add_numbers(written.split("|")).lines) == wanted, why


def test_what_was_added_is_counted_by_level() -> None:
    assert add_numbers(["## 甲", "- 子", "- 丑", "## 乙"]).added == ((1, 2), (2, 2))


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (101, "一百零一"), (110, "一百一十")],
)
def test_chinese_numbers(number: int, wanted: str) -> None:
    assert chinese_number(number) == wanted
