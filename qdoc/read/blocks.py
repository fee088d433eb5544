"""Owns how text and its blocks are put together, so that blocks always tile the text.

Postcondition of ``TextBuilder.build`` (held by property tests): the first block starts at 0, each block ends where
the next one starts, the last one ends at ``len(text)``; with no text there are no blocks.
"""

from __future__ import annotations

import hashlib

from qdoc.errors import LimitExceeded
from qdoc.model import Block, BlockKind, Diagnostic, Origin, SourceText
from qdoc.read import limits


class TextBuilder:
    """Collects pieces of text in reading order, each one block."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How long the text is so far."""
        return self._length

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        table: int = -1,
        row: int = -1,
        column: int = -1,
        reason: str | None = None,
    ) -> None:
        """Append one block; an empty text adds nothing. LimitExceeded when there is too much."""
        if not text:
            return
        start = self._length
        self._length += len(text)
        if self._length > limits.MAX_TEXT_CHARS:
            raise LimitExceeded(
                f"文字超过 {limits.MAX_TEXT_CHARS:,} 个字符",
                file=self._name,
                rule="单个文件的文字量有上限",
                hint="请把文件拆分后再试",
            )
        self._pieces.append(text)
        self._blocks.append(Block(kind, start, self._length, level, table, row, column, reason))

    def build(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and the blocks that tile it."""
        return "".join(self._pieces), tuple(self._blocks)


def make_source(
    data: bytes,
    name: str,
    media_type: str,
    encoding: str | None,
    text: str,
    blocks: tuple[Block, ...],
    diagnostics: tuple[Diagnostic, ...] = (),
) -> SourceText:
    """Put a SourceText together; the hash is of the file's bytes."""
    origin = Origin(name, hashlib.sha256(data).hexdigest(), media_type, encoding, len(text))
    return SourceText(text, blocks, origin, diagnostics)
