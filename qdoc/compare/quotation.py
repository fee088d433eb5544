"""Owns how much of a sentence is quoted for a figure or a time limit that changed: enough to say what it is of.

A figure's own words (服务12项) mislead when they are read aloud; its clause does not, and a clause that leans on those
before it (累计达到40项) is quoted with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.compare.wording import task_words
from qdoc.model import SegmentRole, Task

_WIDENED = (ChangeKind.RETARGETED, ChangeKind.RESCHEDULED)
_APART = (SegmentRole.RESPONSIBILITY, SegmentRole.SEPARATOR)
_CLAUSE = re.compile(r"[^，,。；;：:？！\n]*[，,。；;：:？！\n]?")
_SENTENCE_END = re.compile(r"[。；;？！\n]")
_GOES_ON = "，,"
_NO_NAME = re.compile(r"\d+(?:\.\d+)?|[\s，,]")
_LEANING = ("其中", "分别")
_OPENING, _CLOSING = "“‘（《(", "”’）》)"
_SPEAKS_FOR_ITSELF = 8  # characters without figures: shorter clauses lean on the one before
_LIMIT_ALONE = 4  # characters besides a time limit with which its clause says nothing of the matter yet
_MOST = 60  # characters of a quotation that was widened

Span = tuple[int, int]


class Passages:
    """The words of one side of a group, to quote from by place."""

    def __init__(self, tasks: Sequence[Task], text: str | None) -> None:
        """Take the tasks of the group on this side, and the year's text where it is at hand."""
        self._stretches: list[tuple[int, str]] = []
        for task in tasks:
            words = task_words(task, text)
            if text is None and not task.text:
                continue
            spoken = [(s.start, s.end) for s in task.segments if s.role not in _APART]
            apart = [(s.start, s.end) for s in task.segments if s.role is SegmentRole.SEPARATOR]
            number = len(task.number or "") if words.startswith(task.number or "\0") else 0
            for start, end in [*_joined(spoken), *apart] or [(task.start, task.end)]:
                start = max(start, task.start + number)
                self._stretches.append((start, words[start - task.start : end - task.start]))

    def widened(self, span: Span, *, limit: bool = False) -> tuple[str, Span] | None:
        """The clause around a place, with what it leans on; nothing where the words are not known.

        A figure leans on the clauses before it; a time limit (``limit``) that is a clause of its own on the one behind.
        """
        for start, words in self._stretches:
            if start <= span[0] and span[1] <= start + len(words):
                first, last = _clauses(words, span[0] - start, span[1] - start, limit=limit)
                said = words[first:last]
                first += len(said) - len(said.lstrip())
                said = said.strip().rstrip("，,。；;：:\n ")
                return said, (start + first, start + first + len(said))
        return None

    def before(self, start: int) -> str:
        """What its sentence says before a place; nothing where the words are not known."""
        for at, words in self._stretches:
            if at <= start <= at + len(words):
                return _SENTENCE_END.split(words[: start - at])[-1]
        return ""


def widen(details: Sequence[Detail], before: Passages, after: Passages) -> list[Detail]:
    """Quote the clauses of figures and limits; of two that quote the same, or one inside the other, the wider stays.

    Every quotation is the text at its span, as before.
    """
    wide = [_wide(detail, before, after) if detail.kind in _WIDENED else detail for detail in details]
    return [detail for at, detail in enumerate(wide) if not any(_said(detail, at, wide, by) for by in range(len(wide)))]


def _wide(detail: Detail, before: Passages, after: Passages) -> Detail:
    limit = detail.kind is ChangeKind.RESCHEDULED
    if detail.before is not None and detail.before_span and (found := before.widened(detail.before_span, limit=limit)):
        detail = replace(detail, before=found[0], before_span=found[1])
    if detail.after is not None and detail.after_span and (found := after.widened(detail.after_span, limit=limit)):
        detail = replace(detail, after=found[0], after_span=found[1])
    return detail


def _said(detail: Detail, at: int, all_: Sequence[Detail], by: int) -> bool:
    """Whether another detail of the same kind and label quotes all that this one does; of equals the first stays."""
    other = all_[by]
    if by == at or other.kind is not detail.kind or detail.kind not in _WIDENED:
        return False
    if detail.kind is ChangeKind.RESCHEDULED and other.what != detail.what:
        return False
    spans = (detail.before_span, other.before_span), (detail.after_span, other.after_span)
    if not all(_inside(mine, its) for mine, its in spans):
        return False
    return (other.before_span, other.after_span) != (detail.before_span, detail.after_span) or by < at


def _inside(mine: Span | None, its: Span | None) -> bool:
    if mine is None or its is None:
        return mine is its
    return its[0] <= mine[0] and mine[1] <= its[1]


def _joined(bounds: Sequence[Span]) -> list[Span]:
    """Neighbouring stretches as one."""
    found: list[Span] = []
    for start, end in sorted(bounds):
        if found and found[-1][1] >= start:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _clauses(words: str, start: int, end: int, *, limit: bool) -> Span:
    """From the clause that ``start`` stands in to the end of that of ``end``, wider where that leans on another."""
    cuts = _cuts(words)
    first = max(cut for cut in cuts if cut <= start)
    last = min((cut for cut in cuts if cut >= end), default=len(words))
    if last - first > _MOST:
        return start, end
    clause = words[first:last]
    if limit:
        alone = words[last - 1] in _GOES_ON and len(clause) - (end - start) < _LIMIT_ALONE
        behind = next((cut for cut in cuts if cut > last), last) if alone else last
        return first, behind if behind - first <= _MOST else last
    before = {to: at for at, to in pairwise(cuts)}
    while _leans(clause) and first in before and words[first - 1] in _GOES_ON and last - before[first] <= _MOST:
        clause = words[before[first] : first]
        first = before[first]
    return first, last


def _cuts(words: str) -> list[int]:
    """Where clauses end, those inside brackets and quotation marks left out; from 0 to the end."""
    found, depth = [0], 0
    for match in _CLAUSE.finditer(words):
        depth += sum((sign in _OPENING) - (sign in _CLOSING) for sign in match.group())
        depth = max(0, depth)
        if match.end() > found[-1] and (depth == 0 or words[match.end() - 1] == "\n"):
            found.append(match.end())
            depth = 0
    return found


def _leans(clause: str) -> bool:
    """Whether a clause says what it is of only with the one before it: it is short, or goes on from it (其中)."""
    return len(_NO_NAME.sub("", clause)) < _SPEAKS_FOR_ITSELF or clause.startswith(_LEANING)
