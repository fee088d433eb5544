"""Collecting: one returned form at a time, changed by hand, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from qdoc.asking import BY_ROW, Form, ask
from qdoc.ledger.form_columns import ACTUAL, FILLED_ON, WORDING
from qdoc.model import Basis, Cell, Office, Rule, UnitInfo
from qdoc.returns.collect import collect
from qdoc.returns.collect_proof import prove
from qdoc.returns.collect_values import Collected, Fate
from qdoc.returns.form_answers import any_day, read_status
from qdoc.returns.form_values import Answer, Piece, ReturnedForm
from tests.summary.ledger_of_yunxi import HEAD, LEDGER

PERIOD = "2026Q1"
FORMS = {form.unit: form for form in ask(LEDGER, PERIOD)}
MARKET, ECONOMY = FORMS["区市场监管局"], FORMS["区经济信息化局"]
TITLE = "云溪区推进质量强区建设2026年工作要点进展填报表（2026年第一季度）"


def piece(form: Form, at: int, row: int = 6, **answers: str) -> Piece:
    """Row ``row`` of a sheet that answers line ``at`` of ``form``."""
    line = form.lines[at]
    given = tuple(
        Answer(field, text, f"{field[0].upper()}{row}", line.metrics[0].id if field == ACTUAL else "")
        for field, text in answers.items()
    )
    return Piece(f"第 {row} 行", line.key, line.row_keys, f"{line.number}{line.task}", "", line.role, given)


def returned(
    form: Form, *pieces: Piece, name: str = "表.xlsx", day: str = "2026-04-02", **more: object
) -> ReturnedForm:
    filled = (Answer(FILLED_ON, day, "I3"),) if day else ()
    known = ReturnedForm(
        name, name.encode().hex(), form.unit, PERIOD, "", "任务", form.unit, TITLE, filled, pieces, tagged=True
    )
    return replace(known, **more)  # type: ignore[arg-type]


def collected(*forms: ReturnedForm, ledger=LEDGER, **more: str) -> Collected:
    """Collect, with the proof holding whatever came."""
    done = collect(ledger, forms, PERIOD, **more)
    proof = prove(done, forms)
    assert proof.holds, proof
    assert proof.cells == proof.applied + proof.repeated + proof.older + proof.refused + proof.head_only
    return done


def whys(done: Collected) -> str:
    return "；".join(f"{one.file} {one.answer.place} {one.why}" for one in done.of(Fate.REFUSED))


def test_an_answer_for_a_task_stands_on_each_of_its_rows_and_the_leads_is_the_rows() -> None:
    done = collected(returned(ECONOMY, piece(ECONOMY, 0, status="推进中", wording="会诊40家", actual="40")))
    entries = {entry.row_key: entry for entry in done.entries}
    assert {key: (one.status, one.actual, one.leads) for key, one in entries.items()} == {
        "k1": ("推进中", "40家", True),  # why: the bare figure takes the unit word that the form asked for
        "k2": ("推进中", "", True),
    }
    assert entries["k1"].place == "S6、W6、A6"
    assert done.arrived == ("区经济信息化局",)
    assert "区市场监管局" in done.lists.missing


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda one: replace(one, period="2026Q2"), "另一期"),
        (lambda one: replace(one, period="", shown_title="进展填报表（2025年第一季度）"), "另一期"),
        (lambda one: replace(one, shown_unit="区经济信息化局"), "隐藏的单位是"),  # another unit's form, renamed
        (lambda one: replace(one, shown_unit="市监局"), "隐藏的单位是"),  # an alias that no settings name
        (lambda one: replace(one, unit="", shown_unit=""), "没有写明是哪个单位"),
        (lambda one: replace(one, unit="", shown_unit="区体育局"), "不是台账里的单位"),
        (
            lambda one: replace(
                one,
                plan_sha256="f" * 64,
                pieces=tuple(replace(each, key="q0", row_keys=()) for each in one.pieces),
            ),
            "另一份要点",
        ),
        (
            lambda one: replace(
                one,
                period="",
                shown_title="",
                tagged=False,
                pieces=tuple(replace(each, key="", row_keys=()) for each in one.pieces),
            ),
            "哪一期",
        ),
    ],
)
def test_a_form_that_is_not_this_units_for_this_period_is_refused_whole(
    change: Callable[[ReturnedForm], ReturnedForm], why: str
) -> None:
    done = collected(change(returned(MARKET, piece(MARKET, 0, status="推进中"))))
    assert not done.entries
    assert why in whys(done)
    assert len(done.of(Fate.REFUSED)) == 2  # the answer and 填报日期


def test_a_units_other_name_counts_where_the_settings_say_so() -> None:
    office = Office(units=(UnitInfo("区市场监管局", aliases=("市监局",)),))
    form = returned(MARKET, piece(MARKET, 0, status="推进中"), shown_unit="市监局")
    assert collect(LEDGER, [form], PERIOD, office).entries


def test_a_form_of_another_plan_file_is_read_by_its_keys_alone() -> None:
    """The notice was read anew since: rows that are the same keep their keys."""
    ledger = replace(LEDGER, head=replace(HEAD, plan_sha256="a" * 64))
    keyed, worded = piece(MARKET, 0, status="推进中"), piece(MARKET, 1, 7, status="推进中")
    form = returned(MARKET, keyed, replace(worded, key="", row_keys=()), plan_sha256="b" * 64)
    done = collected(form, ledger=ledger)
    assert {entry.row_key for entry in done.entries} == set(MARKET.lines[0].row_keys)
    assert "没有识别码" in whys(done)


def row_of(at: int, **change: object) -> Piece:
    return replace(piece(MARKET, at, status="推进中"), **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "line", "why"),
    [
        (row_of(0), 0, ""),
        (
            row_of(0, task="首席质量官工作（局里改的题目）", text=""),
            None,
            "对不上",
        ),  # neither number nor title are its own
        (row_of(0, task="2.首席质量官（改）"), 0, ""),  # the number still agrees, and no other line has these words
        (row_of(0, task=row_of(1).task), None, "对不上"),  # sorted without the hidden column
        (row_of(0, key="", row_keys=()), 0, ""),  # by number and title
        (row_of(0, key="", row_keys=(), task="２． 全面推行首席质量官制度 "), 0, ""),  # width and blanks do not count
        (row_of(0, key="", row_keys=(), task="3.全面推行首席质量官制度"), None, "完全相同"),  # another number: no guess
        (row_of(0, key="", row_keys=(), task="推行首席质量官制度"), None, "完全相同"),
        (row_of(0, key="", row_keys=(), task="", text="年内培训首席质量官80名"), 0, ""),  # by its text
        (row_of(0, key="", row_keys=(), task="", text=""), None, "没有写明是哪一项"),
        (row_of(0, key="q123456789abc", row_keys=()), None, "不是这个单位这一期的"),  # pasted from another's form
        (row_of(0, key="q123456789abc"), 0, ""),  # the ledger's rows are remembered
    ],
)
def test_a_row_finds_its_line_by_key_and_words_or_is_refused(given: Piece, line: int | None, why: str) -> None:
    done = collected(returned(MARKET, given))
    rows = {entry.row_key for entry in done.entries}
    assert rows == (set(MARKET.lines[line].row_keys) if line is not None else set())
    assert why in whys(done)


def test_a_form_by_row_that_lost_all_keys_answers_its_row_and_not_the_whole_task() -> None:
    """A form by 事项, retyped into a new workbook, with title and text of one row of a task of two."""
    single, second, *_ = next(form for form in ask(LEDGER, PERIOD, by=BY_ROW) if form.unit == ECONOMY.unit).lines
    assert single.task == second.task
    answer = (Answer("status", "已完成", "G6"),)
    words = Piece("第 6 行", "", (), f"{single.number}{single.task}", single.texts[0], single.role, answer)
    done = collected(returned(ECONOMY, words, asked_by="", tagged=False))
    assert [(entry.row_key, entry.status) for entry in done.entries] == [(single.row_keys[0], "已完成")]
    for text in ("开展一项谁也没有布置过的工作", "惠及4300户"):  # why: a short text is another text too
        other = replace(words, text=text)
        assert not collected(returned(ECONOMY, other, asked_by="", tagged=False)).entries


def test_a_row_without_words_is_not_trusted_where_keys_have_slipped() -> None:
    slipped = row_of(0, task=row_of(1).task)
    under = Piece("第 7 行", MARKET.lines[1].key, answers=(Answer(WORDING, "话", "K7"),), below=True)
    assert collected(returned(MARKET, under)).entries
    done = collected(returned(MARKET, slipped, under))
    assert not done.entries
    assert "不能确定是哪一项" in whys(done)


@pytest.mark.parametrize(
    ("first", "second", "applied", "refused"),
    [
        ({"status": "推进中"}, {"status": "推进中"}, 1, 0),  # the same twice counts once
        ({"status": "推进中"}, {"status": "已完成"}, 0, 2),  # both cells are named
        ({"status": "推进中", "wording": "甲"}, {"status": "推进中", "wording": "乙"}, 1, 2),
        ({"status": "推进中"}, {"wording": "乙"}, 2, 0),  # two halves of one answer
    ],
)
@pytest.mark.parametrize("files", [1, 2])
def test_two_answers_to_one_question(
    first: dict[str, str], second: dict[str, str], applied: int, refused: int, files: int
) -> None:
    one, other = piece(MARKET, 0, 6, **first), piece(MARKET, 0, 9, **second)
    forms = (
        [returned(MARKET, one, other)]
        if files == 1
        else [returned(MARKET, one), returned(MARKET, other, name="2.xlsx")]
    )
    done = collected(*forms)
    asked = [told for told in done.told if told.answer.field != FILLED_ON]
    assert sum(told.fate is Fate.APPLIED for told in asked) == applied
    assert sum(told.fate is Fate.REFUSED for told in asked) == refused


def test_the_newer_file_counts_row_by_row_whatever_the_files_are_called() -> None:
    old = returned(MARKET, piece(MARKET, 0, status="未启动"), piece(MARKET, 1, 7, wording="旧话"), name="最终.xlsx")
    new = returned(MARKET, piece(MARKET, 0, status="推进中"), name="一.xlsx", day="2026年4月9日")
    done = collected(old, new)
    first, second = MARKET.lines[0].row_keys[0], MARKET.lines[1].row_keys[0]
    entries = {entry.row_key: entry for entry in done.entries}
    assert (entries[first].status, entries[first].filled_on) == ("推进中", "2026-04-09")
    assert entries[second].wording == "旧话"  # the newer file says nothing of this row
    assert [told.answer.text for told in done.of(Fate.OLDER)] == ["未启动"]


def test_collecting_again_changes_nothing_and_a_later_form_goes_beside_the_record() -> None:
    form = returned(MARKET, piece(MARKET, 0, status="未启动"))
    once = collected(form, received_on="2026-04-03")
    again = collected(form, ledger=once.ledger, received_on="2026-04-10")
    assert (again.entries, again.ledger) == ((), once.ledger)
    assert again.arrived == ("区市场监管局",)
    later = returned(MARKET, piece(MARKET, 0, status="已完成"), name="改.xlsx", day="2026-04-09")
    assert len(collected(later, ledger=once.ledger, received_on="2026-04-10").entries) == 1
    same_day = returned(MARKET, piece(MARKET, 0, status="已完成"), name="改.xlsx")
    refused = collected(same_day, ledger=once.ledger, received_on="2026-04-10")
    assert not refused.entries
    assert "台账里已登记同一天的另一种填法“未启动”" in whys(refused)
    older = returned(MARKET, piece(MARKET, 0, status="已完成"), name="改.xlsx", day="2026-04-01")
    assert [told.fate for told in collected(older, ledger=once.ledger).told] == [Fate.OLDER] * 2


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("64", "64家", ""),
        ("６４", "64家", ""),
        ("64.0", "64.0家", ""),
        ("1,200", "1,200家", ""),
        ("64家", "64家", ""),
        ("约64", "约64", ""),  # the unit's words, listed
        ("2026-03-05", "", "日期"),  # Excel's reading of 3-5
        ("\0", "", "错误值"),
        ("家" * 2001, "", "超过 2,000 个"),
    ],
)
def test_a_figure_is_recorded_as_it_was_meant_or_refused(text: str, value: str, why: str) -> None:
    done = collected(returned(ECONOMY, piece(ECONOMY, 0, actual=text)))
    assert [entry.actual for entry in done.entries] == ([value] if value else [])
    assert why in whys(done)
    assert len(done.lists.unsure) == (text == "约64")


def test_the_lists_name_what_is_to_be_chased() -> None:
    before = collect(LEDGER, [replace(returned(ECONOMY, piece(ECONOMY, 0, status="推进中")))], PERIOD).ledger
    second = {form.unit: form for form in ask(before, "2026Q2")}
    economy, market = second["区经济信息化局"], second["区市场监管局"]
    over = piece(market, 0, status="已完成", actual="52")
    forms = [
        returned(economy, piece(economy, 0, status="推进中"), period="2026Q2", day="2026-07-09", shown_title=""),
        returned(market, over, piece(market, 1, 7, status="正常推进"), name="2.xlsx", period="2026Q2", shown_title=""),
        returned(second["区科技局"], name="3.xlsx", period="2026Q2", shown_title=""),
    ]
    done = collect(before, forms, "2026Q2", due="2026-07-05")
    lists = done.lists
    assert lists.late == (("区经济信息化局", "2026-07-09"),)
    assert lists.empty == ("区科技局",)
    assert lists.missing == tuple(unit for unit in done.expected if unit not in done.arrived)
    assert [(point.unit, "52名 没有达到 培训首席质量官80名" in point.what) for point in lists.over_claims] == [
        ("区市场监管局", True)
    ]
    assert [point.unit for point in lists.outside] == ["区市场监管局"]
    assert {point.unit for point in lists.unchanged} == {"区经济信息化局"}
    assert done.to_look_at


def test_what_is_to_be_looked_at_stays_listed_when_later_forms_come() -> None:
    """A status of the unit's own and words for a figure: still told when a second collection brings other units."""
    odd = returned(MARKET, piece(MARKET, 0, status="正常推进", actual="已完成大部分"))
    first = collected(odd)
    later = collected(returned(ECONOMY, piece(ECONOMY, 0, status="推进中")), ledger=first.ledger)
    for lists in (first.lists, later.lists):
        assert [(point.unit, "正常推进" in point.what) for point in lists.outside] == [("区市场监管局", True)]
        assert [(point.unit, "已完成大部分" in point.what) for point in lists.unsure] == [("区市场监管局", True)]
    assert [point.what for point in first.lists.outside] == ["“正常推进”（表.xlsx S6）"]


