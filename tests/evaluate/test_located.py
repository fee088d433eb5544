"""Tests of gold that a person wrote without counting characters, and of the examples' own gold."""

from __future__ import annotations

from typing import Any

import pytest

from qdoc.evaluate import read_annotation, score_notice
from qdoc.evaluate.located import located
from tests.evaluate import made_gold as made


def bare() -> dict[str, Any]:
    """The annotated notice as a clerk would write it: no id, no spans, time limits by wording."""
    gold = made.gold()
    del gold["id"]
    for task in gold["tasks"]:
        del task["span"]
        for limit in task["deadlines"]:
            limit["wording"], limit["on"] = limit.pop("quote"), limit.pop("latest")
            del limit["kind"]
    return gold


def test_tasks_are_found_by_number_and_title_and_score_as_if_counted() -> None:
    gold = read_annotation(located(bare(), made.TEXT, "云溪"))
    counted = read_annotation(made.gold())
    assert [task.span for task in gold.tasks] == [task.span for task in counted.tasks]
    assert score_notice(gold, made.plan(), made.TEXT) == score_notice(counted, made.plan(), made.TEXT)


def test_what_is_written_stays() -> None:
    whole = located(made.gold(), made.TEXT, "别的")
    assert whole["id"] == "云溪"
    assert [task["span"] for task in whole["tasks"]] == [task["span"] for task in made.gold()["tasks"]]


def test_titles_broken_by_blanks_are_found_and_others_refused() -> None:
    text = made.TEXT.replace("1.抽检建材", "　　1. 抽检\n建材")
    assert text[slice(*located(bare(), text, "云溪")["tasks"][0]["span"])].startswith("1. 抽检\n建材")
    wrong = bare()
    wrong["tasks"][1]["title"] = "建设公园"
    with pytest.raises(ValueError, match="建设公园"):
        located(wrong, made.TEXT, "云溪")
