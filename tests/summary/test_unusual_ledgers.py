"""Ledgers that a clerk or a unit filled in as nobody thought of: the summary is written and proved all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.ledger.disagree import FINISHED
from qdoc.model import EditedPassage, EditKind, Event, EventKind, Ledger
from qdoc.render.summary_docx import summary_docx
from qdoc.render.summary_proof import prove_document
from qdoc.status import Rules, make_report
from qdoc.summary import Reach, Summary, judge_reach, summarise
from qdoc.summary.items import make_items
from tests.status.yunxi_in_september import AS_OF
from tests.summary.ledger_of_yunxi import LEDGER


def written(ledger: Ledger) -> Summary:
    """The summary of ``ledger``, printed, and every number of it proved by the ledger."""
    summary = summarise(ledger, as_of="2026-12-20")
    document = summary_docx(summary, office="云溪区政府办", dated="2026年12月25日")
    proved = prove_document(document, summary, strict=True, given=("2026年12月25日",))
    assert proved.faults == ()
    return summary


def with_row(**change: str) -> Ledger:
    return replace(LEDGER, rows=(replace(LEDGER.rows[0], **change), *LEDGER.rows[1:]))


@pytest.mark.parametrize("word", ["完成60%", "60", "第2阶段", "2026-06-30"])
def test_a_status_that_says_a_number_is_counted_apart_and_named(word: str) -> None:
    """The word and its count would print as one number (完成60%1条); the row's own line still quotes the word."""
    summary = written(with_row(status=word))
    assert "其他表述" in {one.status for one in summary.statuses}
    assert [one.code for one in summary.diagnostics if one.code == "S007"] == ["S007"]
    open_rows = [one.text for section in summary.sections for one in section.passages if one.slot.startswith("unfin")]
    assert any(f"办理状态：{word}" in line for line in open_rows)


@pytest.mark.parametrize("title", ["15分钟便民生活圈建设", "5G应用推广", "100个站点提质"])
def test_a_task_whose_title_begins_with_a_digit(title: str) -> None:
    """Number and title print side by side: 3. and 15分钟 read as 3.15."""
    rows = tuple(replace(row, task=title) if row.task_id == LEDGER.rows[0].task_id else row for row in LEDGER.rows)
    written(replace(LEDGER, rows=rows))


def test_a_summary_without_its_note_on_the_figures() -> None:
    """The clerk took 数据口径 out, and nothing is to be looked at."""
    done = tuple(
        replace(row, status="已完成", carry_over="否", actual=row.actual and "99999" + row.actual[-1], problem="")
        for row in LEDGER.rows
        if row.lead.basis is None or row.lead.basis.value != "suggested"
    )
    ledger = replace(LEDGER, rows=done)
    notes = [section for section in summarise(ledger).sections if section.name == "notes"]
    slots = [one.slot for section in notes for one in section.passages]
    removed = tuple(EditedPassage(slot, EditKind.REMOVED) for slot in slots or ["scope"])
    written(replace(ledger, passages=removed))


def test_a_thousand_paragraphs_added_one_behind_the_other() -> None:
    chain = [EditedPassage(f"own_{n}", EditKind.ADDED, ("补充说明。",), after=f"own_{n - 1}") for n in range(1, 1500)]
    first = EditedPassage("own_0", EditKind.ADDED, ("补充说明。",), after="overview_1")
    summary = written(replace(LEDGER, passages=(first, *chain)))
    text = [one.text for section in summary.sections for one in section.passages]
    assert text.count("补充说明。") == 1500


def test_a_figure_of_hundreds_of_digits_is_left_to_a_person() -> None:
    endless = with_row(actual="9" * 400 + "家")
    assert judge_reach(endless.rows[0].metric.value, endless.rows[0].actual) is Reach.REVIEW
    make_report(endless, Rules(), AS_OF, None)
    written(endless)


def test_an_extension_that_an_adjustment_overtook_says_so() -> None:
    key, by = LEDGER.rows[0].key, {"by": "赵六", "on": "2026-09-01"}
    extension = Event(key, EventKind.EXTENSION, decision="同意", field="deadline", after="2027-01-31", **by)
    amendment = Event(key, EventKind.AMENDMENT, field="deadline", after="2026年12月10日前", text="会议定", **by)
    for events, later in (((extension,), False), ((extension, amendment), True), ((amendment, extension), False)):
        ledger = replace(with_row(status="推进中"), events=events)
        lines = [one.text for section in written(ledger).sections for one in section.passages]
        assert any("批准延期至" in line for line in lines)
        assert any("后又调整" in line for line in lines) is later


def test_the_offices_own_words_close_a_row() -> None:
    ledger = with_row(status="办理完毕。")
    (kept,) = [one for one in make_items(ledger) if one.serial == 1]
    (closed,) = [one for one in make_items(ledger, FINISHED | {"办理完毕"}) if one.serial == 1]
    assert (kept.finished, closed.finished) == (False, True)
    assert closed.status == "办理完毕。", "counted and printed as the ledger has it"
