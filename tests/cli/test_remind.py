"""Who is reminded of what: what a person finished or extended is not chased, what was undone is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qdoc.cli.app import app
from qdoc.ledger.life import apply_event
from qdoc.model import Basis, Cell, Event, EventKind, Ledger
from qdoc.render.workbook import ledger_xlsx
from tests.summary.ledger_of_yunxi import LEDGER, ROWS

DUE = Cell("2026年6月底前", Basis.STATED)
ROW = replace(
    ROWS[2], status="推进中", responsible=Cell("区市场监管局", Basis.STATED), deadline=DUE, deadline_on="2026-06-30"
)
OPEN = replace(LEDGER, rows=(ROW,))


def act(kind: EventKind, on: str, **more: str) -> Event:
    return Event(ROW.key, kind, on=on, by="李主任", **more)


DONE = act(EventKind.DONE, "2026-06-20", text="验收通过")
ASKED = Event(ROW.key, EventKind.EXTENSION, on="2026-06-18", unit="区市场监管局", text="师资冲突", after="2026-09-30")
LATER = (ASKED, act(EventKind.EXTENSION, "2026-06-20", after="2026-09-30", decision="同意"))
REFUSED = (ASKED, act(EventKind.EXTENSION, "2026-06-20", after="2026-09-30", decision="不同意"))
# (acts, day of the reminder, what the screen says)
CASES = [
    ((), "2026-06-20", "15 天内到期 1 条"),  # why: nobody finished it
    ((DONE,), "2026-07-10", ""),  # why: 办结 without any word of 办理状态
    ((DONE, act(EventKind.CLOSED, "2026-06-25")), "2026-07-10", ""),  # why: 销号
    (
        (DONE, act(EventKind.REVIEW, "2026-06-25", text="数字无佐证", decision="不同意")),
        "2026-07-10",
        "逾期 1 条，最长 10 天",
    ),  # why: a review that failed opens it again
    (LATER, "2026-07-10", ""),  # why: the approved extension moves the last day
    (LATER, "2026-10-10", "逾期 1 条，最长 10 天"),  # why: and from then on it counts
    (REFUSED, "2026-07-10", "逾期 1 条，最长 10 天"),  # why: a refused extension moves nothing
    ((ASKED,), "2026-07-10", "逾期 1 条，最长 10 天"),  # why: one that waits for a decision moves nothing yet
]


@pytest.fixture
def remind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(ledger: Ledger, day: str, *options: str) -> Result:
        Path("台账.xlsx").write_bytes(ledger_xlsx(ledger))
        arguments = ["remind", "台账.xlsx", "--as-of", day, "-o", ".", *options]
        return CliRunner().invoke(app, arguments, standalone_mode=False, catch_exceptions=False)

    return run


def reminders() -> list[str]:
    return sorted(path.name for path in Path("各单位").rglob("*催办单*.docx")) if Path("各单位").is_dir() else []


@pytest.mark.parametrize(("acts", "day", "told"), CASES)
def test_what_a_person_finished_or_extended_is_not_chased(
    acts: tuple[Event, ...], day: str, told: str, remind: Callable[..., Result]
) -> None:
    ledger = OPEN
    for each in acts:
        ledger = apply_event(ledger, each)
    said = remind(ledger, day).output
    assert bool(reminders()) == bool(told)
    assert (told or f"截至 {day}，没有逾期或 15 天内到期的事项") in said


def test_a_word_that_the_office_reads_as_finished_is_not_chased(remind: Callable[..., Result]) -> None:
    rule = '[[规则]]\n类别 = "办理状态"\n名称 = "已验收"\n取值 = "已完成"\n依据 = "云政办发〔2026〕9号"\n'
    Path("qdoc.toml").write_text(rule, "utf-8")
    assert "没有逾期" in remind(replace(OPEN, rows=(replace(ROW, status="已验收"),)), "2026-07-10").output
    assert reminders() == []
