"""Owns in which form a notice prints a unit: so that a figure can be given for every way of writing."""

from __future__ import annotations

import re

from qdoc.evaluate.wording import Place

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_LABEL = re.compile("(?:单位|部门|主体|地区)\\s*[:：]")
_SHARED = re.compile("分工|分别|各自|按职责")
_RANKED = re.compile("牵头|配合|会同|协助|参与|参加|协办|主办")
_ANSWERS = re.compile("(?:负责|落实|承办|实施|承担)")
FORMS = (
    "括号：牵头单位：……",
    "括号：……按职责分工",
    "括号：……牵头，……配合",
    "括号：……负责",
    "括号：只列名称",
    "括号外：责任单位：……",
    "正文里叙述",
)


def form_of(text: str, span: Place, name: str) -> str:
    """Return the form (one of ``FORMS``) in which ``name`` is first printed as a task's unit inside ``span``.

    A place in brackets goes before one outside them: a unit is often also named in the sentence itself.
    """
    start, end = span
    outside = FORMS[-1]
    at = text.find(name, start, end) if name else -1
    while at >= 0:
        inside = _bracket(text, start, end, at)
        if inside is not None:
            return _of_bracket(inside)
        line = text[max(start, text.rfind("\n", start, at) + 1) : at]
        if _LABEL.search(line):
            outside = FORMS[-2]
        at = text.find(name, at + 1, end)
    return outside


def _of_bracket(inside: str) -> str:
    for pattern, form in ((_LABEL, 0), (_SHARED, 1), (_RANKED, 2), (_ANSWERS, 3)):
        if pattern.search(inside):
            return FORMS[form]
    return FORMS[4]


def _bracket(text: str, start: int, end: int, at: int) -> str | None:
    """What stands in the outermost brackets around ``at``; None where it stands in none."""
    depth, first = 0, -1
    for place in range(start, at):
        if text[place] in _OPEN:
            first = place if depth == 0 else first
            depth += 1
        elif text[place] in _CLOSE and depth:
            depth -= 1
    if not depth:
        return None
    for place in range(at, end):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        if depth == 0:
            return text[first + 1 : place]
    return text[first + 1 : end]
