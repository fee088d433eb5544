"""Owns which corrections of the findings are made, which give way to another, and the text with them made."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qdoc.check.select import LEVELS
from qdoc.check.values import Finding, Fix

_LONGEST = 400  # signs of a correction that is compared sign by sign; of a longer one only the ends are


@dataclass(frozen=True, slots=True)
class Edit:
    """The least that a correction changes: ``before`` at ``start``–``end`` becomes ``after`` (either may be empty)."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Made:
    """A correction that is made. ``findings``: those that ask for it, the gravest first; ``edits``: from the start."""

    fix: Fix
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding that is told and not corrected. ``reason``: why not, where it has a correction; else ""."""

    finding: Finding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What becomes of findings: corrections in the order of the text, remarks in the order of the findings."""

    made: tuple[Made, ...]
    remarks: tuple[Remark, ...]


def corrections(findings: Iterable[Finding], text: str) -> Corrections:
    """Return what is corrected in ``text`` and what is only told.

    Several findings with the same correction make it once. Of corrections that meet, the gravest finding's is made (of
    equals the one nearer to the start) and the other is told. Postconditions: the edits do not meet each other,
    each one's ``before`` stands at its span, and every finding is in exactly one correction or remark.
    """
    listed = tuple(findings)
    asked: dict[Fix, list[Finding]] = {}
    for one in listed:
        if one.fix is not None and one.fix.before != one.fix.after and _stands(one.fix, text):
            asked.setdefault(one.fix, []).append(one)
    made: list[Made] = []
    gone: dict[Fix, str] = {}
    taken: list[tuple[int, int, Made]] = []  # what is changed so far, in the order of the text
    for fix, mine in sorted(asked.items(), key=lambda pair: (min(map(_rank, pair[1])), pair[0].start, pair[0].end)):
        edits = _edits(fix)
        other = next((found for edit in edits if (found := _met(edit, taken))), None)
        if other is None:
            made.append(Made(fix, tuple(sorted(mine, key=_rank)), edits))
            for edit in edits:
                insort(taken, (edit.start, edit.end, made[-1]), key=_place)
        else:
            gone[fix] = f"与 {other.findings[0].rule.id} 的改法（改为“{other.fix.after}”）冲突，没有改"
    kept = {id(finding) for each in made for finding in each.findings}
    remarks = (Remark(one, gone.get(one.fix, "") if one.fix else "") for one in listed if id(one) not in kept)
    return Corrections(tuple(sorted(made, key=lambda each: each.edits[0].start)), tuple(remarks))


def corrected_text(text: str, made: Sequence[Made]) -> str:
    """Return ``text`` with the corrections made."""
    pieces, at = [], 0
    for edit in sorted((edit for one in made for edit in one.edits), key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join((*pieces, text[at:]))


def _stands(fix: Fix, text: str) -> bool:
    return text[fix.start : fix.end] == fix.before


def _rank(finding: Finding) -> int:
    return LEVELS.index(finding.severity) if finding.severity in LEVELS else len(LEVELS)


def _edits(fix: Fix) -> tuple[Edit, ...]:
    """The signs that a correction really changes: 〔2026〕 for [2026] changes two of them."""
    before, after = fix.before, fix.after
    if max(len(before), len(after)) > _LONGEST:
        return (Edit(fix.start, fix.end, before, after),)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Edit(fix.start + first, fix.start + last, before[first:last], after[begin:stop])
        for kind, first, last, begin, stop in codes
        if kind != "equal"
    )


def _place(taken: tuple[int, int, Made]) -> tuple[int, int]:
    return taken[:2]


def _met(edit: Edit, taken: Sequence[tuple[int, int, Made]]) -> Made | None:
    """The correction that changes a sign which ``edit`` changes too, or that puts in where it begins or ends."""
    at = bisect_left(taken, (edit.start, edit.end), key=_place)
    for start, end, made in taken[max(at - 1, 0) : at + 1]:
        apart = end <= edit.start or edit.end <= start
        touching = end == edit.start or edit.end == start
        if not apart or (touching and (start == end or edit.start == edit.end)):
            return made
    return None
