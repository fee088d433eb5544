"""Owns the addressees (主送机关): where their line ends and how it divides."""

from __future__ import annotations

import re

from qdoc.parse.signature import BODY_TAIL

_SENTENCE = re.compile(r"[。;!?]")
_ADDRESSEE_WORDS = re.compile(r"各|有关|法院|人民政府|部门|单位|委员会|办事处|管委会|公司|直属|厅|局|院校|学校|政府")
# bodies that a letter (函) goes to, which are no organ of government: the name stands alone before the colon
_OTHER_BODY = re.compile(r"^\S{2,38}(?:研究院|研究所|学院|大学|中心|集团|协会|商会|学会|医院|银行|支队|总队|法庭)$")
_NO_ADDRESSEES = re.compile(r"如下|以下|意见|措施|要求是|目标是|包括|附件|联系|通知:|为:|是:")


def addressees_end(folded: str, start: int, end: int) -> int | None:
    """Return where the colon after the addressees stands, when ``start`` begins them."""
    colon = folded.find(":", start, min(end, start + 500))
    if colon < 0 or colon == start:
        return None
    return colon if names_addressees(folded, start, colon + 1) else None


def names_addressees(folded: str, start: int, end: int) -> bool:
    """Whether ``start:end`` begins with names of bodies up to a colon, and not with a sentence (…通知如下：)."""
    colon = folded.find(":", start, end)
    if colon < 0:
        return False
    names = folded[start:colon]
    if (
        len(names) < 3
        or names.count("(") > names.count(")")
        or _SENTENCE.search(names)
        or _NO_ADDRESSEES.search(folded, start, colon + 1)
        or "《" in names
    ):
        return False
    known = _ADDRESSEE_WORDS.search(names) is not None or _OTHER_BODY.match(names.strip()) is not None
    return known and not re.match(r"各位|为|根据|现|经|按照|[一二三四]、", names)


def split_addressees(names: str) -> list[tuple[int, int]]:
    """Return the spans of the addressees in ``names`` (folded): cut at commas, else at 、 between whole bodies.

    Brackets are never cut: 各市（含甲、乙市）人民政府 is one addressee.
    """
    parts = _cut(names, ",;")
    if len(parts) == 1:
        finer = _cut(names, "、")
        if all(_WHOLE_BODY.search(names[a:b]) for a, b in finer):
            return finer
    return parts


_WHOLE_BODY = re.compile(BODY_TAIL + r"$|(?:部门|单位|机构|街镇|开发区|企业|院校|高校|学校|各镇|街道)$")


def _cut(names: str, signs: str) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    depth = 0
    begin = 0
    for i, c in enumerate(names):
        if c == "(":
            depth += 1
        elif c == ")":
            depth = max(depth - 1, 0)
        elif not depth and c in signs:
            parts.append((begin, i))
            begin = i + 1
    parts.append((begin, len(names)))
    trimmed: list[tuple[int, int]] = []
    for a, b in parts:
        while a < b and names[a].isspace():
            a += 1
        while b > a and names[b - 1].isspace():
            b -= 1
        if a < b:
            trimmed.append((a, b))
    return trimmed
