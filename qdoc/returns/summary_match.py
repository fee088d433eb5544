"""Owns telling which paragraph of an edited summary is which passage: by bookmark, else by its words and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from qdoc.returns.summary_document import ReturnedParagraph
from qdoc.returns.summary_marks import BODY
from qdoc.summary.pieces import SLOT_MARK
from qdoc.summary.seal import Seal, plain

_COPY = re.compile(
    r"(?:_?[Cc]opy_?\d*|_?\d+)$"
)  # what programs put behind the name of a bookmark that is there already
_GAP = re.compile(r"\\\[待补:[^\]]*\\\]")  # in an escaped line, as ``plain`` gives it
_NUMBER = re.compile(r"^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)")
_ALIKE, _SURELY = 50, 75  # per cent of signs: in the same place, anywhere
_MOST_PAIRS = 40_000


class Fate(Enum):
    """What a paragraph of the file is."""

    SLOT = auto()
    ADDED = auto()
    FIXED = auto()


@dataclass(slots=True)
class Placed:
    """A paragraph and what it is: the passage ``slot``, an added one, or one of the summary's own lines.

    ``merged``: further passages whose words stand in it. ``split_from``, ``copy_of``: of an added one, the passage that
    it was parted from or copied from.
    """

    paragraph: ReturnedParagraph
    fate: Fate
    slot: str = ""
    merged: tuple[str, ...] = ()
    split_from: str = ""
    copy_of: str = ""


@dataclass(slots=True)
class Matched:
    """Every paragraph of the file placed, in its order; the passages that are gone; the summary's own lines changed."""

    placed: list[Placed] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    changed: list[tuple[str, ReturnedParagraph]] = field(default_factory=list)

    def slots(self) -> list[str]:
        """The passages that are there, in the order of the file."""
        return [slot for one in self.placed if one.slot for slot in (one.slot, *one.merged)]


def match(
    paragraphs: Sequence[ReturnedParagraph],
    expected: Mapping[str, str],
    own_lines: Sequence[ReturnedParagraph],
    seal: Seal | None = None,
) -> Matched:
    """Place every body paragraph of ``paragraphs``, as the bookmarks say; those without go by words, then by place.

    ``expected``: what each passage says now, by slot, in the order of the document. ``own_lines``: what the summary
    prints besides (headings, captions), which is not the clerk's; nor is a passage of an older state that stands as it
    was printed then, which ``seal`` knows.
    """
    body = [one for one in paragraphs if one.where == BODY]
    matched = Matched([Placed(one, Fate.ADDED) for one in body])
    _by_marks(matched.placed, expected)
    for one in matched.placed:
        if not one.slot and seal is not None:
            marks = one.paragraph.marked(SLOT_MARK)
            older = any(seal.knows(mark.name, one.paragraph.text) for mark in marks if mark.name not in expected)
            one.fate = Fate.FIXED if older else one.fate
    _own_lines(matched, [one for one in own_lines if one.where == BODY])
    _by_words(matched, expected)
    there = set(matched.slots())
    matched.missing = [slot for slot in expected if slot not in there]
    return matched


def slot_of(name: str, slots: Mapping[str, str]) -> tuple[str, bool]:
    """Return the slot that a bookmark ``name`` means ("" for none known), and whether it is a copy's name."""
    if name in slots:
        return name, False
    bare = _COPY.sub("", name)
    return (bare, True) if bare in slots else ("", False)


def alike(one: str, other: str) -> float:
    """How much two texts have in common, in per cent of their signs."""
    from rapidfuzz import fuzz

    return fuzz.ratio(plain(one), plain(other))


def _by_marks(placed: list[Placed], expected: Mapping[str, str]) -> None:
    homes: dict[str, list[int]] = {}
    parts: dict[int, str] = {}
    for at, one in enumerate(placed):
        for mark in one.paragraph.marked(SLOT_MARK):
            slot, copied = slot_of(mark.name, expected)
            if not slot:
                continue
            if mark.part:
                parts.setdefault(at, slot)
            elif copied:
                one.copy_of = one.copy_of or slot
            else:
                homes.setdefault(slot, []).append(at)
    for slot, found in homes.items():
        best = max(found, key=lambda at: (alike(placed[at].paragraph.text, expected[slot]), -at))
        for at in found:
            one = placed[at]
            if at != best:
                one.copy_of = one.copy_of or slot
            elif not one.slot:
                one.slot, one.fate = slot, Fate.SLOT
            else:
                one.merged = (*one.merged, slot)
    for at, slot in parts.items():
        if not placed[at].slot:
            placed[at].split_from = slot
    for one in placed:
        one.copy_of = "" if one.slot else one.copy_of