def test_a_figure_left_open_beside_another_is_no_word_of_the_unit() -> None:
    """未填 between the figures of a row is what the record says of an answer that was not given."""
    row = next(row for row in LEDGER.rows if row.key == MARKET.lines[0].row_keys[0])
    two = replace(row, metric=Cell("抽检比例达到6%；合格率达到98%", Basis.STATED))
    ledger = replace(LEDGER, rows=tuple(two if one.key == row.key else one for one in LEDGER.rows))
    line = next(form for form in ask(ledger, PERIOD) if form.unit == MARKET.unit).lines[0]
    answer = Answer(ACTUAL, "97%", "I6", line.metrics[1].id)
    given = Piece("第 6 行", line.key, line.row_keys, f"{line.number}{line.task}", "", line.role, (answer,))
    done = collected(returned(MARKET, given), ledger=ledger)
    assert [entry.actual for entry in done.entries] == ["未填；97%"]
    assert done.lists.unsure == ()


OWN_WORDS = Office(rules=(Rule("办理状态", "已验收", "已完成", "办法"), Rule("办理状态", "在办", "达进度", "办法")))
# (status, settings, recorded as, lists that name it)
OWN_STATUSES = [
    ("在办", OWN_WORDS, "在办", ()),  # why: the office's own word is in its list
    ("在 办。", OWN_WORDS, "在办", ()),  # why: told by its word, as the common ones are
    ("在办", None, "在办", ("outside",)),  # why: without the rule it is only the unit's word
    ("已验收", OWN_WORDS, "已验收", ("over_claims",)),  # why: it finishes the row, and 40 is less than 80
]


