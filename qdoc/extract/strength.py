"""Owns the strength of an obligation (刚性 4 · 交付 3 · 推进 2 · 探索 1 · 鼓励 0) and the words that decide it."""

from __future__ import annotations

import re

from qdoc.extract.governing import Governor

RIGID = 4
_STRICT = re.compile(r"一律|不得|严禁|必须|应当")
_TRIAL = re.compile(r"(?:试点|试验|试行)(?:工作|示范|改革|建设|项目)?[。；;，,\s]*$")


def weigh(clause: str, governor: Governor, figure: str | None) -> tuple[int, tuple[str, ...]]:
    """Strength of the clause and its deciding words, in the order they act: verb, what raises it, what lowers it.

    Ladder: docs/contract.md §2. ``figure`` (a value to be reached in this clause, 全覆盖 included), 不得, 必须 and
    adverbs such as 严格 make it rigid; 试点 at its end makes it a trial; 基本 and 力争 take one step off.
    """
    strength = governor.strength
    words: tuple[str, ...] = (governor.word,) if governor.word else ()
    if governor.floor > strength:
        strength, words = governor.floor, (governor.raised, *words)
    if strength < RIGID:
        if figure and strength > 0:
            strength, words = RIGID, (*words, figure)
        elif strength > 0 and (strict := _STRICT.search(clause)):
            strength, words = RIGID, (*words, strict[0])
        elif strength > 1 and "试" in clause[-10:] and (trial := _TRIAL.search(clause, max(0, len(clause) - 10))):
            strength, words = 1, (*words, trial[0].rstrip("。；;，, \n　"))
    if governor.lowered and strength > 0:
        strength -= 1
        words = (*words, governor.lowered)
    return strength, words if len(words) < 2 else tuple(dict.fromkeys(words))
