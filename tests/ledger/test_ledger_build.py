import pytest

from qdoc.ledger import build_ledger
from qdoc.ledger.key import KeyMaker, text_hash, text_part
from qdoc.ledger.units import is_unassigned, split_units
from qdoc.model import Assignment, Basis, Cell, Deadline, DeadlineKind, Role
from tests.ledger.made_plans import example_tasks, plan, stated, suggested, task


def by_text(ledger, start):
    return next(row for row in ledger.rows if row.text.startswith(start))


def test_one_row_an_obligation_in_the_order_of_the_notice():
    ledger = build_ledger(plan(), "a" * 64)
    assert [row.text[:2] for row in ledger.rows] == ["全面", "年底", "新建", "加强"]
    assert [row.theme for row in ledger.rows] == ["一、织密民生保障网"] * 3 + ["二、守护生态环境"]
    assert ledger.rows[1].place == "“1.规范校外托管场所”第2项"
    assert ledger.rows[2].place == "“2.建设社区食堂”"
    assert ledger.head.plan_sha256 == "a" * 64
    assert ledger.head.document_number == "云府办发〔2026〕3号"


def test_the_mark_before_the_next_clause_is_not_the_rows():
    (_, row, *_) = build_ledger(plan()).rows
    assert row.text.endswith("达到100%")  # the notice goes on with ；
    assert row.end - row.start == len(row.text)


@pytest.mark.parametrize(
    ("start", "field", "expected"),
    [
        ("全面", "lead", Cell("区教育局", Basis.STATED)),
        ("全面", "support", Cell("区市场监管局、各街道办事处", Basis.STATED)),  # groups stay groups
        ("年底", "support", Cell("各街道办事处", Basis.STATED)),  # a unit enters only the rows that it covers
        ("新建", "lead", Cell("区民政局", Basis.SUGGESTED)),  # nobody stated: the suggestion, marked as one
        ("加强", "lead", Cell("", None)),  # nobody at all
        ("年底", "deadline", Cell("年底前", Basis.STATED)),  # stated before the plan's year
        ("全面", "deadline", Cell("2026年内", Basis.INHERITED)),
        # an elliptic metric names the indicator that it inherits
        ("年底", "metric", Cell("登记率达到95%以上；其中学校周边达到100%", Basis.STATED)),
        ("全面", "metric", Cell("", None)),
    ],
)
def test_every_field_has_its_own_basis(start, field, expected):
    assert getattr(by_text(build_ledger(plan()), start), field) == expected


@pytest.mark.parametrize(
    ("assignments", "lead", "responsible", "support", "alternatives"),
    [
        # a suggestion never stands beside a stated unit of the same role
        ((stated("区水务局", Role.LEAD), suggested("区城管局", Role.LEAD)), "区水务局", "", "", "区城管局（牵头）"),
        # a suggested lead does not outrank a stated responsible unit
        (
            (stated("区水务局", Role.RESPONSIBLE), suggested("区城管局", Role.LEAD)),
            "",
            "区水务局",
            "",
            "区城管局（牵头）",
        ),
        # but a suggested supporter may fill an empty cell
        ((stated("区水务局", Role.LEAD), suggested("区城管局", Role.SUPPORT)), "区水务局", "", "区城管局", ""),
        # lead first, then co-lead, whatever the order of reading
        ((stated("区城管局", Role.CO_LEAD), stated("区水务局", Role.LEAD)), "区水务局、区城管局", "", "", ""),
        # no unit stands twice in a row
        ((stated("区水务局", Role.LEAD), stated("区水务局", Role.SUPPORT)), "区水务局", "", "", ""),
    ],
)
def test_who_stands_in_which_cell(assignments, lead, responsible, support, alternatives):
    (row,) = build_ledger(plan(task("t03", assignments=assignments))).rows
    found = (row.lead.value, row.responsible.value, row.support.value, row.alternatives)
    assert found == (lead, responsible, support, alternatives)


def test_a_cell_of_stated_and_inherited_units_claims_only_the_weaker_basis_and_loses_nobody():
    inherited = Assignment("各街道办事处", None, None, Role.SUPPORT, Basis.INHERITED)
    (row,) = build_ledger(plan(task("t03", assignments=(stated("区水务局", Role.SUPPORT), inherited)))).rows
    assert row.support == Cell("区水务局、各街道办事处", Basis.INHERITED)


