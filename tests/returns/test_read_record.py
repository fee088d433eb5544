import io
from dataclasses import replace

import openpyxl
import pytest

from qdoc.errors import LedgerRefused
from qdoc.ledger import merge_ledger
from qdoc.ledger.columns import COLUMNS
from qdoc.ledger.entries import DELETED, apply_entries, entry_id
from qdoc.ledger.record_columns import ENTRIES_SHEET, ENTRY_COLUMNS, EVENT_COLUMNS, EVENTS_SHEET, MEMORY_SHEET
from qdoc.model import EventKind
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.shown import read_shown
from tests.ledger.made_entries import ENTRIES, EVENTS, KEYS, LEDGER, MARKET, SCHOOL, WELFARE, returned

RECORDED = apply_entries(replace(LEDGER, events=EVENTS), ENTRIES).ledger
DATA = ledger_xlsx(RECORDED)
ENTRY_AT = {column.header: index for index, column in enumerate(ENTRY_COLUMNS, 1)}
EVENT_AT = {column.header: index for index, column in enumerate(EVENT_COLUMNS, 1)}
LINE = {entry_id(entry): number for number, entry in enumerate(RECORDED.entries, 2)}
FIRST = LINE[entry_id(ENTRIES[0])]  # the line of the lead's return on the first row


def read(data):
    return read_ledger(data, "台账.xlsx")


