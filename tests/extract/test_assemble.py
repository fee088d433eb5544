"""The whole of extraction: proof of every value, determinism, what a head or a theme hands down, real notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Evidence, Theme
from qdoc.parse import parse
from qdoc.read import read_path
from tests.extract.made_notices import check_proof, notice_of

LEXICON = load_lexicon()
PIECES = [
    "（牵头单位：",
    "市科技局",
    "、",
    "市财政局",
    "；配合单位:",
    "）",
    "(",
    "各县政府",
    "牵头，",
    "负责",
    "。",
    "到2025年",
    "9月底前",
    "每年",
    "《方案》",
    "达到90%",
    "责任单位：",
    "\n",
    "，下同",
    "等",
    "和",
    "会同",
    "由",
    "〔",
    "〕",
    "0402年",
    "1.",
    "按职责分工",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_text_gives_a_plan_whose_values_stand_where_they_say(pieces: list[str]) -> None:
    notice = notice_of("1.加强管理。" + "".join(pieces) + "。")
    plan = extract(notice, LEXICON)
    check_proof(notice, plan)
    assert extract(notice, LEXICON) == plan


def test_row_heading_outside_the_task_is_inherited() -> None:
    notice = notice_of("1.推进普法。", before="市司法局\n")
    (task,) = notice.tasks
    import dataclasses

    headed = dataclasses.replace(task, unit=Evidence("row heading", "市司法局", 0, 4))
    plan = extract(dataclasses.replace(notice, tasks=(headed,)), LEXICON)
    (only,) = plan.tasks[0].assignments
    assert (only.department, only.basis, only.quote, only.start) == ("市司法局", Basis.INHERITED, None, None)
    assert only.evidence[0].start == 0


def test_theme_head_names_the_unit_of_tasks_without_one() -> None:
    before = "一、扩大消费（牵头单位：市商务局）\n"
    theme = Theme("2024/h01", 0, None, "一、", "扩大消费", 1, True, 0, 200, 2, 6)
    plan = extract(notice_of("1.办好展会。", "2.建设商圈。（市财政局负责）", before=before, themes=(theme,)), LEXICON)
    first, second = plan.tasks
    assert [(a.department, a.basis.value) for a in first.assignments] == [("市商务局", "inherited")]
    assert [(a.department, a.basis.value) for a in second.assignments] == [("市财政局", "stated")]


@pytest.mark.shared
def test_every_stated_value_of_the_real_notices_stands_at_its_place(shared: Path) -> None:
    count = 0
    for path in sorted((shared / "notices" / "texts").glob("*.txt")):
        notice = parse(read_path(path))
        plan = extract(notice, LEXICON, suggest=False)
        check_proof(notice, plan)
        count += sum(len(task.assignments) for task in plan.tasks)
    assert count > 5000


@pytest.mark.shared
def test_the_seed_gets_a_suggested_lead_for_most_tasks(shared: Path) -> None:
    plan = extract(parse(read_path(shared / "seeds" / "hongkou-quality-2017.txt")), LEXICON)
    firm = [task for task in plan.tasks if any(a.basis is Basis.SUGGESTED for a in task.assignments)]
    assert len(firm) >= 9
    assert all(task.suggestions for task in plan.tasks)
    assert not any(a.basis is Basis.STATED for task in plan.tasks for a in task.assignments)
