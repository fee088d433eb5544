"""Owns which stretch of the earlier year stands against which of the later one, and at which place each is shown.

What keeps its order is compared in place; what changed its place is deleted there and inserted here. Of all ways to
keep the order the one that keeps most text is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qdoc.compare.diff import ChangeKind, PlanDiff
from qdoc.revise.units import Unit
from qdoc.revise.values import Level

# Per cent of signs shared in order: below, two headings or paragraphs are not the same one reworded (two paragraphs
# of the genre that have nothing to do with each other share 25 to 35).
_ALIKE_HEADING, _ALIKE_TEXT = 55, 45


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring units of both years that stand against each other; one side is empty for what has no match here."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]


def in_order(old: Sequence[Unit], new: Sequence[Unit], diff: PlanDiff) -> tuple[Stretch, ...]:
    """Every unit of both years in exactly one stretch, both years in their own order.

    Tasks are paired as the comparison has them (those that it calls moved never in place), headings by the tasks
    under them or by their words, other paragraphs by their words alone.
    """
    pairs = _tasks(old, new, diff) + _headings(old, new, diff) + _others(old, new)
    group = _groups(diff)
    stretches: list[Stretch] = []
    i = j = 0
    for a, b in (*_heaviest(pairs), (len(old), len(new))):
        first, last = _reach(old, a, group[0], i), _reach(new, b, group[1], j)
        stretches += [Stretch((unit,), ()) for unit in old[i : first[0]]]
        stretches += [Stretch((), (unit,)) for unit in new[j : last[0]]]
        if a < len(old):
            stretches.append(Stretch(tuple(old[first[0] : first[1]]), tuple(new[last[0] : last[1]])))
        i, j = first[1], last[1]
    return tuple(stretches)


def _groups(diff: PlanDiff) -> tuple[dict[str, int], dict[str, int]]:
    """Task id → its change, on each side, where several tasks stand against each other."""
    sides: tuple[dict[str, int], dict[str, int]] = {}, {}
    for number, change in enumerate(diff.changes):
        if change.before and change.after and len(change.before) + len(change.after) > 2:
            sides[0].update(dict.fromkeys(change.before, number))
            sides[1].update(dict.fromkeys(change.after, number))
    return sides


def _reach(units: Sequence[Unit], at: int, group: Mapping[str, int], floor: int) -> tuple[int, int]:
    """The neighbours of ``units[at]`` that the comparison puts into the same group, as a range."""
    if at >= len(units):
        return len(units), len(units)

    def member(place: int) -> int | None:
        unit = units[place]
        return group.get(unit.key) if unit.task and unit.key else None

    mine = member(at)
    first, last = at, at + 1
    while mine is not None and first > floor and member(first - 1) == mine:
        first -= 1
    while mine is not None and last < len(units) and member(last) == mine:
        last += 1
    return first, last


Pair = tuple[int, int, float]
"""Places on both sides, and how much text they share."""


def _alike(one: str, other: str, cutoff: float = 0) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=cutoff)


def _tasks(old: Sequence[Unit], new: Sequence[Unit], diff: PlanDiff) -> list[Pair]:
    places = [{unit.key: at for at, unit in enumerate(side) if unit.task} for side in (old, new)]
    pairs: list[Pair] = []
    for change in diff.changes:
        if ChangeKind.MOVED in change.kinds:
            continue
        before = [places[0][key] for key in change.before if key in places[0]]
        after = [places[1][key] for key in change.after if key in places[1]]
        weighed = [(a, b, _weight(old[a].text, new[b].text)) for a in before for b in after]
        if weighed:
            pairs.append(max(weighed, key=lambda way: (way[2], -way[0], -way[1])))
    return pairs


def _weight(one: str, other: str) -> float:
    return (_alike(one, other) + 1) * min(len(one), len(other))


def _headings(old: Sequence[Unit], new: Sequence[Unit], diff: PlanDiff) -> list[Pair]:
    themes = [_theme_of(side) for side in (old, new)]
    votes: Counter[tuple[str, str]] = Counter()
    for change in diff.changes:
        for a in change.before:
            for b in change.after:
                if a in themes[0] and b in themes[1] and ChangeKind.MOVED not in change.kinds:
                    votes[themes[0][a], themes[1][b]] += 1
    places = [{unit.key: at for at, unit in enumerate(side) if _heads(unit)} for side in (old, new)]
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for (a, b), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        i, j = places[0][a], places[1][b]
        if i not in found and j not in taken:
            found[i] = (i, j, _weight(old[i].text, new[j].text))
            taken.add(j)
    rest = [pair for pair in _by_words(old, new, heads=True) if pair[0] not in found and pair[1] not in taken]
    return [*found.values(), *rest]


def _heads(unit: Unit) -> bool:
    return unit.level in (Level.FIRST, Level.SECOND)


def _theme_of(units: Sequence[Unit]) -> dict[str, str]:
    """Task id → the key of the heading that it stands under."""
    theme: str | None = None
    found: dict[str, str] = {}
    for unit in units:
        if _heads(unit):
            theme = unit.key
        elif unit.task and unit.key and theme:
            found[unit.key] = theme
    return found


def _others(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    titles = [[at for at, unit in enumerate(side) if unit.level is Level.TITLE] for side in (old, new)]
    pairs = [(a, b, _weight(old[a].text, new[b].text)) for a, b in zip(*titles, strict=False)]
    return pairs + _by_words(old, new, heads=False)


def _by_words(old: Sequence[Unit], new: Sequence[Unit], *, heads: bool) -> list[Pair]:
    """Units that are no tasks, each with the one that is most like it on both sides (numbers left out)."""
    from rapidfuzz import fuzz, process

    sides: list[dict[int, str]] = []
    for side in (old, new):
        wanted = ((at, u) for at, u in enumerate(side) if not u.task and u.level is not Level.TITLE)
        sides.append({at: _bare(unit.text) for at, unit in wanted if _heads(unit) is heads})
    least = _ALIKE_HEADING if heads else _ALIKE_TEXT
    best: list[dict[int, int]] = []
    for mine, others in (sides, sides[::-1]):
        nearest: dict[int, int] = {}
        for at, text in mine.items():
            hit = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=least)
            if hit is not None:
                nearest[at] = hit[2]
        best.append(nearest)
    mutual = [(a, b) for a, b in best[0].items() if best[1].get(b) == a]
    return [(a, b, _weight(old[a].text, new[b].text)) for a, b in mutual]


def _bare(text: str) -> str:
    return text.lstrip("（(一二三四五六七八九十第、）).．0123456789")


def _heaviest(pairs: list[Pair]) -> list[tuple[int, int]]:
    """The pairs in one order on both sides whose shared text is most."""
    ordered = sorted(set(pairs))
    places = sorted({b for _, b, _ in ordered})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)  # best end of a chain up to a place (Fenwick)
    back: list[int] = []
    waiting: list[tuple[int, float, int]] = []
    previous = -1
    for number, (a, b, weight) in enumerate(ordered):
        if a != previous:  # two pairs of one old unit never follow each other
            _enter(tree, waiting)
            waiting, previous = [], a
        at = bisect_left(places, b)
        total, before = _upto(tree, at)
        back.append(before)
        waiting.append((at + 1, total + weight, number))
    _enter(tree, waiting)
    _, at = _upto(tree, len(places))
    chain = []
    while at >= 0:
        chain.append(ordered[at][:2])
        at = back[at]
    return chain[::-1]


def _enter(tree: list[tuple[float, int]], waiting: list[tuple[int, float, int]]) -> None:
    for at, total, number in waiting:
        while at < len(tree):
            if total > tree[at][0]:
                tree[at] = (total, number)
            at += at & -at


def _upto(tree: list[tuple[float, int]], at: int) -> tuple[float, int]:
    best = (0.0, -1)
    while at:
        if tree[at][0] > best[0]:
            best = tree[at]
        at -= at & -at
    return best
