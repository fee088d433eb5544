"""Ledgers as an unlucky or hostile hand leaves them: each is read right or refused with place and next step."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from qdoc.errors import InputRefused
from qdoc.ledger import build_ledger
from qdoc.ledger.columns import COLUMNS
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from tests.ledger.made_plans import plan

LEDGER = build_ledger(plan())
DATA = ledger_xlsx(LEDGER)
AT = {column.header: index for index, column in enumerate(COLUMNS, 1)}
SHEET = "xl/worksheets/sheet1.xml"


def edited(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return out.getvalue()


def utf16_with_dtd(data: bytes) -> bytes:
    text = data.decode("utf-8").split("?>", 1)[-1]
    return f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]>{text}'.encode("utf-16")


def merge(area: str) -> bytes:
    return edited(lambda book: book["台账"].merge_cells(area))


def merge_all(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', 1)


REFUSED = [
    (with_part(SHEET, merge_all), "A1:XFD1048576：合并的单元格范围太大"),  # the library took 5.5 GB over it
    (merge("B2:B4"), "B2:B4 是合并单元格"),  # merging threw away what B3 and B4 held
    (merge("I2:J2"), "I2:J2 是合并单元格"),
    (edited(lambda book: book["台账"].delete_rows(2, 99)), "一条事项也没有了"),  # not 'the clerk deleted everything'
    (edited(lambda book: book["台账"].cell(1048576, 3, "x")), "C1048576"),  # a stray entry in the last row
    (with_part(SHEET, lambda data: data[:-40]), "结构有错"),  # XML cut off
    (with_part("xl/styles.xml", utf16_with_dtd), "DTD"),  # a DTD that no search for bytes finds
    (with_part(SHEET, lambda data: data.replace(b"<worksheet", b"<!DOCTYPE a><worksheet", 1)), "DTD"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_refused_with_the_place_and_the_next_step(data: bytes, said: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_ledger(data, "台账.xlsx")
    assert said in str(caught.value)
    assert "台账.xlsx" in str(caught.value)
    assert "下一步" in str(caught.value)


READ = [
    merge("A1:B1"),  # the header only: two names are gone, no entry is
    edited(lambda book: setattr(book["台账"].cell(900000, 5), "number_format", "0.0")),  # formats to the last row
    edited(lambda book: book.create_sheet("备忘", 0)),
    edited(lambda book: book["台账"].insert_cols(3)),
]


@pytest.mark.parametrize("data", READ)
def test_read_as_it_was_written(data: bytes) -> None:
    assert read_ledger(data, "台账.xlsx").rows == LEDGER.rows


def test_a_ledger_with_one_sign_typed_over_and_over_can_be_read_again() -> None:
    data = edited(lambda book: book["台账"].cell(2, AT["进展情况"], "进" * 32_000))
    once = read_ledger(data, "台账.xlsx")
    again = read_ledger(ledger_xlsx(once), "台账.xlsx")  # our own file must not look like a bomb to us
    assert again.rows[0].progress == "进" * 32_000


def _forget_rows(book: openpyxl.Workbook) -> None:
    hidden = book["_qdoc"]
    at = next(row for row in range(1, hidden.max_row + 1) if hidden.cell(row, 1).value == "key")
    hidden.delete_rows(at + 1, hidden.max_row)


def _twice(book: openpyxl.Workbook) -> None:
    hidden = book["_qdoc"]
    hidden.append([cell.value for cell in hidden[hidden.max_row]])


@pytest.mark.parametrize("change", [_forget_rows, _twice])
def test_a_ledger_that_forgot_what_was_suggested_shows_nothing_as_decided(
    change: Callable[[openpyxl.Workbook], object],
) -> None:
    """Hidden lines cut away or doubled: every row would be taken as the clerk's own, its suggestions as decisions."""
    with pytest.raises(InputRefused) as refused:
        read_ledger(edited(change), "台账.xlsx")
    assert "_qdoc" in str(refused.value)
