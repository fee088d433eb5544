"""Owns the promises of ``parse`` for any string: a Notice, tiled text, ordered tasks, stable ids (seeded fuzz)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.parse import parse
from qdoc.parse.punctuation import fold, full_width
from qdoc.read import read_bytes, read_path
from tests.parse.reading import assert_sound, parsed

# the grammar's own words, glued in any order: what is most likely to confuse it
TOKENS = (
    "一、", "二、", "三、", "十一、", "（一）", "（二）", "(三)", "（十二）", "1.", "2.", "3．", "1、", "2、",
    "（1）", "（2）", "①", "②", "第一章", "第二节", "第一条", "第二条", "一是", "二是", "1", "2", "2017年",
    "〔2025〕", "号", "。", "，", "；", "：", "（", "）", "《", "》", "“", "”", "附件", "附件：1.", "附表",
    "抄送：", "现印发给你们", "已经区政府同意", "的通知", "工作要点", "方案", "云溪区人民政府办公室", "区水务局",
    "各街道办事处", "2025年3月10日", "二〇二五年三月十日", "负责", "牵头", "责任单位：",
    "（区水务局牵头，区财政局配合）", "总体要求", "重点任务", "保障措施", "指导思想", "推进质量提升", "各单位：",
    "本措施自印发之日起施行", "---", ">", "#", "更多信息请关注", "打印本页", "此件公开发布", "序号", "及时网站",
    "定期网站", "办公室", "规划处",
)  # fmt: skip
GAPS = ("", "", "", " ", "\n", "\n\n", "\u3000\u3000", "\r\n", "\xa0", "\t")
STRANGE = "\x00\x0b\u2028\u200b\ue010\ufeff\U0002000b🎉ａ０"


def made(rng: random.Random) -> str:
    pieces = []
    for _ in range(rng.randrange(1, 45)):
        pieces.append(rng.choice(TOKENS))
        if rng.random() < 0.1:
            pieces.append(rng.choice(STRANGE))
        pieces.append(rng.choice(GAPS))
    return "".join(pieces)


def test_ten_thousand_texts_of_the_grammars_own_words_are_tiled() -> None:
    rng = random.Random(20250310)
    for _ in range(10_000):
        notice = parsed(made(rng))
        assert_sound(notice)


def test_long_glued_texts_are_tiled() -> None:
    rng = random.Random(7)
    for _ in range(40):
        assert_sound(parsed("".join(made(rng) for _ in range(40))))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_string_gives_a_notice(text: str) -> None:
    try:
        source = read_bytes(text.encode("utf-8", "surrogatepass"), "通知.txt")
    except Exception:  # the reader may refuse bytes; the parser never refuses a text
        return
    assert_sound(parse(source))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_views_keep_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(full_width(text)) == len(text)


def test_the_same_text_gives_the_same_notice() -> None:
    rng = random.Random(3)
    for _ in range(200):
        text = made(rng)
        assert parsed(text) == parsed(text)


@pytest.mark.shared
def test_every_real_notice_is_tiled(shared: Path) -> None:
    files = sorted((shared / "notices" / "texts").glob("*.txt"))
    assert len(files) > 100
    for file in files:
        assert_sound(parse(read_path(file)))
