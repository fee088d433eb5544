"""Moved: a task left its theme for another while its own goes on."""

from __future__ import annotations

import pytest

from qdoc.compare import ChangeKind, Reading, compare_plans
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_bytes

RIVER, LIGHTS, BUSES, LAW = (
    "整治河道。完成支流清淤，清除沿河垃圾。",
    "更换路灯。消除背街小巷照明盲区，公示更换名单。",
    "优化公交。新开微循环线路，改造候车亭。",
    "宣传法治。开展法治进企业活动，健全法律服务站点。",
)


@pytest.fixture(scope="module")
def read():
    lexicon = load_lexicon()

    def reading(*themes: tuple[str, tuple[str, ...]]) -> Reading:
        lines, number = ["云溪区2025年质量工作要点"], 0
        for at, (heading, tasks) in enumerate(themes):
            lines.append(f"{'一二三'[at]}、{heading}")
            for task in tasks:
                number += 1
                lines.append(f"{number}.{task}")
        source = read_bytes("\n".join(lines).encode(), "要点.txt")
        return Reading(extract(parse(source), lexicon, suggest=False), source.text)

    return reading


def moved(before: Reading, after: Reading) -> set[str]:
    diff = compare_plans(before, after)
    names = {task.id: task.title or "" for task in before.plan.tasks}
    return {names[i][:2] for one in diff.changes if ChangeKind.MOVED in one.kinds for i in one.before}


def test_a_task_in_another_theme_moved_though_themes_changed_places(read):
    before = read(("守牢安全底线", (RIVER, LIGHTS)), ("优化公共服务", (BUSES, LAW)))
    after = read(("优化公共服务", (LAW, BUSES, RIVER)), ("守牢安全底线", (LIGHTS,)))
    assert moved(before, after) == {"整治"}


def test_a_theme_that_got_another_name_moved_nothing(read):
    before = read(("守牢安全底线", (RIVER, LIGHTS)), ("优化公共服务", (BUSES, LAW)))
    after = read(("护航宜居生活", (RIVER, LIGHTS)), ("提升群众感受", (BUSES, LAW)))
    assert moved(before, after) == set()


def test_tasks_of_a_theme_that_ended_did_not_move(read):
    before = read(("守牢安全底线", (RIVER, LIGHTS)), ("优化公共服务", (BUSES, LAW)))
    after = read(
        ("守牢安全底线", (RIVER, LIGHTS, BUSES, LAW)),
    )
    assert moved(before, after) == set()
