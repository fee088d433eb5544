"""Two wordings as one stream: each row a change as a reader should see it, and why."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.extract.words import cut
from qdoc.revise.tokens import Tokens
from qdoc.revise.values import Mark
from qdoc.revise.wording import compare_wording

TOKENS = Tokens(("区市场监管局", "区大数据局", "区数据局", "区水务局"), cut)
SHOWN = {Mark.KEPT: "{}", Mark.DELETED: "[-{}-]", Mark.INSERTED: "[+{}+]"}

CASES = (
    ("全年会诊40家。", "全年会诊60家。", "全年会诊[-40家-][+60家+]。", "a number goes with its unit"),
    ("合格率95%以上。", "合格率96%以上。", "合格率[-95%以上-][+96%以上+]。", "and with its comparator"),
    ("由区大数据局牵头。", "由区数据局牵头。", "由[-区大数据局-][+区数据局+]牵头。", "a name is exchanged whole"),
    ("6月底前完成改造。", "9月底前完成改造。", "[-6月底前-][+9月底前+]完成改造。", "a date is exchanged whole"),
    ("探索建立评价制度。", "推行评价制度。", "[-探索建立-][+推行+]评价制度。", "a verb, its object stays"),
    ("培训人员。", "培训人员。（区水务局负责）", "培训人员。[+（区水务局负责）+]", "added behind the stop"),
    ("推进入河排污口整治。", "完成入河排污口整治。", "[-推进-][+完成+]入河排污口整治。", "a segmenter's slip mended"),
    (
        "办好节会，服务500家。",
        "打造网络，覆盖街镇。",
        "[-办好节会，服务500家-][+打造网络，覆盖街镇+]。",
        "nothing alike",
    ),
    (
        "面向省（区、市）推广。",
        "面向市（州）推广。",
        "面向[-省（区、市）-][+市（州）+]推广。",
        "a bracket with its opening",
    ),
    ("完善《质量办法》。", "完善《质量条例》。", "完善[-《质量办法》-][+《质量条例》+]。", "a title exchanged whole"),
)


def shown(old: list[str], new: list[str]) -> str:
    return "".join(SHOWN[mark].format(text) for mark, text in compare_wording(old, new, TOKENS))


@pytest.mark.parametrize(("old", "new", "expected", "why"), CASES, ids=[row[3] for row in CASES])
def test_a_change_reads_as_a_person_would_mark_it(old: str, new: str, expected: str, why: str) -> None:
    assert shown([old], [new]) == expected, why


def test_a_task_that_was_split_keeps_its_words_and_gains_an_end() -> None:
    old = ["守护食品药品安全。学校食堂监管全覆盖。药店在岗检查全覆盖。"]
    new = ["守护食品安全。学校食堂监管全覆盖。", "守护药品安全。药店在岗检查全覆盖。"]
    made = shown(old, new)
    assert made == "守护[-食品药品-][+食品+]安全。学校食堂监管全覆盖。[+\n守护药品安全。+]药店在岗检查全覆盖。"


def test_no_kept_sign_stands_alone_between_two_changes() -> None:
    old = ["推动职业院校与检测机构共建实训基地，全年办班。"]
    new = ["深化职业学校和测试机构的实训基地建设，全年不办。"]
    marks = compare_wording(old, new, TOKENS)
    alone = [text for (_, _), (mark, text), _ in zip(marks, marks[1:], marks[2:], strict=False) if mark is Mark.KEPT]
    assert [text for text in alone if len(re.findall(r"\w", text)) == 1] == []


WORDS = st.sampled_from(
    ("推进", "全年", "40家", "60家", "5%以上", "9月底前", "“一件事”", "《办法》", "区水务局", *"，。（）、", "\n")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25), st.lists(WORDS, max_size=25))
def test_kept_and_inserted_are_the_new_words_kept_and_deleted_the_old(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    marks = compare_wording(before.split("\n"), after.split("\n"), TOKENS)
    assert "".join(text for mark, text in marks if mark is not Mark.DELETED) == after
    assert "".join(text for mark, text in marks if mark is not Mark.INSERTED) == before
    assert all(text for _, text in marks)
    for one, other in pairwise(mark for mark, _ in marks):
        assert one is not other
        assert (one, other) != (Mark.INSERTED, Mark.DELETED)
