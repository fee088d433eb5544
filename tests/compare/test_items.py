"""Obligations meet one to one, figures aside, and the very same words before any look-alike."""

from __future__ import annotations

from qdoc.compare.items import match_items
from qdoc.model import Obligation


def obligations(*texts: str) -> list[Obligation]:
    return [Obligation(f"o{n}", text, 0, len(text), 2) for n, text in enumerate(texts, 1)]


def pairs(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    return [(p.before.text, p.after.text) for p in match_items(obligations(*before), obligations(*after))]


def test_a_figure_does_not_part_them():
    assert pairs(["新增托位300个"], ["新增托位1200个"]) == [("新增托位300个", "新增托位1200个")]


def test_the_same_words_come_first():
    before, after = ["改造菜场5家", "改造菜场7家"], ["改造菜场7家", "改造菜场5家"]
    assert pairs(before, after) == [(one, one) for one in after]


def test_what_says_something_else_stays_alone():
    assert pairs(["更换路灯"], ["免费体检"]) == []


def test_same_means_signs_aside():
    (pair,) = match_items(obligations("比例达到5%，公示。"), obligations("比例达到５％,公示"))
    assert pair.same
