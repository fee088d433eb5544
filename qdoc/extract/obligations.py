"""Owns cutting a task into segments that tile it, and the obligations (事项) among them."""

from __future__ import annotations

import re
from bisect import bisect_right

from qdoc.extract.clauses import split_clauses
from qdoc.extract.heading import heading_end
from qdoc.extract.metrics import read_metrics
from qdoc.extract.parties import STRIP, agent_before_modal, describe
from qdoc.extract.pieces import ROLES, Piece
from qdoc.extract.roles import classify_sentence
from qdoc.extract.strength import weigh
from qdoc.extract.verbs import verb_table
from qdoc.model import Metric, Obligation, OutlineTask, Segment, Span

_SHORT = 12  # no longer than this is a stretch without words
_NO_WORDS = re.compile(r"[\s　，,。．.；;：:、！!？?（）()〔〕\[\]【】“”\"'—\-]*$")
_PAGE_NUMBER = re.compile(
    r"\n[ \t　]*(?:[—–－\-]{1,2}[ 　]?\d{1,3}[ 　]?[—–－\-]{1,2}|"
    r"第[ 　]?\d{1,3}[ 　]?页(?:[ 　/，]*共[ 　]?\d{1,3}[ 　]?页)?)"
    r"[ \t　\r]*(?=\n)"
)
_SIGNS = frozenset("，,。．.；;：:、！!？?）)〕]】”’》")


def segment_task(
    text: str,
    task: OutlineTask,
    zones: tuple[Span, ...],
    silent: tuple[Span, ...] = (),
    metrics: tuple[Metric, ...] | None = None,
) -> tuple[tuple[Segment, ...], tuple[Obligation, ...]]:
    """Cut a task into segments and obligations.

    ``text`` is the whole source; ``zones`` assign units; ``silent`` is what a copy printed in between (page headers,
    page numbers) and nobody has to do; ``metrics`` is what ``read_metrics`` gave for the task, if it was asked already.

    Afterwards: segments tile ``[task.start, task.end)``; every obligation is exactly one segment of role obligation,
    its text stands at its span; there is at least one obligation (the heading where the task has no body that asks
    for anything); ids are ``{task.id}/o1`` ... in the order of the text.
    """
    marks = _page_numbers(text, task)
    cuts = _clip(zones, (*silent, *marks), task.start, task.end) if zones or silent or marks else []
    body = heading_end(text, task, [(start, end) for start, end, _ in cuts])
    pieces: list[Piece] = []
    if body > task.start:
        pieces.append(Piece("H", task.start, body))
    at, count = body, 0
    for start, end, code in cuts:
        if end <= body:
            continue
        start = max(at, start)
        count = _stretch(text, at, start, pieces, count)
        pieces.append(Piece(code, start, end, owner=count))
        at = end
    count = _stretch(text, at, task.end, pieces, count)
    if not count:
        _promote(text, task, pieces)
    if metrics is None:
        metrics = read_metrics(text, task, (*zones, *silent))
    return _finish(text, task.id, pieces, count or 1, metrics)


def _page_numbers(text: str, task: OutlineTask) -> list[Span]:
    """Lines inside the task that hold a page number alone (— 3 —, 第3页), as copies of printed pages have them."""
    return [Span(match.start() + 1, match.end()) for match in _PAGE_NUMBER.finditer(text, task.start, task.end)]


def _clip(zones: tuple[Span, ...], silent: tuple[Span, ...], first: int, last: int) -> list[tuple[int, int, str]]:
    """Zones and silent stretches inside the task with their code, in order, without overlap."""
    marked = [(zone.start, -zone.end, "R") for zone in zones] + [(span.start, -span.end, "-") for span in silent]
    out: list[tuple[int, int, str]] = []
    for start, end, code in sorted(marked):
        start, end = max(start, first), min(-end, last)
        if start < end:
            out.append((start, end, code))
            first = end
    return out


def _stretch(text: str, start: int, end: int, pieces: list[Piece], count: int) -> int:
    """Add the segments of ``text[start:end)``; returns the running number of the last obligation."""
    sentence: list[tuple[int, int]] = []
    if len(pieces) > 1 and pieces[-1].code == "-" and pieces[-1].owner:
        start = _join_broken(text, start, end, pieces, count)
    for first, last, hard in split_clauses(text, start, end):
        if not "〇" <= text[first] <= "龥":  # most clauses begin with a Chinese character
            first = _pass_signs(text, first, last, sentence, pieces)
        if first < last:
            sentence.append((first, last))
        if hard and sentence:
            count = _sentence(text, sentence, pieces, count)
            sentence = []
    return _sentence(text, sentence, pieces, count) if sentence else count


