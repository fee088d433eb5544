"""年度脉络.xlsx: every thread and every figure stands in it, charts are native and read their cells."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from qdoc.proof.package_faults import package_faults
from qdoc.render.trend_rows import summary_words
from qdoc.render.trend_sheet import trend_xlsx
from tests.compare.three_years import reading, three_years

WORDS = [reading(year).wordings() for year in (2024, 2025, 2026)]


@pytest.fixture(scope="module")
def data() -> bytes:
    return trend_xlsx(three_years(), WORDS)


def test_every_thread_has_a_line_with_its_words_units_and_steps(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["脉络"]
    header = [cell.value for cell in sheet[3]]
    rows = [dict(zip(header, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    assert len(rows) == len(three_years().threads)
    (one,) = (row for row in rows if row["脉络"] == "优化政务服务质量")
    assert [one[f"{year}年单位"] for year in (2024, 2025, 2026)] == ["区政务办", "区大数据局", "区数据局"]
    assert one["单位变化"].endswith("2026年：“区大数据局”→“区数据局”（机构改革更名）")
    (gap,) = (row for row in rows if row["脉络"] == "完善电动自行车充电设施")
    assert (gap["至2025年的变化"], gap["2025年任务"], gap["至2026年的变化"]) == ("取消", "—", "又列入")
    assert sheet["A2"].value.startswith(summary_words(three_years()))


def test_figures_are_numbers_and_charts_read_them(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    figures = book["指标"]
    assert [figures.cell(4, column).value for column in range(2, 8)] == [
        "推动制造业质量升级",
        "会诊企业",
        "家",
        25,
        40,
        60,
    ]
    drawn = [one for thread in three_years().threads for one in thread.series if one.drawn]
    assert len(book["图表"]._charts) == len(drawn) > 10
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = {name: archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name}
    assert len(charts) == len(drawn)
    read = sorted(max(map(int, re.findall(r"'指标'!\$E\$(\d+):\$G\$\1", chart))) for chart in charts.values())
    assert read == list(range(4, 4 + len(drawn)))
    assert not any("externalData" in chart for chart in charts.values())


def test_without_figures_that_moved_there_is_no_sheet_of_charts() -> None:
    still = replace(three_years(), threads=tuple(replace(one, series=()) for one in three_years().threads))
    assert openpyxl.load_workbook(io.BytesIO(trend_xlsx(still, WORDS))).sheetnames == ["脉络", "指标"]


def test_the_same_each_time_without_faults(data: bytes) -> None:
    assert trend_xlsx(three_years(), WORDS) == data
    assert package_faults(data, "年度脉络.xlsx") == ()
