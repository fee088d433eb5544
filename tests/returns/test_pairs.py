"""What a clerk writes into 对照.xlsx comes back as decisions, and nothing that was not written."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from qdoc.compare.decisions import Decision, plan_mark
from qdoc.compare.pair_columns import BY, HIDDEN, KEY_BEFORE, KEYS_AFTER, SHEET, SURE, TO
from qdoc.errors import LedgerRefused
from qdoc.render.comparison_sheet import Keys, comparison_xlsx
from qdoc.returns.pairs import read_pairs
from tests.render.test_comparison_docx import DIFF, NEW, OLD

KEYS = Keys({key: f"{key}#k" for key in OLD}, {key: f"{key}#k" for key in NEW})


MARKS = plan_mark(2025, KEYS.before.values()), plan_mark(2026, KEYS.after.values())


def b(*numbers: int) -> tuple[str, ...]:
    return tuple(f"2025/t{number:02}#k" for number in numbers)


def a(*numbers: int) -> tuple[str, ...]:
    return tuple(f"2026/t{number:02}#k" for number in numbers)


def book(decisions: tuple[Decision, ...] = (), kept: tuple[Decision, ...] = ()) -> bytes:
    return comparison_xlsx(DIFF, OLD, NEW, KEYS, decisions=decisions, kept=kept)


def decided(data: bytes) -> list[Decision]:
    """The decisions of a workbook, without names; each says that it was made for these plans."""
    read = read_pairs(data, "对照.xlsx").decisions
    assert {one.made_for for one in read} <= {MARKS}
    assert all(one.name for one in read)
    return [replace(one, made_for=("", ""), name="") for one in read]


def edited(change: Callable[[Any, dict[str, int]], None], data: bytes | None = None) -> bytes:
    """The workbook after a clerk; rows from 4: t1→t1, t2→t2+t3, t4→t4, new t5 （五）, t3 dropped."""
    opened = openpyxl.load_workbook(io.BytesIO(data or book()))
    sheet = opened[SHEET]
    change(sheet, {cell.value: cell.column for cell in sheet[3]})
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_an_untouched_workbook_decides_nothing() -> None:
    assert read_pairs(book(), "对照.xlsx") == read_pairs(edited(lambda *_: None), "对照.xlsx")
    assert read_pairs(book(), "对照.xlsx").decisions == ()


# (row → what is written in 对应到 and 确认, decisions, why)
WRITTEN = [
    ({4: ("", "是")}, [Decision(b(1), a(1))], "a link is confirmed as shown"),
    ({5: ("", "是")}, [Decision(b(2), a(2, 3))], "a split is confirmed whole"),
    ({5: ("2", "")}, [Decision(b(2), a(2))], "not split after all"),
    ({8: ("六", "")}, [], "a number that is not there decides nothing"),
    ({8: ("、", "")}, [], "a sign alone is no number, and not that there is none"),
    ({8: ("五", "")}, [Decision(b(3), a(5))], "brackets do not matter"),
    ({8: ("(五)", "")}, [Decision(b(3), a(5))], "nor which width they have"),
    ({8: ("第４项", "")}, [Decision(b(4, 3), a(4))], "full-width, with 第…项"),
    ({8: ("（五）", "")}, [Decision(b(3), a(5))], "what was taken for dropped and new is one"),
    ({8: ("1", "")}, [Decision(b(1, 3), a(1))], "a merger: what was shown with it stays, in the order of the rows"),
    ({8: ("3、（五）", "")}, [Decision(b(2, 3), a(2, 3, 5))], "many to many"),
    ({4: ("无", "")}, [Decision(b(1), ())], "became nothing"),
    ({8: ("", "是")}, [Decision(b(3), ())], "that it was dropped is confirmed"),
    ({7: ("", "是")}, [Decision((), a(5))], "that it is new is confirmed"),
    ({4: ("", "否")}, [Decision(b(1), a(1), together=False)], "not this one, whatever else"),
    ({4: (" 2.  3 ", "")}, [Decision(b(1, 2), a(2, 3))], "dots and spaces do not matter"),
    ({4: ("", "是"), 6: ("", "是")}, [Decision(b(1), a(1)), Decision(b(4), a(4))], "two decisions"),
    ({4: (2, "")}, [Decision(b(1, 2), a(2, 3))], "a figure typed as a number"),
]


@pytest.mark.parametrize(("cells", "decisions", "why"), WRITTEN, ids=[row[2] for row in WRITTEN])
def test_what_is_written_is_decided(
    cells: dict[int, tuple[str | int, str]], decisions: list[Decision], why: str
) -> None:
    def write(sheet: Any, where: dict[str, int]) -> None:
        for row, (to, sure) in cells.items():
            sheet.cell(row, where[TO]).value = to or None
            sheet.cell(row, where[SURE]).value = sure or None

    assert decided(edited(write)) == decisions, why


# (row, 对应到, 确认, code, words of the message)
DOUBTFUL = [
    (4, "99", "", "P002", "今年没有编号“99”"),
    (4, "", "对", "P001", "“确认”写的是“对”"),
    (7, "1", "", "P003", "这一行没有上年的任务"),
    (8, "", "否", "P003", "没有写对应哪一项"),
    (4, "2", "否", "P004", "“对应到（今年编号）”写了“2”，“确认”又选了“否”"),
]


@pytest.mark.parametrize(("row", "to", "sure", "code", "words"), DOUBTFUL)
def test_what_cannot_be_read_is_said_by_row(row: int, to: str, sure: str, code: str, words: str) -> None:
    def write(sheet: Any, where: dict[str, int]) -> None:
        sheet.cell(row, where[TO]).value, sheet.cell(row, where[SURE]).value = to or None, sure or None

    read = read_pairs(edited(write), "对照.xlsx")
    assert read.decisions == ()
    (said,) = read.diagnostics
    assert (said.code, f"第{row}行" in said.message, words in said.message) == (code, True, True)
    assert said.hint


def test_a_number_that_was_overwritten_where_it_is_only_shown_is_said() -> None:
    def write(sheet: Any, where: dict[str, int]) -> None:
        sheet.cell(4, where["今年编号"]).value = "2"

    read = read_pairs(edited(write), "对照.xlsx")
    assert read.decisions == ()
    assert [(one.code, "写在“对应到（今年编号）”里" in str(one.hint)) for one in read.diagnostics] == [("P005", True)]


def test_sorting_inserting_and_hiding_do_not_matter() -> None:
    def disturb(sheet: Any, where: dict[str, int]) -> None:
        sheet.cell(8, where[TO]).value = "（五）"
        sheet.cell(8, where[BY]).value = "李四"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=8)]
        for at, row in enumerate(reversed(rows), 4):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
        sheet.insert_cols(2)
        sheet.cell(3, 2).value = "我的备注"

    assert decided(edited(disturb)) == [Decision(b(3), a(5), by="李四")]


def test_a_task_in_two_rows_is_refused_by_its_rows() -> None:
    def copy(sheet: Any, where: dict[str, int]) -> None:
        for column in range(1, sheet.max_column + 1):
            sheet.cell(9, column).value = sheet.cell(4, column).value

    with pytest.raises(LedgerRefused, match="第4行和第9行是同一项任务"):
        read_pairs(edited(copy), "对照.xlsx")


def test_a_workbook_of_another_kind_is_refused() -> None:
    def lose(sheet: Any, where: dict[str, int]) -> None:
        sheet.cell(3, where[KEY_BEFORE]).value = "别的"

    with pytest.raises(LedgerRefused, match="缺少"):
        read_pairs(edited(lose), "对照.xlsx")
    with pytest.raises(LedgerRefused, match="不是对照"):
        read_pairs(edited(lambda sheet, _: setattr(sheet, "title", "别的")), "对照.xlsx")
    with pytest.raises(LedgerRefused, match="改动"):
        read_pairs(edited(lambda sheet, _: setattr(sheet.parent[HIDDEN].cell(1, 1), "value", "x")), "对照.xlsx")


def test_keys_that_were_emptied_are_refused_and_no_row_is_to_be_taken_out() -> None:
    for header, rows in ((KEY_BEFORE, (4,)), (KEYS_AFTER, (5,)), (KEY_BEFORE, (4, 5))):

        def empty(sheet: Any, where: dict[str, int], header: str = header, rows: tuple[int, ...] = rows) -> None:
            for row in rows:
                sheet.cell(row, where[header]).value = None

        with pytest.raises(LedgerRefused, match=f"第{'、'.join(map(str, rows))}行.*被清空") as refused:
            read_pairs(edited(empty), "对照.xlsx")
        assert "不要删这些行" in str(refused.value.hint)


def test_a_note_of_the_clerks_own_is_no_task() -> None:
    assert decided(edited(lambda sheet, where: setattr(sheet.cell(10, where["上年编号"]), "value", "以上已核"))) == []


APART = Decision(b(3), a(5), together=False, by="李四", made_for=MARKS, name="3.夜间施工")
# (对应到, 确认 in the row of a task whose link was denied before, decisions, codes told, why)
DENIED = [
    ("", "否", [replace(APART, by="")], [], "it stays denied, by whom the row says now"),
    ("", "", [], [], "emptied: taken back"),
    ("", "是", [Decision(b(3), ())], [], "it became nothing"),
    ("1", "否", [Decision(b(1, 3), a(1))], [], "what it became instead; the 否 stood there before"),
    ("无", "否", [Decision(b(3), ())], [], "it became nothing, the 否 still there"),
    ("（五）", "否", [APART], ["P004"], "what was denied and the opposite"),
    ("99", "否", [APART], ["P002"], "no such number: still denied"),
    ("", "对", [replace(APART, by="")], ["P001"], "neither: still denied"),
]


@pytest.mark.parametrize(("to", "sure", "decisions", "codes", "why"), DENIED, ids=[row[4] for row in DENIED])
def test_a_denied_link_stays_until_it_is_answered(
    to: str, sure: str, decisions: list[Decision], codes: list[str], why: str
) -> None:
    data = book((APART,))
    shown = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    where = {cell.value: cell.column for cell in shown[3]}
    assert (shown.cell(8, where[SURE]).value, shown.cell(8, where[BY]).value) == ("否", "李四")

    def write(sheet: Any, where: dict[str, int]) -> None:
        sheet.cell(8, where[TO]).value, sheet.cell(8, where[SURE]).value = to or None, sure or None
        sheet.cell(8, where[BY]).value = None

    told = read_pairs(edited(write, data), "对照.xlsx")
    assert [one.code for one in told.diagnostics] == codes, why
    plain = [replace(one, made_for=("", ""), name="") for one in decisions]
    assert decided(edited(write, data)) == plain, why


def test_decisions_that_do_not_fit_now_are_kept_with_what_they_were_made_for() -> None:
    lost = Decision(("2025/t99#z",), a(4), by="王五", made_for=MARKS, name="9.早先的任务")
    foreign = Decision((), ("2025/t02#k",), by="王五", made_for=("2024:x", "2025:k"), name="2.低空经济")
    apart = replace(foreign, before=("2024/t01#x",), together=False)
    for _ in range(2):
        read = read_pairs(book((Decision(b(4), a(4)),), (lost, foreign, apart)), "对照.xlsx")
        assert read.decisions == (
            lost,
            foreign,
            apart,
        )  # one that fits stands in its row, where the comparison heeded it
    assert read.made_for == MARKS


def test_a_denied_link_whose_row_was_taken_out_is_kept() -> None:
    assert read_pairs(edited(lambda sheet, _: sheet.delete_rows(8), book((APART,))), "对照.xlsx").decisions == (APART,)
