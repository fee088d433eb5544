"""Owns cutting a task into segments that tile it, and the obligations (事项) among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.clauses import split_clauses
from qdoc.extract.heading import heading_end
from qdoc.extract.metrics import read_metrics
from qdoc.extract.parties import agent_before_modal, describe
from qdoc.extract.roles import Piece, classify_sentence
from qdoc.extract.strength import weigh
from qdoc.model import Metric, Obligation, OutlineTask, Segment, SegmentRole, Span

_SHORT = 12  # no longer than this is a stretch without words
_NO_WORDS = re.compile(r"[\s　，,。．.；;：:、！!？?（）()〔〕\[\]【】“”\"'—\-]*$")


@dataclass(slots=True)
class _Draft:
    """Segments being made; ``owner`` is the running number of the obligation that a segment belongs to (0: none)."""

    role: SegmentRole
    start: int
    end: int
    owner: int = 0
    piece: Piece | None = None


def segment_task(
    text: str, task: OutlineTask, zones: tuple[Span, ...]
) -> tuple[tuple[Segment, ...], tuple[Obligation, ...]]:
    """Cut a task into segments and obligations. ``text`` is the whole source; ``zones`` assign units.

    Afterwards: segments tile ``[task.start, task.end)``; every obligation is exactly one segment of role obligation,
    its text stands at its span; there is at least one obligation (the heading where the task has no body that asks
    for anything); ids are ``{task.id}/o1`` ... in the order of the text.
    """
    cuts = _clip(zones, task.start, task.end)
    body = heading_end(text, task, cuts)
    drafts: list[_Draft] = []
    if body > task.start:
        drafts.append(_Draft(SegmentRole.HEADING, task.start, body))
    at, count = body, 0
    for zone in cuts:
        if zone.end <= body:
            continue
        count = _stretch(text, at, max(at, zone.start), drafts, count)
        drafts.append(_Draft(SegmentRole.RESPONSIBILITY, max(at, zone.start), zone.end, count))
        at = zone.end
    count = _stretch(text, at, task.end, drafts, count)
    if not count:
        _promote(text, task, drafts)
    return _finish(text, task.id, drafts, read_metrics(text, task, zones))


def _clip(zones: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """Zones inside the task, in order, without overlap."""
    out: list[Span] = []
    for zone in sorted(zones, key=lambda z: (z.start, -z.end)):
        first, last = max(zone.start, start, out[-1].end if out else start), min(zone.end, end)
        if first < last:
            out.append(Span(first, last))
    return out


def _stretch(text: str, start: int, end: int, drafts: list[_Draft], count: int) -> int:
    """Add the segments of ``text[start:end)``; returns the running number of the last obligation."""
    sentence: list[tuple[int, int]] = []
    for first, last, hard in split_clauses(text, start, end):
        sentence.append((first, last))
        if hard:
            count = _sentence(text, sentence, drafts, count)
            sentence = []
    return _sentence(text, sentence, drafts, count) if sentence else count


def _sentence(text: str, clauses: list[tuple[int, int]], drafts: list[_Draft], count: int) -> int:
    kept: list[tuple[int, int]] = []
    for start, end in clauses:
        first = start
        while first < end and text[first].isspace():
            first += 1
        if end - first <= _SHORT and _NO_WORDS.match(text, first, end):
            if kept:
                kept[-1] = (kept[-1][0], end)
            else:
                drafts.append(_Draft(SegmentRole.SEPARATOR, start, end))
            continue
        if first > start:
            if kept:
                kept[-1] = (kept[-1][0], first)
            else:
                drafts.append(_Draft(SegmentRole.SEPARATOR, start, first))
        kept.append((first, end))
    if not kept:
        return count
    waiting: list[_Draft] = []
    first_owner = count
    for piece in classify_sentence(text, kept, count > 0):
        draft = _Draft(piece.role, piece.start, piece.end, 0, piece)
        drafts.append(draft)
        if piece.role is SegmentRole.OBLIGATION:
            count += 1
            draft.owner = count
            for earlier in waiting:
                earlier.owner = count
            waiting.clear()
        elif piece.role is SegmentRole.ADJUNCT:
            waiting.append(draft)
        else:
            draft.owner = count
    for draft in waiting:
        draft.owner = count if count > first_owner else 0
    return count


def _promote(text: str, task: OutlineTask, drafts: list[_Draft]) -> None:
    """Make the heading (or the first stretch with words) the one obligation of a task that asks for nothing else."""
    for index, draft in enumerate(drafts):
        if draft.role is SegmentRole.HEADING:
            first = task.title_start if draft.start <= task.title_start < draft.end else draft.start
            if _NO_WORDS.match(text, first, draft.end):
                continue
            if first > draft.start:
                drafts[index] = _Draft(SegmentRole.HEADING, draft.start, first)
                drafts.insert(index + 1, _Draft(SegmentRole.OBLIGATION, first, draft.end, 1))
            else:
                drafts[index] = _Draft(SegmentRole.OBLIGATION, draft.start, draft.end, 1)
            return
        if draft.role in (SegmentRole.ADJUNCT, SegmentRole.PURPOSE, SegmentRole.CONTINUATION):
            drafts[index] = _Draft(SegmentRole.OBLIGATION, draft.start, draft.end, 1, draft.piece)
            return
    if drafts:
        drafts[0] = _Draft(SegmentRole.OBLIGATION, drafts[0].start, drafts[0].end, 1)
    else:
        drafts.append(_Draft(SegmentRole.OBLIGATION, task.start, task.end, 1))


def _finish(
    text: str, task_id: str, drafts: list[_Draft], metrics: tuple[Metric, ...]
) -> tuple[tuple[Segment, ...], tuple[Obligation, ...]]:
    segments: list[Segment] = []
    obligations: list[Obligation] = []
    figures = [(metric.end, metric.quote) for metric in metrics if metric.target and metric.value is not None]
    bearer: str | None = None  # named before 要 or 应 in this sentence: it bears what follows, too
    for draft in drafts:
        owner = f"{task_id}/o{draft.owner}" if draft.owner and draft.role is not SegmentRole.SEPARATOR else None
        segments.append(Segment(draft.role, draft.start, draft.end, owner))
        if draft.piece is None or draft.piece.opens:
            bearer = None
        if draft.role is SegmentRole.ADJUNCT and draft.piece and draft.piece.governor:
            bearer = agent_before_modal(text, draft.piece.governor, draft.end) or bearer
        if draft.role is not SegmentRole.OBLIGATION or owner is None:
            continue
        words = describe(text, draft.start, draft.end, draft.piece.governor if draft.piece else None)
        figure = next((quote for end, quote in figures if draft.start < end <= draft.end), None) if figures else None
        strength, decided = weigh(text, draft.start, draft.end, words.governor, figure)
        if words.bearer:
            bearer = words.bearer if words.by_modal else None
        obligations.append(
            Obligation(
                owner,
                text[draft.start : draft.end],
                draft.start,
                draft.end,
                strength,
                decided,
                words.verb,
                words.object,
                words.bearer or bearer,
                words.addressee,
            )
        )
    return tuple(segments), tuple(obligations)
