"""A document checked whole: which documents are asked for who and when, and how places are named."""

from __future__ import annotations

import time

import pytest

from qdoc.check.document import Checked, check_document
from qdoc.lexicon import load_lexicon
from qdoc.read import read_bytes
from tests.check.checking import findings
from tests.check.test_plan import PLAN

LEXICON = load_lexicon()


def checked(text: str) -> Checked:
    return check_document("文.txt", read_bytes(text.encode(), "文.txt"), lambda _: LEXICON)


ITEMS = "\n　　1.摸清底数。\n　　2.建立台账。\n"
KINDS = [
    # (title, whether its items are asked for who and when)
    ("云溪区质量提升行动方案", True),
    ("云溪区人民政府办公室关于做好质量月活动的通知", True),
    ("云溪区质量工作2026年工作要点", True),
    ("云溪区质量工作2026年终总结", False),  # it tells what was done
    ("区教育局任务交办单", False),  # a letter: its items are the notice's
    ("云溪区市场监管局关于申请经费的请示", False),  # nobody is set to work
    ("云溪区质量强区办关于上半年工作的通报", False),
]


@pytest.mark.parametrize(("title", "asked"), KINDS)
def test_only_what_lays_work_on_somebody_is_asked_for_who_and_when(title: str, asked: bool) -> None:
    one = checked(title + "\n" + ITEMS)
    assert bool(one.scores) is asked
    assert any(each.rule.family == "方案质量" for each in one.findings) is asked


def test_scores_and_loads_stand_beside_the_findings() -> None:
    one = checked(PLAN)
    assert one.title.endswith("的通知")
    assert one.genre == "通知"
    assert not one.laid_out
    assert [score.points for score in one.scores]
    assert one.loads


def test_a_place_counts_paragraphs_and_in_a_page_long_one_its_signs() -> None:
    short = findings("甲。\n\n　　乙，，丙。\n")
    assert [one.place for one in short] == ["第2段"]
    filler = "云溪区开展质量会诊。" * 150
    long = findings(f"甲。\n{filler}乙，，丙。\n")
    assert [one.place for one in long] == [f"第2段第{len(filler) + 2}字"]


@pytest.mark.parametrize(
    "sign",
    ["1", "（", "(", "》", "（《", " ", "一", "×", "【待补", "每周", "，请安排", "其中1个，", "2026年1月前"],
)
def test_a_text_of_one_sign_takes_no_longer_than_its_length_asks(sign: str) -> None:
    """A hostile text must not hold up a batch: no search may begin anew at every sign."""
    begun = time.process_time()
    checked("甲" + sign * (20_000 // len(sign)))
    assert time.process_time() - begun < 5
