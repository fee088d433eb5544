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
    assert (new.after, new.review) == ((0,), True), "it may be that one: both ends are to be looked at"


def test_a_part_that_went_over_to_another_task_links_three():
    first, second = (f"{part}。" for part in MARKET.split("。")[:2])
    others = [t for t in ALL if t != MARKET]
    groups = align([task(t) for t in (MARKET, *others)], [task(t) for t in (first, HEALTH + second, LAW)])
    over = next(g for g in groups if 0 in g.before)
    assert over.after == (0, 1)
    assert len(over.before) == 2


def test_what_was_cut_is_no_links_second_choice_but_shows_it():
    like = RIVER.replace("支流", "干流")
    groups = align([task(t) for t in ALL], [task(t) for t in (*ALL, like)], None, Fixed(cuts=frozenset({(2, 2)})))
    (gone,) = (g for g in groups if 2 in g.before)
    assert (gone.after, gone.review, gone.runner_up and gone.runner_up[0]) == ((), True, len(ALL))


def test_what_a_person_fixed_goes_before_everything():
    before, after = [task(t) for t in ALL], [task(t) for t in ALL]
    fixed = Fixed(groups=(((0,), (1,)), ((), (3,))), cuts=frozenset({(2, 2)}))
    groups = align(before, after, None, fixed)
    decided = next(g for g in groups if 0 in g.before)
    assert (decided.before, decided.after, decided.fixed, decided.review) == ((0,), (1,), True, False)
    assert [(g.before, g.fixed) for g in groups if g.after == (3,)] == [((), True)], "a person said that it is new"
    assert [(g.before, g.after, g.review, g.fixed) for g in groups if 2 in (*g.before, *g.after)] == [
        ((), (2,), True, False),
        ((2,), (), True, False),
    ], "cut, and what became of either is still to be told"
    assert [(g.after, g.fixed) for g in groups if g.before == (4,)] == [((4,), False)]


SAFE = "落实安全责任。开展隐患排查，完成整改。"
A, B, C = (frozenset({name}) for name in ("应急", "教育", "民政"))
NOBODY: frozenset[str] = frozenset()
# (units of the equal tasks before, after; links; places to be looked at before and after; why)
EQUAL = [
    (
        (A, B, C),
        (A, C),
        {(0, 0), (2, 1)},
        ({1}, NOBODY),
        "units tell equal words apart; the one left over is not certain",
    ),
    ((A, C), (A, B, C), {(0, 0), (1, 2)}, (NOBODY, {1}), "the same backwards"),
    ((A, B), (B, A), {(0, 1), (1, 0)}, (NOBODY, NOBODY), "order is nothing beside a unit"),
    ((NOBODY, NOBODY), (NOBODY,), {(0, 0)}, ({0, 1}, {0}), "nothing tells them apart: both to be looked at"),
    ((NOBODY, NOBODY), (NOBODY, NOBODY), {(0, 0), (1, 1)}, ({0, 1}, {0, 1}), "order, for want of anything better"),
]


@pytest.mark.parametrize(("old", "new", "pairs", "look", "why"), EQUAL, ids=[row[4] for row in EQUAL])
def test_equal_words_go_by_the_unit(old, new, pairs, look, why):
    def plan(units):
        own = [TaskText(SAFE, tuple(SAFE.split("。")[:2]), "落实安全责任", unit) for unit in units]
        return [*own, *(task(t) for t in ALL)]

    groups = [
        g for g in align(plan(old), plan(new)) if {*g.before} & {*range(len(old))} or {*g.after} & {*range(len(new))}
    ]
    assert {link for g in groups for link in g.links} == pairs, why
    assert {i for g in groups if g.review for i in g.before} == look[0], why
    assert {j for g in groups if g.review for j in g.after} == look[1], why


RENEWED = "改造老旧小区。启动改造老旧小区18个。加装电梯60台。"
WATER = "改善河道水环境。完成清淤20公里。优良水体比例达到85%以上。"
# (before, after, links, why): plans so small that half of all pairs are matches
SMALL = [
    (
        [WATER, RENEWED, LAW],
        [
            WATER.replace("优良水体比例达到85%以上", "加装电梯60台"),
            RENEWED.replace("加装电梯60台", "优良水体比例达到85%以上"),
            LAW,
        ],
        3,
        "a sentence that changed places is no better link than all the others",
    ),
    ([RENEWED], [RENEWED.replace("18", "12")], 1, "one task each"),
    ([RENEWED, WATER], [RENEWED.replace("18", "12"), WATER.replace("20", "30")], 2, "two tasks each"),
]


@pytest.mark.parametrize(("before", "after", "count", "why"), SMALL, ids=[row[3] for row in SMALL])
def test_small_plans_go_by_plain_likeness(before, after, count, why):
    groups = align([task(t) for t in before], [task(t) for t in after])
    assert [(g.before, g.after, g.review) for g in groups] == [((at,), (at,), False) for at in range(count)], why


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
