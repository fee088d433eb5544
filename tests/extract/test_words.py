"""Words: cutting, the genre's terms, and the verb that opens a clause."""

from __future__ import annotations

import pytest

from qdoc.extract import words

SENTENCE = "推进双随机、一公开监管，做强云溪品牌，打造15分钟便民圈。"


def test_cutting_loses_nothing() -> None:
    assert "".join(words.cut(SENTENCE)) == SENTENCE


def test_terms_of_the_genre_are_one_word() -> None:
    assert "双随机" in words.cut(SENTENCE)
    assert "四不两直" in words.cut("落实四不两直要求")


PLAIN = [
    ("双方随机应变", ["双方", "随机应变"]),  # a term never starts inside another word
    ("主体责任制", ["主体", "责任制"]),  # nor ends inside one, though 主体责任 is a term
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_terms_never_make_other_words_worse(text: str, expected: list[str]) -> None:
    assert words.cut(text) == expected


def test_joining_does_not_need_a_certain_segmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "cutter", lambda: lambda text: list(text))
    assert words.cut("推进双随机监管") == ["推", "进", "双随机", "监", "管"]


def test_content_words_leave_out_what_every_notice_says() -> None:
    content = words.words("加强工地监管，推进工地台账建设。")
    assert content == ("工地", "监管", "工地", "台账", "建设")
    assert "，" not in words.words(SENTENCE)
