"""Owns the rules of annexes (QD220–QD229): how they are listed, and that list and annexes agree (7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qdoc.check.lines import all_lines
from qdoc.check.values import Fix, Found, Subject
from qdoc.parse.numbering import han_value
from qdoc.parse.punctuation import fold

_LIST = re.compile(r"附件:\s*(?P<rest>.*)")
_ITEM = re.compile(r"(?:(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<sign>\.|、)\s*)?(?P<name>\S.*)")
_LABEL = re.compile(r"附件\s*(?P<n>\d{0,2})\s*:?")
_MOST_MISSED = 2  # numbers; one further off is no item of the list
_MOST_LINES = 4  # lines that a name is set in
_SIGNS = "。；;，,、."
_SEEN = re.compile(r"(?:详?见|按照|根据)附件\s*(?P<n>\d{0,2})")


@dataclass(frozen=True, slots=True)
class _Listed:
    """An annex as the list names it. ``number``: in figures, "" without one; ``mark``: where its number is printed."""

    number: str
    name: str
    start: int
    end: int
    mark: tuple[int, int]
    sign: str


@dataclass(frozen=True, slots=True)
class Bound:
    """An annex that is bound with the document: its number, where its label stands, the lines below it."""

    number: str
    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What its title may be: the line below the label, or the first few together."""
        return tuple("".join(self.lines[:count]) for count in range(1, len(self.lines) + 1))


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
    yield from _marks(subject, names)
    wanted = [str(number) for number in range(1, len(names) + 1)]
    if len(names) > 1 and [item.number for item in names] != wanted:
        yield Found("QD221", names[0].start, names[-1].end, "几个附件的顺序号应为 1. 2. 3. ……，依次编排")


def _marks(subject: Subject, names: list[_Listed]) -> Iterator[Found]:
    """QD221: the number of an annex is an Arabic figure with a point (7.3.4)."""
    text = subject.source.text
    for item in names:
        start, end = item.mark
        printed = text[start:end]
        if item.number and (item.sign == "、" or not printed[0].isdecimal()):
            right = f"{item.number}."
            at = start if printed[0] not in "0123456789" else end - 1
            fix = Fix(at, end, text[at:end], right if at == start else ".")
            yield Found("QD221", start, end, f"附件顺序号“{printed}”应写作“{right}”", fix=fix)


def agreement(subject: Subject) -> Iterator[Found]:
    """QD222 an annex that is listed otherwise than it is headed, QD223 more or fewer annexes than are listed."""
    names, annexes = _list(subject), bound(subject)
    if not names or not annexes:
        return
    if len(names) != len(annexes):
        message = f"附件说明列了 {len(names)} 个，文后有 {len(annexes)} 个附件"
        yield Found("QD223", names[0].start, names[-1].end, message)
        return
    for item, annex in zip(names, annexes, strict=True):
        if _same(item.name) not in map(_same, annex.titles):
            title = annex.lines[0]
            shown = title if len(title) <= 24 else title[:23] + "…"
            yield Found("QD222", item.start, item.end, f"附件说明与附件的标题“{shown}”不一致")
        if annex.number and item.number and annex.number != item.number:
            message = f"附件的顺序号是 {annex.number}，附件说明中是 {item.number}"
            yield Found("QD222", annex.start, annex.end, message)


def mentioned(subject: Subject) -> Iterator[Found]:
    """QD224: the text refers to an annex, and none is listed."""
    if _list(subject) or bound(subject) or subject.notice.letterhead.annexes:
        return
    match = _SEEN.search(subject.source.text)
    if match:
        yield Found("QD224", match.start(), match.end(), "正文提到附件，文后没有附件说明")


def _list(subject: Subject) -> list[_Listed]:
    """The annexes as the list under the body names them; a name that wraps is one."""
    folded = fold(subject.source.text)
    lines = list(all_lines(subject))
    for at, (start, end) in enumerate(lines):
        match = _LIST.fullmatch(folded, start, end)
        if match is None or not match["rest"]:
            continue
        first = _ITEM.fullmatch(folded, match.start("rest"), end)
        return [] if first is None else _items(subject, first, lines[at + 1 : at + 40])
    return []


def _items(subject: Subject, first: re.Match[str], lines: list[tuple[int, int]]) -> list[_Listed]:
    """The items from ``first`` on; ``lines``: what stands below it.

    A line without a number belongs to the name above it where a next number follows, or where an annex is headed so.
    """
    text, found = subject.source.text, [_listed(subject.source.text, first)]
    folded, titles = first.string, {_same(title) for annex in bound(subject) for title in annex.titles}
    for at, (begin, stop) in enumerate(lines):
        item = _ITEM.fullmatch(folded, begin, stop)
        if item is not None and _goes_on(item, len(found)):
            found.append(_listed(text, item))
            continue
        ahead = lines[at + 1 : at + _MOST_LINES]
        followed = bool(found[-1].number) and any(
            (next_one := _ITEM.fullmatch(folded, *span)) and _goes_on(next_one, len(found), 0) for span in ahead
        )
        whole = found[-1].name + text[begin:stop].rstrip(_SIGNS)
        if not followed and not any(title.startswith(_same(whole)) for title in titles if title):
            break
        found[-1] = replace(found[-1], name=whole, end=stop)
    return found


def _goes_on(item: re.Match[str], count: int, missed: int = _MOST_MISSED) -> bool:
    """Whether an item has the next number behind ``count`` items, or one up to ``missed`` further."""
    return item["n"] is not None and 1 <= _number(item["n"]) - count <= 1 + missed


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else han_value(printed)


def _listed(text: str, match: re.Match[str]) -> _Listed:
    start, end = match.span("name")
    number = str(_number(match["n"])) if match["n"] else ""
    mark = (match.start("n"), match.end("sign")) if match["n"] else (start, start)
    return _Listed(number, text[start:end].rstrip(_SIGNS), start, end, mark, match["sign"] or "")


def bound(subject: Subject) -> list[Bound]:
    """The annexes that are bound with the document."""
    text = subject.source.text
    folded, lines, found = fold(text), list(all_lines(subject)), list[Bound]()
    for at, (start, end) in enumerate(lines[:-1]):
        label = _LABEL.fullmatch(folded, start, end)
        if label is not None and (label["n"] or folded[end - 1] != ":"):
            below = tuple(text[begin:stop] for begin, stop in lines[at + 1 : at + 1 + _MOST_LINES])
            found.append(Bound(label["n"], start, end, below))
    return found


def _same(title: str) -> str:
    return re.sub(r"[\s《》“”]", "", fold(title))


CHECKS = (listed, agreement, mentioned)
