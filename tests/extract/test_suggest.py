"""Suggested units: where nothing is stated, with evidence, never over a stated unit, silent where too thin."""

from __future__ import annotations

from pathlib import Path

from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Role
from tests.extract.made_notices import check_proof, notice_of

LEXICON = load_lexicon()


def test_clear_duties_give_a_lead_with_evidence() -> None:
    notice = notice_of("1.办好义务教育。推进中小学课程改革，加强教师队伍建设。")
    plan = extract(notice, LEXICON)
    (lead,) = [a for a in plan.tasks[0].assignments if a.role is Role.LEAD]
    assert (lead.department, lead.basis) == ("市教育局", Basis.SUGGESTED)
    assert {e.quote for e in lead.evidence} >= {"义务教育", "中小学", "教师"}
    assert 0 < (lead.confidence or 0) < 1
    check_proof(notice, plan)


def test_stated_unit_is_never_joined_by_a_guess() -> None:
    task = extract(notice_of("1.办好义务教育。推进中小学课程改革。（市科技局负责）"), LEXICON).tasks[0]
    assert [(a.department, a.basis) for a in task.assignments] == [("市科技局", Basis.STATED)]
    assert task.suggestions == ()


def test_group_alone_still_gets_suggestions() -> None:
    task = extract(
        notice_of("1.办好义务教育。推进中小学课程改革，加强教师队伍建设。（各有关部门负责）"), LEXICON
    ).tasks[0]
    assert [a.basis for a in task.assignments] == [Basis.STATED, Basis.SUGGESTED]


def test_no_duty_word_no_suggestion() -> None:
    task = extract(notice_of("1.再接再厉。以更大决心把各件事情办好。"), LEXICON).tasks[0]
    assert task.assignments == task.suggestions == ()


def test_thin_margin_abstains_but_shows_its_ranking() -> None:
    task = extract(notice_of("1.办好活动。开展体育赛事，开展旅游推介。"), LEXICON).tasks[0]
    assert len(task.suggestions) >= 2
    assert task.assignments == ()


def test_names_in_force_only() -> None:
    old = extract(notice_of("1.改善诊疗服务。推进家庭医生签约。", dated="2017-05-01", year=2017), LEXICON).tasks[0]
    new = extract(notice_of("1.改善诊疗服务。推进家庭医生签约。", dated="2021-05-01", year=2021), LEXICON).tasks[0]
    assert old.suggestions[0].department == "市卫生计生委"
    assert new.suggestions[0].department == "市卫生健康委"


def test_own_register_bounds_the_candidates(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("name\n市体育局\n市财政局\n", "utf-8")
    task = extract(notice_of("1.办好义务教育。推进中小学课程改革，安排财政资金。"), load_lexicon(path)).tasks[0]
    assert {s.department for s in task.suggestions} <= {"市体育局", "市财政局"}


def test_switched_off() -> None:
    task = extract(notice_of("1.办好义务教育。推进中小学课程改革。"), LEXICON, suggest=False).tasks[0]
    assert task.suggestions == task.assignments == ()
