"""Owns metrics without a figure: directions (提高投诉转案率), whole coverage (全覆盖), no growth (零增长)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.metric_words import RISING, can_rise, items, subject
from qdoc.model import Comparator

_DIRECTION = re.compile(r"提高|提升|增强|增加|扩大|降低|减少|压减|减小")
_CLOSE = re.compile(r"[，,。；;：:\n（(）)]")
_DIGIT = re.compile(r"\d")
_DOWN = frozenset(("降低", "减少", "压减", "减小"))
_FULL = re.compile(
    r"全覆盖(?=[，。；;,、（(〔\[）)\n]|$|目标|和)|全部(?:达到|实现|建成|达标)[^，。；;,（(\n]{0,24}|全面执行[^，。；;,（(\n]{2,30}?标准|"
    r"零”?增长(?=[，。；;,、）)\n]|$)|翻[一两]番"
)
_STOP = "，,。；;：:\n（(）)"
_HEDGE = re.compile(r"基本|力争|争取|原则上|努力")


@dataclass(slots=True)
class Direction:
    """A metric in the making, spans absolute."""

    start: int
    end: int
    indicator: str
    scope: str | None
    comparator: Comparator
    value: float | int | None
    unit: str | None
    hedge: str | None


def find_directions(text: str, start: int, end: int) -> list[Direction]:
    """Directions and whole coverage in ``text[start:end)``, in order."""
    out: list[Direction] = []
    for match in _DIRECTION.finditer(text, start, end):
        out += _list_of(text, match, end)
    for match in _FULL.finditer(text, start, end):
        found = _full(text, match, start)
        if found:
            out.append(found)
    out.sort(key=lambda item: item.start)
    return out


def _list_of(text: str, match: re.Match[str], end: int) -> list[Direction]:
    at = match.end()
    if text[at : at + 1] in ("到", "至", "了", "的") or text[at : at + 1].isdigit():
        return []
    closing = _CLOSE.search(text, at, end)
    stop = closing.start() if closing else end
    words = text[at:stop]
    if RISING.isdisjoint(words) or _DIGIT.search(words):
        return []
    out: list[Direction] = []
    place = at
    for item in items(words):
        place = text.find(item, place, stop)
        if not can_rise(item) or len(item) < 3:
            break
        first = match.start() if place == at else place
        name = item.strip()
        up = match[0] not in _DOWN
        out.append(
            Direction(
                first, place + len(item), name, None, Comparator.RAISE if up else Comparator.LOWER, None, None, None
            )
        )
        place += len(item)
    return out


def _full(text: str, match: re.Match[str], start: int) -> Direction | None:
    if text[match.start() - 1 : match.start()] in ("“", "‘", '"') and not match[0].startswith("零"):
        return None
    first = match.start()
    while first > start and text[first - 1] not in _STOP:
        first -= 1
    left = text[first : match.start()]
    words, scope, offset = subject(left.rstrip("“"))
    hedge = _HEDGE.search(left)
    begin = first + offset
    if match[0].startswith("零"):
        return Direction(
            begin, match.end(), words.removesuffix("实现").removesuffix("保持"), scope, Comparator.GROWTH, 0, "%", None
        )
    if match[0].startswith("翻"):
        value = 100 if match[0] == "翻一番" else 300
        return Direction(begin, match.end(), words, scope, Comparator.GROWTH, value, "%", None)
    if match[0] == "全覆盖":
        if not words:
            return None
        name = re.sub(r"(?:基本|力争)?(?:做到|实现|达到)", "", words) or "覆盖"
        return Direction(begin, match.end(), name, scope, Comparator.FULL, 100, "%", hedge[0] if hedge else None)
    return Direction(
        begin, match.end(), words + match[0], scope, Comparator.FULL, 100, "%", hedge[0] if hedge else None
    )
