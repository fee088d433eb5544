"""Owns the strength of an obligation (刚性 4 · 交付 3 · 推进 2 · 探索 1 · 鼓励 0) and the words that decide it."""

from __future__ import annotations

import re

from qdoc.extract.governing import Governor

RIGID = 4
_STRICT = re.compile(r"一律|不得|严禁|必须|应当")
_TRIAL = re.compile(r"(?:试点|试验|试行)(?:工作|示范|改革|建设|项目)?[。；;，,\s]*$")


def weigh(text: str, start: int, end: int, governor: Governor, figure: str | None) -> tuple[int, tuple[str, ...]]:
    """Strength of the clause and its deciding words, in the order they act: verb, what raises it, what lowers it.

    Ladder: docs/contract.md §2. ``figure`` (a value to be reached in this clause, 全覆盖 included), 不得, 必须 and
    adverbs such as 严格 make it rigid; 试点 at its end makes it a trial; 基本 and 力争 take one step off.
    """
    strength, words = governor.strength, [governor.word] if governor.word else []
    if governor.floor > strength:
        strength, words = governor.floor, [governor.raised, *words]
    if strength < RIGID:
        strict = None if figure else _STRICT.search(text, start, end)
        if figure and strength > 0:
            strength = RIGID
            words.append(figure)
        elif strict and strength > 0:
            strength = RIGID
            words.append(strict[0])
        elif (
            strength > 1
            and text.find("试", max(start, end - 10), end) >= 0
            and (trial := _TRIAL.search(text, max(start, end - 10), end))
        ):
            strength = 1
            words.append(trial[0].rstrip("。；;，, \n　"))
    if governor.lowered and strength > 0:
        strength -= 1
        words.append(governor.lowered)
    return strength, tuple(dict.fromkeys(words))
