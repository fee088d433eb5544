"""Owns the rules of annexes (QD220–QD229): how they are listed, and that list and annexes agree (7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.check.lines import all_lines
from qdoc.check.values import Fix, Found, Subject
from qdoc.parse.punctuation import fold

_LIST = re.compile(r"附件:\s*(?P<rest>.*)")
_ITEM = re.compile(r"(?:(?P<n>\d{1,2})\.\s*)?(?P<name>\S.*)")
_LABEL = re.compile(r"附件\s*(?P<n>\d{0,2})\s*:?")
_MOST_MISSED = 2  # numbers; one further off is no item of the list
_SIGNS = "。；;，,、."
_SEEN = re.compile(r"(?:详?见|按照|根据)附件\s*(?P<n>\d{0,2})")


@dataclass(frozen=True, slots=True)
class _Listed:
    number: str
    name: str
    start: int
    end: int


def listed(subject: Subject) -> Iterator[Found]:
    """QD220 a mark behind an annex's name, QD221 numbering: none for a single annex, 1. 2. 3. for several."""
    names = _list(subject)
    for item in names:
        sign = subject.source.text[item.end - 1]
        if sign in _SIGNS:
            fix = Fix(item.end - 1, item.end, sign, "")
            yield Found("QD220", item.end - 1, item.end, f"附件名称后不加标点，现有“{sign}”", fix=fix)
    if len(names) == 1 and names[0].number:
        yield Found("QD221", names[0].start, names[0].end, "只有一个附件的，附件说明不编顺序号")
    wanted = [str(number) for number in range(1, len(names) + 1)]
    if len(names) > 1 and [item.number for item in names] != wanted:
        yield Found("QD221", names[0].start, names[-1].end, "几个附件的顺序号应为 1. 2. 3. ……，依次编排")


def agreement(subject: Subject) -> Iterator[Found]:
    """QD222 an annex that is listed otherwise than it is headed, QD223 more or fewer annexes than are listed."""
    names, headed = _list(subject), _annexes(subject)
    if not names or not headed:
        return
    if len(names) != len(headed):
        yield Found(
            "QD223", names[0].start, names[-1].end, f"附件说明列了 {len(names)} 个，文后有 {len(headed)} 个附件"
        )
        return
    for item, (label, title, start, end) in zip(names, headed, strict=True):
        if title and _same(item.name) != _same(title):
            shown = title if len(title) <= 24 else title[:23] + "…"
            yield Found("QD222", item.start, item.end, f"附件说明与附件的标题“{shown}”不一致")
        if label and item.number and label != item.number:
            yield Found("QD222", start, end, f"附件的顺序号是 {label}，附件说明中是 {item.number}")


def mentioned(subject: Subject) -> Iterator[Found]:
    """QD224: the text refers to an annex, and none is listed."""
    if _list(subject) or _annexes(subject) or subject.notice.letterhead.annexes:
        return
    match = _SEEN.search(subject.source.text)
    if match:
        yield Found("QD224", match.start(), match.end(), "正文提到附件，文后没有附件说明")


def _list(subject: Subject) -> list[_Listed]:
    """The annexes as the list under the body names them; a name that wraps is one."""
    text, found = subject.source.text, list[_Listed]()
    folded = fold(text)
    lines = list(all_lines(subject))
    for at, (start, end) in enumerate(lines):
        match = _LIST.fullmatch(folded, start, end)
        if match is None or not match["rest"]:
            continue
        first = _ITEM.fullmatch(folded, match.start("rest"), end)
        if first is None:
            return []
        found.append(_listed(text, first))
        for begin, stop in lines[at + 1 : at + 40]:
            item = _ITEM.fullmatch(folded, begin, stop)
            if item is None or not item["n"] or not 1 <= int(item["n"]) - len(found) <= 1 + _MOST_MISSED:
                break
            found.append(_listed(text, item))
        return found
    return []


def _listed(text: str, match: re.Match[str]) -> _Listed:
    start, end = match.span("name")
    return _Listed(match["n"] or "", text[start:end].rstrip(_SIGNS), start, end)


def _annexes(subject: Subject) -> list[tuple[str, str, int, int]]:
    """The annexes that are bound with the document: their number, their title, the span of their label."""
    text = subject.source.text
    folded, lines, found = fold(text), list(all_lines(subject)), list[tuple[str, str, int, int]]()
    for at, (start, end) in enumerate(lines[:-1]):
        label = _LABEL.fullmatch(folded, start, end)
        if label is not None and (label["n"] or folded[end - 1] != ":"):
            begin, stop = lines[at + 1]
            found.append((label["n"], text[begin:stop], start, end))
    return found


def _same(title: str) -> str:
    return re.sub(r"[\s《》“”]", "", fold(title))


CHECKS = (listed, agreement, mentioned)
