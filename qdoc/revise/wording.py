"""Owns comparing two wordings: clauses are paired first, then tokens in a pair; what reads badly is replaced whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from qdoc.revise.tokens import END, Clause, Tokens
from qdoc.revise.values import Mark

_ALIKE = 0.4  # clauses below are two clauses, not one reworded
_SHAPES = ((1, 1), (1, 2), (2, 1))
_JOINING = 6  # signs that joining two clauses into a pair must gain
_SHARED = 0.34  # a reworded clause keeps at least this share of its signs in place, or is replaced whole
_LONG = 6  # so many kept signs stay kept, whatever is changed around them
_CLAUSE_END = re.compile(r"[。；！？，：]$")
_SIGN = re.compile(r"[^\W_]|[%％‰]")


class _Run:
    """What stands between kept tokens, or the kept tokens themselves: old and new tokens (the same where kept)."""

    __slots__ = ("kept", "new", "old")

    def __init__(self, kept: bool, old: list[str], new: list[str]) -> None:
        self.kept, self.old, self.new = kept, old, new


def compare_wording(old: Sequence[str], new: Sequence[str], tokens: Tokens) -> list[tuple[Mark, str]]:
    """Both wordings as one stream of kept, deleted and inserted text; ``tokens.END`` stands between paragraphs.

    Args:
        old: the paragraphs of the earlier wording.
        new: those of the later one.
        tokens: what must not be cut.

    Returns:
        Stretches: kept and inserted ones joined are the later wording, kept and deleted ones the earlier. Between
        two kept stretches there is one deletion at most, then one insertion at most.
    """
    runs = _joined(_clause_runs(tokens.clauses(old), tokens.clauses(new), tokens))
    out = []
    for run in _closed(_trimmed(_joined(_without_islands(runs)), tokens)):
        marks = ((Mark.KEPT, run.new),) if run.kept else ((Mark.DELETED, run.old), (Mark.INSERTED, run.new))
        out += [(mark, "".join(part)) for mark, part in marks if part]
    return out


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """The longest common subsequence as stretches: kept or not, and where it stands on both sides."""
    from rapidfuzz.distance import Indel

    i = j = 0
    for block in [*Indel.opcodes(old, new).as_matching_blocks()]:
        if block.a > i or block.b > j:
            yield False, slice(i, block.a), slice(j, block.b)
        i, j = block.a + block.size, block.b + block.size
        if block.size:
            yield True, slice(block.a, i), slice(block.b, j)


def _clause_runs(old: list[Clause], new: list[Clause], tokens: Tokens) -> Iterator[_Run]:
    for kept, left, right in _steps([clause.text for clause in old], [clause.text for clause in new]):
        if kept:
            whole = _tokens(new[right])
            yield _Run(True, whole, whole)
        else:
            yield from _changed(old[left], new[right], tokens)


def _changed(old: list[Clause], new: list[Clause], tokens: Tokens) -> Iterator[_Run]:
    """Between clauses that stayed: those that were reworded token by token, the others whole."""
    i = j = 0
    for left, right in (*_pairs(old, new), (slice(len(old), len(old)), slice(len(new), len(new)))):
        apart = _tokens(old[i : left.start]), _tokens(new[j : right.start])
        if any(apart):
            yield _Run(False, *apart)
        if left.start < left.stop:
            yield from _reworded(_tokens(old[left], tokens), _tokens(new[right], tokens), tokens)
        i, j = left.stop, right.stop


def _tokens(clauses: list[Clause], tokens: Tokens | None = None) -> list[str]:
    cut = tokens.cut if tokens else None
    return [token for clause in clauses for token in clause.tokens(cut)]


def _pairs(old: list[Clause], new: list[Clause]) -> list[tuple[slice, slice]]:
    """The clauses that were reworded, in order: the pairing that keeps most signs; two may have become one."""
    left, right = [clause.text for clause in old], [clause.text for clause in new]
    best = [[(0.0, 0, 0)] * (len(new) + 1) for _ in range(len(old) + 1)]  # what is kept from here on, and by which step
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            ways = [(best[i + 1][j][0], 1, 0)] if i < len(old) else []
            ways += [(best[i][j + 1][0], 0, 1)] if j < len(new) else []
            for a, b in _SHAPES:
                if i + a <= len(old) and j + b <= len(new) and END not in (*left[i : i + a], *right[j : j + b]):
                    gain = _kept("".join(left[i : i + a]), "".join(right[j : j + b])) - _JOINING * (a + b - 2)
                    if gain > 0:
                        ways.append((gain + best[i + a][j + b][0], a, b))
            best[i][j] = max(ways, default=(0.0, 0, 0))
    found = []
    i = j = 0
    while i < len(old) or j < len(new):
        _, a, b = best[i][j]
        if a and b:
            found.append((slice(i, i + a), slice(j, j + b)))
        i, j = i + a, j + b
    return found


def _kept(one: str, other: str) -> float:
    """How many signs two wordings share in order, counted on both; 0 where they are not alike."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=100 * _ALIKE) / 100 * (len(one) + len(other))


