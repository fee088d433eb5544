from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import Basis, Cell, Entry, Event, EventKind, Ledger, LedgerRow
from qdoc.model.wording import EditedPassage, EditKind
from qdoc.summary import summarise
from tests.summary.ledger_of_yunxi import HEAD, ROWS, stated
from tests.summary.year_of_yunxi import year

DONE = replace(
    ROWS[0], deadline=stated("2026年12月底前"), deadline_on="2026-12-31", actual="", summary_wording="已办好。"
)
ACT = Event("k1", EventKind.DONE, "2026-10-08", "张三")

SENT = Event("k1", EventKind.REVIEW, "2026-11-02", "张三", text="现场核查未通过。", decision="不同意")


def said(row: LedgerRow, *events: Event) -> list[str]:
    summary = summarise(Ledger(HEAD, (row,), events=events))
    return [one.text for section in summary.sections if section.name == "highlights" for one in section.passages]


WAIT = replace(DONE, metric=stated("平均等候10分钟以内"), actual="8分钟")
GUESSED = Cell("区经济信息化局", Basis.SUGGESTED)
ABOVE = "目标为会诊企业不少于60家，实际完成64家，为目标值的106.7%。"
HEADING = "1.推动制造业质量升级（区经济信息化局）："
CASES = [
    # (why, the row, acts, what is said)
    ("a figure above its target", replace(DONE, actual="64家"), (), [ABOVE]),
    ("a figure that just reaches it", replace(DONE, actual="60家"), (), []),
    ("above it, but not finished", replace(DONE, actual="64家", status="推进中"), (), []),
    ("other units are no proof", replace(DONE, actual="64次"), (), []),
    ("below a figure to stay under", WAIT, (), ["目标为平均等候10分钟以内，实际完成8分钟。"]),
    ("a unit that is only suggested", replace(DONE, actual="64家", lead=GUESSED), (), []),
    ("done 84 days early", DONE, (ACT,), ["2026年10月8日办结，早于规定时限（2026年12月底前）。"]),
    ("done 23 days early", DONE, (replace(ACT, on="2026-12-08"),), []),
    ("a deadline that nobody set", replace(DONE, deadline=Cell("2026年", Basis.INHERITED)), (ACT,), []),
    ("the clerk says so", replace(DONE, remark="亮点：获市级优秀案例"), (), ["获市级优秀案例。"]),
    ("the clerk says only that", replace(DONE, remark="亮点"), (), ["已办好。"]),
    ("the clerk says it is none", replace(DONE, remark="无亮点"), (), []),
    ("nor this way", replace(DONE, remark="不作为亮点"), (), []),
    ("done, sent back, done late", DONE, (ACT, SENT, replace(ACT, on="2026-12-30")), []),
    ("nobody signed it", DONE, (replace(ACT, by=""),), []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "acts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_highlight_is_what_the_rule_says(row: LedgerRow, acts: tuple[Event, ...], expected: list[str]) -> None:
    assert said(row, *acts) == [HEADING + words for words in expected]


def test_a_return_proves_no_day_on_which_an_item_was_done() -> None:
    """A form asks one status for a whole task: 已完成 may go to a row that its unit's correction opens again."""
    told = Entry(
        "k1", "区经济信息化局", "2026Q1", leads=True, status="已完成", wording="已办。", filled_on="2026-04-03"
    )
    corrected = replace(told, status="推进中", filled_on="2026-07-03", period="2026Q2")
    for entries in ((told,), (told, corrected)):
        summary = summarise(Ledger(HEAD, (DONE,), entries=entries))
        assert "highlights" not in {section.name for section in summary.sections}
        assert [item.done_on for item in summary.items] == [""]


OPEN = replace(ROWS[2], problem="")
EARLIER = [
    # (why, problem of each quarter's return, status, what stands in 六、存在问题)
    ("left empty in the last return", ("场地未定", ""), "推进中", ["2026年第一季度反映：场地未定。"]),
    ("the last that was told", ("场地未定", "师资不足", ""), "推进中", ["2026年第二季度反映：师资不足。"]),
    ("told to be solved", ("场地未定", "已解决", ""), "推进中", []),
    ("told to be none", ("场地未定", "无", ""), "推进中", []),
    ("told in the last return and struck out by the clerk", ("场地未定", "师资不足"), "推进中", []),
    ("only a part is solved", ("场地已解决，师资不足", ""), "推进中", ["2026年第一季度反映：场地已解决，师资不足。"]),
    ("partly solved", ("部分已解决", ""), "推进中", ["2026年第一季度反映：部分已解决。"]),
    ("the row is finished", ("场地未定", ""), "已完成", []),
]


@pytest.mark.parametrize(("told", "status", "expected"), [c[1:] for c in EARLIER], ids=[c[0] for c in EARLIER])
def test_a_problem_of_an_earlier_quarter_stays_until_it_is_taken_back(
    told: tuple[str, ...], status: str, expected: list[str]
) -> None:
    entries = tuple(
        Entry("k3", "区市场监管局", f"2026Q{at}", leads=True, status="推进中", wording="在办。", problem=problem)
        for at, problem in enumerate(told, 1)
    )
    summary = summarise(Ledger(HEAD, (replace(OPEN, status=status),), entries=entries))
    lines = [one.text for section in summary.sections if section.name == "problems" for one in section.passages]
    assert lines == [f"2.全面推行首席质量官制度（区市场监管局、区经济信息化局）：{words}" for words in expected]


@pytest.mark.parametrize(
    ("why", "text", "named"),
    [
        ("nothing was written", "办理状态：推进中。原因：【待补：未完成原因】", True),
        ("a reason stands there", "办理状态：推进中。原因：经费到位晚。", False),
        ("a reason in other words", "因经费到位晚，仍在推进。", False),
        ("the mark was only deleted", "办理状态：推进中。原因：", True),
        ("no reason at all", "仍在推进。", True),
    ],
)
def test_a_reason_that_the_clerk_wrote_into_the_document_counts_as_one(why: str, text: str, named: bool) -> None:
    edit = EditedPassage("unfinished_k3", EditKind.REWORDED, (text,))
    summary = summarise(Ledger(HEAD, (OPEN,), passages=(edit,)))
    assert ("S002" in {one.code for one in summary.diagnostics}) is named, why
    assert any("没有写明原因" in note.text for note in summary.notes) is named, why


def test_few_stand_in_the_text_and_the_others_are_counted() -> None:
    rows = tuple(replace(DONE, key=f"k{n}", actual=f"{61 + n}家") for n in range(14))
    summary = summarise(Ledger(HEAD, rows))
    (section,) = [one for one in summary.sections if one.name == "highlights"]
    assert len(section.passages) == 11
    assert "完成74家" in section.passages[0].text  # the farthest above its target first
    assert section.passages[-1].text == "另有4条事项数值超过指标或提前完成，见对账表。"


def test_the_year_in_words() -> None:
    """What persons decided, what each quarter brought and who goes on stand where a reader looks for them."""
    summary = summarise(year(), as_of="2026-12-20")
    text = {section.name: [one.text for one in section.passages] for section in summary.sections}
    assert "年内经批准延期1条，调整时限、单位或指标1条，经核查销号1条。" in text["overview"]
    assert (
        "按牵头单位各期填报，累计填报办结的事项：2026年第一季度0条，2026年第二季度1条，2026年第三季度3条。"
        in text["overview"]
    )
    (late,) = [line for line in text["unfinished"] if line.startswith("2.")]
    assert "经批准延期至2027年1月31日。原因：师资冲突，推迟到次年1月。" in late
    assert "15.建设健康驿站（区卫生健康委）：经费拨付晚了15天。" in text["problems"]
    (carried,) = [line for line in text["next"] if line.startswith("2.")]
    assert carried.endswith("下一步：次年1月办第3期。")
    assert [chart.name for chart in summary.charts] == ["themes", "periods", "metrics"]


def test_the_line_of_periods_follows_the_lead_and_not_a_second_leading_unit() -> None:
    """Two units answer for a row: what the first of them reported last counts, so a total does not fall again."""
    row = replace(ROWS[2], status="", responsible=stated("区市场监管局、区经济信息化局"))

    def told(unit: str, quarter: int, status: str) -> Entry:
        return Entry(row.key, unit, f"2026Q{quarter}", leads=True, status=status, wording="已办。")

    entries = (
        told("区市场监管局", 1, "未启动"), told("区经济信息化局", 1, "已完成"),
        told("区市场监管局", 2, "已完成"), told("区经济信息化局", 2, "推进中"),
    )  # fmt: skip
    text = [
        one.text for section in summarise(Ledger(HEAD, (row,), entries=entries)).sections for one in section.passages
    ]
    assert "按牵头单位各期填报，累计填报办结的事项：2026年第一季度0条，2026年第二季度1条。" in text


def test_a_row_that_was_sent_back_is_not_finished_whatever_its_unit_reported() -> None:
    """核查意见 with 不同意 after the unit's 已完成: counted apart, among the open rows, and no highlight."""
    row = replace(DONE, actual="64家")
    review = Event("k1", EventKind.REVIEW, "2026-11-02", "张三", text="现场核查仅40家。", decision="不同意")
    summary = summarise(Ledger(HEAD, (row,), events=(review,)))
    assert [(item.status, item.finished) for item in summary.items] == [("核查未通过", False)]
    text = {section.name: [one.text for one in section.passages] for section in summary.sections}
    assert "highlights" not in text
    assert any("办理状态：核查未通过" in line for line in text["unfinished"])


def test_a_task_is_named_once_however_many_of_its_rows_are_undecided() -> None:
    rows = tuple(replace(DONE, key=f"k{n}", status="推进中", text=f"事项{n}") for n in range(3))
    (line,) = [
        one.text
        for section in summarise(Ledger(HEAD, rows)).sections
        for one in section.passages
        if "是否结转下年" in one.text
    ]
    assert line.count("推动制造业质量升级") == 1


def test_one_answer_for_several_rows_stands_once_and_names_them_all() -> None:
    rows = tuple(replace(ROWS[1], key=key, progress="已开放设备36台套。") for key in ("k1", "k2", "k3"))
    summary = summarise(Ledger(HEAD, rows))
    (task,) = summary.chapters[0].tasks
    (cell,) = [piece for piece in task.body if not isinstance(piece, str)]
    assert (cell.text, cell.row_key, cell.also, cell.editable) == ("已开放设备36台套。", "k1", ("k2", "k3"), True)
