from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.ledger.entries import apply_entries, history, latest, lead_unit, period_end
from qdoc.model import Cell, Event, EventKind
from tests.ledger.made_entries import ENTRIES, KEYS, LEDGER, MARKET, SCHOOL, WELFARE, many, returned

FIELDS = ("status", "actual", "progress", "problem")


def told(applied, kind):
    return [change for change in applied.changes if change.kind == kind]


def said(row):
    return tuple(getattr(row, name) for name in FIELDS)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026Q1", "2026-03-31"),
        ("2026Q4", "2026-12-31"),
        ("2026-05-20", "2026-05-20"),  # --on
        ("2026Q5", ""),  # no such quarter
        ("2026-02-30", ""),  # no such day
        ("", ""),
    ],
)
def test_the_last_day_of_a_period(period, day):
    assert period_end(period) == day


def test_the_leads_return_is_the_rows_and_others_stand_beside():
    applied = apply_entries(LEDGER, ENTRIES)
    row = applied.ledger.rows[0]
    assert said(row) == ("推进中", "12", "已排查 12 处。", "")
    assert row.edited == ()  # what a unit returned is not the clerk's word
    assert len(applied.ledger.entries) == len(ENTRIES)
    assert latest(applied.ledger, row).unit == SCHOOL
    assert latest(applied.ledger, row, MARKET).actual == "9"
    assert latest(applied.ledger, row, MARKET, "2026Q2") is None
    assert [change.row_key for change in told(applied, "foreign")] == ["0" * 12]  # kept and listed


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # a later quarter, though its file came in first
        (("2026Q1", "2026-08-01", "旧"), ("2026Q2", "2026-07-01", "新"), "新"),
        # the same period twice: what came later
        (("2026Q1", "2026-04-01", "旧"), ("2026Q1", "2026-04-09", "新"), "新"),
        # a day inside the second quarter is later than the first quarter
        (("2026Q1", "2026-04-01", "旧"), ("2026-05-20", "2026-05-21", "新"), "新"),
    ],
)
def test_the_newest_counts_and_the_older_stays_in_the_record(first, second, expected):
    made = [
        returned(KEYS[0], period=period, received=day, wording=words, file=words)
        for period, day, words in (first, second)
    ]
    for order in (made, made[::-1]):
        applied = apply_entries(LEDGER, order)
        assert applied.ledger.rows[0].progress == expected
        assert len(history(applied.ledger, applied.ledger.rows[0])) == 2
        assert [change.source for change in told(applied, "superseded")] == (["旧"] if first[0] == second[0] else [])


def test_a_later_empty_answer_does_not_wipe_the_row_and_a_later_blank_field_does():
    filled = returned(KEYS[0], status="推进中", problem="缺人", actual="3")
    empty = returned(KEYS[0], period="2026Q2")  # the form came back with nothing in this line
    blank = returned(KEYS[0], period="2026Q3", status="推进中")  # no problem any more
    assert said(apply_entries(LEDGER, (filled, empty)).ledger.rows[0]) == ("推进中", "3", "", "缺人")
    applied = apply_entries(LEDGER, (filled, empty, blank))
    assert said(applied.ledger.rows[0]) == ("推进中", "", "", "")


def test_what_the_clerk_typed_stands_and_the_difference_is_told():
    typed = replace(LEDGER.rows[0], status="未启动", edited=("status",))
    applied = apply_entries(replace(LEDGER, rows=(typed, *LEDGER.rows[1:])), ENTRIES)
    row = applied.ledger.rows[0]
    assert (row.status, row.progress, row.edited) == ("未启动", "已排查 12 处。", ("status",))
    (change,) = told(applied, "kept")
    assert change.message == "办理状态保留您填的“未启动”；区教育局 2026Q1 填报为“推进中”"


@pytest.mark.parametrize(
    ("before", "edited", "expected"),
    [
        ("", (), "已排查 12 处。"),  # prefilled with the lead's own sentence
        ("旧的一句。", (), "已排查 12 处。"),  # a prefilled one follows the lead
        ("全年排查 12 处，整改到位。", ("summary_wording",), "全年排查 12 处，整改到位。"),  # the clerk's stands
        ("", ("summary_wording",), "已排查 12 处。"),  # emptied: the lead's again
    ],
)
def test_the_words_for_the_summary_follow_the_lead_until_the_clerk_writes_them(before, edited, expected):
    row = replace(LEDGER.rows[0], summary_wording=before, edited=edited)
    applied = apply_entries(replace(LEDGER, rows=(row, *LEDGER.rows[1:])), ENTRIES)
    assert applied.ledger.rows[0].summary_wording == expected
    assert not [change for change in applied.changes if change.field == "summary_wording"]  # no news
    # what she wrote in 进展情况 goes into the summary's words too
    typed = replace(row, summary_wording="", progress="已排查 13 处。", edited=("progress",))
    applied = apply_entries(replace(LEDGER, rows=(typed, *LEDGER.rows[1:])), ENTRIES)
    assert applied.ledger.rows[0].summary_wording == "已排查 13 处。"


