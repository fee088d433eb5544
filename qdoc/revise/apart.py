"""Owns keeping two insertions apart that meet at a kept paragraph end.

LibreOffice joins an insertion that ends a paragraph with one that begins the next, and rejecting then takes the end
between them too (seen in 7.4; Word keeps them apart). A deletion between them is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdoc.revise.tokens import Tokens
from qdoc.revise.values import Mark, Piece, RevisedParagraph


def set_apart(paragraphs: Sequence[RevisedParagraph], tokens: Tokens) -> tuple[RevisedParagraph, ...]:
    """The same paragraphs, accepted and rejected alike; where two insertions met, the first one's deletion follows it.

    Where nothing was deleted there, the last kept token is deleted and inserted again; where the paragraph is nothing
    but an insertion, the next one gives its first kept token. From the last paragraph to the first, for what is put
    apart at a paragraph's end may begin it as well.
    """
    out: list[RevisedParagraph] = []
    for one in reversed(paragraphs):
        if one.end is Mark.KEPT and out and _inserted(one.pieces[-1:]) and _inserted(out[-1].pieces[:1]):
            apart = _deletion_last(one.pieces, tokens)
            if apart == one.pieces:
                out[-1] = replace(out[-1], pieces=_deletion_first(out[-1].pieces, tokens))
            one = replace(one, pieces=apart)
        out.append(one)
    return tuple(reversed(out))


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


def _deletion_first(pieces: tuple[Piece, ...], tokens: Tokens) -> tuple[Piece, ...]:
    if len(pieces) < 2:
        return pieces
    first, behind, *last = pieces
    if behind.mark is Mark.DELETED:
        return (behind, first, *last)
    token = tokens.clauses([behind.text])[0].tokens(tokens.cut)[0]
    left = behind.text[len(token) :]
    kept = (Piece(Mark.KEPT, left),) if left else ()
    return (Piece(Mark.DELETED, token), Piece(Mark.INSERTED, first.text + token), *kept, *last)
