from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import Ledger, LedgerRow
from qdoc.summary import Summary, summarise
from tests.summary.ledger_of_yunxi import HEAD, ROWS, stated

HOUSES = "会诊企业不少于60家"


def summary_of(*cells: tuple[str, str]) -> Summary:
    rows: tuple[LedgerRow, ...] = tuple(
        replace(ROWS[0], key=f"k{at}", metric=stated(metric), actual=actual)
        for at, (metric, actual) in enumerate(cells)
    )
    return summarise(Ledger(HEAD, rows))


REACHED = [(HOUSES, "60家")] * 9
CASES = [
    # (why, 量化指标 and 完成数值 of each row, what the title adds, the bars)
    ("each figure of a metric has its own bar", [("建站5个；培训80名", "5个；52名")], "", ["65.0%", "100.0%"]),
    ("what fits is all drawn", [*REACHED, (HOUSES, "12家")], "", ["20.0%", *["100.0%"] * 9]),
    ("of more only those below", [*REACHED, *REACHED, ("建站5个；培训80名", "5个；52名")], "（没有达到目标值的）",
     ["65.0%"]),
    ("of many below the lowest", [(HOUSES, f"{at}家") for at in range(30, 42)], "（没有达到目标值、完成比例最低的）",
     [f"{at / 0.6:.1f}%" for at in range(30, 40)]),
    ("a pair of other units has none", [("建站5个；培训80名", "5场；52名")], "", ["65.0%"]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "adds", "bars"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_chart_shows_the_lowest_shares_and_says_which(
    cells: list[tuple[str, str]], adds: str, bars: list[str]
) -> None:
    (chart,) = [one for one in summary_of(*cells).charts if one.name == "metrics"]
    assert chart.title == f"指标完成值与目标值对比{adds}"
    assert [figure.text for figure in chart.series[1][1]] == bars


def test_where_all_reach_their_targets_a_sentence_stands_for_the_chart() -> None:
    summary = summary_of(*REACHED, ("建站5个；培训80名", "5个；81名"))
    assert [one for one in summary.charts if one.name == "metrics"] == []
    assert summary.measures[-1].text == "能折算为目标值百分比的数值11个，均达到或超过目标值，不另列图。"


def test_a_metric_of_which_one_figure_cannot_be_compared_is_named_as_well() -> None:
    named = [one.text for one in summary_of(("建站5个；培训80名", "5场；52名")).measures if one.slot == "metrics_2"]
    assert len(named) == 1
    assert "填报5场；52名" in named[0]
