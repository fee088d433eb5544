"""Words: the one door to the segmenter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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
    monkeypatch.setattr(words, "_cutter", lambda: lambda text: list(text))
    assert words.cut("推进双随机监管") == ["推", "进", "双随机", "监", "管"]


def test_content_words_leave_out_what_every_notice_says() -> None:
    content = words.words("加强工地监管，推进工地台账建设。")
    assert content == ("工地", "监管", "工地", "台账", "建设")
    assert "，" not in words.words(SENTENCE)


def test_the_cache_is_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert words.cache_folder() == tmp_path / "qdoc"


def test_an_unwritable_cache_is_no_obstacle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    monkeypatch.setattr(words, "cache_folder", lambda: blocker / "qdoc")
    tokenizer = words._jieba.__wrapped__()
    assert tokenizer.lcut("质量监管") == ["质量", "监管"]


def test_importing_loads_no_segmenter() -> None:
    code = "import sys, qdoc.extract.words; print('jieba' in sys.modules, 'rjieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.shared
def test_rjieba_cuts_as_jieba_does(shared: Path) -> None:
    """Where the faster segmenter is installed every Chinese word is the same; web addresses and numbers may differ."""
    rjieba = pytest.importorskip("rjieba", reason="rjieba (extra: fast) is not installed")
    import jieba

    jieba.setLogLevel(60)
    chinese = re.compile("[\u4e00-\u9fff]")
    for path in sorted((shared / "notices" / "texts").glob("*.txt"))[::4]:
        for line in path.read_text("utf-8-sig").split("\n"):
            quick, known = ([w for w in cut(line) if chinese.search(w)] for cut in (rjieba.cut, jieba.lcut))
            assert quick == known
