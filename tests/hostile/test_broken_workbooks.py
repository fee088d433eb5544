"""Workbooks with damaged looks, without a sheet, or of Strict Open XML: read as the usual ones, or refused by name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import openpyxl
import pytest

from qdoc.errors import DamagedFile, InputRefused, LimitExceeded
from qdoc.read import limits
from qdoc.render.office_more import with_more
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_returned
from qdoc.returns.adopted import read_adopted
from qdoc.returns.office import read_office
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.register import read_register
from qdoc.returns.shown import read_shown
from qdoc.returns.workbook import Sheet, open_workbook
from tests.hostile import packages
from tests.render.made_ledger import made_ledger

LEDGER = ledger_xlsx(made_ledger(3))
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STRICT = ((b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"), (b"/2006/main", b"/main"),
          (b"officeDocument/2006/relationships", b"officeDocument/relationships"))  # fmt: skip


def book(sheets: Mapping[str, list[list[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def strict(data: bytes) -> bytes:
    """The workbook as Excel saves it under “Strict Open XML 电子表格”: other namespaces in every part."""
    parts = {}
    for name, content in packages.members(data).items():
        if name.startswith("xl/") and name.endswith((".xml", ".rels")):
            for usual, other in STRICT:
                content = content.replace(usual, other)
            content = content.replace(
                b"http://purl.oclc.org/ooxml/package/", b"http://schemas.openxmlformats.org/package/"
            )
        parts[name] = content
    return packages.pack(parts)


SETTINGS = {"责任单位": [["单位", "联系人"], ["区教育局", "张某某"]], "群组": [["群组", "成员"]]}
OLD = [["任务", "牵头单位"], ["抽检建材", "区住建局"]]
READERS: list[tuple[str, Callable[[bytes], object], bytes]] = [
    ("returned ledger", lambda data: read_returned(data, "台账.xlsx"), LEDGER),
    ("shown ledger", read_shown, LEDGER),
    ("every sheet", lambda data: dict(PlainSheets(data, "台账.xlsx", ())), LEDGER),
    ("old ledger", lambda data: read_adopted(data, "旧台账.xlsx"), book({"Sheet1": OLD})),
    ("register", lambda data: read_register(data, "名录.xlsx"), book(SETTINGS)),
    ("settings", lambda data: read_office(data, "单位信息.xlsx"), book(SETTINGS)),
    ("settings added to", lambda data: shown_texts(with_more(data, "单位信息.xlsx", ["区民政局"], [])), book(SETTINGS)),
]


def shown_texts(data: bytes) -> Mapping[str, Sheet]:
    return open_workbook(data, "x.xlsx")


@pytest.mark.parametrize(("read", "data"), [row[1:] for row in READERS], ids=[row[0] for row in READERS])
def test_a_strict_workbook_reads_as_the_usual_one(read: Callable[[bytes], object], data: bytes) -> None:
    other = strict(data)
    assert b"purl.oclc.org" in packages.members(other)[BOOK]
    assert read(other) == read(data)  # read as one without sheets: nothing was filled in, and no word of it


def test_a_strict_workbook_writes_days_as_days() -> None:
    data = packages.changed(
        strict(book({"甲": [["到期"], ["x"]]})),
        SHEET,
        lambda xml: re.sub(rb'<c r="A2"[^>]*>.*?</c>', b'<c r="A2" t="d"><v>2026-09-30T00:00:00</v></c>', xml),
    )
    assert open_workbook(data, "x.xlsx")["甲"].rows == (("到期",), ("2026-09-30",))


NO_TABLE = [
    ("no sheet listed", lambda xml: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", xml), "没有一张工作表"),
    ("a sheet without its part", lambda xml: xml.replace(
        b"</sheets>", b'<sheet name="Z" sheetId="99"/></sheets>'), "工作表“Z”"),
    ("two sheets of one name", lambda xml: re.sub(rb'(<sheet [^>]*/>)', rb"\1\1", xml, count=1), "读不出来"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in NO_TABLE], ids=[row[0] for row in NO_TABLE])
def test_a_workbook_whose_sheets_cannot_be_told_is_refused(change: Callable[[bytes], bytes], told: str) -> None:
    for _, read, data in READERS:
        with pytest.raises(DamagedFile, match=told) as refused:  # was a StopIteration, or settings without a word
            read(packages.changed(data, BOOK, change))
        assert refused.value.hint


def before_margins(inside: str) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"<pageMargins", inside.encode() + b"<pageMargins", 1)


LOOKS = [
    ("a link without its target", before_margins(
        f'<hyperlinks><hyperlink ref="A2" {OFFICE} r:id="rId77"/></hyperlinks>')),
    ("a rule of no known type", before_margins(
        '<conditionalFormatting sqref="A1"><cfRule type="foo" priority="1"/></conditionalFormatting>')),
    ("a list of no known type", before_margins(
        '<dataValidations count="1"><dataValidation type="bogus" sqref="A1"/></dataValidations>')),
    ("a filter by a colour that is none", before_margins(
        '<autoFilter ref="A1:B2"><filterColumn colId="0"><colorFilter dxfId="x"/></filterColumn></autoFilter>')),
    ("a page that lies in no known way", lambda xml: xml.replace(
        b"</worksheet>", b'<pageSetup orientation="sideways"/></worksheet>')),
    ("a view that is none", lambda xml: xml.replace(
        b"<sheetViews>", b'<sheetViews><sheetView workbookViewId="0" view="wpsView"/>', 1)),
    ("a row whose height is a word", lambda xml: re.sub(
        rb"<row [^>]*>", lambda row: re.sub(rb' ht="[^"]*"', b"", row[0])[:-1] + b' ht="abc">', xml, count=1)),
]  # fmt: skip


@pytest.mark.parametrize("change", [row[1] for row in LOOKS], ids=[row[0] for row in LOOKS])
@pytest.mark.parametrize(("read", "data"), [row[1:] for row in READERS[:-1]], ids=[row[0] for row in READERS[:-1]])
def test_damaged_looks_keep_nobody_from_reading(
    read: Callable[[bytes], object], data: bytes, change: Callable[[bytes], bytes]
) -> None:
    damaged = packages.changed(data, SHEET, change)
    assert damaged != data
    assert read(damaged) == read(data)  # was KeyError, ValueError, TypeError: the second opening was not guarded
    percent = packages.changed(damaged, SHEET, lambda xml: xml.replace(b"<v>", b"<v> ", 1))  # for the slower reader
    assert open_workbook(percent, "x.xlsx")


@pytest.mark.parametrize("change", [row[1] for row in LOOKS], ids=[row[0] for row in LOOKS])
def test_settings_with_damaged_looks_are_not_added_to_for_they_would_be_lost(change: Callable[[bytes], bytes]) -> None:
    data = packages.changed(book(SETTINGS), SHEET, change)
    with pytest.raises(DamagedFile, match="不能在里面添写") as refused:  # was KeyError, ValueError, TypeError
        with_more(data, "单位信息.xlsx", ["区民政局"], [])
    assert refused.value.hint


def test_the_library_says_nothing_in_english(recwarn: pytest.WarningsRecorder) -> None:
    inside = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>'
    data = packages.changed(book(SETTINGS), SHEET, lambda xml: xml.replace(b"</worksheet>", inside))
    assert with_more(data, "单位信息.xlsx", ["区民政局"], [])
    assert [str(one.message) for one in recwarn] == []


def test_the_library_prints_nothing_among_our_own_output(capsys: pytest.CaptureFixture[str]) -> None:
    parts = packages.members(LEDGER)
    styles = parts["xl/styles.xml"].decode()
    parts["xl/styles.xml"] = re.sub(r"<cellStyleXfs.*?</cellStyleXfs>", "", styles, flags=re.DOTALL).encode()
    said = []
    try:
        open_workbook(packages.pack(parts), "台账.xlsx")
    except InputRefused as refused:
        said.append(str(refused))
    out, err = capsys.readouterr()
    assert (out, err) == ("", ""), "JSON, and what a child sends back, go the same way"


def test_settings_of_many_megabytes_are_not_opened_with_their_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARENT_XML_BYTES", 10)
    with pytest.raises(LimitExceeded, match="不能在里面添写"):
        with_more(book(SETTINGS), "单位信息.xlsx", ["区民政局"], [])


def test_rows_that_a_filter_hides_are_told_and_sheets_of_charts_count_as_hers() -> None:
    made = openpyxl.load_workbook(io.BytesIO(LEDGER))
    first = read_shown(LEDGER).rows[0]
    at = next(row[0].row for row in made["台账"].iter_rows() if first.key in [cell.value for cell in row])
    made["台账"].row_dimensions[at].hidden = True
    made.create_chartsheet("图")
    made.create_sheet("我的")
    out = io.BytesIO()
    made.save(out)
    shown = read_shown(out.getvalue())
    assert [one.hidden for one in shown.rows][:2] == [True, False]
    assert sorted(shown.foreign) == ["工作表“图”", "工作表“我的”"]


def test_a_cell_right_of_all_that_is_read_is_named_and_not_dropped() -> None:
    made = openpyxl.Workbook()
    made.active.cell(3, 201, "远处")  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    for read in (open_workbook, lambda data, name: PlainSheets(data, name, ())["Sheet"]):
        with pytest.raises(InputRefused, match="GS3"):
            read(out.getvalue(), "x.xlsx")
