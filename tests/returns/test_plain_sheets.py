import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from qdoc.errors import LedgerRefused, LimitExceeded
from qdoc.ledger.record_columns import ENTRIES_SHEET
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import plain_sheets
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.workbook import open_workbook
from tests.hostile.packages import changed
from tests.render.made_ledger import made_ledger
from tests.returns.test_read_record import DATA


def saved(change, data=DATA):
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    change(book["台账"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(value, number_format=None):
    def change(sheet):
        cell = sheet.cell(3, 26)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def nothing(sheet):
    pass


def twice_merged(sheet):
    sheet.merge_cells("A3:B4")
    sheet.merge_cells("A1:A2")


PLAIN = [
    nothing,
    put("  前后 \n两行 "),
    put(CellRichText("红", TextBlock(InlineFont(b=True), "粗"), "黑")),  # a word made bold
    put(95),
    put(95.50),
    put(1e20),
    put(True),
    put(date(2026, 9, 30)),
    put(datetime(2026, 9, 30, 8, 15)),
    put(date(2026, 9, 30), 'yyyy"年"m"月"d"日"'),
    put("_x0041_"),
    put("x", "@"),
    lambda sheet: sheet.cell(400, 40).__setattr__("value", "远处"),  # empty lines between
    twice_merged,
    lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
]
LEFT_TO_THE_OTHER = [
    put(0.95, "0%"),  # reads as 95%
    put("=1+1"),  # refused by its cell
    put("#REF!"),
]


@pytest.mark.parametrize("change", PLAIN)
def test_a_plain_workbook_reads_as_the_library_reads_it(change, monkeypatch):
    data = saved(change)
    slow = open_workbook(data, "台账.xlsx")
    monkeypatch.setattr(plain_sheets, "open_workbook", None)  # nothing is left to it
    assert dict(PlainSheets(data, "台账.xlsx", ())) == slow


@pytest.mark.parametrize("change", LEFT_TO_THE_OTHER)
def test_what_is_not_plain_is_left_to_the_library(change, monkeypatch):
    asked = []
    monkeypatch.setattr(plain_sheets, "open_workbook", lambda data, name: asked.append(name) or {"台账": None})
    assert PlainSheets(saved(change), "台账.xlsx", ())["台账"] is None
    assert asked == ["台账.xlsx"]


def test_our_own_workbook_of_many_rows_reads_alike():
    data = ledger_xlsx(made_ledger(40))
    assert dict(PlainSheets(data, "台账.xlsx", ())) == open_workbook(data, "台账.xlsx")


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_is_plain(soffice, tmp_path, monkeypatch):
    path = tmp_path / "in" / "台账.xlsx"
    path.parent.mkdir()
    path.write_bytes(DATA)
    (file,) = soffice(path, to="xlsx", outdir=tmp_path)
    slow = open_workbook(file.read_bytes(), "台账.xlsx")
    monkeypatch.setattr(plain_sheets, "open_workbook", None)
    assert dict(PlainSheets(file.read_bytes(), "台账.xlsx", ())) == slow


def test_a_sheet_of_returns_may_be_longer_than_a_ledger():
    def long(sheet):
        sheet.parent[ENTRIES_SHEET].cell(20_001, 1, "区教育局")

    data = saved(long)
    assert len(PlainSheets(data, "台账.xlsx", (ENTRIES_SHEET,))[ENTRIES_SHEET].rows) == 20_001
    with pytest.raises(LimitExceeded, match="20,001"):
        PlainSheets(data, "台账.xlsx", ())[ENTRIES_SHEET]


def test_a_formula_in_a_sheet_of_the_clerks_own_does_not_stop_the_ledger():
    data = saved(lambda sheet: sheet.parent.create_sheet("我的表").cell(1, 1, "=1/0"))
    sheets = PlainSheets(data, "台账.xlsx", ())
    assert sheets["台账"].rows
    with pytest.raises(LedgerRefused, match="我的表"):
        sheets["我的表"]


WITH_RESULT = [
    ('<c r="A9"><f>1+1</f><v>2</v></c>', "2"),
    ('<c r="A9" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
    ('<c r="A9" t="b"><f>TRUE()</f><v>1</v></c>', "是"),
]


@pytest.mark.parametrize(("cell", "text"), WITH_RESULT)
def test_a_formula_whose_result_was_saved_is_plain(cell, text, monkeypatch):
    """One sum in a ledger of 5,000 rows made reading it seven times as slow."""
    data = changed(DATA, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(
        b"</sheetData>", f'<row r="900">{cell.replace("A9", "A900")}</row></sheetData>'.encode()
    ))  # fmt: skip
    slow = open_workbook(data, "台账.xlsx")
    monkeypatch.setattr(plain_sheets, "open_workbook", None)
    sheet = PlainSheets(data, "台账.xlsx", ())["台账"]
    assert sheet.rows[899] == (text,)
    assert sheet == slow["台账"]


MERGED_OVER = b'<row r="900"><c r="A900"><v>1</v></c><c r="B900"><v>2</v></c><c r="C900" t="e"><v>#N/A</v></c></row>'


def test_what_a_merged_range_covers_is_gone_for_the_library_too():
    def merge(xml):
        xml = xml.replace(b"</sheetData>", MERGED_OVER + b"</sheetData>")
        return xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A900:C901"/></mergeCells>', 1)

    sheet = open_workbook(changed(DATA, "xl/worksheets/sheet1.xml", merge), "台账.xlsx")["台账"]
    assert sheet.rows[899] == ("1",)
    assert sheet.merged[-1] == (900, 901, "A900:C901")


STRANGE_ORDER = [
    ('<row r="901"><c r="A901"><v>2</v></c></row><row r="900"><c r="A900"><v>1</v></c></row>', ("1",), ("2",)),
    ('<row r="900"><c r="B900"><v>1</v></c><c r="A900"><v>2</v></c></row>', ("2", "1"), None),
    ('<row r="900"><c r="A900"><v>1</v></c><c r="A900"><v>2</v></c></row>', ("2",), None),
    ('<row r="900"><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>', ("1", "2"), ("3",)),
]


@pytest.mark.parametrize(("rows", "first", "second"), STRANGE_ORDER)
def test_rows_and_cells_stand_where_they_say(rows, first, second):
    data = changed(DATA, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(
        b"</sheetData>", rows.encode() + b"</sheetData>"
    ))  # fmt: skip
    sheet = open_workbook(data, "台账.xlsx")["台账"]
    assert sheet.rows[899] == first
    assert (sheet.rows[900] if len(sheet.rows) > 900 else None) == second
