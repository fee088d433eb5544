"""Owns how the parser's tests make a SourceText from a string, as the reader does."""

from __future__ import annotations

from collections.abc import Iterator

from qdoc.model import Notice, Section
from qdoc.parse import parse
from qdoc.read import read_bytes


def parsed(text: str) -> Notice:
    """The notice of a plain text."""
    return parse(read_bytes(text.encode("utf-8"), "通知.txt"))


def leaves(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The leaf sections in order."""
    for section in sections:
        if section.children:
            yield from leaves(section.children)
        else:
            yield section


def assert_sound(notice: Notice) -> None:
    """Every promise of ``parse`` that holds for any text."""
    text = notice.source.text
    at = 0
    for leaf in leaves(notice.sections):
        assert leaf.start == at, f"leaves do not tile at {at}: {leaf}"
        assert leaf.end > at
        at = leaf.end
    assert at == len(text)
    end = 0
    for task in notice.tasks:
        assert end <= task.start < task.end <= len(text), f"tasks overlap or lie out of order: {task}"
        assert task.start <= task.title_start <= task.title_end <= task.end
        if task.title is not None:
            assert text[task.title_start : task.title_end] == task.title
        if task.number is not None:
            assert text.startswith(task.number, task.start)
        if task.unit is not None:
            assert text[task.unit.start : task.unit.end] == task.unit.quote
        end = task.end
    for theme in notice.themes:
        assert text[theme.heading_start : theme.heading_end] == theme.heading
        assert theme.start <= theme.heading_start < theme.heading_end <= theme.end
    for place in notice.letterhead.places:
        assert text[place.start : place.end] == place.quote
    known = [t.id for t in notice.tasks] + [h.id for h in notice.themes]
    assert len(known) == len(set(known))
    assert {t.theme for t in notice.tasks} - {None} <= {h.id for h in notice.themes}
