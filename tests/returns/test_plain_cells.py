import pytest

from qdoc.returns import plain_sheets
from qdoc.returns.plain_cells import number_text, sheet_rows, string_texts
from qdoc.returns.plain_sheets import PlainSheets
from tests.returns.test_read_record import DATA

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
STRINGS, DAYS = ["甲", "乙 丙"], [False, True, None]
LEFT = None  # to the parser


def sheet(rows, after="", head='<?xml version="1.0" encoding="UTF-8"?>\r\n'):
    text = f'{head}<worksheet xmlns="{MAIN}" xmlns:x14ac="{X14}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return text.encode()


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', (("甲",),)),  # the plain case
        ('<row r="2" x14ac:dyDescent="0.2"><c r="C2" s="0" t="s"><v>1</v></c></row>', ((), ("", "", "乙 丙"))),
        ('<row r="1"/><row r="3" ht="15" ><c r="A3"><v>7</v></c></row><row r="4"/>', ((), (), ("7",))),  # empty rows
        ('<row r="1"><c r="A1" s="1"><v>46295</v></c></row>', (("2026-09-30",),)),  # a look that shows days
        ('<row r="1"><c r="A1"/><c r="B1" s="0" t="n"></c><c r="AA1"><v>0.5</v></c></row>', (("",) * 26 + ("0.5",),)),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲\n</t></is></c></row>', ((" 甲\n",),)),
        ('<row r="1"><c r="A1" t="str"><v>甲</v></c></row>', (("甲",),)),  # text that a formula once gave
        ('<row r="1"><c r="GS1" t="s"><v>0</v></c></row>', LEFT),  # beyond the columns that are read: refused
        ('<row><c r="A1" t="s"><v>0</v></c></row>', LEFT),  # a row that does not say which
        ('<row r="1"><c r="A1" t="s"><f>B1</f><v>0</v></c></row>', LEFT),  # a formula
        ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', LEFT),  # an error
        ('<row r="1"><c r="A1" t="b"><v>1</v></c></row>', LEFT),  # yes or no
        ('<row r="1"><c r="A1" s="2"><v>0.95</v></c></row>', LEFT),  # per cent
        ('<row r="1"><c r="A1" s="9"><v>1</v></c></row>', LEFT),  # a look that is not there
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', LEFT),  # a string that is not there
        ('<row r="1"><c r="A1" t="n"><is><t>甲</t></is></c></row>', LEFT),  # text in a number's place
        ('<row r="1"><c r="A1"><v>1x</v></c></row>', LEFT),
        ('<row r="1"><c r="A1" t="s"><v></v></c></row>', LEFT),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>', LEFT),  # cells out of order
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', LEFT),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>A&amp;B</t></is></c></row>', LEFT),
        ('<row r="1"><c r="A1" t="inlineStr"><is><r><t>粗</t></r></is></c></row>', LEFT),  # runs of their own looks
        ('<row r="1"><!-- --><c r="A1"><v>1</v></c></row>', LEFT),  # a remark
        ('<row r="1"><c t="s" r="A1"><v>0</v></c></row>', LEFT),  # not the order in which programs write
        ('<row r="1"><c r="A1"><v>1</v></c>', LEFT),  # cut off
        ('<row r="99"><c r="A99"><v>1</v></c></row>', LEFT),  # more rows than are allowed: refused by the other reader
    ],
)  # fmt: skip
def test_rows_are_taken_by_pattern_or_left_to_the_parser(rows, texts):
    found = sheet_rows(sheet(rows), STRINGS, DAYS, 50)
    assert found == LEFT if texts is LEFT else found == (texts, (), frozenset())


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        sheet(ONE, head='<?xml version="1.0" encoding="GBK"?>'),  # bytes of another encoding
        sheet(ONE, after="<mergeCells>"),  # broken behind the rows
        sheet(ONE).replace(MAIN.encode(), b"urn:other"),  # rows of another language
        b"<!--" + sheet(ONE, head="") + b"--><worksheet/>",  # in a remark
        sheet(ONE)[:-30],
        sheet(ONE.replace("<v>1", "<v>\u00e9")).replace("\u00e9".encode(), b"\xe9"),  # no UTF-8
        sheet(ONE, head='<!DOCTYPE a [<!ENTITY b "c">]>'),
    ],
)
def test_a_part_that_is_not_as_programs_write_it_is_left_to_the_parser(content):
    assert sheet_rows(content, STRINGS, DAYS, 50) is None


def test_merged_areas_come_with_the_rows():
    found = sheet_rows(sheet(ONE, after='<mergeCells><mergeCell ref="I2:I4"/></mergeCells>'), STRINGS, DAYS, 50)
    assert found == ((("1",),), ("I2:I4",), frozenset())


def test_hidden_rows_come_with_the_rows():
    rows = ONE + '<row r="2" hidden="1"/><row r="3" ht="15" hidden="1"><c r="A3"><v>3</v></c></row>'
    assert sheet_rows(sheet(rows), STRINGS, DAYS, 50) == ((("1",), (), ("3",)), (), frozenset({3}))  # 2 holds nothing


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        ("<si><t>甲</t></si><si><t></t></si>", ["甲", ""]),
        ('<si><t xml:space="preserve"> 甲\n乙 </t></si>', [" 甲\n乙 "]),
        ('<si><t>甲</t><phoneticPr fontId="1" type="noConversion"/></si>', ["甲"]),  # Excel with Chinese writes it
        ("<si><t>A&amp;B &#20113; &lt;</t></si>", ["A&B 云 <"]),
        ("<si><t>a_x000D_\nb _x005F_x0041_</t></si>", ["a_x000D_\nb _x0041_"]),  # as the library reads them
        ("<si><t>&#13;</t></si>", ["\n"]),  # a carriage return is a line end
        ("<si><t>&nbsp;</t></si>", LEFT),  # no entity of XML
        ("<si><r><t>粗</t></r></si>", LEFT),  # runs
        ("<si><t>甲</t></si> ", LEFT),
        ("<si/>", LEFT),
        ("<si><t>a]]></t></si>", LEFT),
    ],
)
def test_shared_strings_are_taken_by_pattern_or_left_to_the_parser(items, texts):
    content = f'<sst xmlns="{MAIN}" count="2" uniqueCount="2">{items}</sst>'.encode()
    assert string_texts(content) == texts


def test_a_number_reads_as_it_stands():
    assert [number_text(each, False) for each in ("95", "95.50", "1e20", "-0.0")] == ["95", "95.5", "1e+20", "0"]
    with pytest.raises(ValueError, match="1x"):
        number_text("1x", False)


def test_our_own_workbook_is_taken_by_pattern(monkeypatch):
    monkeypatch.setattr(plain_sheets, "_parse", None)  # nothing is left to it
    assert all(sheet.rows for sheet in PlainSheets(DATA, "台账.xlsx", ()).values())
