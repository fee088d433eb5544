"""Owns how a spreadsheet calls its columns: their letters, which name a cell for a clerk (I5)."""

from __future__ import annotations


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
