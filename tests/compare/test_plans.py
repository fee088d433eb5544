"""Comparing whole plans: a plan against itself, every task in a change, wording against figures, renames."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdoc.compare import ChangeKind, Reading, compare_plans
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_bytes, read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("云溪区质量强区2025年工作要点.txt", "云溪区质量强区2026年工作要点.txt")


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def read(lexicon, source) -> Reading:
    return Reading(extract(parse(source), lexicon, suggest=False), source.text)


def made(lexicon, *lines: str, year: int) -> Reading:
    text = "\n".join((f"云溪区{year}年质量工作要点", "一、重点任务", *lines)) + "\n"
    return read(lexicon, read_bytes(text.encode(), f"{year}.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_against_itself_is_carried_and_nothing_else(name: str, lexicon):
    one = read(lexicon, read_path(EXAMPLES / name))
    assert {change.kinds for change in compare_plans(one, one).changes} == {(ChangeKind.CARRIED,)}


def test_every_task_of_both_years_stands_in_exactly_one_change(lexicon):
    before, after = (read(lexicon, read_path(EXAMPLES / name)) for name in NAMES)
    diff = compare_plans(before, after)
    assert sorted(i for c in diff.changes for i in c.before) == [t.id for t in before.plan.tasks]
    assert sorted(i for c in diff.changes for i in c.after) == [t.id for t in after.plan.tasks]


STREAM = "1.整治河道。完成支流清淤12公里。"
FILLER = (
    "2.改善就医。家庭医生签约覆盖率达到40%。",
    "3.优化公交。新开微循环线路3条，完成候车亭改造。",
    "4.更换路灯。更换老旧路灯800盏。",
)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        # only a figure differs: the target changed, the wording did not
        ("1.整治河道。完成支流清淤12公里。", "1.整治河道。完成支流清淤18公里。", {ChangeKind.RETARGETED}),
        # other words, no figure
        ("1.整治河道。完成支流清淤，清除垃圾。", "1.整治河道。完成支流清淤，整治排口。", {ChangeKind.REWORDED}),
        # a unit stated where none was: the notice says more, no hands changed
        ("1.整治河道。完成支流清淤12公里。", "1.整治河道。完成支流清淤12公里。（区水务局负责）", {ChangeKind.CARRIED}),
        # another unit, both stated
        (
            "1.整治河道。完成支流清淤12公里。（区水务局负责）",
            "1.整治河道。完成支流清淤12公里。（区城管执法局负责）",
            {ChangeKind.CARRIED, ChangeKind.REASSIGNED},
        ),
        # the deadline moved within the year
        (
            "1.整治河道。6月底前完成支流清淤12公里。",
            "1.整治河道。9月底前完成支流清淤12公里。",
            {ChangeKind.RESCHEDULED},
        ),
    ],
)
def test_kinds_of_one_task(before: str, after: str, kinds: set[ChangeKind], lexicon):
    diff = compare_plans(
        made(lexicon, before, *FILLER, year=2025), made(lexicon, after, *FILLER, year=2026), succeeds=lambda a, b: False
    )
    assert set(diff.changes[0].kinds) == kinds


RATE = "断面优良水体比例达到85%以上。"
MOVED = [
    # tasks of both years, notes, changed kinds, why
    (
        (STREAM + RATE, *FILLER),
        (STREAM, FILLER[0] + RATE, *FILLER[1:]),
        [("指标移动", RATE[:-1], "今年写在“2.改善就医”"), ("指标移动", "上年写在“1.整治河道”", RATE[:-1])],
        "it went to another task",
    ),
    (
        (STREAM + RATE, FILLER[0] + RATE, *FILLER[1:]),
        (STREAM, FILLER[0] + RATE, *FILLER[1:]),
        [],
        "given up here; that it stands there as well, as before, is no move",
    ),
]


@pytest.mark.parametrize(("before", "after", "notes", "why"), MOVED, ids=[row[-1] for row in MOVED])
def test_a_target_moves_only_where_it_is_new(before, after, notes, why, lexicon):
    diff = compare_plans(made(lexicon, *before, year=2025), made(lexicon, *after, year=2026))
    assert [(note.what, note.before, note.after) for change in diff.changes for note in change.notes] == notes, why
    assert bool([detail for change in diff.changes for detail in change.details]) is not bool(notes), why


@pytest.mark.parametrize(
    ("before", "after"), [("20000人", "2万人"), ("120000万元", "12亿元")], ids=["persons", "money"]
)
def test_the_same_amount_in_another_scale_is_no_other_target(before: str, after: str, lexicon):
    sides = [
        made(lexicon, f"1.办好服务。全年完成{words}。", *FILLER, year=year)
        for words, year in ((before, 2025), (after, 2026))
    ]
    metrics = [side.plan.tasks[0].metrics for side in sides]
    assert all(metrics), "both are read as targets"
    assert ChangeKind.RETARGETED not in compare_plans(*sides).changes[0].kinds
