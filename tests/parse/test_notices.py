"""Owns the figures that the parser must reach on the real notices beside the checkout (never shipped)."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from qdoc.parse import parse
from qdoc.read import read_path
from tests.parse.reading import leaves

pytestmark = pytest.mark.shared


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "notices" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_seed_is_exact(shared: Path) -> None:
    notice = parse(read_path(shared / "seeds" / "hongkou-quality-2017.txt"))
    gold = json.loads((shared / "notices" / "gold" / "seed.json").read_text("utf-8"))
    head = gold["letterhead"]
    got = notice.letterhead
    assert (got.title, got.issuer, got.document_number, got.dated) == (
        head["title"], head["issuer"], head["document_number"], head["date"],
    )  # fmt: skip
    assert list(got.addressees) == head["addressees"]
    assert [(h.number, h.heading) for h in notice.themes] == [(h["number"], h["heading"]) for h in gold["themes"]]
    holding = {t.theme for t in notice.tasks}
    assert len(holding) == 3
    container = next(h for h in notice.themes if h.heading == gold["themes"][1]["heading"])
    assert {h.parent for h in notice.themes if h.id in holding} == {container.id}
    assert [(t.number, t.title, [t.start, t.end]) for t in notice.tasks] == [
        (t["number"], t["title"], t["span"]) for t in gold["tasks"]
    ]
    assert next(leaves(notice.sections)).kind == "boilerplate"


def test_figures_on_the_annotated_notices(shared: Path) -> None:
    score = scorer(shared)
    tasks, without_flat, themes = score.Tally(), score.Tally(), score.Tally()
    right = asked = 0
    for gold in score.load(shared / "notices" / "gold", set()):
        notice = parse(read_path(score.text_path(gold, shared / "notices" / "texts")))
        got = [dataclasses.asdict(t) for t in notice.tasks]
        rows = score.rows(gold["tasks"], got)
        pairs = score.match_tasks(rows, got)
        one = score.Tally()
        one.tp, one.fn, one.fp = len(pairs), len(rows) - len(pairs), len(got) - len(pairs)
        tasks.add(one)
        if gold["id"] != "189":
            without_flat.add(one)
        score.score_themes(gold, {"themes": [dataclasses.asdict(h) for h in notice.themes]}, themes, [])
        ok, n = score.score_letterhead(gold["letterhead"], dataclasses.asdict(notice.letterhead), [], gold["id"])
        right, asked = right + ok, asked + n
    assert tasks.f() >= 0.95
    assert without_flat.f() >= 0.97
    assert themes.f() >= 0.95
    assert right / asked >= 0.95
