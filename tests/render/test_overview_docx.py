"""变化综述.docx: ten changes with both years' words, in two minutes and on one page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.render.overview_docx import opening, overview_context, overview_docx
from tests.render.test_comparison_docx import CHANGES, DIFF, NEW, OLD

READ_ALOUD = 650  # signs: a good two minutes at 300 a minute


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs if each.text]


def test_each_change_is_told_in_both_years_words() -> None:
    told = texts(overview_docx(DIFF, OLD, NEW))
    at = told.index("主要变化（4条）")
    assert told[at + 1 : at + 5] == [
        "1. 指标调整　电梯安全：上年“评估100台”，今年“评估200台”（另有1处变化）。",
        "2. 取消　夜间施工：上年“夜间施工”，今年未再列入。",
        "3. 新增　充电设施：上年没有这一项，今年“{{ 7*7 }}”。",
        "4. 拆分　食品安全、药品安全：上年“2.食品药品安全”，今年“2.食品安全”、“3.药品安全”（对应关系待核）。",
    ]


def test_the_opening_says_the_counts() -> None:
    assert opening(DIFF) == (
        "2026年列5项任务，2025年为4项。相比之下，新增1项，取消1项，延续1组，2组有变化："
        "表述调整1组、指标调整1组、拆分1组（一组可有几种变化）。有1组的对应关系待人工核对。"
    )


# (groups, words of the opening)
OPENINGS = [
    ((), "新增0项，取消0项，延续0组。"),  # why: nothing at all
    ((CHANGES[2],), "延续1组。"),  # why: a plan against itself
    ((replace(CHANGES[2], kinds=(ChangeKind.CARRIED, ChangeKind.MOVED)),), "延续1组（其中移动位置1组）。"),
    ((replace(CHANGES[0], kinds=(ChangeKind.RENAMED, ChangeKind.CARRIED)),), "因机构改革更名，不算责任调整"),
]


@pytest.mark.parametrize(("groups", "words"), OPENINGS)
def test_openings(groups: tuple[object, ...], words: str) -> None:
    assert words in opening(replace(DIFF, changes=groups))  # type: ignore[arg-type]


def long_ones(count: int) -> object:
    said = "推进老旧住宅小区消防通道、充电设施、外墙渗漏、停车秩序一并整治，"
    detail = Detail(ChangeKind.RETARGETED, "小区", said * 3 + "改造“一区一案”120个", said * 3 + "改造150个")
    return replace(DIFF, changes=(replace(CHANGES[0], details=(detail, *CHANGES[0].details)),) * count)


def test_long_quotations_are_shortened_until_the_page_holds_them() -> None:
    context = overview_context(long_ones(30), OLD, NEW)  # type: ignore[arg-type]
    items = context["要点"]
    assert isinstance(items, list)
    assert len(items) == 10
    assert context["其余数"] == 20
    assert all("……" in item["上年"] for item in items)
    spoken = sum(len(str(item[name])) for item in items for name in ("类型", "事项", "项目", "上年", "今年"))
    assert spoken + len(str(context["总述"])) <= READ_ALOUD


@pytest.mark.office
def test_the_page_is_one(soffice: Callable[..., list[Path]], pdftotext: Callable[..., str], tmp_path: Path) -> None:
    paths = []
    for name, diff in (("长", long_ones(30)), ("短", DIFF)):
        paths.append(tmp_path / f"{name}.docx")
        paths[-1].write_bytes(overview_docx(diff, OLD, NEW))  # type: ignore[arg-type]
    for pdf in soffice(*paths, to="pdf", outdir=tmp_path):
        assert len(pdftotext(pdf).rstrip("\f").split("\f")) == 1, pdf.stem
