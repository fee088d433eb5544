"""Owns the strength of an obligation (刚性 4 · 交付 3 · 推进 2 · 探索 1 · 鼓励 0) and the words that decide it."""

from __future__ import annotations

import re

from qdoc.extract.governing import Governor

RIGID = 4
_FIGURE = re.compile(
    r"(?<![第\d.A-Za-z])\d[\d,]*(?:\.\d+)?(?:[%％‰]|个百分点|[万亿千百]?(?:余|多)?(?:个|家|项|户|人|名|套|所|座|条|处|件|台|辆|吨|公里|亩|元|平方|公顷|千瓦|次|场|倍|米|种|批|类))(?![年月日])"
)
_FULL = re.compile(r"全覆盖|零增长|清零|100%|一律|不得|严禁|必须|应当")
_TRIAL = re.compile(r"(?:试点|试验|试行)(?:工作|示范|改革|建设|项目)?[。；;，,\s]*$")
_POLICY = re.compile(r"给予|奖励|补助|补贴|资助|扶持|最高|以上的|以下的|贷款|额度|罚款")


def weigh(text: str, start: int, end: int, governor: Governor) -> tuple[int, tuple[str, ...]]:
    """Strength of the clause and its deciding words, in the order they act: verb, what raises it, what lowers it.

    Ladder: docs/contract.md §2. A figure to be reached, 全覆盖, 不得, 必须 and adverbs such as 严格 make it rigid;
    试点 at the end makes it a trial; 基本, 力争 and 逐步 take one step off.
    """
    strength, words = governor.strength, [governor.word] if governor.word else []
    if governor.floor > strength:
        strength, words = governor.floor, [governor.raised, *words]
    if strength < RIGID:
        match = _FULL.search(text, start, end) or _FIGURE.search(text, start, end)
        if match and strength > 0 and not _POLICY.search(text, start, end):
            strength = RIGID
            words.append(match[0])
        elif strength > 1:
            trial = _TRIAL.search(text, max(start, end - 10), end)
            if trial:
                strength = 1
                words.append(trial[0].rstrip("。；;，, \n　"))
    if governor.lowered and strength > 0:
        strength -= 1
        words.append(governor.lowered)
    return strength, tuple(words)
