from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.ledger import build_ledger
from qdoc.letters import letter_findings, make_letters, prove
from qdoc.model import Basis, Cell, Group, Ledger, LedgerRow, Office, UnitInfo
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


def test_a_supporting_unit_sees_that_nobody_leads():
    row = replace(
        LEDGER.rows[0], lead=Cell("", None), responsible=Cell("", None), support=Cell("甲局、乙局", Basis.STATED)
    )
    ledger = Ledger(LEDGER.head, (row,), ())
    letters = make_letters(ledger)
    assert [letter.support_items[0].others for letter in letters] == [
        "牵头：待指定；配合：乙局",
        "牵头：待指定；配合：甲局",
    ]
    assert prove(ledger, letters).holds


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


def test_the_proof_counts():
    proof = prove(LEDGER, make_letters(LEDGER))
    assert proof.holds
    assert (proof.rows, proof.letters, proof.lead_items, proof.support_items) == (4, 4, 3, 3)
    assert proof.unassigned == (LEDGER.rows[3].key,)
    assert proof.failure == ""


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
    assert changed.failure.startswith("核对未通过")


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


def ledger_of(*cells: tuple[str, str, str], year: int = 2026) -> Ledger:
    """A ledger with a row for each (lead, responsible, support), all stated."""
    made = (
        replace(LEDGER.rows[0], key=f"r{at}", **{
            field: Cell(value, Basis.STATED if value else None)
            for field, value in zip(("lead", "responsible", "support"), row, strict=True)
        })
        for at, row in enumerate(cells)
    )  # fmt: skip
    return Ledger(replace(LEDGER.head, year=year), tuple(made))


STREETS = Office(groups=(Group("各街道办事处", ("东街街道", "西街街道")), Group("各镇", ())))


def told(ledger: Ledger, office: Office | None) -> dict[str, list[tuple[str, str, str, str]]]:
    letters = make_letters(ledger, office)
    assert prove(ledger, letters, office).holds
    return {
        letter.department: [
            (item.row_key, item.role, item.via, item.others) for item in (*letter.lead_items, *letter.support_items)
        ]
        for letter in letters
    }


def test_a_group_is_expanded_only_where_the_office_says_its_members():
    ledger = ledger_of(("区教育局", "", "各街道办事处、各镇"))
    plain = told(ledger, None)
    assert list(plain) == ["区教育局", "各街道办事处", "各镇"]
    assert told(ledger, STREETS) == {
        "区教育局": [("r0", "牵头单位", "", "配合：各街道办事处、各镇")],
        "东街街道": [("r0", "配合单位", "各街道办事处之一", "牵头：区教育局；配合：各镇")],
        "西街街道": [("r0", "配合单位", "各街道办事处之一", "牵头：区教育局；配合：各镇")],
        "各镇": [("r0", "配合单位", "", "牵头：区教育局；配合：各街道办事处")],
    }
    (finding,) = letter_findings(ledger, STREETS)
    assert (finding.code, finding.message) == ("L101", "各镇 未展开：各只有一份文件，由您分送")
    assert letter_findings(ledger, None)[0].message.startswith("各街道办事处、各镇 未展开")


NAMED_TWICE = [
    # named itself in the group's own cell: the own name counts, whichever stands first
    (("", "", "各街道办事处、东街街道"), ("配合单位", "")),
    (("", "", "东街街道、各街道办事处"), ("配合单位", "")),
    # a weightier cell goes before a name of its own
    (("", "各街道办事处", "东街街道"), ("责任单位", "各街道办事处之一")),
    (("东街街道", "", "各街道办事处"), ("牵头单位", "")),
]


@pytest.mark.parametrize(("cells", "expected"), NAMED_TWICE)
def test_a_member_that_is_also_named_has_the_row_once(cells, expected):
    ((_, role, via, _),) = told(ledger_of(cells), STREETS)["东街街道"]
    assert (role, via) == expected


REFORMED = Office(
    units=(
        UnitInfo("区质监局", valid_to="2014"),
        UnitInfo("区市场监管局", ("区质监局", "区食药监局"), valid_from="2015"),
    )
)


def test_two_names_of_one_unit_are_one_letter_only_where_the_sheet_says_so():
    ledger = ledger_of(("区质监局", "", ""), ("区市场监管局", "", "区教育局"))
    assert list(told(ledger, None)) == ["区质监局", "区市场监管局", "区教育局"]
    joined = told(ledger, REFORMED)
    assert joined["区市场监管局"] == [
        ("r0", "牵头单位", "台账写作“区质监局”", ""),
        ("r1", "牵头单位", "", "配合：区教育局"),
    ]
    assert list(joined) == ["区市场监管局", "区教育局"]
    assert [one.message for one in letter_findings(ledger, REFORMED)] == [
        "台账里的 区质监局、区市场监管局 是一个单位，合为“区市场监管局”一份"
    ]
    before = ledger_of(("区质监局", "", ""), ("区市场监管局", "", ""), year=2010)
    assert list(told(before, REFORMED)) == ["区质监局", "区市场监管局"]  # the alias was not in force


def test_one_name_throughout_is_only_written_as_the_sheet_has_it():
    ledger = ledger_of(("区食药监局", "", "区教育局"))
    assert told(ledger, REFORMED) == {
        "区市场监管局": [("r0", "牵头单位", "", "配合：区教育局")],
        "区教育局": [("r0", "配合单位", "", "牵头：区市场监管局")],
    }
    assert letter_findings(ledger, REFORMED) == ()


UNITS = ["甲局", "乙局", "丙局（含、站）", "丁街道", "戊街道"]
made_offices = st.builds(
    lambda members, aliases: Office(
        groups=tuple(Group(name, tuple(units)) for name, units in zip(("各街道办事处", "各镇"), members, strict=True)),
        units=tuple(UnitInfo(name, (alias,)) for name, alias in aliases.items()),
    ),
    st.tuples(st.lists(st.sampled_from(UNITS), max_size=4), st.lists(st.sampled_from(UNITS), max_size=4)),
    st.dictionaries(st.sampled_from(UNITS), st.sampled_from(["旧局", "老局"]), max_size=1),
)
named = st.lists(st.sampled_from([*UNITS, "各街道办事处", "各镇", "旧局"]), max_size=4)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(named, named, named), max_size=6), made_offices)
def test_every_row_is_once_in_the_letter_of_each_of_its_units(rows, office):
    ledger = ledger_of(*(tuple("、".join(cell) for cell in row) for row in rows))
    letters = make_letters(ledger, office)
    assert prove(ledger, letters, office).holds
    assert len({letter.department for letter in letters}) == len(letters)
    groups = {group.name: group.members or (group.name,) for group in office.groups}
    names = {alias: unit.name for unit in office.units for alias in unit.aliases}
    for at, row in enumerate(rows):
        asked = {names.get(unit, unit) for cell in row for name in cell for unit in groups.get(name, (name,))}
        got = [
            letter.department
            for letter in letters
            for item in (*letter.lead_items, *letter.support_items)
            if item.row_key == f"r{at}"
        ]
        assert sorted(got) == sorted(asked)  # once each, and nobody else


def test_the_proof_sees_a_group_that_was_not_expanded():
    ledger = ledger_of(("区教育局", "", "各街道办事处"))
    proof = prove(ledger, make_letters(ledger), STREETS)
    assert sorted(proof.missing) == ["东街街道 · r0", "西街街道 · r0"]
    assert proof.extra == ("各街道办事处 · r0",)