def named(name, key, *covered):
    return Assignment(name, "水务局", key, Role.LEAD, Basis.STATED, obligations=covered)


def test_a_unit_printed_in_two_ways_is_shown_under_one_name():
    tasks = (
        task("t01", assignments=(named("水务局", "water"),)),
        task("t02", assignments=(named("区水务局", "water"),)),
    )
    assert {row.lead.value for row in build_ledger(plan(*tasks)).rows} == {"区水务局"}


def test_units_of_two_levels_are_never_joined():
    tasks = (
        task("t01", assignments=(named("市水务局", "water"),)),
        task("t02", assignments=(named("区水务局", "water"),)),
        task("t03", assignments=(named("水务局", "water"),)),  # could be either: stays as printed
    )
    assert [row.lead.value for row in build_ledger(plan(*tasks)).rows][1:] == ["市水务局", "区水务局", "水务局"]


def test_a_leader_is_a_remark_and_never_a_unit():
    leader = Assignment("副区长周某", None, None, Role.LEAD, Basis.STATED, person=True)
    (row,) = build_ledger(plan(task("t03", assignments=(leader,)))).rows
    assert is_unassigned(row)
    assert row.remark == "原文所列负责人：副区长周某"


def test_a_task_without_obligations_is_a_row_and_a_diagnostic():
    ledger = build_ledger(plan(task("t03", obligations=())))
    assert [row.text for row in ledger.rows] == ["治理河道"]
    assert "L003" in {found.code for found in ledger.diagnostics}


def test_what_needs_a_human_is_counted():
    codes = {found.code: found.message for found in build_ledger(plan()).diagnostics}
    assert codes["L001"].startswith("1 条事项原文没有写明")
    assert codes["L002"].startswith("1 条事项的单位是程序建议")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("达到5%,其中", "达到5%，其中", True),  # half-width and full-width punctuation
        ("加强 监管。", "加强监管；", True),  # spaces and the last mark
        ("“三个一”行动", '"三个一"行动', True),  # quote shapes
        ("达到5%", "达到6%", False),  # a figure counts
        ("加强监管", "强化监管", False),
    ],
)
def test_what_counts_as_the_same_words(one, other, same):
    assert (text_hash(one) == text_hash(other)) is same


def test_repeated_words_get_distinct_keys_that_share_the_text_part():
    keys = KeyMaker()
    first, second, own = keys.make("加强监管"), keys.make("加强监管。"), keys.make("加强监管", own=True)
    assert len({first, second, own}) == 3
    assert {text_part(key) for key in (first, second, own)} == {text_hash("加强监管")}


def test_keys_do_not_depend_on_position():
    forward = {row.text: row.key for row in build_ledger(plan()).rows}
    backward = {row.text: row.key for row in build_ledger(plan(*reversed(example_tasks()))).rows}
    assert forward == backward


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区教育局、区民政局", ("区教育局", "区民政局")),
        ("区教育局，区民政局；区水务局\n区城管局", ("区教育局", "区民政局", "区水务局", "区城管局")),  # as clerks type
        (
            "区市场监管局（含盐务、烟草）、区教育局",
            ("区市场监管局（含盐务、烟草）", "区教育局"),
        ),  # inside brackets no break
        ("区教育局（牵头、区民政局", ("区教育局（牵头", "区民政局")),  # an open bracket hides nobody
        ("待指定", ()),
        (" 、 ", ()),
        ("区教育局、区教育局", ("区教育局",)),
    ],
)
def test_taking_a_cell_apart(cell, units):
    assert split_units(cell) == units


def test_a_paragraph_read_as_one_title_is_not_repeated_whole_in_every_row():
    long = "推进工作，" * 2000  # 10,000 characters in each of as many rows would be gigabytes
    (row, *_) = build_ledger(plan(task("t01", title=long))).rows
    assert row.task == long[:400] + "…"


def test_two_deadlines_of_one_row_are_told():
    days = (
        Deadline(DeadlineKind.MONTH, "2026-06-30", "6月底前", Basis.STATED, ()),
        Deadline(DeadlineKind.DATE, "2026-12-20", "2026年12月20日", Basis.STATED, ()),
    )
    ledger = build_ledger(plan(task("t03", deadlines=days)))
    assert ledger.rows[0].deadline_on == "2026-12-20"
    assert any(found.code == "L004" for found in ledger.diagnostics)
