"""Columns by their letters, as every spreadsheet program counts them."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from qdoc.returns.addresses import column_letters


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [column_letters(0), column_letters(25), column_letters(26)] == ["A", "Z", "AA"]
    assert [column_letters(at) for at in range(800)] == [get_column_letter(at + 1) for at in range(800)]