def changed(change, data=DATA):
    """The bytes after ``change(sheet 填报记录, sheet 办理记录)``."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book[ENTRIES_SHEET], book[EVENTS_SHEET])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(ledger):
    return [found.code for found in ledger.diagnostics]


def told(ledger, code):
    return next(found.message for found in ledger.diagnostics if found.code == code)


def test_a_ledger_without_returns_has_no_more_sheets_than_before():
    assert openpyxl.load_workbook(io.BytesIO(ledger_xlsx(LEDGER))).sheetnames == ["台账", "任务分解表", "_qdoc"]


def test_returns_and_acts_come_back_as_they_went():
    ledger = read(DATA)
    assert (ledger.entries, ledger.events, ledger.rows) == (RECORDED.entries, EVENTS, RECORDED.rows)
    assert codes(ledger) == ["L011"]  # one return and one act are of items that are not in this ledger
    assert ledger_xlsx(replace(ledger, diagnostics=())) == DATA
    assert read_shown(DATA).foreign == ()  # the sheets are not told as the clerk's own


def test_the_sheets_are_readable_and_filterable():
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    assert book.sheetnames == ["台账", "任务分解表", "填报记录", "办理记录", "_qdoc", MEMORY_SHEET]
    assert (book["_qdoc"].sheet_state, book[MEMORY_SHEET].sheet_state) == ("hidden", "hidden")
    for name, columns, lines in ((ENTRIES_SHEET, ENTRY_COLUMNS, ENTRIES), (EVENTS_SHEET, EVENT_COLUMNS, EVENTS)):
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == [column.header for column in columns]
        assert sheet.max_row == len(lines) + 1
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref.endswith(str(len(lines) + 1))
        hidden = [column.header for column in columns if column.hidden]
        assert [cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden] == hidden
        assert all(
            cell.data_type in "sn" and not isinstance(cell.value, int | float) for line in sheet for cell in line
        )
    line = [cell.value for cell in book[ENTRIES_SHEET][FIRST]]
    assert line[:9] == [
        SCHOOL,
        "1.",
        "规范校外托管场所",
        LEDGER.rows[0].text,
        "牵头",
        "2026Q1",
        "推进中",
        "已排查 12 处。",
        "12",
    ]
    formula = book[ENTRIES_SHEET].cell(LINE[entry_id(ENTRIES[1])], ENTRY_AT["一句话进展"])
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=配合检查", "s", True)


def test_the_columns_may_be_moved_and_the_lines_sorted():
    def shuffle(entries, events):
        entries.insert_rows(1)
        entries.insert_cols(2)
        entries.cell(2, 2, "分管领导")
        lines = [[cell.value for cell in line] for line in entries.iter_rows(min_row=3)]
        for at, values in enumerate(reversed(lines), 3):
            for index, value in enumerate(values, 1):
                cell = entries.cell(at, index)
                cell.value = value
                if value is not None:
                    cell.data_type = "s"  # what looks like a formula is text there

    ledger = read(changed(shuffle))
    assert (ledger.entries, ledger.rows) == (RECORDED.entries, RECORDED.rows)


def test_a_corrected_return_counts_and_the_units_own_words_are_kept():
    ledger = read(changed(lambda entries, events: entries.cell(FIRST, ENTRY_AT["完成数值"], 11)))
    entry = next(entry for entry in ledger.entries if entry_id(entry) == entry_id(ENTRIES[0]))
    assert entry == replace(ENTRIES[0], actual="11")
    assert ledger.rows[0].actual == "11"  # the row follows
    assert ledger.rows[0].edited == ()
    correction = ledger.events[-1]
    assert (correction.kind, correction.unit, correction.field, correction.before, correction.after) == (
        EventKind.CORRECTION, SCHOOL, "actual", "12", "11",
    )  # fmt: skip
    assert f"填报记录 I{FIRST} 完成数值由“12”更正为“11”" in told(ledger, "R020")
    again = read(ledger_xlsx(ledger))
    assert (again.entries, again.events, again.rows) == (ledger.entries, ledger.events, ledger.rows)
    assert codes(again) == ["L011"]  # told once
    assert apply_entries(again, ENTRIES).ledger.rows == ledger.rows  # collecting the file again does not undo it


def test_a_correction_does_not_go_over_what_the_clerk_typed_in_the_ledger():
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    at = [column.header for column in COLUMNS].index("完成数值") + 1
    book["台账"].cell(2, at, 10)
    book[ENTRIES_SHEET].cell(FIRST, ENTRY_AT["完成数值"], 11)
    out = io.BytesIO()
    book.save(out)
    row = read(out.getvalue()).rows[0]
    assert (row.actual, row.edited) == ("10", ("actual",))


def test_a_deleted_return_is_listed_and_stays_out():
    ledger = read(changed(lambda entries, events: entries.delete_rows(FIRST)))
    assert len(ledger.entries) == len(ENTRIES) - 1
    assert "区教育局 2026Q1（推进中，12，已排查 12 处。）" in told(ledger, "R022")
    assert ledger.rows[0].status == ""  # nothing but the deleted return said so
    assert (ledger.events[-1].field, ledger.events[-1].entry) == (DELETED, entry_id(ENTRIES[0]))
    again = apply_entries(read(ledger_xlsx(ledger)), ENTRIES)
    assert again.ledger.rows[0].status == ""
    assert "deleted" in {change.kind for change in again.changes}


def test_unit_and_period_are_not_changed_in_place():
    def move(entries, events):
        entries.cell(FIRST, ENTRY_AT["期间"], "2026Q2")

    ledger = read(changed(move))
    assert ledger.entries == RECORDED.entries
    assert f"F{FIRST} 期间由“2026Q1”改成了“2026Q2”；这一栏不能改" in told(ledger, "R021")


def test_a_line_that_the_clerk_adds_is_a_return_without_a_file():
    def add(entries, events):
        line = entries.max_row + 1
        given = {"单位": SCHOOL, "事项": LEDGER.rows[0].text, "期间": "2026Q2", "办理状态": "已完成"}
        for header, text in given.items():
            entries.cell(line, ENTRY_AT[header], text)

    ledger = read(changed(add))
    added = ledger.entries[-1]
    assert (added.row_key, added.unit, added.leads, added.source) == (KEYS[0], SCHOOL, True, "手工补记")
    assert ledger.rows[0].status == "已完成"
    assert "R023" in codes(ledger)
    assert read(ledger_xlsx(ledger)).entries == ledger.entries


def test_a_copied_line_is_left_out_and_one_changed_after_copying_is_added():
    def copy(entries, events):
        for period in ("2026Q1", "2026Q3"):
            for index in range(1, len(ENTRY_COLUMNS) + 1):
                entries.cell(entries.max_row if index > 1 else entries.max_row + 1, index).value = entries.cell(
                    FIRST, index
                ).value
            entries.cell(entries.max_row, ENTRY_AT["期间"], period)

    ledger = read(changed(copy))
    assert len(ledger.entries) == len(ENTRIES) + 1
    assert (ledger.entries[-1].period, ledger.entries[-1].source_sha256) == ("2026Q3", "")
    assert {"R023", "R024"} <= set(codes(ledger))


@pytest.mark.parametrize(
    ("sheet", "texts", "words"),
    [
        (0, {"单位": SCHOOL, "事项": "没有这一条", "期间": "2026Q1"}, ("填报记录 D7", "不知道是哪一条事项")),
        (0, {"单位": SCHOOL, "事项": LEDGER.rows[0].text, "期间": "一季度"}, ("填报记录 F7", "2026Q1")),
        (0, {"事项": LEDGER.rows[0].text, "期间": "2026Q1"}, ("填报记录 A7", "哪个单位")),
        (1, {"类别": "拖延", "事项": LEDGER.rows[0].text}, ("办理记录 A6", "签收、异议")),
        (1, {"类别": "办结", "事项": ""}, ("办理记录 F6", "不知道是哪一条事项")),
    ],
)
def test_a_line_that_fits_nothing_is_refused_by_its_cell(sheet, texts, words):
    def add(*sheets):
        line = sheets[sheet].max_row + 1
        for header, text in texts.items():
            sheets[sheet].cell(line, (ENTRY_AT, EVENT_AT)[sheet][header], text or None)

    with pytest.raises(LedgerRefused) as refused:
        read(changed(add))
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda entries, events: entries.delete_cols(ENTRY_AT["记录号"]), "缺少“记录号”"),
        (lambda entries, events: entries.parent[MEMORY_SHEET].cell(1, 3, "[1"), "被改动过"),
        (lambda entries, events: entries.parent[MEMORY_SHEET].cell(1, 3, "[" * 5000), "被改动过"),
    ],
)
def test_a_spoiled_record_is_refused(change, words):
    with pytest.raises(LedgerRefused, match=words):
        read(changed(change))


def test_acts_that_the_clerk_edits_deletes_or_types():
    def edit(entries, events):
        events.cell(3, EVENT_AT["内容"], "职责已划转")
        events.cell(4, EVENT_AT["变更项"], "完成时限")  # as it stands: no change
        line = events.max_row + 1
        given = {"类别": "办结", "日期": "2026-12-20", "事项": LEDGER.rows[2].text, "经办人": "赵六"}
        for header, text in given.items():
            events.cell(line, EVENT_AT[header], text)
        events.delete_rows(2)

    ledger = read(changed(edit))
    assert ledger.events[:3] == (replace(EVENTS[1], text="职责已划转"), *EVENTS[2:])
    done = ledger.events[3]
    assert (done.kind, done.by, done.row_key, done.text) == (EventKind.DONE, "赵六", KEYS[2], "")
    assert {"R025", "R026", "R027"} <= set(codes(ledger))
    assert read(ledger_xlsx(ledger)).events == ledger.events


def test_a_sheet_that_is_gone_as_a_whole_loses_nothing():
    def remove(entries, events):
        entries.parent.remove(entries)
        events.parent.remove(events)

    ledger = read(changed(remove))
    assert (ledger.entries, ledger.events) == (RECORDED.entries, EVENTS)
    assert codes(ledger).count("R028") == 2


def test_without_its_hidden_memory_the_sheet_still_tells_all():
    ledger = read(changed(lambda entries, events: entries.parent.remove(entries.parent[MEMORY_SHEET])))
    assert ledger.entries == RECORDED.entries
    assert ledger.events == EVENTS


def test_running_the_notice_again_keeps_returns_and_acts_and_the_rows_that_have_them():
    ledger = read(DATA)
    merged, _ = merge_ledger(LEDGER, ledger)
    assert (merged.entries, merged.events, merged.rows) == (ledger.entries, ledger.events, ledger.rows)
    without = replace(LEDGER, rows=LEDGER.rows[2:])
    merged, _ = merge_ledger(without, replace(ledger, rows=tuple(replace(r, status="") for r in ledger.rows)))
    assert {row.key for row in merged.rows} == set(KEYS)  # nothing filled in, but returned on
    assert [row.mark for row in merged.rows][:2] == ["原文已无", "原文已无"]
    gone = replace(ledger, rows=ledger.rows[1:], removed=(KEYS[0],))
    merged, _ = merge_ledger(LEDGER, gone)
    assert merged.entries == ledger.entries
    assert f"{MARKET} 2026Q1；{SCHOOL} 2026Q1；{WELFARE} 2026Q2；签收" in next(
        found.message for found in merged.diagnostics if found.code == "L011"
    )


def check_after_saving_elsewhere(data):
    ledger = read(data)
    assert (ledger.entries, ledger.events, ledger.rows) == (RECORDED.entries, EVENTS, RECORDED.rows)
    assert codes(ledger) == ["L011"]


@pytest.mark.office
def test_returns_and_acts_survive_libreoffice(soffice, tmp_path):
    path = tmp_path / "in" / "台账.xlsx"
    path.parent.mkdir()
    path.write_bytes(DATA)
    (saved,) = soffice(path, to="xlsx", outdir=tmp_path)
    check_after_saving_elsewhere(saved.read_bytes())


def test_hostile_words_of_a_unit_come_back_as_they_went():
    words = (
        "=1+1",
        "-",
        "@sum",
        "_x0041_",
        "两\n行",
        " 前后 ",
        "<&>\"'",
        "𠮷",
        "007",
        "TRUE",
        "a\x07b",
        "\ud800",
        "长" * 40_000,
    )
    made = [returned(KEYS[0], place=f"G{number}", wording=word) for number, word in enumerate(words)]
    once = read(ledger_xlsx(replace(LEDGER, entries=tuple(made))))
    assert once.diagnostics == ()
    assert [entry.wording for entry in once.entries] == [word.replace("\ud800", "") for word in words]


def test_a_validator_finds_nothing_in_a_workbook_with_returns(tmp_path):
    from openxml_audit import FileFormat, OpenXmlValidator

    path = tmp_path / "台账.xlsx"
    path.write_bytes(DATA)
    errors = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in errors] == []
