"""Owns the recognition of a closing attribution: the bracket of units that ends a task."""

from __future__ import annotations

import re

_ROLE = re.compile(
    r"负责|牵头|责任(?:单位|部门|领导|人)|配合|分工|起草|承办|主办|协办|参[加与](?:单位|部门)?|落实单位|实施单位"
)
_BODIES = re.compile(r"[局委厅部办会院署行社]|政府|单位|部门|公司|中心")
_BRACKET = re.compile(r"[()\[\]]")
_LINE = re.compile(
    r"(?:\(|\[)?(?:主要)?(?:责任|牵头|负责|配合|参加|承办|主办|协办|落实)(?:单位|部门|领导|省长|市长|人)\s*:"
    r"|(?:完成)?(?:时限|时间)(?:要求)?\s*:"
)


def closing_brackets(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost brackets of ``start:end`` that name who does what, in order."""
    found: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for sign in _BRACKET.finditer(folded, start, end):
        if sign.group() in "([":
            if depth == 0:
                begin = sign.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and _names_units(folded, begin, sign.end()):
                found.append((begin, sign.end()))
    return found


def ends_attributed(folded: str, start: int, end: int) -> bool:
    """Whether the stretch ends in such a bracket (a stop may follow), or in a line 责任单位：…."""
    while end > start and folded[end - 1] in "。; \n.":
        end -= 1
    if end > start and folded[end - 1] in ")]":
        floor = max(start, end - 600)
        brackets = closing_brackets(folded, floor, end)
        return bool(brackets) and brackets[-1][1] == end
    line = max(folded.rfind("\n", start, end), folded.rfind("。", start, end), folded.rfind(" ", start, end))
    return _LINE.match(folded, line + 1 if line >= 0 else start, end) is not None


def _names_units(folded: str, start: int, end: int) -> bool:
    if end - start < 5:
        return False
    if _ROLE.search(folded, start, end):
        return end - start > 6
    # a bare list of bodies: （各地有关部门，某厅、某厅）
    inside = folded[start + 1 : end - 1]
    parts = re.split(r"[、,;]", inside)
    return len(parts) >= 3 and sum(bool(_BODIES.search(p[-3:])) for p in parts) >= len(parts) * 0.8
