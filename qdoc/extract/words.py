"""Owns words: cutting text into them, those that carry content, and the verb that opens a clause.

The genre's terms (corpora/terms.txt) are joined after cutting, at word boundaries only, so that they never make other
words worse and both segmenters give the same cuts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qdoc.extract.segmenter import cutter, tagged
from qdoc.resources import corpus

LONGEST_TERM = 5  # joined from at most so many words
_CONTENT = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z\d+\-]*|\d[\d.]*[%％万亿个家项]?")
_PLAIN_WORDS = (
    "以及 或者 并且 进一步 不断 切实 积极 全面 深入 继续 加强 推进 推动 加快 完善 开展 落实 强化 健全 建立 实施 提升 "
    "提高 促进 做好 等等 有关 相关 各项 通过 按照 围绕 根据 为了 我们 工作 方面 其他 要求"
)
_STOP = frozenset(_PLAIN_WORDS.split())


@lru_cache(maxsize=1)
def _joined_terms() -> frozenset[str]:
    lines = corpus("terms.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith(("#", "/")))


def cut(text: str) -> list[str]:
    """Words of ``text`` in order; their concatenation is ``text``. Terms of the genre are one word."""
    words, terms = cutter()(text), _joined_terms()
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


def opens_with_verb(head: str) -> bool:
    """Whether a short clause head begins with a verb behind adverbs, by jieba's parts of speech."""
    return head_verb(head) is not None


@lru_cache(maxsize=4096)
def head_verb(head: str) -> str | None:
    """The verb that opens ``head`` behind adverbs, or None (jieba; only asked where the lexicon knows no verb)."""
    for index, (word, flag) in enumerate(tagged(head)):
        if flag in ("vn", "l", "i") and not index:
            return None  # a noun unless an adverb comes first
        if flag in ("v", "vi", "vg", "i", "l", "vn") and len(word) > 1:
            return word
        if flag[0] not in "dxm" and flag not in ("ad", "c"):
            return None
    return None
