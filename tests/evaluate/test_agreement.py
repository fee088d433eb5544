"""Tests that the figures are those of the expert's own scorer, on plans as read and on plans that were damaged."""

from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from qdoc.evaluate import Tally, is_annotation, read_annotation, score_notice
from qdoc.evaluate.hiding import hide_attributions
from qdoc.model import Basis, Metric, Plan, Role, SourceText, Task

FIELDS = {
    "themes": "themes",
    "tasks": "tasks",
    "departments": "units",
    "metrics": "metrics",
    "metric spans": "metric_places",
    "deadlines": "deadlines",
}


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("expert_score", shared / "notices" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def notices(shared: Path) -> list[tuple[dict[str, Any], SourceText, Plan]]:
    from qdoc.extract import extract
    from qdoc.lexicon import load_lexicon
    from qdoc.parse import parse
    from qdoc.read import read_path

    lexicon, texts = load_lexicon(), shared / "notices" / "texts"
    found = []
    for path in sorted((shared / "notices" / "gold").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if is_annotation(data):
            (text,) = [*texts.glob(f"{path.stem}_*.txt"), *texts.glob(f"{path.stem}.txt")]
            source = read_path(text)
            found.append((data, source, extract(parse(source), lexicon)))
    return found


def damaged(plan: Plan, dice: random.Random) -> Plan:
    """Lose, move, rename and repeat things, so that every way of being wrong is met."""

    def task(one: Task) -> Task:
        def some(values: tuple[Any, ...], change: Any) -> tuple[Any, ...]:
            out = []
            for value in values:
                chance = dice.random()
                if chance < 0.1:
                    continue
                out.append(change(value) if chance < 0.35 else value)
                if chance > 0.95:
                    out.append(value)
            return tuple(out)

        def metric(value: Metric) -> Metric:
            shift = dice.choice((-4, 0, 3, 30))
            return replace(
                value,
                start=max(0, value.start + shift),
                end=max(1, value.end + shift + dice.choice((0, 5))),
                value=dice.choice((value.value, None, 7)),
                target=dice.random() < 0.8,
                unit=dice.choice((value.unit, "万", None)),
            )

        return replace(
            one,
            end=dice.choice((one.end, one.end - 3, one.start + (one.end - one.start) // 2 + 1)),
            assignments=some(
                one.assignments,
                lambda a: replace(
                    a,
                    role=dice.choice(list(Role)),
                    department=dice.choice((a.department, "甲乙局")),
                    basis=dice.choice((a.basis, Basis.INHERITED)),
                ),
            ),
            metrics=some(one.metrics, metric),
            deadlines=some(one.deadlines, lambda d: replace(d, on=dice.choice((d.on, None, "2020-12-31")))),
        )

    tasks = tuple(task(one) for one in plan.tasks if dice.random() > 0.08)
    themes = tuple(
        replace(one, heading=dice.choice((one.heading, one.heading + "。", "别的")))
        for one in (*plan.themes, *plan.themes[:1])
    )
    head = replace(plan.letterhead, issuer=dice.choice((plan.letterhead.issuer, "某办公室")), addressees=())
    return replace(plan, tasks=tasks, themes=themes, letterhead=head)


@pytest.mark.shared
@pytest.mark.parametrize("seed", [None, 1, 2, 3], ids=["as read", "damaged 1", "damaged 2", "damaged 3"])
def test_figures_agree_with_the_experts_scorer(
    seed: int | None,
    scorer: ModuleType,
    notices: list[Any],
    shared: Path,
    tmp_path: Path,
    capsys: Any,
    monkeypatch: Any,
) -> None:
    from qdoc.store import encode_plan

    dice = random.Random(seed)
    ours = {name: Tally() for name in (*FIELDS.values(), "letterhead", "quotes")}
    for data, source, plan in notices:
        shown = plan if seed is None else damaged(plan, dice)
        (tmp_path / f"{data['id']}.json").write_bytes(encode_plan(shown))
        for name, tally in score_notice(read_annotation(data), shown, source.text).tallies.items():
            ours[name] += tally
    folders = [str(shared / "notices" / "gold"), str(shared / "notices" / "texts")]
    monkeypatch.setattr("sys.argv", ["score.py", *folders, "--pred", str(tmp_path), "--json"])
    scorer.main()
    theirs = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {name: round(ours[own].f1, 4) for name, own in FIELDS.items()} == {name: theirs[name] for name in FIELDS}
    assert round(ours["letterhead"].recall, 4) == theirs["letterhead"]
    assert ours["quotes"].right + ours["quotes"].extra == theirs["quotes"]
    assert ours["quotes"].extra == theirs["wrong_quotes"]
    assert seed is None or ours["metrics"].f1 < 0.9  # the damage is real


@pytest.mark.shared
def test_hidden_texts_and_leads_agree_with_the_experts_scorer(scorer: ModuleType, notices: list[Any]) -> None:
    compared = 0
    for data, source, _ in notices:
        if any("at" in unit for task in data["tasks"] for unit in task["assignments"]):
            assert hide_attributions(read_annotation(data), source.text) is None
            continue
        text, leads = scorer.hide(source.text, data["tasks"])
        hidden = hide_attributions(read_annotation(data), source.text)
        assert hidden is not None
        assert hidden.text == text
        assert [(one.span, one.leads) for one in hidden.tasks] == [(tuple(t["span"]), want) for t, want in leads]
        compared += len(leads)
    assert compared > 100