def _join_broken(text: str, start: int, end: int, pieces: list[Piece], count: int) -> int:
    """Join a clause that a silent stretch broke in two; returns where the text goes on behind what was joined.

    Behind an obligation the rest is its continuation; a beginning without a verb is an adjunct of what follows.
    """
    before = pieces[-2]
    if text[: pieces[-1].start].rstrip()[-1:] in _SIGNS or before.code not in "OAC":
        return start
    if before.code == "O":
        for first, last, _ in split_clauses(text, start, end):
            if text[first:last].strip():
                pieces.append(Piece("C", start, last, owner=count))
                return last
    elif any(text[first:last].strip() for first, last, _ in split_clauses(text, start, end)):
        before.code, before.owner = "A", count + 1
    return start


def _pass_signs(text: str, start: int, end: int, sentence: list[tuple[int, int]], pieces: list[Piece]) -> int:
    """Pass over blanks, or over a whole clause without words: they end the clause before, else they separate."""
    first = start
    while first < end and text[first].isspace():
        first += 1
    if end - first <= _SHORT and _NO_WORDS.match(text, first, end):
        first = end
    if first > start:
        if sentence:
            sentence[-1] = (sentence[-1][0], first)
        else:
            pieces.append(Piece("-", start, first))
    return first


def _sentence(text: str, clauses: list[tuple[int, int]], pieces: list[Piece], count: int) -> int:
    """Classify the clauses of one sentence and say which obligation each belongs to; returns the last one's number."""
    waiting: list[Piece] = []
    first_owner = count
    for piece in classify_sentence(text, clauses, count > 0):
        pieces.append(piece)
        if piece.code == "O":
            count += 1
            piece.owner = count
            for earlier in waiting:
                earlier.owner = count
            waiting.clear()
        elif piece.code == "A":
            waiting.append(piece)
        else:
            piece.owner = count
    if count > first_owner:
        for piece in waiting:
            piece.owner = count
    return count


def _promote(text: str, task: OutlineTask, pieces: list[Piece]) -> None:
    """Make the heading (or the first stretch with words) the one obligation of a task that asks for nothing else."""
    for index, piece in enumerate(pieces):
        if piece.code == "H":
            first = task.title_start if piece.start <= task.title_start < piece.end else piece.start
            if _NO_WORDS.match(text, first, piece.end) or piece.end <= task.title_start:
                continue  # the printed number alone
            pieces[index : index + 1] = [Piece("O", first, piece.end, None, True, 1)]
            if first > piece.start:
                pieces.insert(index, Piece("H", piece.start, first))
            return
        if piece.code in "APC":
            piece.code, piece.owner = "O", 1
            return
    if pieces:
        pieces[0].code, pieces[0].owner = "O", 1
    else:
        pieces.append(Piece("O", task.start, task.end, None, True, 1))


def _finish(
    text: str, task_id: str, pieces: list[Piece], count: int, metrics: tuple[Metric, ...]
) -> tuple[tuple[Segment, ...], tuple[Obligation, ...]]:
    segments: list[Segment] = []
    obligations: list[Obligation] = []
    ids = [None, *[f"{task_id}/o{number}" for number in range(1, count + 1)]]
    ids.append(ids[-1])  # what waits for an obligation that did not follow belongs to the last one
    figures = sorted(
        ((metric.end, metric.quote) for metric in metrics if metric.target and metric.value is not None),
        key=lambda figure: figure[0],
    )
    ends = [last for last, _ in figures]
    address = verb_table().address
    bearer: str | None = None  # named before 要 or 应 in this sentence: it bears what follows, too
    for piece in pieces:
        code, start, end, governor = piece.code, piece.start, piece.end, piece.governor
        owner = ids[piece.owner] if code != "-" else None
        segments.append(Segment(ROLES[code], start, end, owner))
        if piece.opens or code in "HR-":
            bearer = None
        if code != "O" or owner is None:
            if code == "A" and governor is not None:
                bearer = agent_before_modal(text, governor, end) or bearer
            continue
        at = bisect_right(ends, start)
        figure = figures[at][1] if at < len(ends) and ends[at] <= end else None
        words = text[start:end]
        verb: str | None
        named, addressee = None, None
        if governor is not None and governor.kind == "act" and governor.word not in address:  # no more to be read
            decisive, verb, thing = governor, governor.word, text[governor.end : end].strip(STRIP) or None
        else:
            said = describe(text, start, end, governor)
            decisive, verb, thing, named, addressee = said.governor, said.verb, said.object, said.bearer, said.addressee
            if named:
                bearer = named if said.by_modal else None
        strength, decided = weigh(words, decisive, figure)
        obligations.append(
            Obligation(owner, words, start, end, strength, decided, verb, thing, named or bearer, addressee)
        )
    return tuple(segments), tuple(obligations)
