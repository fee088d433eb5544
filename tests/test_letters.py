from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.ledger import build_ledger
from qdoc.letters import make_letters, prove
from qdoc.model import Basis, Cell, Ledger, LedgerRow
from tests.ledger.made_plans import plan

LEDGER = build_ledger(plan())


def test_one_letter_a_unit_in_the_order_of_appearance():
    letters = make_letters(LEDGER)
    assert [letter.department for letter in letters] == ["区教育局", "区市场监管局", "各街道办事处", "区民政局"]
    assert [len(letter.lead_items) for letter in letters] == [2, 0, 0, 1]
    assert [len(letter.support_items) for letter in letters] == [0, 1, 2, 0]
    assert [letter.has_suggestions for letter in letters] == [False, False, False, True]


def test_an_item_says_who_else_and_on_what_terms():
    item = make_letters(LEDGER)[0].lead_items[1]
    assert (item.role, item.others) == ("牵头单位", "配合：各街道办事处")
    assert (item.metric, item.deadline) == ("登记率达到95%以上；其中学校周边达到100%", "年底前")
    assert item.place == "“1.规范校外托管场所”第2项"


def test_roles_within_a_cell_and_suggested_companions():
    row = replace(
        LEDGER.rows[0],
        lead=Cell("甲局、乙局", Basis.CONFIRMED),
        responsible=Cell("丙局", Basis.STATED),
        support=Cell("丁局、甲局", Basis.SUGGESTED),
    )
    letters = {letter.department: letter for letter in make_letters(Ledger(LEDGER.head, (row,)))}
    assert {unit: (*letter.lead_items, *letter.support_items)[0].role for unit, letter in letters.items()} == {
        "甲局": "牵头单位", "乙局": "共同牵头单位", "丙局": "责任单位", "丁局": "配合单位",
    }  # fmt: skip
    assert letters["甲局"].lead_items[0].others == "共同牵头：乙局；责任：丙局；配合：丁局（建议）"
    assert letters["甲局"].support_items == ()  # a unit named twice has the row once
    assert not letters["甲局"].has_suggestions
    assert letters["丁局"].has_suggestions


def test_the_proof_counts_and_says_so():
    proof = prove(LEDGER, make_letters(LEDGER))
    assert proof.holds
    assert (proof.rows, proof.letters, proof.lead_items, proof.support_items) == (4, 4, 3, 3)
    assert proof.unassigned == (LEDGER.rows[3].key,)
    assert proof.sentence == (
        "核对通过：台账 4 条事项，3 项已列入牵头或责任单位的交办单，1 项待指定，"
        "4 份交办单合计牵头（责任）3 条、配合 3 条，与台账逐条一致"
    )


def test_the_proof_sees_a_lost_a_foreign_and_a_changed_item():
    letters = make_letters(LEDGER)
    lost = prove(LEDGER, letters[1:])
    assert not lost.holds
    assert len(lost.missing) == 2
    foreign = prove(LEDGER, (*letters, replace(letters[0], department="区外单位")))
    assert len(foreign.extra) == 2
    item = replace(letters[0].lead_items[0], text="改了字")
    changed = prove(LEDGER, (replace(letters[0], lead_items=(item, letters[0].lead_items[1])), *letters[1:]))
    assert changed.changed == (f"区教育局 · {item.row_key}",)
    assert changed.sentence.startswith("核对未通过")


cells = st.builds(
    lambda names, basis: Cell("、".join(names), basis if names else None),
    st.lists(st.sampled_from(["甲局", "乙局", "丙局（含、站）", "各街道办事处"]), max_size=3),
    st.sampled_from(Basis),
)
made_rows = st.builds(
    LedgerRow, key=st.uuids().map(str), task_id=st.just(""), theme=st.just(""), number=st.sampled_from(["1.", ""]),
    task=st.text(max_size=4), text=st.text(max_size=8), lead=cells, responsible=cells, support=cells,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(made_rows, max_size=8))
def test_the_union_of_the_letters_is_the_ledger(rows):
    ledger = Ledger(LEDGER.head, tuple(rows))
    proof = prove(ledger, make_letters(ledger))
    assert proof.holds
    listed = {item.row_key for letter in make_letters(ledger) for item in letter.lead_items} | set(proof.unassigned)
    assert listed == {row.key for row in rows}
