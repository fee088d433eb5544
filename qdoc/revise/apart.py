"""Owns keeping two insertions apart that meet at a kept paragraph end.

LibreOffice joins an insertion that ends a paragraph with one that begins the next, and rejecting then takes the end
between them too (seen in 7.4; Word keeps them apart). A deletion between them is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qdoc.revise.tokens import Tokens
from qdoc.revise.values import Mark, Piece, RevisedParagraph


def set_apart(paragraphs: Sequence[RevisedParagraph], tokens: Tokens) -> tuple[RevisedParagraph, ...]:
    """The same paragraphs, accepted and rejected alike; where two insertions met, the first one's deletion follows it.

    Where nothing was deleted there, the last kept token is deleted and inserted again.
    """
    out = []
    for one, other in pairwise((*paragraphs, None)):
        assert one is not None
        meet = other is not None and _inserted(one.pieces[-1:]) and _inserted(other.pieces[:1])
        out.append(replace(one, pieces=_deletion_last(one.pieces, tokens)) if meet and one.end is Mark.KEPT else one)
    return tuple(out)


def _inserted(pieces: Sequence[Piece]) -> bool:
    return any(piece.mark is Mark.INSERTED for piece in pieces)


def _deletion_last(pieces: tuple[Piece, ...], tokens: Tokens) -> tuple[Piece, ...]:
    if len(pieces) < 2:
        return pieces
    *first, before, last = pieces
    if before.mark is Mark.DELETED:
        return (*first, last, before)
    token = tokens.clauses([before.text])[-1].tokens(tokens.cut)[-1]
    left = before.text[: -len(token)]
    kept = (Piece(Mark.KEPT, left),) if left else ()
    return (*first, *kept, Piece(Mark.INSERTED, token + last.text), Piece(Mark.DELETED, token))
