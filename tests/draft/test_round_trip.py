"""What is drafted is what is read back: the built Word file, parsed and extracted, gives the plan tag for tag."""

from __future__ import annotations

import pytest

from qdoc.draft import NoticeDraft, parse_draft
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Plan
from qdoc.parse import parse
from qdoc.read import read_bytes
from qdoc.render.notice_docx import notice_docx
from tests.draft.made_drafts import MadeDraft, MadeTask, made_draft

IN_THE_SUITE = 120
"""``python benchmarks/bench_draft.py`` does the same with 1,000 (half a minute)."""


def plan_in(data: bytes, name: str) -> Plan:
    return extract(parse(read_bytes(data, name)), load_lexicon(), suggest=False)


def plan_lines(draft: NoticeDraft) -> bytes:
    """The draft's plan alone, as plain text."""
    return "\n".join([draft.plan_title, *(each.heading + each.text for each in draft.paragraphs), ""]).encode()


def tags(plan: Plan) -> list[object]:
    """All that a plan says, without the places where it says it."""
    said: list[object] = [(one.title, one.year) for one in plan.plans]
    said += [(one.number, one.heading, one.level, one.parent) for one in plan.themes]
    for task in plan.tasks:
        said.append((task.id, task.theme, task.number, task.title))
        said += [(one.role, one.obligation) for one in task.segments]
        said += [(one.text, one.strength, one.strength_words, one.verb, one.object) for one in task.obligations]
        said += [(a.department, a.canonical, a.key, a.role, a.basis, a.quote, a.obligations) for a in task.assignments]
        said += [(m.indicator, m.comparator, m.value, m.unit, m.year, m.quote, m.obligation) for m in task.metrics]
        said += [(one.kind, one.on, one.wording, one.quote, one.obligations) for one in task.deadlines]
        said += [(one.title, one.document_number) for one in task.citations]
    return said


def meant(plan: Plan) -> tuple[MadeTask, ...]:
    """The plan's tasks as the generator describes them."""
    return tuple(
        MadeTask(
            task.title or "",
            len(task.obligations),
            tuple((one.department, one.role.value) for one in task.assignments if one.basis is Basis.STATED),
            tuple((int(one.value or 0), one.unit or "") for one in task.metrics),
            tuple(one.on or "" for one in task.deadlines if one.basis is Basis.STATED),
        )
        for task in plan.tasks
    )


def faults(made: MadeDraft) -> list[str]:
    """What the built document does not give back of a draft; [] where all is there."""
    draft = parse_draft(made.text, "草稿.md")
    back = plan_in(notice_docx(draft), "通知.docx")
    found = (
        [] if tags(back) == tags(plan_in(plan_lines(draft), "要点.txt")) else ["tags differ from the draft's own text"]
    )
    if [one.title for one in back.plans] != [made.title] or back.plans[0].year != made.year:
        found.append(f"plan {[one.title for one in back.plans]}")
    if tuple(one.heading for one in back.themes) != made.themes:
        found.append(f"themes {[one.heading for one in back.themes]}")
    if meant(back) != made.tasks:
        found.append(f"tasks {[pair for pair in zip(meant(back), made.tasks, strict=False) if pair[0] != pair[1]][:1]}")
    return found


def test_the_built_document_gives_the_plan_back_tag_for_tag() -> None:
    wrong = {seed: said for seed in range(IN_THE_SUITE) if (said := faults(made_draft(seed)))}
    assert wrong == {}


# why each: what is not filled in must not hide the plan behind its notice
OPEN = [
    ("发文机关：云溪区政府办\n正文：现印发给你们，请认真贯彻执行。\n", "no 《title》, no date, no signature's day"),
    ("正文：现予印发。\n成文日期：2026年3月2日\n", "signed by a gap"),
    ("", "nothing on top"),
    ("抄送：区委办公室\n印发日期：2026年3月3日\n", "a colophon behind the last task"),
]


@pytest.mark.parametrize(("head", "why"), OPEN, ids=[why for _, why in OPEN])
def test_a_plan_of_one_task_is_found_behind_its_notice(head: str, why: str) -> None:
    assert why
    text = (
        f"{head}\n云溪区2026年质量工作要点\n\n一、夯实基础\n（一）完善计量。年底前建立计量台账。（区市场监管局牵头）\n"
    )
    plan = plan_in(notice_docx(parse_draft(text, "草稿.txt")), "通知.docx")
    assert [one.title for one in plan.plans] == ["云溪区2026年质量工作要点"]
    assert [(task.title, len(task.obligations)) for task in plan.tasks] == [("完善计量", 1)]
