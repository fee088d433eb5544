"""Owns what a draft leaves to be decided: marks 【待定】, hints of the form, numbers added by rule."""

from __future__ import annotations

import re
from difflib import get_close_matches

from qdoc.draft.forms import BODY_MARK
from qdoc.draft.given import Given
from qdoc.draft.kinds import ALL_HINTS, HINT, KINDS
from qdoc.draft.numbers import Numbered
from qdoc.model import Diagnostic, Severity

_OPEN_MARK = re.compile(r"【(待定|结转|可删|改名)(?:：([^】]*))?】")
_SHOWN = 8
_LEVEL_NAMES = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


def read_kind(given: Given) -> str:
    """The kind of document that the draft names, "" where it names none; D007 for one that qdoc does not know."""
    written = given.one.get("kind", "").strip()
    if not written or written in KINDS:
        return written
    near = get_close_matches(written, KINDS, n=1)
    hint = f"是不是 {near[0]}？" if near else f"可写：{'、'.join(KINDS)}"
    given.found.append(Diagnostic("D007", Severity.WARNING, f"文种“{written}”不认识，按标题判断", hint=hint))
    return ""


def without_hints(lines: list[str], found: list[Diagnostic]) -> list[str]:
    """The lines without the form's own hints; D011 for a hint that somebody wrote in: it stays and is named."""
    kept = []
    for line in lines:
        plain = line.strip()
        if plain in ALL_HINTS or plain == BODY_MARK:
            continue
        if plain.startswith(HINT):
            message = f"这一段还带着“{HINT}”，照原样排印：{plain[:40]}"
            found.append(Diagnostic("D011", Severity.WARNING, message, hint="请删去提示的文字，只留自己写的"))
        kept.append(line)
    return kept


def undecided(words: str) -> tuple[Diagnostic, ...]:
    """D010 for marks 【待定：…】, 【结转：…】, 【可删：…】, 【改名：…】 in the draft: they print as they stand."""
    marks = [f"{kind}：{said}" if said else kind for kind, said in _OPEN_MARK.findall(words)]
    if not marks:
        return ()
    shown = "；".join(marks[:_SHOWN]) + (f"；等 {len(marks)} 处" if len(marks) > _SHOWN else "")
    message = f"还有 {len(marks)} 处没有定：{shown}"
    return (Diagnostic("D010", Severity.REVIEW, message, hint="请在文稿里改成定下来的内容，删去【】标记，再生成"),)


def told_numbers(numbered: Numbered) -> tuple[Diagnostic, ...]:
    """D012 where numbers were added: a person should see that the levels are the ones meant."""
    if not numbered.added:
        return ()
    counts = "，".join(f"“{_LEVEL_NAMES[level]}”{count} 个" for level, count in numbered.added)
    message = f"文稿没有写序号，按层次编了：{counts}"
    return (Diagnostic("D012", Severity.REVIEW, message, hint="请看一下层次对不对；要自己编号，就在文稿里写上序号"),)
