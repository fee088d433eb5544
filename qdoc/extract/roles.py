"""Owns what each clause of a sentence is: obligation, purpose, adjunct or continuation."""

from __future__ import annotations

from qdoc.extract import signs
from qdoc.extract.governing import Governor, find_agent_verb, find_governor, find_inner_verb, find_modal
from qdoc.extract.means import resolve_means
from qdoc.extract.pieces import Piece
from qdoc.extract.verbs import VerbTable, verb_table
from qdoc.extract.words import opens_with_verb

SLOGAN = 7  # clauses of up to so many characters that run parallel belong together (立足常态长效,强化法治保障)


def classify_sentence(text: str, clauses: list[tuple[int, int]], continues: bool) -> list[Piece]:
    """Give every clause of one sentence its role (O, P, A, C). ``continues``: an obligation stands before it.

    A clause that opens with 按照, 围绕, 以…为… is an adjunct when something to do follows it, an outcome
    (提升…水平, no figure) is a purpose when it closes a sentence that already asks for something.
    """
    pieces: list[Piece] = []
    for start, end in clauses:
        if text[start] == "从":
            manner = signs.MANNER.match(text, start, end)
            if manner and end - manner.end() > 3:
                pieces.append(Piece("A", start, manner.end()))
                start = manner.end()
        pieces.append(_first_reading(text, start, end, continues or bool(pieces)))
    governor = pieces[0].governor
    if (governor is None or governor.kind != "act") and _is_background(text, pieces):
        for piece in pieces:
            piece.code = "A"
    elif len(pieces) > 1 or pieces[0].code != "O":
        codes = "".join([piece.code for piece in pieces])
        if "M" in codes or "S" in codes:
            resolve_means(text, pieces)
            codes = "".join([piece.code for piece in pieces])
        if "AO" in codes:
            _resolve_slogans(pieces)
        if "P" in codes:
            _resolve_purposes(pieces)
        if "N" in codes:
            _resolve_verbless(text, pieces)
    pieces[0].opens = True
    return pieces


_CONTINUE_SIGNS = frozenset("其特尤包累同环比较平占并分")  # what signs.CONTINUES begins with
_RESULT_SIGNS = frozenset("使让从进以真切力")  # what signs.CONSEQUENCE and signs.AIM begin with
_CONDITION_ENDS = frozenset("的话时起间前后中上下")


def _first_reading(text: str, start: int, end: int, continues: bool) -> Piece:
    governor = find_governor(text, start, end)
    head, table = governor.head, verb_table()
    if governor.kind == "act":
        if (
            text[end - 1] in "，,"
            and text[end - 2] in _CONDITION_ENDS
            and signs.CONDITION.search(text, max(head, end - 8), end)
        ):
            return Piece("A", start, end, governor)
        word = governor.word
        if word in table.serve or word == "发挥":
            return Piece("S", start, end, governor)
        outcome = (word in table.outcome or word == "引导") and _is_outcome(text, governor, end, table)
        return Piece("P" if outcome else "O", start, end, governor)
    first = text[head] if head < end else ""
    if continues and first in _CONTINUE_SIGNS and signs.CONTINUES.match(text, head, end):
        return Piece("C", start, end, governor)
    if (text[start] in "（([【〔" and signs.BRACKETED.match(text, start, end)) or (
        end - head <= 20
        and (not first or first in signs.TIME_SIGNS or first.isspace())
        and signs.TIME_ONLY.match(text, head, end)
    ):
        return Piece("A", start, end, governor)
    if governor.kind == "means":
        return Piece("M", start, end, governor)
    if first in _RESULT_SIGNS and (signs.CONSEQUENCE.match(text, head, end) or signs.AIM.match(text, head, end)):
        return Piece("P", start, end, governor)
    if (
        text[end - 1] in "，,"
        and text[end - 2] in _CONDITION_ENDS
        and signs.CONDITION.search(text, max(head, end - 8), end)
    ):
        return Piece("A", start, end, governor)
    at = governor.start or head
    if at < end and text[at] in "将把" and end - at > 6 and not signs.FOCUS_WORDS.match(text, at, end):
        future = text[at] == "将" and find_governor(text, at + 1, end).kind == "act"
        return Piece("N" if future else "O", start, end, governor)
    modal = find_modal(text, head, end)
    if modal and modal[1] < end:
        behind = find_governor(text, modal[1], end)
        if behind.kind == "means":
            behind.head = head
            return Piece("M", start, end, behind)
    if modal or find_inner_verb(text, head, end) or signs.PREDICATE.search(text, head, end):
        if signs.FOCUS_WORDS.match(text, head, end):
            return Piece("M", start, end, governor)
        return Piece("O", start, end, governor)
    agent = find_agent_verb(text, head, end)
    return Piece("O" if agent else "N", start, end, governor)


def _is_outcome(text: str, governor: Governor, end: int, table: VerbTable) -> bool:
    """Whether an act reads as a result rather than a thing to do (only its place in the sentence then decides)."""
    kind = table.outcome.get(governor.word)
    if kind is None:
        return bool(governor.word == "引导" and signs.PUBLIC.match(text, governor.start, end))
    if signs.MEASURED.search(text, governor.end, end):
        return False
    tail = signs.OUTCOME_TAILS.get(kind)
    return tail is None or bool(tail.search(text, governor.end, end))


def _is_background(text: str, pieces: list[Piece]) -> bool:
    """目前…, …以来, 据统计…: what is, not what is to be done."""
    start, end = pieces[0].start, pieces[-1].end
    known = text[start] in signs.BACKGROUND_SIGNS and signs.BACKGROUND.match(text, start, end)
    if known and not find_modal(text, start, end):
        return True
    return bool(signs.STATE.search(text, start, end))


def _resolve_slogans(pieces: list[Piece]) -> None:
    for index in range(1, len(pieces) - 1):
        piece, before = pieces[index], pieces[index - 1]
        if (
            piece.code == "O"
            and piece.governor is not None
            and piece.governor.word in signs.SLOGAN_VERBS
            and before.code == "A"
            and pieces[index + 1].code == "O"
            and piece.end - piece.start <= SLOGAN
            and before.end - before.start <= SLOGAN
            and before.governor is not None
            and before.governor.kind == "means"
        ):
            piece.code = "A"


def _resolve_purposes(pieces: list[Piece]) -> None:
    """Outcomes that close the sentence behind an obligation stay purposes; all others are things to do."""
    tail = len(pieces)
    while tail and pieces[tail - 1].code in "PC":
        tail -= 1
    asked = any(piece.code == "O" for piece in pieces[:tail])
    for index, piece in enumerate(pieces):
        if piece.code == "P" and (index < tail or not asked):
            consequence = piece.governor is None or piece.governor.kind != "act"
            if not (consequence and asked):
                piece.code = "O"
                asked = True


def _resolve_verbless(text: str, pieces: list[Piece]) -> None:
    asks = any(piece.code in "OP" for piece in pieces)
    before = False
    for index, piece in enumerate(pieces):
        if piece.code == "N":
            if (
                piece.governor
                and not piece.governor.bare
                and opens_with_verb(text[piece.governor.head : piece.end][:12])
            ):
                piece.code, asks = "O", True
            elif before:
                piece.code = "C"
            elif asks and any(later.code in "OP" for later in pieces[index + 1 :]):
                piece.code = "A"
            elif not asks and opens_with_verb(text[piece.start : min(piece.end, piece.start + 12)]):
                piece.code, asks = "O", True
            else:
                piece.code = "A"
        before = before or piece.code == "O"
