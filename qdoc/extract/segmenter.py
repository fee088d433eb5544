"""Owns the segmenters: the one module that touches jieba, or rjieba where it is installed. Loaded on first use."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from qdoc.extract.dictionary import Dictionary

_MOST_KNOWN = 400_000  # stretches kept, as many as jieba's own table has entries


def cache_folder() -> Path:
    """The user's own cache folder for qdoc (never the shared temporary one)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "qdoc"


@lru_cache(maxsize=1)
def cutter() -> Callable[[str], list[str]]:
    """What cuts running text into words: rjieba where it is installed, else jieba."""
    try:
        import rjieba
    except ImportError:
        cut: Callable[[str], list[str]] = _jieba().lcut
        return cut
    quick: Callable[[str], list[str]] = rjieba.cut
    return quick


def tagged(text: str) -> Iterator[tuple[str, str]]:
    """Words of a short stretch with jieba's part of speech, one by one: what is not asked for is not looked up."""
    return ((pair.word, pair.flag) for pair in _tagger().cut(text))


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """A jieba tokenizer of our own: by the dictionary on the disk, or with all of an unknown edition loaded."""
    tokenizer = _package().Tokenizer()
    with tokenizer.get_dict_file() as file:
        data = file.read()
    try:
        return _reading(Dictionary(data))
    except ValueError:
        return loaded(tokenizer)


def loaded(tokenizer: Any) -> Any:
    """Give the tokenizer all its words, from a cache in the user's folder; without one where that cannot be written."""
    try:
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
    except OSError:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=1)
def _package() -> Any:
    """The package jieba. It is imported without pkg_resources (0.08 s), which it uses only to open its own files."""
    unknown = "pkg_resources" not in sys.modules
    if unknown:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # None: importing it fails
    try:
        import jieba
    finally:
        if unknown:
            del sys.modules["pkg_resources"]
    jieba.setLogLevel(logging.ERROR)
    return jieba


class _Known(dict[str, Any]):
    """Answers to a question about a word, each asked once; stands where jieba has a table of all words."""

    def __init__(self, ask: Callable[[str], Any]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> Any:
        found = self[word] = self._ask(word)
        return found

    def get(self, word: str, default: Any = None) -> Any:
        found = self[word]
        return default if found is None else found


def _reading(dictionary: Dictionary) -> Any:
    """A jieba tokenizer that reads of the dictionary what a sentence asks for."""

    class Reading(_package().Tokenizer):  # type: ignore[misc]
        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
            """As in jieba: where the words can end that begin at each place."""
            known = self.FREQ
            if len(known) > _MOST_KNOWN:
                known.clear()
            graph, size = {}, len(sentence)
            for begin in range(size):
                ends = []
                for end in range(begin, size):
                    frequency = known[sentence[begin : end + 1]]
                    if frequency is None:
                        break
                    if frequency:
                        ends.append(end)
                graph[begin] = ends or [begin]
            return graph

    tokenizer = Reading()
    tokenizer.FREQ, tokenizer.total = _Known(dictionary.frequency), dictionary.total
    tokenizer.initialized = True
    tokenizer.word_tag = dictionary.tag
    return tokenizer


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """The tagger of jieba, which looks parts of speech up in the dictionary on the disk as well."""
    tokenizer = _jieba()
    if not hasattr(tokenizer, "word_tag"):
        from jieba import posseg

        return posseg.POSTokenizer(tokenizer)
    tags = _Known(tokenizer.word_tag)
    posseg = _posseg(tags)
    tokenizer.get_dict_file = io.BytesIO  # the tagger reads all tags when it is made: of nothing
    tagger = posseg.POSTokenizer(tokenizer)
    tagger.word_tag_tab = tags
    return tagger


def _posseg(tags: _Known) -> Any:
    """The module jieba.posseg. Its own tagger, made on import, would read the whole dictionary: it gets ``tags``."""
    package = _package()
    if "jieba.posseg" in sys.modules:
        return sys.modules["jieba.posseg"]
    package.dt.get_dict_file = io.BytesIO
    try:
        from jieba import posseg
    finally:
        del package.dt.get_dict_file
    posseg.dt.word_tag_tab = tags
    return posseg
