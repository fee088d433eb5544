import io
from dataclasses import replace

import openpyxl
import pytest

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LedgerRefused, UnsupportedFormat
from qdoc.ledger import build_ledger, merge_ledger
from qdoc.ledger.columns import COLUMNS, MARK_OWN
from qdoc.letters import make_letters, prove
from qdoc.model import Basis, Cell, OwnColumn
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger, read_returned
from qdoc.returns.days import read_day
from tests.ledger.made_plans import plan

LEDGER = build_ledger(plan(), "c" * 64)
DATA = ledger_xlsx(LEDGER)
AT = {column.header: index for index, column in enumerate(COLUMNS, 1)}


def changed(change, data=DATA):
    """The bytes of the workbook after ``change(book, sheet 台账)``."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book, book["台账"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def setting(header, row, value):
    return lambda book, sheet: setattr(sheet.cell(row, AT[header]), "value", value)


def test_an_untouched_ledger_comes_back_as_it_went():
    returned = read_returned(DATA, "台账.xlsx")
    assert returned.ledger.rows == LEDGER.rows
    assert returned.ledger.head == LEDGER.head
    assert returned.ledger.diagnostics == ()
    assert returned.deviations == ()


@pytest.mark.parametrize(
    ("header", "row", "value", "field", "expected"),
    [
        ("牵头单位", 2, "区府办", "lead", Cell("区府办", Basis.CONFIRMED)),  # another lead
        ("牵头单位", 4, "区商务委", "lead", Cell("区商务委", Basis.CONFIRMED)),  # instead of the suggested one
        ("牵头单位", 4, None, "lead", Cell("", None)),  # the suggestion taken away: nobody
        (
            "牵头单位",
            5,
            "区水务局，区城管局",
            "lead",
            Cell("区水务局、区城管局", Basis.CONFIRMED),
        ),  # typed with a comma
        ("量化指标", 2, 12, "metric", Cell("12", Basis.CONFIRMED)),  # a number typed into a text cell
        ("完成时限", 2, "6月底前", "deadline", Cell("6月底前", Basis.CONFIRMED)),
        ("截止日", 2, "2026年6月30日", "deadline_on", "2026-06-30"),  # as a clerk types dates
        ("具体事项", 2, "改写后的事项", "text", "改写后的事项"),
        ("完成数值", 2, 95.5, "actual", "95.5"),
        ("进展情况", 2, "=未开始", "progress", "=未开始"),  # text, not a formula
    ],
)
def test_a_value_that_differs_is_the_clerks(header, row, value, field, expected):
    def change(book, sheet):
        cell = sheet.cell(row, AT[header])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    returned = read_returned(changed(change), "台账.xlsx")
    found = returned.ledger.rows[row - 2]
    assert getattr(found, field) == expected
    assert found.edited == (field,)
    (deviation,) = returned.deviations
    assert (deviation.key, deviation.field) == (LEDGER.rows[row - 2].key, field)
    assert deviation.cell == f"{openpyxl.utils.get_column_letter(AT[header])}{row}"


def test_an_unchanged_suggestion_is_confirmed_only_by_the_clerks_yes():
    row = read_ledger(changed(setting("确认", 4, "是")), "台账.xlsx").rows[2]
    assert row.lead == Cell("区民政局", Basis.CONFIRMED)
    assert row.confirmed
    assert read_ledger(changed(setting("确认", 4, "否")), "台账.xlsx").rows[2].lead.basis is Basis.SUGGESTED
    # the 来源 column is qdoc's: writing 已确认 there decides nothing
    assert read_ledger(changed(setting("牵头来源", 4, "已确认")), "台账.xlsx").rows[2].lead.basis is Basis.SUGGESTED


def test_a_yes_that_is_taken_back_makes_it_a_suggestion_again():
    confirmed = read_ledger(changed(setting("确认", 4, "是")), "台账.xlsx")
    back = read_ledger(changed(setting("确认", 4, None), ledger_xlsx(confirmed)), "台账.xlsx")
    assert back.rows[2].lead == Cell("区民政局", Basis.SUGGESTED)
    assert not back.rows[2].confirmed


def test_a_yes_does_not_touch_what_the_notice_states():
    assert read_ledger(changed(setting("确认", 2, "是")), "台账.xlsx").rows[0].lead.basis is Basis.STATED


def test_a_row_without_a_key_is_the_clerks_own_and_keeps_its_key():
    def add(book, sheet):
        sheet.insert_rows(3)
        sheet.cell(3, AT["具体事项"], "召开一次专题会")
        sheet.cell(3, AT["牵头单位"], "区府办")

    ledger = read_ledger(changed(add), "台账.xlsx")
    own = ledger.rows[1]
    assert (own.own, own.mark, own.text) == (True, MARK_OWN, "召开一次专题会")
    assert own.lead == Cell("区府办", Basis.CONFIRMED)
    assert own.key.startswith("own-")
    assert [found.code for found in ledger.diagnostics] == ["R005"]
    again = read_ledger(ledger_xlsx(ledger), "台账.xlsx")
    assert again.rows == ledger.rows


def test_a_missing_row_is_listed_and_remembered():
    ledger = read_ledger(changed(lambda book, sheet: sheet.delete_rows(2)), "台账.xlsx")
    assert len(ledger.rows) == 3
    assert ledger.removed == (LEDGER.rows[0].key,)
    assert "“1.规范校外托管场所”第1项" in next(found.message for found in ledger.diagnostics if found.code == "R001")
    assert read_ledger(ledger_xlsx(ledger), "台账.xlsx").removed == ledger.removed


def copy_row(book, sheet):
    for index in range(1, len(COLUMNS) + 1):
        sheet.cell(6, index, sheet.cell(2, index).value)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (copy_row, ("AC2", "AC6", "识别码相同")),  # a copied row
        (setting("截止日", 3, "年底"), ("Q3", "不是日期")),
        (setting("截止日", 3, "2026-02-30"), ("Q3", "不是日期")),  # no such day
        (setting("具体事项", 3, None), ("E3", "删整行")),
        (setting("确认", 3, "也许"), ("R3", "只填“是”或“否”")),
        (setting("牵头单位", 3, "=1/0"), ("I3", "公式")),  # a formula without a saved result
        (setting("备注", 9, "只有备注"), ("E9", "具体事项”是空的")),
        (lambda book, sheet: sheet.delete_cols(AT["识别码"]), ("缺少“识别码”", "第 1 行")),
        (lambda book, sheet: book.remove(book["_qdoc"]), ("_qdoc", "不见了")),
        (lambda book, sheet: setattr(sheet, "title", "表一"), ("没有名为“台账”",)),
        (lambda book, sheet: book["_qdoc"].cell(1, 2, "qdoc.ledger/9"), ("qdoc.ledger/9", "版本")),
    ],
)
def test_what_fits_nothing_is_refused_by_its_place(change, named):
    with pytest.raises(LedgerRefused) as refused:
        read_ledger(changed(change), "我的台账.xlsx")
    for words in ("我的台账.xlsx", "下一步", *named):
        assert words in str(refused.value)


def test_all_bad_cells_are_named_at_once():
    def spoil(book, sheet):
        sheet.cell(2, AT["截止日"], "年底")
        sheet.cell(4, AT["确认"], "也许")

    with pytest.raises(LedgerRefused, match=r"2 处不能读入：Q2 .*；R4 "):
        read_ledger(changed(spoil), "台账.xlsx")


def test_columns_are_found_by_name_wherever_they_stand():
    def shuffle(book, sheet):
        sheet.insert_rows(1)
        sheet.cell(1, 1, "云溪区台账（2026年）")  # a title above the header
        sheet.insert_cols(3)
        sheet.cell(2, 3, "分管领导")  # a column of the clerk's

    ledger = read_ledger(changed(shuffle), "台账.xlsx")
    assert ledger.rows == LEDGER.rows
    assert [found.code for found in ledger.diagnostics] == ["R006"]
    assert ledger.own_columns == (OwnColumn("分管领导", ()),)


OWN = OwnColumn("科室意见", ((LEDGER.rows[0].key, "=1+1"), (LEDGER.rows[1].key, "2026-05-20"), ("k", "没有这一行")))


def test_a_clerks_own_columns_come_back_as_they_were_written():
    key = LEDGER.rows[-1].key
    kept = (
        OwnColumn("", ((key, "没有表头的一栏"),)),
        OwnColumn("科室意见", OWN.texts[:2]),
        OwnColumn("打分", ((key, "95"),)),
    )
    book = ledger_xlsx(replace(LEDGER, own_columns=(kept[0], OWN, kept[2])))
    again = read_ledger(book, "台账.xlsx")
    assert again.own_columns == kept  # a text of a row that is gone has no place
    assert again.rows == LEDGER.rows
    assert "您自己加的栏目：（没有表头）、科室意见、打分" in again.diagnostics[0].message
    sheet = openpyxl.load_workbook(io.BytesIO(book))["台账"]
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert sheet.cell(len(LEDGER.rows) + 1, sheet.max_column).value == 95  # a figure stays a figure


def test_own_columns_go_with_their_rows_however_the_sheet_is_sorted():
    first, second = (row.key for row in LEDGER.rows[:2])

    def sort(book, sheet):
        at = sheet.max_column + 1
        sheet.cell(1, at, "科室意见")
        lines = list(sheet.iter_rows(min_row=2, max_row=3, values_only=True))
        for line, values in ((2, lines[1]), (3, lines[0])):
            for index, value in enumerate(values, 1):
                sheet.cell(line, index).value = value
        sheet.cell(2, at).value, sheet.cell(3, at).value = "乙", "甲"

    (column,) = read_ledger(changed(sort), "台账.xlsx").own_columns
    assert dict(column.texts) == {first: "甲", second: "乙"}


# (what a clerk added, words of the finding)
LOST = [
    (lambda book, sheet: sheet.cell(len(LEDGER.rows) + 3, 35, "合计"), "只在您自己加的栏目里有内容"),  # why: no row
    (lambda book, sheet: book.create_sheet("通讯录"), "您自己加的工作表：通讯录"),  # why: no new workbook has it
]


@pytest.mark.parametrize(("spoil", "words"), LOST)
def test_what_writing_anew_would_lose_is_said(spoil, words):
    (found,) = [one for one in read_ledger(changed(spoil), "台账.xlsx").diagnostics if one.code == "R003"]
    assert words in found.message


def test_a_column_that_is_gone_keeps_its_values_and_is_named():
    ledger = read_ledger(changed(lambda book, sheet: sheet.delete_cols(AT["配合单位"])), "台账.xlsx")
    assert ledger.rows == LEDGER.rows
    assert [found.code for found in ledger.diagnostics] == ["R002"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnsupportedFormat),
        ("台账".encode(), UnsupportedFormat),
        (DATA[: len(DATA) // 2], DamagedFile),  # cut off
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedFormat),  # an old .xls
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), EncryptedFile),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(data, error):
    with pytest.raises(error, match="下一步"):
        read_ledger(data, "台账.xlsx")


def test_a_dtd_inside_is_refused():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(name, content)
    with pytest.raises(InputRefused, match="DTD"):
        read_ledger(out.getvalue(), "台账.xlsx")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-9-30", "2026-09-30"),
        ("2026/09/30", "2026-09-30"),
        ("２０２６年９月３０日", "2026-09-30"),  # full-width digits
        ("20260930", "2026-09-30"),
        ("2026.9.30", "2026-09-30"),
        ("9月30日", None),  # no year: nothing is guessed
        ("2026年9月", None),
    ],
)
def test_days_as_clerks_type_them(typed, day):
    assert read_day(typed) == day


def correct(book, sheet):
    """What a clerk does in one go: another lead, a row added, one deleted, words edited, 确认, then sorted."""
    sheet.cell(2, AT["牵头单位"], "区府办")
    sheet.cell(3, AT["具体事项"], "年底前全部持证登记")
    sheet.cell(4, AT["确认"], "是")
    sheet.cell(4, AT["进展情况"], "已开工 3 处")
    sheet.delete_rows(5)
    sheet.cell(5, AT["具体事项"], "召开一次专题会")
    sheet.cell(5, AT["牵头单位"], "区商务委")
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2, max_row=5)]
    for at, values in enumerate(sorted(rows, key=lambda line: line[AT["牵头单位"] - 1]), 2):
        for index, value in enumerate(values, 1):
            sheet.cell(at, index).value = value


def check_round_trip(data):
    ledger = read_ledger(data, "台账.xlsx")
    assert [row.lead.value for row in ledger.rows] == ["区商务委", "区府办", "区教育局", "区民政局"]
    assert [row.text for row in ledger.rows][:3] == ["召开一次专题会", LEDGER.rows[0].text, "年底前全部持证登记"]
    letters = make_letters(ledger)
    assert prove(ledger, letters).holds
    assert [letter.department for letter in letters] == [
        "区商务委", "区府办", "区市场监管局", "各街道办事处", "区教育局", "区民政局",
    ]  # fmt: skip
    assert not any(letter.has_suggestions for letter in letters)
    merged, changes = merge_ledger(LEDGER, ledger)
    assert merged.rows == ledger.rows  # the second run keeps every correction
    assert merged.removed == (LEDGER.rows[3].key,)
    assert {change.kind for change in changes} >= {"kept", "own", "deleted"}
    again = read_ledger(ledger_xlsx(merged), "台账.xlsx")
    assert again.rows == merged.rows
    assert merge_ledger(LEDGER, again)[0].rows == merged.rows


def test_round_trip_of_a_corrected_ledger():
    check_round_trip(changed(correct))


@pytest.mark.office
def test_round_trip_of_a_corrected_ledger_saved_by_libreoffice(soffice, tmp_path):
    path = tmp_path / "in" / "台账.xlsx"
    path.parent.mkdir()
    path.write_bytes(changed(correct))
    (saved,) = soffice(path, to="xlsx", outdir=tmp_path)
    check_round_trip(saved.read_bytes())


def test_hostile_words_come_back_as_they_went():
    words = (
        "=1+1",
        "+86",
        "-",
        "@sum",
        "_x0041_",
        "a\x07b",
        "两\n行",
        " 前后 ",
        "<&>\"'",
        "𠮷",
        "'引号",
        "007",
        "1e5",
        "TRUE",
    )
    row = replace(LEDGER.rows[0], start=None, end=None)
    rows = tuple(replace(row, key=f"{i:012x}", text=f"{word}。", remark=word) for i, word in enumerate(words))
    returned = read_returned(ledger_xlsx(replace(LEDGER, rows=rows)), "台账.xlsx")
    assert returned.deviations == ()
    assert [found.remark for found in returned.ledger.rows] == [word.replace("\x07", "") for word in words]
