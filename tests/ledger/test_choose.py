from dataclasses import replace

import pytest

from qdoc.ledger.choose import Wanted, choose_rows
from qdoc.model import Basis, Cell, Office
from qdoc.model.office import Group, UnitInfo
from tests.ledger.made_entries import KEYS, LEDGER

SERIALS = {key: str(number) for number, key in enumerate(KEYS, 1)}
RIVERS = replace(LEDGER.rows[3], support=Cell("各街道办事处", Basis.STATED))
LEDGER_WITH_GROUP = replace(LEDGER, rows=(*LEDGER.rows[:3], RIVERS))
OFFICE = Office(
    units=(UnitInfo("区教育局", aliases=("教育局",)),), groups=(Group("各街道办事处", ("青石街道办事处",)),)
)


def chosen(wanted, ledger=LEDGER_WITH_GROUP, serials=SERIALS):
    choice = choose_rows(ledger, wanted, serials, OFFICE)
    return [KEYS.index(row.key) + 1 for row in choice.rows], choice.unclear


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (Wanted(rows=("2",)), [2]),
        (Wanted(rows=("３", "1", "1")), [1, 3]),  # full-width; twice is once; in the ledger's order
        (Wanted(rows=(KEYS[1],)), [2]),  # the key in the last column
        (Wanted(tasks=("1",)), [1, 2]),  # a bare number for 1.
        (Wanted(tasks=("1.规范校外托管场所",)), [1, 2]),  # as the letters print it
        (Wanted(tasks=("社区食堂",)), [3]),  # part of a title that fits one task
        (Wanted(tasks=("2",), rows=("1",)), [1, 3]),
        (Wanted(unit="区教育局"), [1, 2]),  # what it leads
        (Wanted(unit="教育局"), [1, 2]),  # as 单位信息.xlsx calls it
        (Wanted(unit="青石街道办事处"), [1, 2, 4]),  # supports them, by its group
        (Wanted(tasks=("1",), unit="区教育局"), [1, 2]),
        (Wanted(rows=("4",), unit="区教育局"), [4]),  # a row that is named is taken: the unit says who acts
    ],
)
def test_what_is_named_is_chosen(wanted, rows):
    assert chosen(wanted) == (rows, ())


@pytest.mark.parametrize(
    ("wanted", "message", "candidate"),
    [
        (Wanted(rows=("9",)), "没有序号 9", "序号 1 到 4"),
        (Wanted(rows=(KEYS[1][:-1] + "x",)), "没有识别码", KEYS[1]),
        (Wanted(tasks=("建设食堂",)), "没有任务“建设食堂”", "2.建设社区食堂（一、织密民生保障网，序号 3）"),
        (Wanted(tasks=("规范", "设")), "没有任务“设”", "3.治理河道"),  # one sign alone picks nothing
        (Wanted(unit="区教委"), "没有单位“区教委”", "区教育局"),
        (Wanted(tasks=("2",), unit="区教育局"), "任务“2”里没有 区教育局", "区民政局"),
    ],
)
def test_what_is_unclear_names_what_may_be_meant(wanted, message, candidate):
    _, unclear = chosen(wanted)
    assert len(unclear) == 1
    assert message in unclear[0].message
    assert any(candidate in told for told in unclear[0].candidates)


def test_a_number_of_two_tasks_or_two_rows_is_not_guessed():
    rows = (*LEDGER.rows[:3], replace(LEDGER.rows[3], number="1."))  # numbering that starts anew in a chapter
    choice = choose_rows(replace(LEDGER, rows=rows), Wanted(tasks=("1",)), SERIALS)
    assert choice.rows == ()
    assert len(choice.unclear[0].candidates) == 2
    twice = choose_rows(LEDGER, Wanted(rows=("1",)), {**SERIALS, KEYS[1]: "1"})  # a clerk typed a number again
    assert KEYS[1] in twice.unclear[0].candidates[1]
