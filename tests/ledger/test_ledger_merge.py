from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.ledger import build_ledger, merge_ledger
from qdoc.ledger.columns import MARK_GONE, MARK_NEW
from qdoc.model import Basis, Cell, Ledger, LedgerRow, Role
from tests.ledger.made_plans import example_tasks, plan, stated, task

FRESH = build_ledger(plan())
OWN = LedgerRow("own-1", "", "", "", "", "召开一次专题会", lead=Cell("区府办", Basis.CONFIRMED), own=True)


def edit(row, **changes):
    return replace(row, **changes, edited=(*row.edited, *changes))


def kinds(changes):
    return sorted({change.kind for change in changes})


def test_an_untouched_ledger_merges_to_the_fresh_one():
    assert merge_ledger(FRESH, FRESH) == (FRESH, ())


def test_a_clerks_values_are_never_overwritten():
    first, *rest = FRESH.rows
    edited = replace(FRESH, rows=(edit(first, lead=Cell("区府办", Basis.CONFIRMED), text="改写的事项"), *rest))
    merged, changes = merge_ledger(FRESH, edited)
    assert merged.rows[0].lead == Cell("区府办", Basis.CONFIRMED)
    assert merged.rows[0].text == "改写的事项"
    assert merged.rows[0].key == first.key
    assert {change.field for change in changes} == {"lead", "text"}
    assert "保留您填的“区府办”（重新生成的是“区教育局”）" in changes[1].message + changes[0].message


def test_progress_is_kept_even_where_nothing_says_it_was_edited():
    rows = (replace(FRESH.rows[0], status="推进中", progress="已排查 12 处"), *FRESH.rows[1:])
    merged, _ = merge_ledger(FRESH, replace(FRESH, rows=rows))
    assert (merged.rows[0].status, merged.rows[0].progress) == ("推进中", "已排查 12 处")


def test_an_emptied_cell_stays_empty():
    rows = (edit(FRESH.rows[0], support=Cell()), *FRESH.rows[1:])
    merged, _ = merge_ledger(FRESH, replace(FRESH, rows=rows))
    assert merged.rows[0].support == Cell()


def test_own_rows_and_the_clerks_order_are_kept():
    order = (FRESH.rows[2], OWN, FRESH.rows[0], FRESH.rows[3], FRESH.rows[1])
    merged, changes = merge_ledger(FRESH, replace(FRESH, rows=order))
    assert [row.key for row in merged.rows] == [row.key for row in order]
    assert kinds(changes) == ["own"]


def test_deleted_rows_stay_deleted_and_are_listed():
    edited = replace(FRESH, rows=FRESH.rows[1:], removed=(FRESH.rows[0].key,))
    merged, changes = merge_ledger(FRESH, edited)
    assert [row.key for row in merged.rows] == [row.key for row in FRESH.rows[1:]]
    assert merged.removed == (FRESH.rows[0].key,)
    assert kinds(changes) == ["deleted"]
    assert any(found.code == "L010" and "第1项" in found.message for found in merged.diagnostics)


def test_new_rows_of_a_changed_notice_are_marked_at_their_place():
    older = build_ledger(plan(*(one for one in example_tasks() if one.number != "2.")))
    merged, changes = merge_ledger(FRESH, older)
    assert [row.key for row in merged.rows] == [row.key for row in FRESH.rows]
    assert [row.mark for row in merged.rows] == ["", "", MARK_NEW, ""]
    assert kinds(changes) == ["added"]


def test_rows_that_left_the_notice_are_kept_only_for_a_clerks_entries():
    newer = build_ledger(plan(*example_tasks()[:1]))
    edited = replace(FRESH, rows=(*FRESH.rows[:2], edit(FRESH.rows[2], remark="暂缓"), FRESH.rows[3]))
    merged, changes = merge_ledger(newer, edited)
    assert [row.mark for row in merged.rows] == ["", "", MARK_GONE]
    assert kinds(changes) == ["dropped", "retired"]


def test_qdocs_own_values_follow_the_notice():
    newer = build_ledger(plan(*example_tasks()[:2], task("t03", assignments=(stated("区水务局", Role.LEAD),))))
    merged, changes = merge_ledger(newer, FRESH)
    assert merged.rows[3].lead == Cell("区水务局", Basis.STATED)
    assert [(change.kind, change.field) for change in changes] == [("updated", "lead")]


@st.composite
def clerk_edits(draw):
    rows = list(draw(st.permutations(FRESH.rows)))
    kept = draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.key))
    names = st.sampled_from(["区府办", "区水务局、区城管局", ""])
    done = []
    for row in rows:
        if row not in kept:
            continue
        name = draw(names)
        if draw(st.booleans()):
            row = edit(row, lead=Cell(name, Basis.CONFIRMED if name else None))
        if draw(st.booleans()):
            row = edit(row, progress=draw(st.sampled_from(["一", "二"])))
        done.append(row)
    for index in range(draw(st.integers(0, 2))):
        done.insert(draw(st.integers(0, len(done))), replace(OWN, key=f"own-{index}"))
    removed = tuple(row.key for row in FRESH.rows if row.key not in {one.key for one in done})
    return Ledger(FRESH.head, tuple(done), (), removed)


@settings(max_examples=60, deadline=None)
@given(clerk_edits())
def test_merging_keeps_everything_and_merging_twice_changes_nothing_more(edited):
    once, _ = merge_ledger(FRESH, edited)
    assert once.rows == edited.rows
    assert merge_ledger(FRESH, once)[0] == once
