"""Owns the lines of a draft that was written in Word or saved as a page: headings keep their level, margins are out."""

from __future__ import annotations

from qdoc.draft.plan_text import number_level
from qdoc.model import BlockKind, Diagnostic, Severity, SourceText

_TOLD = {
    BlockKind.CELL: ("D013", "正文里有表格，按一行一段排出，格线没有了", "要保留表格，请在生成的 Word 里另行插入"),
    BlockKind.NOTE: ("D014", "正文里的脚注、尾注没有排进去", "请把要印的话写进正文"),
}


def source_lines(source: SourceText) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Return the lines of ``source`` as a draft is written, and what of it does not print as it stands.

    A heading without a number gets # by its level, the cells of a row stand on one line; page headers, page numbers
    and other boilerplate are left out. Plain text and Markdown have their lines as they are.
    """
    if source.origin.media_type.startswith("text/") and source.origin.media_type != "text/html":
        return source.text.splitlines(), ()
    lines: list[str] = []
    met: dict[BlockKind, None] = {}
    row: tuple[int, int] | None = None
    for block in source.blocks:
        text = source.text[block.start : block.end].strip("\r\n\t ")
        if block.kind in _TOLD:
            met[block.kind] = None
        if block.kind in (BlockKind.BOILERPLATE, BlockKind.NOTE):
            continue
        if block.kind is BlockKind.CELL:
            text = " ".join(text.split())
            if row == (block.table, block.row) and lines:
                lines[-1] += f"　{text}"
            else:
                lines.append(text)
            row = (block.table, block.row)
            continue
        row = None
        marked = block.kind is BlockKind.HEADING and block.level and text and not number_level(text)
        lines.append(f"{'#' * min(block.level, 6)} {text}" if marked else text)
    told = [Diagnostic(code, Severity.REVIEW, said, hint=hint) for kind in met for code, said, hint in [_TOLD[kind]]]
    return lines, tuple(told)
