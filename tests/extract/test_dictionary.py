"""The dictionary on the disk: the same answers as jieba's own table of it, and no other edition taken for it."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

import pytest

from qdoc.extract.dictionary import JIEBA_0_42, Dictionary

STEP = 25  # of 349,046 lines; those at the head, which stand out of order, are all asked


@lru_cache(maxsize=1)
def _data() -> bytes:
    found = importlib.util.find_spec("jieba")
    assert found is not None
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "dict.txt").read_bytes()


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[int, str]]:
    """Word → frequency and part of speech, as jieba makes it: of two lines of one word the last counts."""
    lines = [line.split(" ") for line in _data().decode().splitlines()]
    return {word: (int(frequency), tag) for word, frequency, tag in lines}


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(_data())


def test_words_have_the_frequency_and_tag_of_their_line() -> None:
    names = list(_table())
    for word in [*names[:100], *names[100::STEP], names[-1]]:
        assert (_dictionary().frequency(word), _dictionary().tag(word)) == _table()[word], word


def test_beginnings_of_words_count_0_and_have_no_tag() -> None:
    asked = [word[:-1] for word in list(_table())[::STEP] if word[:-1] and word[:-1] not in _table()]
    assert len(asked) > 1000
    for part in asked:
        assert (_dictionary().frequency(part), _dictionary().tag(part)) == (0, None), part


ABSENT = [
    "质量强区办",  # begins with a word
    "龢龘",  # rare characters
    "鿕",  # behind the last block
    "\u3400",  # before the first ordered block
    "zzz",  # a letter that no line begins with
    "B",  # a letter that lines at the head begin with is a beginning, a further sign is not
]


@pytest.mark.parametrize("word", ABSENT)
def test_what_is_no_word_has_no_tag(word: str) -> None:
    assert word not in _table()
    assert _dictionary().tag(word) is None
    assert _dictionary().frequency(word) == (0 if word == "B" else None)


def test_the_total_is_that_of_all_lines() -> None:
    lines = _data().split(b"\n")
    assert sum(int(line.split(b" ")[1]) for line in lines if line) == JIEBA_0_42.total == _dictionary().total


def test_another_edition_is_refused() -> None:
    changed = _data().replace(b"\n\xe8\xb4\xa8\xe9\x87\x8f ", b"\n\xe9\x87\x8f\xe8\xb4\xa8 ", 1)
    assert len(changed) == len(_data())
    assert changed != _data()
    for data in (changed, _data()[:-10], b""):
        with pytest.raises(ValueError, match="another edition"):
            Dictionary(data)
