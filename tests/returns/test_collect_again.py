"""Collecting again: what is registered stays, whatever forms come a second time, contradict it or leave cells open."""

from __future__ import annotations

import random

import pytest

from qdoc.ledger.entries import latest
from qdoc.model import Entry, Ledger
from qdoc.returns.collect_values import Fate
from qdoc.returns.form_values import ReturnedForm
from tests.returns.test_collect import ECONOMY, LEDGER, MARKET, PERIOD, collected, piece, returned, whys

FIRST = MARKET.lines[0].row_keys[0]
FULL = {"status": "正在推进中", "actual": "1", "wording": "新增试点1个"}
UNIT = MARKET.lines[0].metrics[0].unit


def recorded(ledger: Ledger) -> dict[str, Entry]:
    """The return that counts on each row, of the unit for the period."""
    found = {row.key: latest(ledger, row, MARKET.unit, PERIOD) for row in ledger.rows}
    return {key: entry for key, entry in found.items() if entry is not None}


def drawn(ledger: Ledger) -> tuple[str, ...]:
    row = next(row for row in ledger.rows if row.key == FIRST)
    return row.status, row.actual, row.progress, row.problem


# (the later form's answers and day, what the row says then: status, figure, wording, problem)
CORRECTIONS = [
    ({"status": "推进中", "wording": "新增试点1个"}, "2026-04-02", ("正在推进中", f"1{UNIT}", "新增试点1个", "")),
    # why: the same day, so the other status is refused, and what is registered stays
    ({"status": "推进中", "problem": "缺人"}, "2026-04-02", ("正在推进中", f"1{UNIT}", "新增试点1个", "缺人")),
    # why: one cell refused, one new: the new one comes beside what is registered
    ({"problem": "缺人"}, "", ("正在推进中", f"1{UNIT}", "新增试点1个", "缺人")),  # why: undated, so nothing is emptied
    ({"status": "推进中", "actual": "\0"}, "2026-04-09", ("推进中", f"1{UNIT}", "", "")),
    # why: later, but its figure is an error value: the figure stays; what it leaves open is the unit's to leave open
    ({"actual": "2026-03-05"}, "2026-04-09", ("正在推进中", f"1{UNIT}", "新增试点1个", "")),  # why: nothing to apply
]


@pytest.mark.parametrize(("answers", "day", "row"), CORRECTIONS)
def test_a_refused_cell_of_a_correction_erases_nothing(answers: dict[str, str], day: str, row: tuple[str, ...]) -> None:
    first = returned(MARKET, piece(MARKET, 0, **FULL))
    once = collected(first, received_on="2026-04-12")
    change = returned(MARKET, piece(MARKET, 0, **answers), name="更正.xlsx", day=day)
    then = collected(change, ledger=once.ledger, received_on="2026-04-12")
    assert drawn(then.ledger) == row
    for forms in ([change], [first], [first, change], [change, first]):
        again = collected(*forms, ledger=then.ledger, received_on="2026-04-12")
        assert (again.entries, again.ledger) == ((), then.ledger)


def test_what_stays_registered_says_where_it_is_from() -> None:
    once = collected(returned(MARKET, piece(MARKET, 0, **FULL)))
    change = returned(MARKET, piece(MARKET, 0, status="推进中", problem="缺人"), name="更正.xlsx")
    then = collected(change, ledger=once.ledger)
    assert recorded(then.ledger)[FIRST].place == "P6、办理状态、进展情况（一句话）、完成数值沿用表.xlsx"
    assert "登记的没有动" in whys(then)
    assert then.lists.disagree == ()  # one says more than the other, which is no contradiction


def test_two_forms_of_one_day_in_one_collection_leave_what_is_registered() -> None:
    one = returned(MARKET, piece(MARKET, 0, **FULL))
    other = returned(MARKET, piece(MARKET, 0, status="推进中"), name="更正.xlsx")
    once = collected(one)
    both = collected(one, other, ledger=once.ledger)
    assert both.ledger == once.ledger
    assert [told.file for told in both.of(Fate.REFUSED)] == ["更正.xlsx"]


def test_the_earlier_answer_counts_where_the_later_one_cannot_be_read() -> None:
    old = returned(MARKET, piece(MARKET, 0, status="未启动", actual="1"))
    new = returned(MARKET, piece(MARKET, 0, status="推进中", actual="\0"), name="更正.xlsx", day="2026-04-09")
    at_once = collected(old, new)
    in_turn = collected(new, ledger=collected(old).ledger)
    assert drawn(at_once.ledger) == drawn(in_turn.ledger) == ("推进中", f"1{UNIT}", "", "")


def forms_by_chance(chance: random.Random) -> list[ReturnedForm]:
    made = []
    for number in range(chance.randint(1, 4)):
        said = {
            "status": chance.choice(("", "", "推进中", "已完成")),
            "actual": chance.choice(("", "1", "2", "\0")),
            "wording": chance.choice(("", "甲", "乙")),
            "problem": chance.choice(("", "缺人")),
        }
        given = {name: text for name, text in said.items() if text}
        day = chance.choice(("", "2026-04-02", "2026-04-02", "2026-04-09"))
        lines = [piece(MARKET, at, 6 + at, **given) for at in range(2) if chance.random() < 0.8]
        made.append(returned(MARKET, *lines, name=f"{number}.xlsx", day=day))
    return made


def test_300_random_years_erase_nothing_by_refusal_and_stay_as_they_are_when_collected_again() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        forms, ledger = forms_by_chance(chance), LEDGER
        on = chance.choice(("", "2026-04-12"))
        for form in forms:
            before = recorded(ledger)
            done = collected(form, ledger=ledger, received_on=on)
            after = recorded(done.ledger)
            for told in done.of(Fate.REFUSED):
                for entry in (before[row] for row in told.rows if row in before):
                    field = told.answer.field
                    assert getattr(after[entry.row_key], field) == getattr(entry, field), (seed, told.answer.place)
            ledger = done.ledger
            assert collected(form, ledger=ledger, received_on=on).ledger == ledger, seed
        settled = collected(*forms, ledger=ledger, received_on=on).ledger
        assert collected(*forms, ledger=settled, received_on=on).ledger == settled, seed


def test_an_empty_form_is_no_return_the_first_time_nor_later() -> None:
    empty, full = returned(MARKET), returned(ECONOMY, piece(ECONOMY, 0, status="推进中"), name="2.xlsx")
    first = collected(empty, full)
    later = collected(full, ledger=first.ledger)
    assert first.arrived == later.arrived == (ECONOMY.unit,)
    assert first.lists.missing == later.lists.missing
    assert MARKET.unit in first.lists.missing
    assert (first.lists.empty, later.lists.empty) == ((MARKET.unit,), ())


def test_what_a_later_form_leaves_open_is_told_as_emptied() -> None:
    once = collected(returned(MARKET, piece(MARKET, 0, **FULL)))
    later = returned(MARKET, piece(MARKET, 0, status="已完成"), name="更正.xlsx", day="2026-04-09")
    told = [one.message for one in collected(later, ledger=once.ledger).cleared]
    assert any(f"完成数值由“1{UNIT}”改为“空”" in one for one in told)
