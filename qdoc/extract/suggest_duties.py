"""Owns which units could be named and which duty words speak for each: the register's rows, weights, and a finder."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from qdoc.lexicon import Level, Lexicon

TERRITORY = "街道"
"""The row of duties.tsv whose words speak for streets and towns, which are no candidates for a lead."""
_NAME_CORE = re.compile(
    r"^(?:[省市区县]委?|国家|中国|全国)|(?:管理|事务|工作|服务|监督|发展)*(?:委员会|办公室|厅|局|委|办|部|署|院|中心|联合会)$"
)
_VAGUE = frozenset(
    [
        "建设",
        "管理",
        "政府",
        "社会",
        "地区",
        "发展",
        "工作",
        "市场",
        "资源",
        "信息",
        "机关",
        "规划",
        "执法",
        "委员",
        "人民",
        "国家",
        "中国",
        "全国",
        "事业",
        "组织",
        "档案",
        "文化",
    ]
)
"""Cores of names too general to be duty words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that could be named: the name to show, the full one, its key."""

    name: str
    canonical: str
    key: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A duty word at its place, and its weight (rare and long words weigh more)."""

    word: str
    start: int
    weight: float


class Duties:
    """Candidates of one level and year with their duty words."""

    def __init__(self, lexicon: Lexicon, level: Level, year: int | None) -> None:
        candidates, owners = [], dict[str, list[int]]()
        for index, (name, canonical, key, unit) in enumerate(lexicon.candidates(level, year)):
            candidates.append(Candidate(name, canonical, key))
            duties = lexicon.duties.get(unit.stem, ()) if unit is not None else ()
            core = _NAME_CORE.sub("", _NAME_CORE.sub("", name))
            own = (core,) if len(core) >= 2 and core not in _VAGUE else ()
            for word in dict.fromkeys((*duties, *own)):
                owners.setdefault(word, []).append(index)
        self.candidates = tuple(candidates)
        self.owners = {word: tuple(found) for word, found in owners.items()}
        count = len(candidates) + 1
        self._weights = {
            word: math.log(count / len(found)) / math.log(count) * (0.5 + 0.25 * min(len(word), 6))
            for word, found in owners.items()
        }
        self._heads = _by_head(owners)
        self._local = _by_head(lexicon.duties.get(TERRITORY, ()))

    def hits(self, text: str, start: int, end: int) -> list[Hit]:
        """Duty words of ``text[start:end]``; a word inside a longer one does not count again."""
        weights = self._weights
        return [Hit(word, at, weights[word]) for word, at in _find(self._heads, text, start, end)]

    def local_hits(self, text: str, start: int, end: int) -> list[Hit]:
        """Words that say that something is done on the spot, street by street."""
        return [Hit(word, at, 1.0) for word, at in _find(self._local, text, start, end)]


@lru_cache(maxsize=8)
def duties_of(lexicon: Lexicon, level: Level, year: int | None) -> Duties:
    """Return the duties of one level and year, made once for a whole batch."""
    return Duties(lexicon, level, year)


def _by_head(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their first two characters, the longest first."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        heads.setdefault(word[:2], []).append(word)
    return {head: tuple(found) for head, found in heads.items()}


def _find(heads: dict[str, tuple[str, ...]], text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The longest word at each place, none inside another."""
    stretch, free = text[start:end], 0
    for at, head in enumerate(map(add, stretch, stretch[1:])):
        if head in heads and at >= free:
            for word in heads[head]:
                if stretch.startswith(word, at):
                    yield word, at + start
                    free = at + len(word)
                    break