def _signs(tokens: Sequence[str]) -> int:
    """Letters, digits and characters; marks and spaces are none."""
    return sum(len(_SIGN.findall(token)) for token in tokens)


def _reworded(old: list[str], new: list[str], tokens: Tokens) -> list[_Run]:
    steps = [_Run(kept, old[left], new[right]) for kept, left, right in _steps(old, new)]
    runs = _without_islands(_trimmed(steps, tokens))
    shared = sum(_signs(run.new) for run in runs if run.kept)
    if shared < _SHARED * max(_signs(old), _signs(new)):
        return [_Run(False, old, new)]
    return runs


def _joined(runs: Iterator[_Run] | list[_Run]) -> list[_Run]:
    """Neighbours of one kind made one."""
    out: list[_Run] = []
    for run in runs:
        if out and out[-1].kept is run.kept:
            out[-1] = _Run(run.kept, out[-1].old + run.old, out[-1].new + run.new)
        else:
            out.append(run)
    return out


def _weight(run: _Run) -> int:
    return max(_signs(run.old), _signs(run.new))


def _without_islands(runs: list[_Run]) -> list[_Run]:
    """Kept words that are shorter than the changes on both their sides become part of one change (no confetti).

    The rule is that of semantic clean-up in text comparison: an island must outweigh one of its shores; a single
    sign never does. What is kept at the very beginning or end has one shore and stays.
    """
    out: list[_Run] = []
    for run in runs:
        out.append(run)
        while len(out) >= 3 and not out[-1].kept and out[-2].kept and not out[-3].kept and _is_island(*out[-3:]):
            before, island, after = out[-3:]
            out[-3:] = [_Run(False, before.old + island.old + after.old, before.new + island.new + after.new)]
    return out


def _is_island(before: _Run, island: _Run, after: _Run) -> bool:
    size = _signs(island.new)
    if size >= _LONG or END in island.new or (not size and _CLAUSE_END.search(island.new[-1])):
        return False
    return size <= 1 or (size <= _weight(before) and size <= _weight(after))


def _trimmed(runs: list[_Run], tokens: Tokens) -> list[_Run]:
    """What a change has alike at its ends is kept: segmenters cut the same characters unlike in other company."""
    out: list[_Run] = []
    for run in runs:
        if run.kept or not run.old or not run.new:
            out.append(run)
            continue
        opened, old, new = _shared_head(run.old, run.new, tokens)
        ended, old, new = map(_mirrored, _shared_head(_mirrored(old), _mirrored(new), tokens))
        parts = (_Run(True, opened, opened), _Run(False, old, new), _Run(True, ended, ended))
        out += [part for part in parts if part.old or part.new]
    return _joined(out)


def _closed(runs: list[_Run]) -> list[_Run]:
    """A closing bracket that both wordings of a change still miss belongs to the change (not 省（区[kept ）])."""
    for change, kept in pairwise(runs):
        sign = kept.new[0][:1] if kept.kept and not change.kept else ""
        opening = {"）": "（", ")": "(", "》": "《", "”": "“"}.get(sign)
        if opening and all(part.count(opening) > part.count(sign) for part in map("".join, (change.old, change.new))):
            change.old, change.new = [*change.old, sign], [*change.new, sign]
            kept.old = kept.new = [kept.new[0][1:], *kept.new[1:]]
    return [run for run in runs if "".join(run.old) or "".join(run.new)]


def _mirrored(tokens: list[str]) -> list[str]:
    return [token[::-1] for token in reversed(tokens)]


def _shared_head(old: list[str], new: list[str], tokens: Tokens) -> tuple[list[str], list[str], list[str]]:
    """What both begin with, and the rest of each; a token is cut only where it may be, two signs left on each side."""
    a, b = "".join(old), "".join(new)
    common = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    ends = [set(accumulate(map(len, part))) for part in (old, new)]
    for at in sorted({size for size in ends[0] | ends[1] if size <= common}, reverse=True):
        if at in ends[0] and at in ends[1]:
            return _split(new, at)[0], _split(old, at)[1], _split(new, at)[1]
        rests = [len(_SIGN.findall(text[at:])) for text in (a, b)]
        side = old if at in ends[1] else new
        if min(at, *rests) >= 2 and not tokens.whole(_crossing(side, at)):
            return _split(new, at)[0], _split(old, at)[1], _split(new, at)[1]
    return [], old, new


def _crossing(tokens: list[str], at: int) -> str:
    return next(token for token, end in zip(tokens, accumulate(map(len, tokens)), strict=True) if end > at)


def _split(tokens: list[str], at: int) -> tuple[list[str], list[str]]:
    head: list[str] = []
    for number, token in enumerate(tokens):
        if at < len(token):
            return ([*head, token[:at]] if at else head), [token[at:], *tokens[number + 1 :]]
        head.append(token)
        at -= len(token)
    return head, []
