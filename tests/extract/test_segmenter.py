"""Segmenters: jieba's own words and tags without its table, loaded only when asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from qdoc.extract import segmenter

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@lru_cache(maxsize=1)
def _whole() -> Any:
    """jieba with its whole table, made as it makes it itself."""
    return segmenter.loaded(segmenter._package().Tokenizer())


@lru_cache(maxsize=1)
def _whole_tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(_whole())


def test_the_cache_is_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert segmenter.cache_folder() == tmp_path / "qdoc"


def test_another_edition_is_loaded_whole_even_where_no_cache_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(data: bytes) -> None:
        raise ValueError(len(data))

    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    monkeypatch.setattr(segmenter, "Dictionary", refuse)
    monkeypatch.setattr(segmenter, "cache_folder", lambda: blocker / "qdoc")
    tokenizer = segmenter._jieba.__wrapped__()
    assert len(tokenizer.FREQ) > 400_000
    assert tokenizer.lcut("质量监管") == ["质量", "监管"]


def test_importing_loads_no_segmenter() -> None:
    code = "import sys, qdoc.extract.words; print('jieba' in sys.modules, 'rjieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


LIGHT = """
import sys
from qdoc.extract import segmenter
before = "pkg_resources" in sys.modules
print(*next(segmenter.tagged("常态化开展检查")), len(segmenter._jieba().FREQ))
print(("pkg_resources" in sys.modules) == before, "pkg_resources" in sys.modules and not sys.modules["pkg_resources"])
import jieba.posseg
print(jieba.posseg.dt.word_tag_tab.get("质量"), len(jieba.posseg.dt.get_dict_file().read()) > 5_000_000)
"""


def test_one_word_loads_neither_table_nor_setuptools_and_leaves_jieba_as_it_is() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, encoding="utf-8", check=True)
    first, modules, left = (line.split() for line in done.stdout.splitlines())
    assert first[:2] == ["常态", "n"]
    assert int(first[2]) < 50  # of half a million
    assert modules == ["True", "False"]
    assert left == ["n", "True"]


HEADS = [
    "常态化开展检查",  # words of the dictionary only
    "适时调降再担保费率",  # 调降 is none: jieba's model of unknown words tags it
    "不断织密监测网络。",  # likewise, as a noun
    "较2017年增减指标各1个",  # numbers inside
    "2.5GHz频段5G基站B超设备",  # letters, and a word at the head of the file
    "必须牢牢端在自己手上",  # a run of single characters
    "“三品一标”，\r\n　第①批",  # signs, blanks, line ends
    "",
]


@pytest.mark.parametrize("head", HEADS)
def test_tags_are_jiebas_own(head: str) -> None:
    assert list(segmenter.tagged(head)) == [(pair.word, pair.flag) for pair in _whole_tagger().cut(head)]


def test_cuts_are_jiebas_own() -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        text = path.read_text("utf-8")
        assert segmenter._jieba().lcut(text) == _whole().lcut(text)


def test_what_is_kept_is_limited_and_changes_no_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = segmenter._jieba.__wrapped__()
    monkeypatch.setattr(segmenter, "_MOST_KNOWN", 10)
    for _ in range(2):
        assert tokenizer.lcut("开展质量监管，完善工地台账") == _whole().lcut("开展质量监管，完善工地台账")
    assert len(tokenizer.FREQ) < 60


@pytest.mark.shared
def test_cuts_of_notices_are_jiebas_own(shared: Path) -> None:
    for path in sorted((shared / "notices" / "texts").glob("*.txt"))[::12]:
        text = path.read_text("utf-8-sig")
        assert segmenter._jieba().lcut(text) == _whole().lcut(text)


@pytest.mark.shared
def test_rjieba_cuts_as_jieba_does(shared: Path) -> None:
    """Where the faster segmenter is installed every Chinese word is the same; web addresses and numbers may differ."""
    rjieba = pytest.importorskip("rjieba", reason="rjieba (extra: fast) is not installed")
    chinese = re.compile("[\u4e00-\u9fff]")
    for path in sorted((shared / "notices" / "texts").glob("*.txt"))[::4]:
        for line in path.read_text("utf-8-sig").split("\n"):
            cuts = (rjieba.cut, _whole().lcut)
            quick, known = ([word for word in cut(line) if chinese.search(word)] for cut in cuts)
            assert quick == known
