"""Owns the tree of sections: every character of the text in exactly one leaf."""

from __future__ import annotations

from dataclasses import dataclass, field

from qdoc.model import OutlineTask, Section, SectionKind, Theme


@dataclass(slots=True)
class _Open:
    kind: SectionKind
    start: int
    end: int
    note: str | None = None
    children: list[_Open] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch whose kind is known; pieces may leave gaps and may not cross a task."""

    start: int
    end: int
    kind: SectionKind
    note: str | None = None


def tile(
    text: str, pieces: list[Piece], themes: list[Theme], tasks: list[OutlineTask], fill: list[Piece]
) -> tuple[Section, ...]:
    """Return sections whose leaves tile ``text``.

    Args:
        text: the whole text.
        pieces: what is known outside themes and tasks (title, noise …); the first one to claim a place has it.
        themes: the themes, each a node with its heading first.
        tasks: the tasks, each a leaf.
        fill: what a place is that nothing claims, by zone (preamble, closing, annex …), in order.

    White space after a leaf belongs to it; white space before the first one is BLANK.
    """
    if not text:
        return ()
    claims: list[tuple[int, int, int, Piece | Theme | OutlineTask]] = []
    for theme in themes:
        claims.append((theme.start, -theme.end, 0, theme))
    for task in tasks:
        claims.append((task.start, -task.end, 1, task))
    for piece in pieces:
        if piece.start < piece.end:
            claims.append((piece.start, -piece.end, 2, piece))
    claims.sort(key=lambda c: c[:3])
    root = _Open(SectionKind.PARAGRAPH, 0, len(text))
    stack = [root]
    for start, negative_end, _, owner in claims:
        end = -negative_end
        while len(stack) > 1 and start >= stack[-1].end:
            stack.pop()
        parent = stack[-1]
        last = parent.children[-1].end if parent.children else parent.start
        start = max(start, last)
        end = min(end, parent.end)
        if start >= end or parent.kind is SectionKind.TASK or parent.kind in _LEAVES:
            continue
        node = _Open(_kind_of(owner), start, end, owner.note if isinstance(owner, Piece) else None)
        parent.children.append(node)
        stack.append(node)
        if isinstance(owner, Theme) and owner.heading_end > start:
            stop = min(owner.heading_end, end)
            while stop < end and text[stop] in "。.;；:：":
                stop += 1
            node.children.append(_Open(SectionKind.HEADING, start, stop))
    return tuple(_close(text, root, fill, _Cursor()).children)


_LEAVES = frozenset(
    {
        SectionKind.BOILERPLATE, SectionKind.TITLE, SectionKind.ADDRESSEES, SectionKind.DOCUMENT_NUMBER,
        SectionKind.SIGNATORY, SectionKind.DATED, SectionKind.CC, SectionKind.PLAN_TITLE, SectionKind.ANNEX,
    }
)  # fmt: skip


def _kind_of(owner: Piece | Theme | OutlineTask) -> SectionKind:
    if isinstance(owner, Piece):
        return owner.kind
    if isinstance(owner, OutlineTask):
        return SectionKind.TASK
    return SectionKind.CHAPTER if owner.level == 1 and owner.number else SectionKind.THEME


class _Cursor:
    """The place in ``fill``, which is asked for in order of the text."""

    at = 0


def _close(text: str, node: _Open, fill: list[Piece], cursor: _Cursor) -> Section:
    if not node.children and node.kind is not SectionKind.PARAGRAPH:
        return Section(node.kind, node.start, node.end, (), node.note)
    children: list[Section] = []
    at = node.start
    inside = node.kind in (SectionKind.CHAPTER, SectionKind.THEME)
    for child in [*node.children, None]:
        stop = child.start if child is not None else node.end
        if at < stop:
            at = _absorb_blank(text, children, at, stop)
            if at < stop:
                _fill_gap(text, children, at, stop, fill, cursor, inside)
        if child is not None:
            children.append(_close(text, child, fill, cursor))
            at = child.end
    return Section(node.kind, node.start, node.end, tuple(children), node.note)


def _absorb_blank(text: str, children: list[Section], at: int, stop: int) -> int:
    """Give the white space from ``at`` on to the leaf before it, or make it BLANK where there is none."""
    end = at
    while end < stop and text[end].isspace():
        end += 1
    if end == at:
        return at
    if children and not children[-1].children:
        last = children[-1]
        children[-1] = Section(last.kind, last.start, end, (), last.note)
    else:
        children.append(Section(SectionKind.BLANK, at, end))
    return end


def _fill_gap(
    text: str, children: list[Section], at: int, stop: int, fill: list[Piece], cursor: _Cursor, inside: bool
) -> None:
    if inside:
        children.append(Section(SectionKind.PARAGRAPH, at, stop))
        return
    while at < stop:
        if text[at].isspace():
            at = _absorb_blank(text, children, at, stop)
            continue
        while cursor.at < len(fill) and fill[cursor.at].end <= at:
            cursor.at += 1
        if cursor.at >= len(fill):
            children.append(Section(SectionKind.PARAGRAPH, at, stop))
            return
        zone = fill[cursor.at]
        if at < zone.start:
            end = min(stop, zone.start)
            children.append(Section(SectionKind.PARAGRAPH, at, end))
        else:
            end = min(stop, zone.end)
            children.append(Section(zone.kind, at, end, (), zone.note))
        at = end
