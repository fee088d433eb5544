"""Owns plain text: one block a line, the text exactly as decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.model import Block, BlockKind, Diagnostic, Severity, SourceText
from qdoc.read.blocks import make_source

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_plain(data: bytes, name: str, text: str, encoding: str) -> SourceText:
    """Return the decoded text with one block a line (its line end included); lines without ink are BLANK.

    Guarantees: ``text`` is unchanged, so newlines are not translated and control characters stay (with R002).
    """
    return make_source(data, name, "text/plain", encoding, text, tuple(line_blocks(text)), control_diagnostics(text))


def line_blocks(text: str) -> Iterator[Block]:
    """Yield one block a line; CR LF, LF and CR end a line, nothing else does."""
    for match in LINE.finditer(text):
        kind = BlockKind.PARAGRAPH if match.group().strip() else BlockKind.BLANK
        yield Block(kind, match.start(), match.end())


def control_diagnostics(text: str) -> tuple[Diagnostic, ...]:
    """Return R002 at the first control character, with their number; they stay in the text."""
    found = _CONTROL.search(text)
    if found is None:
        return ()
    count = len(_CONTROL.findall(text))
    return (
        Diagnostic(
            "R002",
            Severity.WARNING,
            f"文中有 {count} 个控制字符（第一个为 U+{ord(found.group()):04X}），已照原样保留",
            found.start(),
            found.end(),
            "若显示异常，请核对原文件是否在复制或传输中损坏",
        ),
    )
