"""Owns the order in which the summary's words stand in the document, and where each of its numbers is found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.summary.pieces import Cell, Figure, Passage, Piece
from qdoc.summary.values import Summary, Tally


@dataclass(frozen=True, slots=True)
class Place:
    """Words and where they stand, as a reader finds them: 总体情况第1段, 表1. ``slot`` where they are a passage."""

    name: str
    pieces: tuple[Piece, ...]
    slot: str = ""


def places(summary: Summary) -> Iterator[Place]:
    """Every stretch of words of the main text in its order: title, passages, tables of counts, charts, notes."""
    yield Place("标题", summary.title)
    for section in summary.sections:
        name = section.title.partition("、")[2]
        if section.name == "overview":
            yield from _numbered(name, section.passages)
            for tally in summary.by_theme:
                yield Place("分主题完成情况表", _line(tally))
        elif section.name == "chapters":
            for chapter in summary.chapters:
                yield Place(f"{name}的小标题", chapter.heading)
                for task in chapter.tasks:
                    yield from (Place(name, one.pieces, one.slot) for one in task.passages)
        else:
            yield from _numbered(name, section.passages)
            if section.name == "units":
                for tally in summary.by_department:
                    yield Place("分单位完成情况表", _line(tally))
    for chart in summary.charts:
        yield Place(f"{chart.title}图", tuple(figure for _, figures in chart.series for figure in figures))
    yield from (Place("文末附注", note.pieces, note.slot) for note in summary.notes)


def _numbered(name: str, passages: tuple[Passage, ...]) -> Iterator[Place]:
    for at, passage in enumerate(passages, 1):
        yield Place(f"{name}第{at}段", passage.pieces, passage.slot)


def _line(tally: Tally) -> tuple[Piece, ...]:
    counts: list[Piece] = [one.count for one in tally.counts]
    return (*tally.title, *([tally.suggested] if tally.suggested else []), tally.total, tally.done, tally.rate, *counts)


def figures(summary: Summary) -> dict[str, Figure]:
    """Return every figure that the document prints by its key, in the order in which they first stand in it."""
    found: dict[str, Figure] = {}
    for place in places(summary):
        for piece in place.pieces:
            if isinstance(piece, Figure):
                found.setdefault(piece.key, piece)
    return found


def cells(summary: Summary) -> dict[str, Cell]:
    """Return every quoted cell that the document marks, by its mark, in their order."""
    found: dict[str, Cell] = {}
    for place in places(summary):
        for piece in place.pieces:
            if isinstance(piece, Cell) and piece.marked:
                found.setdefault(piece.mark, piece)
    return found


def passages(summary: Summary) -> dict[str, Passage]:
    """Return every passage by its slot, in the order of the document."""
    found: dict[str, Passage] = {}
    for section in summary.sections:
        for passage in section.passages:
            found[passage.slot] = passage
        if section.name == "chapters":
            for chapter in summary.chapters:
                for task in chapter.tasks:
                    found.update({one.slot: one for one in task.passages})
    found.update({note.slot: note for note in summary.notes})
    return found
