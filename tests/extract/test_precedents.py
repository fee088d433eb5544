"""Suggestions from precedents: earlier plans, what the notice states elsewhere, names after a reform, streets."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from qdoc.extract import Precedent, extract, precedents_of
from qdoc.extract.suggest_neighbours import Neighbours
from qdoc.lexicon import load_lexicon
from qdoc.model import Assignment, Basis, Notice, Plan, Role
from tests.extract.made_notices import check_proof, notice_of

LEXICON = load_lexicon()
LAST_YEAR = (
    "1.开展河畔集市。每周末在码头广场举办河畔集市，引导摊主规范经营。（市商务局牵头，市城管局配合）",
    "2.建设低空驿站。在江心岛布设低空驿站三处，完善航线。（市交通运输局牵头，市公安局配合）",
    "3.整理旧档。全面整理历年旧档，建立目录。（市档案局负责）",
)


def last_year() -> tuple[Precedent, ...]:
    return precedents_of(extract(notice_of(*LAST_YEAR, year=2023, dated="2023-03-01"), LEXICON, suggest=False))


def suggested(plan: Plan, role: Role) -> list[str]:
    return [s.department for t in plan.tasks for s in t.suggestions if s.role is role]


def firm(plan: Plan) -> list[Assignment]:
    return [a for t in plan.tasks for a in t.assignments if a.basis is Basis.SUGGESTED]


def with_addressees(notice: Notice, *names: str) -> Notice:
    return dataclasses.replace(notice, letterhead=dataclasses.replace(notice.letterhead, addressees=names))


def test_precedents_are_what_a_plan_states_by_role() -> None:
    first, second, *_ = last_year()
    assert (first.units, first.role, first.year) == (("市商务局",), Role.LEAD, 2023)
    assert (second.units, second.role) == (("市城市管理行政执法局",), Role.SUPPORT) or second.units[0].startswith(
        "市城管"
    )
    assert "河畔集市" in first.text
    assert not first.confirmed


def test_suggestions_are_no_precedents() -> None:
    plan = extract(notice_of("1.办好义务教育。推进中小学课程改革，加强教师队伍建设。"), LEXICON)
    assert firm(plan)
    assert precedents_of(plan) == ()


def test_same_words_next_year_follow_last_year_with_lead_and_support() -> None:
    # no word of any unit's duties: only the precedent can know
    notice = notice_of("1.开展河畔集市。每周末在码头广场举办河畔集市，引导摊主规范经营，扩大规模。")
    plan = extract(notice, LEXICON, history=last_year())
    assert suggested(plan, Role.LEAD)[0] == "市商务局"
    assert suggested(plan, Role.SUPPORT) == ["市城管执法局"]
    (evidence, *_) = plan.tasks[0].suggestions[0].evidence
    assert evidence.rule == "precedent"
    assert "2023 年" in (evidence.source or "")
    assert firm(plan)
    check_proof(notice, plan)


def test_nothing_alike_follows_nobody() -> None:
    plan = extract(notice_of("1.再接再厉。以更大决心把各件事情办好。"), LEXICON, history=last_year())
    assert plan.tasks[0].suggestions == ()


def test_what_the_notice_states_elsewhere_is_evidence() -> None:
    plan = extract(
        notice_of(
            "1.开展河畔集市。在码头广场举办河畔集市，引导摊主有序摆摊。（市供销社负责）",
            "2.延长河畔集市。河畔集市延长到夜间，码头广场增设摊位，引导摊主有序摆摊。",
        ),
        LEXICON,
    )
    assert plan.tasks[1].suggestions[0].department == "市供销社"
    assert plan.tasks[1].suggestions[0].evidence[0].source.startswith("2024 年本通知")  # type: ignore[union-attr]


def test_a_unit_renamed_by_reform_is_suggested_by_its_present_name() -> None:
    old = (Precedent("举办巷口讲堂，每月开讲一次。", ("市卫生计生委",), Role.LEAD, "旧要点", 2017),)
    plan = extract(
        notice_of("1.办好讲堂。举办巷口讲堂，每月开讲两次。", dated="2021-05-01", year=2021), LEXICON, history=old
    )
    assert suggested(plan, Role.LEAD)[0] == "市卫生健康委"


def test_confirmed_decisions_count_before_what_was_printed() -> None:
    text = "每周末举办河畔集市，引导摊主规范经营。"
    printed = Precedent(text + "做大规模。", ("市商务局",), Role.LEAD, "要点", 2022)
    decided = Precedent(text + "做大影响。", ("市供销社",), Role.LEAD, "台账", 2023, confirmed=True)
    plan = extract(notice_of(f"1.办好集市。{text}"), LEXICON, history=(printed, decided))
    assert suggested(plan, Role.LEAD)[0] == "市供销社"


def test_own_register_bounds_what_history_may_add(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("name\n市体育局\n市财政局\n", "utf-8")
    notice = notice_of("1.开展河畔集市。每周末在码头广场举办河畔集市，引导摊主规范经营。")
    plan = extract(notice, load_lexicon(path), history=last_year())
    assert set(suggested(plan, Role.LEAD)) <= {"市体育局", "市财政局"}


def test_each_source_can_be_switched_off() -> None:
    notice = notice_of("1.办好义务教育集市。推进中小学课程改革。每周末在码头广场举办河畔集市，引导摊主规范经营。")
    only_history = extract(notice, LEXICON, history=last_year(), use=frozenset({"history"}))
    only_duties = extract(notice, LEXICON, history=last_year(), use=frozenset({"duties"}))
    assert suggested(only_history, Role.LEAD)[0] == "市商务局"
    assert suggested(only_duties, Role.LEAD)[0] == "市教育局"


def test_supports_are_units_whose_duties_an_obligation_touches() -> None:
    text = "1.办好义务教育。推进中小学课程改革，加强教师队伍建设。安排财政预算，落实专项资金。"
    task = extract(notice_of(text), LEXICON).tasks[0]
    (support,) = [s for s in task.suggestions if s.role is Role.SUPPORT]
    assert support.department == "市财政局"
    touched = {o.id: o.text for o in task.obligations}
    assert support.obligations
    assert all("预算" in touched[o] or "资金" in touched[o] for o in support.obligations)


def test_streets_help_where_the_work_is_on_the_spot() -> None:
    district = notice_of("1.办好垃圾分类。推进社区垃圾分类，加强小区管理。", issuer="江海市云溪区人民政府办公室")
    assert "各街道办事处" in suggested(extract(district, LEXICON), Role.SUPPORT)
    # the group is called as the notice itself addresses it
    named = with_addressees(district, "区政府各部门", "各镇人民政府、街道办事处")
    assert "各镇人民政府、街道办事处" in suggested(extract(named, LEXICON), Role.SUPPORT)
    # a city's plan has no streets of its own
    assert "各街道办事处" not in suggested(
        extract(notice_of("1.办好垃圾分类。推进社区垃圾分类。"), LEXICON), Role.SUPPORT
    )


def test_likeness_orders_texts_and_leaves_the_foreign_out() -> None:
    texts = ("修缮古桥，加固桥墩", "修缮古桥，加固桥墩，设置护栏", "举办赛龙舟")
    known = Neighbours(Precedent(t, ("市交通运输局",), Role.LEAD, "旧", 2020) for t in texts)
    found = known.nearest("修缮古桥，加固桥墩")
    assert [n.precedents[0].text for n in found] == list(texts[:2])
    assert found[0].likeness > found[1].likeness > 0.3
