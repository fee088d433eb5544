"""Owns reworded: whether the wording changed beyond what the other kinds of change already say.

Sentences are compared whatever their order; the plan's own year, figures and time limits that changed, and words of
strength that changed are told by their own kinds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from qdoc.compare.diff import Detail
from qdoc.compare.items import bare
from qdoc.compare.votes import match_sentences
from qdoc.compare.wording import TaskText
from qdoc.extract.verbs import alternatives, verb_table

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SIGNS = re.compile(r"[，,；;。：:、\n]")
_LIMIT = re.compile(r"\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?前?|[一二三四]季度末?前?|[上下]半年|年[内底末]前?")


def reworded(
    before: Sequence[TaskText],
    after: Sequence[TaskText],
    details: Sequence[Detail],
    years: tuple[int | None, int | None],
    *,
    of_rows: bool = False,
) -> bool:
    """Whether these tasks say in other words what ``details`` do not tell of.

    One task that stayed one is compared with its heading; of a split or a merger only the sentences count. ``of_rows``:
    one side are rows of a ledger, which has neither the signs between them nor always their order: clauses count, each
    once.
    """
    old = [one for text in before for one in text.sentences]
    new = [one for text in after for one in text.sentences]
    if len(before) == len(after) == 1 and before[0].title and after[0].title:
        old.append(before[0].title)
        new.append(after[0].title)
    if of_rows:
        old, new = _clauses(old), _clauses(new)
    gone, come = _different([bare(one) for one in old], [bare(one) for one in new])
    gone, come = _different([_dated(one, years[0]) for one in gone], [_dated(one, years[1]) for one in come])
    told = [(_dated(bare(d.before or ""), years[0]), _dated(bare(d.after or ""), years[1])) for d in details]
    if of_rows:
        gone, come = _untold(gone, come, told)
    if not gone and not come:
        return False
    matched = match_sentences([gone], [come], {(0, 0): 1.0})
    if len(matched) < max(len(gone), len(come)):
        return True  # a sentence stands on one side only
    return any(not _told(gone[a], come[b], told) for _, (_, a), (_, b) in matched)


def _untold(gone: Sequence[str], come: Sequence[str], told: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The clauses without those that say the same but for what the details tell of."""
    left, right = list(gone), list(come)
    for old in gone:
        new = next((one for one in right if _told(old, one, told)), None)
        if new is not None:
            left.remove(old)
            right.remove(new)
    return left, right


def _clauses(sentences: Sequence[str]) -> list[str]:
    """What stands between two signs, each once."""
    parts = [part for sentence in sentences for part in _SIGNS.split(sentence)]
    return list(dict.fromkeys(part for part in map(bare, parts) if part))


def _different(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands on one side only, whatever the order."""
    left, right = Counter(old), Counter(new)
    return sorted((left - right).elements()), sorted((right - left).elements())


def _dated(words: str, year: int | None) -> str:
    """The words with their plan's own year out: that it moves on is no rewording."""
    return words.replace(f"{year}年", "本年") if year else words


def _told(old: str, new: str, told: Sequence[tuple[str, str]]) -> bool:
    """Whether the difference of two sentences is what a detail speaks of."""
    if not any(
        (one and (one in old or old in one)) or (other and (other in new or new in other)) for one, other in told
    ):
        return False
    return _core(old) == _core(new)


def _core(sentence: str) -> str:
    """What is left of a sentence without figures, months and the genre's verbs and adverbs."""
    return _verbs().sub("", _FIGURE.sub("", _LIMIT.sub("", sentence)))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(alternatives([word for word in verb_table().heads if len(word) > 1]))
