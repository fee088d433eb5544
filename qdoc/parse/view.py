"""Owns the one thing all steps of the parser look at: text, folded view, paragraphs, what is noise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qdoc.model import Block, BlockKind, SourceText
from qdoc.parse.boilerplate import FrontMatterField, Noise, find_noise, front_matter_fields
from qdoc.parse.paragraphs import Paragraph, find_paragraphs
from qdoc.parse.punctuation import fold

# characters a paragraph on average, above which line ends must have been lost (ordinary notices stay below 250)
_RUN_TOGETHER = 800


@dataclass(frozen=True, slots=True)
class View:
    """``paragraphs`` are the document's own (noise left out), ``starts`` their beginnings in order.

    ``cells``: the blocks that are cells of tables, in order.

    ``run_together``: the copy lost its line ends, so that headings stand glued to their text.
    """

    text: str
    folded: str
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    noise: tuple[Noise, ...]
    front_matter: tuple[FrontMatterField, ...]
    blocks: tuple[Block, ...]
    run_together: bool
    cells: tuple[Block, ...] = ()

    def within(self, start: int, end: int) -> tuple[Paragraph, ...]:
        """Return the paragraphs that touch ``start:end``, cut to it."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        touched = list(self.paragraphs[first:last])
        if touched and touched[0].end <= start:
            del touched[0]
        if touched and touched[-1].end > end:
            touched[-1] = self._cut(touched[-1], touched[-1].start, end)
        if touched and touched[0].start < start:
            touched[0] = self._cut(touched[0], start, touched[0].end)
        return tuple(p for p in touched if p.start < p.end)

    def _cut(self, p: Paragraph, start: int, end: int) -> Paragraph:
        while start < end and self.folded[start].isspace():
            start += 1
        while end > start and self.folded[end - 1].isspace():
            end -= 1
        return Paragraph(start, end, p.kind, p.level)


def look_at(source: SourceText) -> View:
    """Return the view of ``source``; paragraphs that are noise, or part of it, are cut away."""
    folded = fold(source.text)
    every, marked = find_paragraphs(source, folded)
    noise = find_noise(folded, every, marked)
    own: list[Paragraph] = []
    spans = [(n.start, n.end) for n in noise]
    ends = [b for _, b in spans]
    for p in every:
        a, b = p.start, p.end
        for s, _ in spans[bisect_right(ends, a) :]:
            if s >= b:
                break
            b = max(a, s)
        while b > a and folded[b - 1].isspace():
            b -= 1
        if b > a:
            own.append(p if b == p.end else Paragraph(a, b, p.kind, p.level))
    fields = tuple(front_matter_fields(folded, every, marked))
    together = bool(own) and sum(p.end - p.start for p in own) > _RUN_TOGETHER * len(own)
    starts = tuple(p.start for p in own)
    cells = tuple(block for block in source.blocks if block.kind is BlockKind.CELL)
    return View(source.text, folded, tuple(own), starts, tuple(noise), fields, source.blocks, together, cells)