def _own_lines(matched: Matched, own: Sequence[ReturnedParagraph]) -> None:
    """Lines of the summary itself that carry no slot: the same words, or words in place of 【待补】."""
    left = Counter(_line(one) for one in own)
    gaps = {line: re.compile(_GAP.sub(".*", re.escape(line))) for line in left if "[待补:" in line}
    for one in matched.placed:
        if one.slot or one.split_from or one.copy_of or one.fate is Fate.FIXED:
            continue
        words = _line(one.paragraph)
        line = words if left[words] else next((k for k, rule in gaps.items() if left[k] and rule.fullmatch(words)), "")
        if line:
            left[line] -= 1
            one.fate = Fate.FIXED
    rest = [one for one in own if left[_line(one)] > 0]
    for one in matched.placed:
        if one.fate is Fate.ADDED and not one.split_from and not one.copy_of:
            like = [line for line in rest if line.level == one.paragraph.level]
            best = max(like, key=lambda line: alike(line.text, one.paragraph.text), default=None)
            if best is not None and alike(best.text, one.paragraph.text) >= _SURELY:
                rest.remove(best)
                one.fate = Fate.FIXED
                matched.changed.append((best.text.strip(), one.paragraph))


def _line(paragraph: ReturnedParagraph) -> str:
    """A line as it counts: of a heading without its number, which follows from those before it."""
    words = plain(paragraph.text)
    return _NUMBER.sub("", words) if paragraph.level else words


def _by_words(matched: Matched, expected: Mapping[str, str]) -> None:
    """Passages whose bookmark is gone: the same words, alike words in their place, then whatever stands there now."""
    there = set(matched.slots())
    missing = [slot for slot in expected if slot not in there]
    same = {plain(expected[slot]): slot for slot in reversed(missing)}
    for one in _loose(matched):
        slot = same.pop(plain(one.paragraph.text), "")
        if slot and slot in missing:
            one.slot, one.fate, one.copy_of = slot, Fate.SLOT, ""
            missing.remove(slot)
    loose = [one for one in _loose(matched) if not one.split_from and not one.copy_of]
    if len(loose) * len(missing) <= _MOST_PAIRS:
        _pair_off(matched, loose, missing, expected, near=False)
    _pair_off(matched, [one for one in loose if not one.slot], missing, expected, near=True)
    _fill_gaps(matched, missing, expected)


def _loose(matched: Matched) -> list[Placed]:
    return [one for one in matched.placed if one.fate is Fate.ADDED]


def _pair_off(
    matched: Matched, loose: list[Placed], missing: list[str], expected: Mapping[str, str], *, near: bool
) -> None:
    gaps = _neighbours(matched) if near else {}
    around = _around(missing, matched, expected) if near else {}
    pairs = []
    for order, one in enumerate(loose):
        for slot in missing:
            if near and gaps[id(one)] != around[slot]:
                continue
            score = alike(one.paragraph.text, expected[slot])
            if score >= (_ALIKE if near else _SURELY):
                pairs.append((-score, order, slot))
    for _, order, slot in sorted(pairs):
        if slot in missing and not loose[order].slot:
            loose[order].slot, loose[order].fate = slot, Fate.SLOT
            missing.remove(slot)


def _fill_gaps(matched: Matched, missing: list[str], expected: Mapping[str, str]) -> None:
    """As many strange paragraphs as lost passages between the same two: typed over, one for one."""
    gaps, around = _neighbours(matched), _around(missing, matched, expected)
    groups: dict[tuple[str, str], list[Placed]] = {}
    for one in _loose(matched):
        if not one.split_from and not one.copy_of and not one.paragraph.level:
            groups.setdefault(gaps[id(one)], []).append(one)
    lost: dict[tuple[str, str], list[str]] = {}
    for slot in missing:
        lost.setdefault(around[slot], []).append(slot)
    for gap, ones in groups.items():
        if len(ones) == len(lost.get(gap, ())):
            for one, slot in zip(ones, lost[gap], strict=True):
                one.slot, one.fate = slot, Fate.SLOT
                missing.remove(slot)


def _neighbours(matched: Matched) -> dict[int, tuple[str, str]]:
    """For each paragraph without a slot the passages before and after it in the file ("" at the ends)."""
    found: dict[int, tuple[str, str]] = {}
    before = ""
    waiting: list[Placed] = []
    for one in matched.placed:
        if one.slot:
            for each in waiting:
                found[id(each)] = (found[id(each)][0], one.slot)
            before, waiting = (one.slot, *one.merged)[-1], []
        else:
            found[id(one)] = (before, "")
            waiting.append(one)
    return found


def _around(missing: Sequence[str], matched: Matched, expected: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For each of ``missing`` the passages before and after it that the file still has ("" at the ends)."""
    there, wanted = set(matched.slots()), set(missing)
    found: dict[str, tuple[str, str]] = {}
    before = ""
    waiting: list[str] = []
    for slot in expected:
        if slot in there:
            found.update({one: (found[one][0], slot) for one in waiting})
            before, waiting = slot, []
        elif slot in wanted:
            found[slot] = (before, "")
            waiting.append(slot)
    return found
