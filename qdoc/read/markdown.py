"""Owns Markdown: the text exactly as decoded; front matter, quotations and ``#`` headings are told by the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qdoc.model import Block, BlockKind, SourceText
from qdoc.read.blocks import make_source
from qdoc.read.plain import control_diagnostics, line_blocks

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_QUOTATION = re.compile(r" {0,3}>")
_FENCE = re.compile(r"-{3}[ \t]*$")
_FENCE_END = re.compile(r"(?:-{3}|\.{3})[ \t]*$")


def read_markdown(data: bytes, name: str, text: str, encoding: str) -> SourceText:
    """Return the decoded text with one block a line.

    A YAML front matter (from a first line ``---`` to the next ``---``) is boilerplate ``front_matter``, lines that
    start with ``>`` are boilerplate ``quotation``, ``#`` lines are headings of that level; the marks stay in the text.
    """
    blocks = tuple(_mark(text, list(line_blocks(text))))
    return make_source(data, name, "text/markdown", encoding, text, blocks, control_diagnostics(text))


def _mark(text: str, blocks: list[Block]) -> Iterator[Block]:
    front = _front_matter_end(text, blocks)
    for position, block in enumerate(blocks):
        line = text[block.start : block.end].rstrip("\r\n")
        if position < front:
            yield replace(block, kind=BlockKind.BOILERPLATE, reason="front_matter")
        elif block.kind is BlockKind.BLANK:
            yield block
        elif heading := _HEADING.match(line):
            yield replace(block, kind=BlockKind.HEADING, level=len(heading.group(1)))
        elif _QUOTATION.match(line):
            yield replace(block, kind=BlockKind.BOILERPLATE, reason="quotation")
        else:
            yield block


def _front_matter_end(text: str, blocks: list[Block]) -> int:
    """Return how many leading blocks are front matter: 0 where it is not opened or never closed."""
    if not blocks or not _FENCE.match(text[: blocks[0].end].rstrip("\r\n")):
        return 0
    for position, block in enumerate(blocks[1:], start=1):
        if _FENCE_END.match(text[block.start : block.end].rstrip("\r\n")):
            return position + 1
    return 0
