"""Whole revisions: accepting gives the later plan, rejecting the earlier; moved, dropped and new tasks are told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdoc.compare import Reading, compare_plans
from qdoc.parse.punctuation import full_width
from qdoc.revise import Level, Mark, RevisedParagraph, Revision, plan_units, revise, unit_names
from tests.revise.two_years import SERIES, YEARS, TwoYears, of_files, of_series, of_tasks

TERM = re.compile(r"《[^《》]+》|“[^“”]+”|\d+(?:\.\d+)?(?:%|[万亿]?(?:家次|人次|批次|家|项|个|户|台|场|名|元))?")


@pytest.fixture(scope="module")
def example() -> TwoYears:
    return of_files(*YEARS)


def sides(one: TwoYears) -> None:
    assert one.revision.rejected() == one.lines(0)
    assert one.revision.accepted() == one.lines(1)


def all_cuts(one: TwoYears) -> list[str]:
    """Terms of either year in whose middle a mark begins or ends: numbers, quotations, titles, and names of units."""
    names = sorted({full_width(name) for plan in one.plans for name in unit_names(plan)}, key=len, reverse=True)
    term = re.compile("|".join([*map(re.escape, names), TERM.pattern]))
    return [cut for gone in (Mark.DELETED, Mark.INSERTED) for cut in cuts(one.revision.paragraphs, gone, term)]


def cuts(paragraphs: tuple[RevisedParagraph, ...], gone: Mark, term: re.Pattern[str]) -> list[str]:
    found = []
    for paragraph in paragraphs:
        left = [piece for piece in paragraph.pieces if piece.mark is not gone]
        text = "".join(piece.text for piece in left)
        at, places = 0, []
        for one, other in pairwise(left):
            at += len(one.text)
            places += [at] if one.mark is not other.mark else []
        found += [m[0] for m in term.finditer(text) if any(m.start() < place < m.end() for place in places)]
    return found


def marked(revision: Revision, words: str) -> list[tuple[Mark, str]]:
    """The end's mark and the note of every paragraph that holds ``words``."""
    holding = (p for p in revision.paragraphs if words in "".join(piece.text for piece in p.pieces))
    return [(paragraph.end, paragraph.note) for paragraph in holding]


def test_the_example_pair_gives_back_both_years(example: TwoYears) -> None:
    sides(example)
    assert example.lines(0)[0] == "云溪区推进质量强区建设2025年工作要点"
    assert not [line for line in example.lines(1) if "印发" in line or "抄送" in line or "云政办发" in line]


def test_a_moved_task_is_deleted_and_inserted_with_its_way_told(example: TwoYears) -> None:
    (gone, there), (come, here) = marked(example.revision, "提升养老服务品质")
    assert (gone, come) == (Mark.DELETED, Mark.INSERTED)
    assert there.startswith("移至今年“18.提升养老服务品质”")
    assert here.startswith("由上年“6.提升养老服务品质”移来")


def test_a_dropped_and_a_new_task_say_so(example: TwoYears) -> None:
    assert marked(example.revision, "规范夜间施工管理")[0] == (Mark.DELETED, "取消：今年未再列入。")
    assert marked(example.revision, "拓展人工智能质量检测场景")[0] == (Mark.INSERTED, "新增：上年没有。")


def test_a_split_task_is_compared_in_place(example: TwoYears) -> None:
    ((end, note),) = marked(example.revision, "学校食堂“明厨亮灶”全覆盖")
    assert end is Mark.INSERTED
    assert note.startswith("上年“9.守护食品药品安全”拆分为今年“8.守护食品安全”、“9.守护药品安全”。")


def test_headings_stand_against_each_other_though_one_year_numbers_them(example: TwoYears) -> None:
    heading = next(p for p in example.revision.paragraphs if p.pieces[0].text == "（一）")
    assert [(piece.mark, piece.text) for piece in heading.pieces[:2]] == [
        (Mark.INSERTED, "（一）"),
        (Mark.KEPT, "做优质量供给，擦亮云溪品牌"),
    ]
    assert heading.level is Level.SECOND


def test_no_term_is_cut_in_the_example(example: TwoYears) -> None:
    assert all_cuts(example) == []


def test_a_plan_against_itself_has_no_mark() -> None:
    same = of_files(YEARS[1], YEARS[1]).revision
    assert {piece.mark for p in same.paragraphs for piece in p.pieces} | {p.end for p in same.paragraphs} == {Mark.KEPT}
    assert {p.note for p in same.paragraphs} == {""}


def test_the_width_of_signs_is_no_change() -> None:
    line = "1.推进抽检。全年抽检40家，合格率95%以上。"
    one = of_tasks([line], [line.replace("，", ",")])
    changed = [piece.text for p in one.revision.paragraphs for piece in p.pieces if piece.mark is not Mark.KEPT]
    assert changed == ["2025年", "2026年"]


def test_a_plan_alone_without_its_notice_gives_its_headings_and_tasks(example: TwoYears) -> None:
    made = revise(*example.plans, example.diff, quote=full_width)
    units = [plan_units(plan, quote=full_width) for plan in example.plans]
    assert made.rejected() == tuple(line for unit in units[0] for line in unit.paragraphs)
    assert made.accepted() == tuple(line for unit in units[1] for line in unit.paragraphs)
    assert {unit.key for unit in units[1] if unit.task} == {task.id for task in example.plans[1].tasks}


def test_every_task_stands_in_the_revision_whatever_the_comparison_says(example: TwoYears) -> None:
    apart = tuple(
        replace(change, before=side[0], after=side[1])
        for change in example.diff.changes
        for side in ((change.before, ()), ((), change.after))
        if any(side)
    )
    made = revise(*example.plans, replace(example.diff, changes=apart), notices=example.notices, quote=full_width)
    assert (made.rejected(), made.accepted()) == (example.lines(0), example.lines(1))


def test_two_insertions_never_meet_at_a_kept_end(example: TwoYears) -> None:
    """LibreOffice would join them, and rejecting would take the end between them too."""
    for one, other in pairwise(example.revision.paragraphs):
        if one.end is Mark.KEPT and len(one.pieces) > 1 and other.pieces:
            assert (one.pieces[-1].mark, other.pieces[0].mark) != (Mark.INSERTED, Mark.INSERTED), one


TASK = st.builds(
    "{}{}，{}{}。".format,
    st.sampled_from(("推进电梯评估", "完成河道整治", "探索评价制度", "更新食堂设施", "提升窗口服务")),
    st.sampled_from(("", "和改造", "（一期）")),
    st.sampled_from(("年内完成", "9月底前完成", "全年不少于")),
    st.sampled_from(("20家", "30家", "5%以上", "“一件事”")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TASK, max_size=8), st.lists(TASK, max_size=8))
def test_any_two_plans_come_back(before: list[str], after: list[str]) -> None:
    sides(of_tasks(*([f"{n}.{line}" for n, line in enumerate(lines, 1)] for lines in (before, after))))


@pytest.mark.shared
@pytest.mark.parametrize("pair", SERIES)
def test_real_pairs_come_back_and_no_term_is_cut(shared: Path, pair: str) -> None:
    one = of_series(shared, pair)
    sides(one)
    assert all_cuts(one) == []
    texts = [notice.source.text for notice in one.notices]
    again = compare_plans(*(Reading(plan, text) for plan, text in zip(one.plans, texts, strict=True)))
    assert revise(*one.plans, again, notices=one.notices, quote=full_width).accepted() == one.lines(1)
