from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import Basis, Cell, Event, EventKind, Ledger, LedgerRow
from qdoc.summary import summarise
from tests.summary.ledger_of_yunxi import HEAD, ROWS, stated
from tests.summary.year_of_yunxi import year

DONE = replace(
    ROWS[0], deadline=stated("2026年12月底前"), deadline_on="2026-12-31", actual="", summary_wording="已办好。"
)
ACT = Event("k1", EventKind.DONE, "2026-10-08", "张三")


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
]  # fmt: skip


@pytest.mark.parametrize(("row", "acts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_highlight_is_what_the_rule_says(row: LedgerRow, acts: tuple[Event, ...], expected: list[str]) -> None:
    assert said(row, *acts) == [HEADING + words for words in expected]


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


def test_one_answer_for_several_rows_stands_once_and_names_them_all() -> None:
    rows = tuple(replace(ROWS[1], key=key, progress="已开放设备36台套。") for key in ("k1", "k2", "k3"))
    summary = summarise(Ledger(HEAD, rows))
    (task,) = summary.chapters[0].tasks
    (cell,) = [piece for piece in task.body if not isinstance(piece, str)]
    assert (cell.text, cell.row_key, cell.also, cell.editable) == ("已开放设备36台套。", "k1", ("k2", "k3"), True)