@pytest.mark.parametrize(("status", "office", "recorded", "named"), OWN_STATUSES)
def test_the_offices_own_status_words_are_taken_as_its_rules_say(
    status: str, office: Office | None, recorded: str, named: tuple[str, ...]
) -> None:
    form = returned(MARKET, piece(MARKET, 1, status=status, actual="40"))
    done = collected(form, office=office)
    assert {entry.status for entry in done.entries} == {recorded}
    assert tuple(name for name in ("over_claims", "outside") if getattr(done.lists, name)) == named


def test_what_stands_where_nothing_is_asked_is_refused_by_cell() -> None:
    form = returned(MARKET, piece(MARKET, 0, status="推进中"), strays=(Answer("", "请协调", "P6"),))
    assert "P6 不是要填的格" in whys(collected(form))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-02", "2026-04-02"),
        ("2026/4/2", "2026-04-02"),
        ("2026.4.2", "2026-04-02"),
        ("２０２６年４月２日", "2026-04-02"),
        ("二〇二六年四月二日", "2026-04-02"),
        ("2026-04-02 16:30:00", "2026-04-02"),
        ("20260402", "2026-04-02"),
        ("4月2日", None),  # no year: not guessed
        ("2026年4月", None),
        ("46114", None),  # a serial number that lost its format
        ("2026-02-30", None),
    ],
)
def test_days_in_many_ways(text: str, day: str | None) -> None:
    assert any_day(text) == day


@pytest.mark.parametrize(
    ("text", "status"), [(" 已完成。", "已完成"), ("推 进 中", "推进中"), ("正常推进", "正常推进")]
)
def test_a_status_of_the_list_is_known_by_its_word(text: str, status: str) -> None:
    assert read_status(text) == status
