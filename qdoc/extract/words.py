"""Owns word segmentation: the one module that touches jieba, or rjieba where it is installed.

Loaded on first use. The genre's terms (corpora/terms.txt) are joined after cutting, at word boundaries only, so that
they never make other words worse and both segmenters give the same cuts.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from qdoc.resources import corpus

LONGEST_TERM = 5  # joined from at most so many words
_CONTENT = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z\d+\-]*|\d[\d.]*[%％万亿个家项]?")
_PLAIN_WORDS = (
    "以及 或者 并且 进一步 不断 切实 积极 全面 深入 继续 加强 推进 推动 加快 完善 开展 落实 强化 健全 建立 实施 提升 "
    "提高 促进 做好 等等 有关 相关 各项 通过 按照 围绕 根据 为了 我们 工作 方面 其他 要求"
)
_STOP = frozenset(_PLAIN_WORDS.split())


def cache_folder() -> Path:
    """The user's own cache folder for qdoc (never the shared temporary one)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "qdoc"


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """A jieba tokenizer of our own, its cache in the user's folder; without a cache where that cannot be written."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
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
def _cutter() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        cut: Callable[[str], list[str]] = _jieba().lcut
        return cut
    quick: Callable[[str], list[str]] = rjieba.cut
    return quick


@lru_cache(maxsize=1)
def _joined_terms() -> frozenset[str]:
    lines = corpus("terms.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith(("#", "/")))


def cut(text: str) -> list[str]:
    """Words of ``text`` in order; their concatenation is ``text``. Terms of the genre are one word."""
    words, terms = _cutter()(text), _joined_terms()
    out: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_TERM, len(words) - at), 1, -1):
            joined = "".join(words[at : at + size])
            if joined in terms:
                out.append(joined)
                at += size
                break
        else:
            out.append(words[at])
            at += 1
    return out


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Content words of ``text`` for similarity: no particles, no punctuation, none of the verbs every notice uses."""
    return tuple(word for word in cut(text) if _CONTENT.fullmatch(word) and word not in _STOP)


@lru_cache(maxsize=4096)
def tags(text: str) -> tuple[tuple[str, str], ...]:
    """Words of a short stretch with jieba's part of speech."""
    tagger = _tagger()
    return tuple((pair.word, pair.flag) for pair in tagger.cut(text))


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(_jieba())


def opens_with_verb(head: str) -> bool:
    """Whether a short clause head begins with a verb behind adverbs, by jieba's parts of speech."""
    return head_verb(head) is not None


def head_verb(head: str) -> str | None:
    """The verb that opens ``head`` behind adverbs, or None (jieba; only asked where the lexicon knows no verb)."""
    for index, (word, flag) in enumerate(tags(head)):
        if flag in ("vn", "l", "i") and not index:
            return None  # a noun unless an adverb comes first
        if flag in ("v", "vi", "vg", "i", "l", "vn") and len(word) > 1:
            return word
        if flag[0] not in "dxm" and flag not in ("ad", "c"):
            return None
    return None
