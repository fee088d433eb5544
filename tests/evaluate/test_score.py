"""Tests of scoring: each fault of a reading costs what it should, and is quoted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qdoc.errors import DamagedFile, UnsupportedFormat
from qdoc.evaluate import Tally, read_annotation, score_notice
from qdoc.evaluate.corrected import decided_leads, gold_of_ledger, gold_of_plan, is_corrected
from qdoc.evaluate.fairness import without_own_words
from qdoc.evaluate.forms import FORMS, form_of
from qdoc.evaluate.hiding import hide_attributions
from qdoc.evaluate.saved import decode_run, encode_run, gains
from qdoc.evaluate.suggestions import curve, score_hidden, score_leads
from qdoc.ledger import build_ledger
from qdoc.lexicon import Lexicon
from qdoc.model import Assignment, Basis, Cell, Comparator, Metric, Plan, Role, Suggestion, Task
from tests.evaluate import made_gold as made

PERFECT = {
    "themes": Tally(1), "tasks": Tally(2), "units": Tally(3), "metrics": Tally(2), "metric_places": Tally(2),
    "deadlines": Tally(1), "letterhead": Tally(1), "quotes": Tally(9),
}  # fmt: skip


def with_task(plan: Plan, index: int, **changes: Any) -> Plan:
    tasks = list(plan.tasks)
    tasks[index] = replace(tasks[index], **changes)
    return replace(plan, tasks=tuple(tasks))


def moved(plan: Plan) -> Plan:
    return with_task(plan, 0, start=plan.tasks[0].start + 30)


def test_a_reading_without_fault_scores_full() -> None:
    score = score_notice(read_annotation(made.gold()), made.plan(), made.TEXT)
    assert score.tallies == PERFECT
    assert score.misses == ()


Case = tuple[Callable[[Plan], Plan], dict[str, Tally], str]
FAULTS: list[Case] = [
    # a unit that is not there costs a miss and quotes its name
    (
        lambda p: with_task(p, 1, assignments=()),
        {"units": Tally(2, 0, 1), "quotes": Tally(8)},
        "漏单位：区民政局（责任）",
    ),
    # a wrong role is both: missed and too much
    (
        lambda p: with_task(p, 1, assignments=(replace(p.tasks[1].assignments[0], role=Role.SUPPORT),)),
        {"units": Tally(2, 1, 1)},
        "多单位：区民政局（配合）",
    ),
    # a co-lead under one 牵头 mark counts as a lead
    (
        lambda p: with_task(
            p, 0, assignments=(replace(p.tasks[0].assignments[0], role=Role.CO_LEAD), p.tasks[0].assignments[1])
        ),
        {},
        "",
    ),
    # suggested units are neither asked nor wrong
    (
        lambda p: with_task(
            p, 0, assignments=(*p.tasks[0].assignments, Assignment("区城管局", None, None, Role.LEAD, Basis.SUGGESTED))
        ),
        {},
        "",
    ),
    # another comparator is strictly wrong, but found
    (
        lambda p: with_task(p, 0, metrics=(replace(p.tasks[0].metrics[0], comparator=Comparator.LE),)),
        {"metrics": Tally(1, 1, 1)},
        "指标不同：达到95%以上 应为 ge 95 %，读成 le 95 %",
    ),
    # a subsidy must not become a target
    (
        lambda p: with_task(p, 1, metrics=(replace(p.tasks[1].metrics[0], target=True), p.tasks[1].metrics[1])),
        {"metrics": Tally(2, 1)},
        "补助或标准当成了目标：5万元",
    ),
    # a figure of background that is no gold is tolerated only as background
    (
        lambda p: with_task(
            p, 0, metrics=(*p.tasks[0].metrics, Metric("月", None, Comparator.EQ, 6, "月", **made.quoted("6月")))
        ),
        {"metrics": Tally(2, 1), "metric_places": Tally(2, 1), "quotes": Tally(10)},
        "多指标：6月",
    ),
    # the right words with a wrong day are no time limit
    (
        lambda p: with_task(p, 0, deadlines=(replace(p.tasks[0].deadlines[0], on="2026-07-30"),)),
        {"deadlines": Tally(0, 1, 1)},
        "漏时限：6月底前 → 2026-06-30",
    ),
    # a span that is too far off: the task is missed and too much, and nothing in it counts
    (
        moved,
        {
            "tasks": Tally(1, 1, 1),
            "units": Tally(1, 2, 2),
            "metrics": Tally(1, 0, 1),
            "metric_places": Tally(1, 0, 1),
            "deadlines": Tally(0, 0, 1),
        },
        "漏任务",
    ),
    # an issuer that the notice does not print is invented
    (
        lambda p: replace(p, letterhead=replace(p.letterhead, issuer="云溪区人民政府")),
        {"letterhead": Tally(1, 0, 1)},
        "文中没有，读成“云溪区人民政府”",
    ),
    # a heading twice is once too much
    (lambda p: replace(p, themes=p.themes * 2), {"themes": Tally(1, 0)}, ""),
    (lambda p: replace(p, themes=()), {"themes": Tally(0, 0, 1)}, "漏主题：提升质量"),
    # a quote that does not stand at its place is no proof
    (
        lambda p: with_task(p, 1, assignments=(replace(p.tasks[1].assignments[0], quote="民政局"),)),
        {"quotes": Tally(8, 1)},
        "原话不在所说的位置：民政局",
    ),
]


@pytest.mark.parametrize(("fault", "changed", "said"), FAULTS)
def test_each_fault_costs_its_own(fault: Callable[[Plan], Plan], changed: dict[str, Tally], said: str) -> None:
    score = score_notice(read_annotation(made.gold()), fault(made.plan()), made.TEXT)
    assert score.tallies == PERFECT | changed
    assert any(said in miss.words for miss in score.misses) if said else not score.misses


FORM_CASES = [
    ("1.办好。（牵头单位：区教育局；配合单位：区民政局）", "区民政局", 0),  # labels inside brackets
    ("1.办好。（区教育局、区民政局按职责分工负责）", "区民政局", 1),  # shared by duties, though 负责 stands there too
    ("1.办好。（区教育局牵头，区民政局配合）", "区民政局", 2),
    ("1.办好。（区教育局、区民政局负责）", "区民政局", 3),
    ("1.办好。（区教育局、区民政局）", "区民政局", 4),
    ("1.办好。（区教育局（区民政局）负责）", "区民政局", 3),  # nested: the outer bracket decides
    ("1.办好。\n责任单位：区教育局、区民政局", "区民政局", 5),  # a line of its own
    ("1.由区民政局办好。", "区民政局", 6),
    ("1.区民政局的事。（区民政局负责）", "区民政局", 3),  # named in the sentence too: the bracket counts
    ("1.办好。（区教育局、区民政局负责", "区民政局", 3),  # the bracket never closes
    ("1.办好。", "区民政局", 6),  # not printed at all
]


@pytest.mark.parametrize(("text", "name", "form"), FORM_CASES)
def test_the_form_in_which_a_unit_is_printed(text: str, name: str, form: int) -> None:
    assert form_of(text, (0, len(text)), name) == FORMS[form]


def test_units_are_counted_by_their_form() -> None:
    score = score_notice(read_annotation(made.gold()), with_task(made.plan(), 1, assignments=()), made.TEXT)
    assert score.forms == {"括号：……牵头，……配合": Tally(2), "括号：……负责": Tally(0, 0, 1)}


def test_a_plan_json_is_gold_for_itself_and_its_own_faults_show() -> None:
    gold = gold_of_plan(made.plan(), "plan.json")
    assert not score_notice(gold, made.plan(), made.TEXT).misses
    worse = with_task(made.plan(), 1, segments=made.plan().tasks[0].segments)
    assert {miss.field for miss in score_notice(gold, worse, made.TEXT).misses} == {"segments"}


def corrected_ledger() -> Any:
    """A ledger whose clerk put 区教育局 where nothing was said, and 区市场监管局 where 区住建局 was read."""
    plan = made.plan()
    ledger = build_ledger(with_task(plan, 1, assignments=()), "", made.TEXT)
    first, second = ledger.rows
    rows = (
        replace(first, lead=Cell("区市场监管局", Basis.CONFIRMED), support=Cell(), edited=("lead", "support")),
        replace(second, lead=Cell("区教育局", Basis.CONFIRMED), edited=("lead",)),
    )
    return replace(ledger, rows=rows)


def test_a_corrected_ledger_is_gold_for_units_that_stand_in_the_text() -> None:
    ledger = corrected_ledger()
    gold = gold_of_ledger(ledger, made.TEXT, "台账.xlsx")
    score = score_notice(gold, with_task(made.plan(), 1, assignments=()), made.TEXT)
    assert score.tallies["tasks"] == Tally(2)
    assert score.tallies["units"] == Tally(0, 2, 1)  # 区市场监管局 leads; 区住建局 and the support are too much
    assert score.tallies["deadlines"] == Tally(1)
    (asked,) = decided_leads(ledger, gold)
    assert asked.leads == {"区教育局"}  # decided by a person: what suggestions are measured by, not a miss of reading
    assert is_corrected(ledger)
    assert not is_corrected(build_ledger(made.plan(), "", made.TEXT))


def test_hiding_takes_the_brackets_out_and_keeps_who_led() -> None:
    hidden = hide_attributions(read_annotation(made.gold()), made.TEXT)
    assert hidden is not None
    assert "区住建局" not in hidden.text
    assert "6月底前完成。\n" in hidden.text
    assert [(one.label, one.leads) for one in hidden.tasks] == [
        ("1.抽检建材", {"区住建局"}),
        ("2.建设食堂", {"区民政局"}),
    ]
    assert [hidden.text[slice(*one.span)][:6] for one in hidden.tasks] == ["1.抽检建材", "2.建设食堂"]
    assert hidden.units == ("区住建局", "区市场监管局", "区民政局")


def test_a_part_of_the_tasks_can_be_hidden_while_the_others_stay_evidence() -> None:
    hidden = hide_attributions(read_annotation(made.gold()), made.TEXT, 1, 2)
    assert hidden is not None
    assert [one.label for one in hidden.tasks] == ["2.建设食堂"]
    assert "（区住建局牵头，区市场监管局配合）" in hidden.text
    assert "区民政局" not in hidden.text


def ranked(*names: str, firm: float | None = None) -> Task:
    task = made.plan().tasks[0]
    suggestions = tuple(Suggestion(name, name, None, Role.LEAD, 0.5) for name in names)
    given = (
        Assignment(names[0], names[0], None, Role.LEAD, Basis.SUGGESTED, confidence=firm) if firm and names else None
    )
    return replace(task, suggestions=suggestions, assignments=(given,) if given else ())


def test_suggestions_are_counted_by_rank_and_by_what_enters_the_ledger() -> None:
    hidden = hide_attributions(read_annotation(made.gold()), made.TEXT)
    assert hidden is not None
    asked = [replace(hidden.tasks[0], span=tuple(made.place(made.FIRST)))]
    cases = [
        (ranked("区住建局", "区财政局", firm=0.9), (1, 1), (1, 1)),  # right and firm
        (ranked("区财政局", "区住建局", firm=0.9), (0, 1), (1, 0)),  # wrong in the ledger, right among the three
        (ranked("甲局", "乙局", "丙局", "区住建局"), (0, 0), (0, 0)),  # fourth is too late; nothing entered
        (ranked(), (0, 0), (0, 0)),  # abstains
    ]
    for task, tops, firm in cases:
        score = score_hidden("云溪", asked, replace(made.plan(), tasks=(task,)))
        assert (score.top(1), score.top(3)) == tops
        assert score.firm == firm


def test_curve_lets_equally_sure_tasks_stand_or_fall_together() -> None:
    hidden = hide_attributions(read_annotation(made.gold()), made.TEXT)
    assert hidden is not None
    asked = replace(hidden.tasks[0], span=tuple(made.place(made.FIRST)))
    tasks = []
    for name, sure in (("区住建局", 0.9), ("区住建局", 0.6), ("区财政局", 0.6), ("区财政局", 0.2)):
        tasks += score_hidden("云溪", [asked], replace(made.plan(), tasks=(ranked(name, firm=sure),))).tasks
    assert curve(tasks, 4) == ((0.9, 0.25, 1.0), (0.6, 0.75, 2 / 3), (0.2, 1.0, 0.5))


def test_an_experts_proposal_accepts_either_reader_and_tolerates_low_grades() -> None:
    proposal = {
        "tasks": [
            {
                "task": "1.", "title": "抽检建材",
                "lead": [{"department": "区住建局", "acceptable_alternatives": ["区建管委"]}],
                "support": [
                    {"department": "区市场监管局", "confidence": "high"},
                    {"department": "区城管局", "confidence": "medium"},
                    {"department": "区财政局", "confidence": "low"},
                ],
                "second_reader": {"lead": ["区质量办"], "support": []},
            }
        ]
    }  # fmt: skip
    for name, rank in (("区住建局", 1), ("区建管委", 1), ("区质量办", 1), ("区财政局", None)):
        task = ranked(name)
        given = tuple(Suggestion(one, one, None, Role.SUPPORT, 0.3) for one in ("区市场监管局", "区财政局", "区教育局"))
        task = replace(task, suggestions=(*task.suggestions, *given))
        score = score_leads("云溪", proposal, replace(made.plan(), tasks=(task,)), str)
        assert score.tasks[0].rank == rank, name
        assert score.support == Tally(1, 1, 1)  # 区财政局 (low) neither helps nor harms


def test_words_of_this_notice_alone_are_taken_from_the_duties() -> None:
    lexicon = Lexicon((), {"住建": ("建材", "供热"), "民政": ("食堂",)})
    fair = without_own_words(lexicon, "建材食堂", ["食堂", "食堂", "建材"], least=2)
    assert fair.duties == {"住建": ("供热",), "民政": ("食堂",)}


def test_a_saved_run_tells_gains_from_losses() -> None:
    gold = read_annotation(made.gold())
    worse = score_notice(gold, with_task(made.plan(), 1, assignments=()), made.TEXT)
    better = score_notice(gold, made.plan(), made.TEXT)
    import json

    saved = decode_run(json.dumps(encode_run([worse])).encode(), "上次.json")
    mended = gains(saved, [better])
    assert [(one.field, round(one.before, 3), one.after) for one in mended.moved if one.field == "units"] == [
        ("units", 0.8, 1.0)
    ]
    assert [miss.words for miss in mended.mended] == ["漏单位：区民政局（责任）"]
    assert not mended.new
    lost = gains(decode_run(json.dumps(encode_run([better])).encode(), "上次.json"), [worse])
    assert [miss.words for miss in lost.new] == ["漏单位：区民政局（责任）"]
    assert not lost.mended


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"{", DamagedFile),  # cut off
        (b'{"schema": "qdoc.eval/9"}', UnsupportedFormat),  # a later version
        (b'{"schema": "qdoc.eval/1", "notices": {"a": {"units": {}}}, "misses": []}', DamagedFile),  # counts lack
        (b"[]", DamagedFile),  # no object
    ],
)
def test_what_is_no_saved_run_is_refused_by_name(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"上次\.json"):
        decode_run(data, "上次.json")
