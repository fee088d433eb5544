"""Owns reading a Word file as a reader would: its paragraphs and its tables, without qdoc."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .forms import W, document_of, text_of


@dataclass(frozen=True)
class WordText:
    """The paragraphs outside tables, and the tables as rows of cells."""

    paragraphs: list[str]
    tables: list[list[list[str]]]

    @property
    def text(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(self.paragraphs)

    def table(self, *heads: str) -> list[dict[str, str]]:
        """The rows of the first table whose heading begins with ``heads``. Raises LookupError where none does."""
        for table in self.tables:
            for at, row in enumerate(table):
                if tuple(row[: len(heads)]) == heads:
                    return [dict(zip(row, cells, strict=False)) for cells in table[at + 1 :]]
        raise LookupError(f"没有表头为{'、'.join(heads)}的表")


def read_word_text(path: Path) -> WordText:
    """The words of ``path``."""
    body = document_of(path)[0]
    paragraphs = [text_of(each) for each in body.iter(f"{W}p") if not _in_table(each)]
    tables = [
        [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body.iter(f"{W}tbl")
    ]
    return WordText(paragraphs, tables)


def _in_table(element: object) -> bool:
    return next(element.iterancestors(f"{W}tc"), None) is not None  # type: ignore[attr-defined]


def serials(words: str) -> set[int]:
    """The numbers of a list such as 6～8、16、24."""
    found: set[int] = set()
    for part in words.split("、"):
        first, _, last = part.partition("～")
        found |= set(range(int(first), int(last or first) + 1))
    return found
