"""Who is reminded of what: what a person finished or extended is not chased, what was undone is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from qdoc.cli.app import app
from qdoc.cli.documents import document_of, kind_of
from qdoc.ledger.life import apply_event
from qdoc.model import Basis, Cell, Event, EventKind, Ledger
from qdoc.render.workbook import ledger_xlsx
from tests.cli.calling import call
from tests.cli.test_delivery import lines
from tests.render.word_tables import read_paragraphs
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
    assert bool(reminders()) == Path("分发清单.xlsx").exists() == bool(told)
    assert (told or f"截至 {day}，没有逾期或 15 天内到期的事项") in said


def test_a_finish_that_a_review_did_not_accept_is_chased(remind: Callable[..., Result]) -> None:
    claimed = replace(OPEN, rows=(replace(ROW, status="已完成"),))
    assert "没有逾期" in remind(claimed, "2026-07-10").output
    sent = act(EventKind.REVIEW, "2026-07-01", text="数字无佐证", decision="不同意")
    assert "逾期 1 条" in remind(apply_event(claimed, sent), "2026-07-10").output
    assert len(reminders()) == 1


def test_a_word_that_the_office_reads_as_finished_is_not_chased(remind: Callable[..., Result]) -> None:
    rule = '[[规则]]\n类别 = "办理状态"\n名称 = "已验收"\n取值 = "已完成"\n依据 = "云政办发〔2026〕9号"\n'
    Path("qdoc.toml").write_text(rule, "utf-8")
    assert "没有逾期" in remind(replace(OPEN, rows=(replace(ROW, status="已验收"),)), "2026-07-10").output
    assert reminders() == []


NUMBER = ("--number", "云催〔2026〕")


def listed() -> dict[str, tuple[object, object]]:
    """The reminders of the manifest: file → number and what was signed."""
    rows = [row for row in lines(Path("分发清单.xlsx"), "分发清单") if row["种类"] == "催办单"]
    return {Path(str(row["文件"])).name: (row["编号"], row["签收（姓名、日期）"]) for row in rows}


def test_a_later_reminder_is_another_document_and_the_earlier_one_stays(remind: Callable[..., Result]) -> None:
    remind(OPEN, "2026-06-20", *NUMBER)
    first = next(Path("各单位").rglob("*催办单*.docx"))
    sent = first.read_bytes()
    assert "次催办" not in "".join(read_paragraphs(sent))
    book = openpyxl.load_workbook("分发清单.xlsx")
    book["分发清单"]["K4"] = "赵某 6月21日"
    book.save("分发清单.xlsx")
    said = remind(OPEN, "2026-09-20", *NUMBER).output
    assert "另存" not in said  # the signature went over into the new manifest
    assert first.read_bytes() == sent
    assert listed() == {
        "区市场监管局催办单（2026-06-20）.docx": ("云催〔2026〕1号", "赵某 6月21日"),
        "区市场监管局催办单（2026-09-20）.docx": ("云催〔2026〕2号", None),
    }
    second = first.with_name("区市场监管局催办单（2026-09-20）.docx")
    assert read_paragraphs(second.read_bytes())[1] == "编号：云催〔2026〕2号　　第二次催办"
    call("letters", "台账.xlsx", "-o", ".", "--kind", "催办单", "--as-of", "2026-09-20", *NUMBER, "--merge")
    assert [path.name for path in Path("合订").iterdir()] == ["催办单（2026-09-20）合订本.docx"]
    before = {path: path.read_bytes() for path in Path("各单位").rglob("*.docx")}
    remind(OPEN, "2026-09-20", *NUMBER)  # the same day again
    remind(OPEN, "2026-06-20", *NUMBER)  # and the first one, as it was
    assert {path: path.read_bytes() for path in Path("各单位").rglob("*.docx")} == before
    assert [number for number, _ in listed().values()] == ["云催〔2026〕1号", "云催〔2026〕2号"]


def test_a_number_whose_reminder_was_deleted_comes_back_with_it(remind: Callable[..., Result]) -> None:
    remind(OPEN, "2026-06-20", *NUMBER)
    remind(OPEN, "2026-09-20", *NUMBER)
    next(Path("各单位").rglob("*催办单（2026-06-20）.docx")).unlink()
    remind(OPEN, "2026-12-20", *NUMBER)
    assert [number for number, _ in listed().values()] == ["云催〔2026〕2号", "云催〔2026〕3号"]
    assert [row["种类"] for row in lines(Path("分发清单.xlsx"), "停用编号")] == ["催办单（2026-06-20）"]
    remind(OPEN, "2026-06-20", *NUMBER)
    assert listed()["区市场监管局催办单（2026-06-20）.docx"][0] == "云催〔2026〕1号"


# (file in a unit's folder, what the manifest calls it, what it is)
NAMED = [
    ("甲局催办单（2026-06-20）.docx", "催办单", "催办单（2026-06-20）"),  # why: of a day
    ("甲局催办单.docx", "催办单", "催办单"),  # why: as an earlier version named them
    ("甲局催办单（复印件）.docx", "催办单", "催办单"),  # why: no day
    ("甲局任务交办单（2026-06-20）.docx", "任务交办单", "任务交办单"),  # why: only reminders have a day
    ("甲局（2026-06-20）催办单.docx", "催办单", "催办单"),  # why: a unit of that name
]


@pytest.mark.parametrize(("path", "kind", "document"), NAMED)
def test_a_document_is_told_by_its_kind_and_day(path: str, kind: str, document: str) -> None:
    assert document_of(path, kind) == document
    assert kind_of(document) == kind