def test_an_emptied_cell_is_the_leads_again():
    typed = replace(LEDGER.rows[0], edited=("status", "text"))
    row = apply_entries(replace(LEDGER, rows=(typed, *LEDGER.rows[1:])), ENTRIES).ledger.rows[0]
    assert (row.status, row.edited) == ("推进中", ("text",))


@pytest.mark.parametrize(
    ("lead", "other", "kinds"),
    [
        ({"status": "推进中", "actual": "12"}, {"status": "已完成", "actual": "9"}, ["status", "figure"]),
        ({"status": "推进中"}, {"status": "基本完成"}, []),  # neither says finished
        ({"status": "推进中"}, {"wording": "已配合"}, []),  # a supporting unit that was asked one sentence only
        ({"actual": "1,200"}, {"actual": "１２００.0"}, []),  # the same figure, typed otherwise
        ({"actual": "9家"}, {"actual": "12家"}, ["figure"]),
        ({"actual": ""}, {"actual": "12"}, []),  # nothing to contradict
    ],
)
def test_other_units_that_contradict_the_lead_are_listed(lead, other, kinds):
    pair = (returned(KEYS[0], **lead), returned(KEYS[0], MARKET, leads=False, **other))
    applied = apply_entries(LEDGER, pair)
    assert [conflict.kind for conflict in applied.conflicts] == kinds
    for conflict in applied.conflicts:
        assert SCHOOL in conflict.message
        assert MARKET in conflict.message


def test_two_answers_of_one_unit_on_one_day_are_a_persons_to_decide():
    pair = [returned(KEYS[0], file="甲.xlsx", actual="9"), returned(KEYS[0], file="乙.xlsx", actual="12")]
    for order in (pair, pair[::-1]):
        (conflict,) = apply_entries(LEDGER, order).conflicts
        assert conflict.kind == "twice"
        assert "同一天收到两份不同的填报" in conflict.message
    same = [returned(KEYS[0], file=name, actual="9") for name in ("甲.xlsx", "乙.xlsx")]
    assert apply_entries(LEDGER, same).conflicts == ()


def test_collecting_a_folder_again_changes_nothing_even_where_a_file_was_renamed():
    once = apply_entries(LEDGER, ENTRIES).ledger
    again = [replace(entry, source=f"z{entry.source}", received_on="2026-12-01") for entry in ENTRIES]
    applied = apply_entries(once, again)
    assert applied.ledger == once
    assert len(told(applied, "known")) == len(ENTRIES)


def test_a_return_that_the_clerk_took_out_does_not_come_back():
    from qdoc.ledger.entries import DELETED, entry_id

    gone = Event(KEYS[0], EventKind.CORRECTION, field=DELETED, entry=entry_id(ENTRIES[0]))
    applied = apply_entries(replace(LEDGER, events=(gone,)), ENTRIES)
    assert ENTRIES[0] not in applied.ledger.entries
    assert len(told(applied, "deleted")) == 1


def test_where_the_lead_changed_the_new_ones_return_goes_first():
    old, new = returned(KEYS[0], period="2026Q2", wording="旧"), returned(KEYS[0], WELFARE, wording="新")
    ledger = apply_entries(LEDGER, (old,)).ledger
    row = replace(ledger.rows[0], lead=Cell("区民政局、区教育局"))
    assert lead_unit(row) == WELFARE
    moved = replace(ledger, rows=(row, *ledger.rows[1:]))
    assert apply_entries(moved, ()).ledger.rows[0].progress == "旧"  # nothing of the new lead's yet
    assert apply_entries(moved, (new,)).ledger.rows[0].progress == "新"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000_000), st.randoms(use_true_random=False), st.integers(1, 5))
def test_any_order_and_any_division_of_the_files_gives_the_same_ledger(seed, chance, parts):
    """Postcondition of apply_entries; one row has a field that the clerk typed and one that she emptied."""
    row = replace(LEDGER.rows[0], status="未启动", edited=("status", "actual"))
    start = replace(LEDGER, rows=(row, *LEDGER.rows[1:]))
    made = many(seed)
    whole = apply_entries(start, made)
    shuffled = [*made, *chance.sample(made, 5)]
    chance.shuffle(shuffled)
    ledger = start
    for part in range(parts):
        ledger = apply_entries(ledger, shuffled[part::parts]).ledger
    assert ledger == whole.ledger
    assert apply_entries(ledger, ()).conflicts == whole.conflicts
    assert {(e.row_key, e.unit, e.period, e.place) for e in made} == {
        (e.row_key, e.unit, e.period, e.place) for e in ledger.entries
    }  # nothing lost
