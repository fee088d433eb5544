"""Which task became which: order is no constraint, nothing is lost, leftovers join where their sentences say so."""

from __future__ import annotations

import random

import pytest

from qdoc.compare.align import Fixed, align
from qdoc.compare.wording import TaskText

LIBRARY = "推进街道图书分馆延时开放，全年新增自助借阅点12处。组织流动书车进社区不少于60场次。"
BUSES = "优化公交线网，新开微循环线路3条，完成候车亭适老化改造。"
RIVER = "开展云溪河支流清淤，整治沿河违章排口，水质稳定达到三类标准。"
SCHOOL = "建成两所公办幼儿园，扩大普惠托育供给，新增托位300个。"
MARKET = "改造提升标准化菜市场5家。推行食用农产品快速检测，检测结果当日公示。"
HEALTH = "为65岁以上老人免费体检，家庭医生签约覆盖率达到40%。"
LIGHTS = "更换老旧路灯800盏，消除背街小巷照明盲区。"
LAW = "开展法治宣传进企业活动，健全公共法律服务站点。"
ALL = (LIBRARY, BUSES, RIVER, SCHOOL, MARKET, HEALTH, LIGHTS, LAW)


def task(text: str) -> TaskText:
    return TaskText(text, tuple(part for part in text.split("。") if part))


def links(before: list[str], after: list[str]) -> set[tuple[str, str]]:
    groups = align([task(t) for t in before], [task(t) for t in after])
    return {(before[i], after[j]) for g in groups for i in g.before for j in g.after}


def test_a_plan_against_itself_links_each_task_to_itself():
    assert links(list(ALL), list(ALL)) == {(t, t) for t in ALL}


@pytest.mark.parametrize("seed", range(5))
def test_order_is_no_constraint(seed: int):
    shuffled = list(ALL)
    random.Random(seed).shuffle(shuffled)
    assert links(list(ALL), shuffled) == {(t, t) for t in ALL}


def test_new_and_dropped_tasks_stay_alone():
    groups = align([task(t) for t in ALL[:6]], [task(t) for t in ALL[2:]])
    assert [g.before for g in groups if not g.after] == [(0,), (1,)]
    assert [g.after for g in groups if not g.before] == [(4,), (5,)]


def test_a_task_cut_in_two_is_one_group():
    first, second = (f"{part}。" for part in LIBRARY.split("。")[:2])
    groups = align([task(t) for t in ALL], [task(t) for t in (first, second, *ALL[1:])])
    split = next(g for g in groups if 0 in g.before)
    assert split.after == (0, 1)
    assert not split.review, "each half stands in the whole word by word"


def test_a_loose_resemblance_is_for_a_person_to_check():
    before = [task(t) for t in ALL]
    loose = task("推进街道图书分馆夜间开放，增设自助借阅点，办好读书节。")
    groups = align(before, [loose, *before[1:]])
    assert [(g.before, g.review) for g in groups if g.after == (0,)] == [((0,), True)]


def test_a_dropped_task_that_might_be_a_new_one_names_it():
    before, after = [task(t) for t in ALL], [task(t) for t in ALL]
    after[0] = task("推进街道图书分馆夜间开放，馆藏图书全城通借通还，办好读书节。")
    groups = align(before, after)
    (gone,) = [g for g in groups if not g.after]
    assert (gone.before, gone.score, gone.review) == ((0,), None, True)
    assert gone.runner_up is not None
    assert gone.runner_up[0] == 0
    (new,) = [g for g in groups if not g.before]
    assert (new.after, new.review) == ((0,), False)


def test_a_part_that_went_over_to_another_task_links_three():
    first, second = (f"{part}。" for part in MARKET.split("。")[:2])
    others = [t for t in ALL if t != MARKET]
    groups = align([task(t) for t in (MARKET, *others)], [task(t) for t in (first, HEALTH + second, LAW)])
    over = next(g for g in groups if 0 in g.before)
    assert over.after == (0, 1)
    assert len(over.before) == 2


def test_what_a_person_fixed_goes_before_everything():
    before, after = [task(t) for t in ALL], [task(t) for t in ALL]
    fixed = Fixed(groups=(((0,), (1,)), ((), (3,))), cuts=frozenset({(2, 2)}))
    groups = align(before, after, None, fixed)
    decided = next(g for g in groups if 0 in g.before)
    assert (decided.before, decided.after, decided.fixed, decided.review) == ((0,), (1,), True, False)
    assert [(g.before, g.fixed) for g in groups if g.after == (3,)] == [((), True)], "a person said that it is new"
    assert [g.after for g in groups if g.before == (2,)] == [()], "cut, and like nothing else"
    assert [(g.after, g.fixed) for g in groups if g.before == (4,)] == [((4,), False)]


def test_two_tasks_made_one_are_one_group():
    groups = align([task(t) for t in ALL], [task(LIGHTS + BUSES), *(task(t) for t in ALL if t not in (LIGHTS, BUSES))])
    merged = next(g for g in groups if 0 in g.after)
    assert merged.before == (ALL.index(BUSES), ALL.index(LIGHTS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),  # nothing at all
        ([], [BUSES]),  # everything new
        ([BUSES], []),  # everything dropped
        ([""], [""]),  # tasks without words
        ([BUSES], [BUSES]),  # a matrix of one number has no spread
    ],
)
def test_every_position_stands_in_exactly_one_group(before: list[str], after: list[str]):
    groups = align([task(t) for t in before], [task(t) for t in after])
    assert sorted(i for g in groups for i in g.before) == list(range(len(before)))
    assert sorted(j for g in groups for j in g.after) == list(range(len(after)))
