"""Owns what a reader gives: text, blocks, origin, evidence, diagnostics."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.model.quick import quick
from qdoc.model.vocabulary import BlockKind, Severity


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval of code points in ``SourceText.text``."""

    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value holds: the words (``text[start:end] == quote`` when a place is given) and the rule that read them.

    For evidence outside the notice (a duty of the register, an earlier year) ``start`` and ``end`` are None
    and ``source`` says where the quote stands.
    """

    rule: str
    quote: str
    start: int | None = None
    end: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in the user's document: a value, never an exception. ``code`` is stable, texts are Chinese."""

    code: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    hint: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell, note or piece of boilerplate; blocks tile the text (line ends belong to the block before).

    ``level`` is the heading level the format declares (0: none); ``table``/``row``/``column`` are set for cells
    (running numbers, -1 elsewhere); ``reason`` says why a block is boilerplate (navigation, footer, page_header,
    page_number, front_matter, duplicate_copy ...) or what kind of note it is.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from: name, SHA-256 of its bytes (hex), media type, encoding (null: binary), code points."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    length: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """The one string that every span points into, the blocks that tile it, its origin and the reader's remarks."""

    text: str
    blocks: tuple[Block, ...]
    origin: Origin
    diagnostics: tuple[Diagnostic, ...] = ()
