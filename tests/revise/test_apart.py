"""Insertions that would meet at a kept paragraph end: none is left, both years stay, and LibreOffice agrees."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from qdoc.extract import words
from qdoc.render.revision_docx import revision_docx
from qdoc.revise import Level, Mark, Piece, RevisedParagraph, Revision
from qdoc.revise.apart import set_apart
from qdoc.revise.tokens import END, Tokens
from qdoc.revise.wording import compare_wording
from tests.revise.office_engine import resolve

TOKENS = Tokens(["区教育局", "区财政局"], words.cut)
CLAUSES = (
    "新建学校5所，",
    "改善办学条件。",
    "推进课后服务，",
    "（一）加强宣传；",
    "6月底前完成改造。",
    "开展评比表彰",
    "组织编写教材。",
    "由区教育局负责。",
)


def revised(old: list[str], new: list[str]) -> list[RevisedParagraph]:
    """Paragraphs as ``revise`` makes them of one task."""
    found: list[RevisedParagraph] = []
    pieces: list[Piece] = []
    for mark, text in (*compare_wording(old, new, TOKENS), (Mark.KEPT, END)):
        for number, part in enumerate(text.split(END)):
            if number:
                found.append(RevisedParagraph(Level.TEXT, tuple(pieces), mark))
                pieces = []
            if part:
                pieces.append(Piece(mark, part))
    return found


def meetings(paragraphs: list[RevisedParagraph] | tuple[RevisedParagraph, ...]) -> int:
    return sum(
        one.end is Mark.KEPT
        and bool(one.pieces and other.pieces)
        and one.pieces[-1].mark is other.pieces[0].mark is Mark.INSERTED
        for one, other in pairwise(paragraphs)
    )


def made(count: int) -> list[tuple[list[str], list[str], list[RevisedParagraph]]]:
    """Random tasks of one to four paragraphs in two years, whose paragraphs are replaced in place."""
    chance = random.Random(1)

    def side() -> list[str]:
        return ["".join(chance.choices(CLAUSES, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 4))]

    return [(old, new, revised(old, new)) for old, new in ((side(), side()) for _ in range(count))]


def test_no_two_insertions_meet_and_both_years_stay() -> None:
    met = 0
    for old, new, paragraphs in made(1500):
        met += meetings(paragraphs)
        apart = set_apart(paragraphs, TOKENS)
        assert meetings(apart) == 0
        revision = Revision("", apart)
        assert (revision.rejected(), revision.accepted()) == (tuple(old), tuple(new))
    assert met > 100, "the random tasks must have them"


def piece(mark: Mark, text: str) -> Piece:
    return Piece(mark, text)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            (Mark.INSERTED,),
            (Mark.INSERTED, Mark.DELETED),
            "nothing to delete in the first: the second's deletion leads",
        ),
        ((Mark.INSERTED,), (Mark.INSERTED, Mark.KEPT), "nothing deleted at all: a kept token of the second is"),
        ((Mark.DELETED, Mark.INSERTED), (Mark.DELETED, Mark.INSERTED), "they do not meet"),
        ((Mark.DELETED, Mark.INSERTED), (Mark.INSERTED, Mark.DELETED), "both have a deletion"),
    ],
)
def test_pairs(first: tuple[Mark, ...], second: tuple[Mark, ...], why: str) -> None:
    paragraphs = [
        RevisedParagraph(Level.TEXT, tuple(piece(mark, f"{mark.value}文字{at}。") for mark in marks), Mark.KEPT)
        for at, marks in enumerate((first, second))
    ]
    before, after = Revision("", tuple(paragraphs)), Revision("", set_apart(paragraphs, TOKENS))
    assert meetings(after.paragraphs) == 0, why
    assert (before.accepted(), before.rejected()) == (after.accepted(), after.rejected()), why


@pytest.mark.office
def test_libreoffice_gives_back_both_years_where_insertions_would_meet(tmp_path: Path) -> None:
    chosen = [(old, new, found) for old, new, found in made(1500) if meetings(found)][:12]
    files = []
    for at, (_, _, paragraphs) in enumerate(chosen):
        files.append(tmp_path / f"{at}.docx")
        files[-1].write_bytes(revision_docx(Revision("修订", set_apart(paragraphs, TOKENS))))
    found = resolve(files, tmp_path)
    for file, (old, new, _) in zip(files, chosen, strict=True):
        accepted, rejected = ([line for line in side if line] for side in found[file.name])
        assert (rejected, accepted) == (old, new), file.name
