"""A row says the obligation with its adjuncts and purposes: no spoken word of a task is missing from the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.lexicon import load_lexicon
from qdoc.model import SegmentRole
from qdoc.parse import parse
from qdoc.read import read_bytes, read_path
from qdoc.store import decode_plan, encode_plan

ROOT = Path(__file__).resolve().parents[2]
SILENT = (SegmentRole.HEADING, SegmentRole.RESPONSIBILITY, SegmentRole.SEPARATOR)
NOTICE = """江海市云溪区2026年工作要点

一、重点任务

1.整治餐饮油烟。针对群众投诉集中的夜市街区，开展油烟净化设施专项检查，不断改善居民生活环境。新增在线监测点12个，累计达到30个（区生态环境局负责）。

2.更新健身步道。按照“一街道一方案”的要求，修缮步道18公里。
"""


def spoken(text: str) -> str:
    return "".join(character for character in text if character not in "，,；;、。 \n")


def rows_and_tasks(source):
    plan = extract(parse(source), load_lexicon())
    return build_ledger(plan, text=source.text), plan, source.text


@pytest.mark.parametrize("name", ["made here", "云溪区质量强区2025年工作要点.txt", "云溪区质量强区2026年工作要点.txt"])
def test_the_ledger_holds_every_spoken_word(name: str):
    source = read_bytes(NOTICE.encode(), "n.txt") if name == "made here" else read_path(ROOT / "examples" / name)
    ledger, plan, text = rows_and_tasks(source)
    for task in plan.tasks:
        said = "".join(text[s.start : s.end] for s in task.segments if s.role not in SILENT)
        held = "".join(row.text for row in ledger.rows if row.task_id == task.id)
        assert spoken(held) == spoken(said)


def test_a_row_joins_the_obligation_with_its_purpose_and_stands_in_the_source():
    ledger, _, text = rows_and_tasks(read_bytes(NOTICE.encode(), "n.txt"))
    first = ledger.rows[0]
    assert first.text == "针对群众投诉集中的夜市街区，开展油烟净化设施专项检查，不断改善居民生活环境。"
    assert text[first.start : first.end] == first.text


def test_plan_json_alone_gives_the_same_rows_as_the_notice():
    example = read_path(ROOT / "examples" / "云溪区质量强区2026年工作要点.txt")
    for source in (read_bytes(NOTICE.encode(), "n.txt"), example):
        plan = extract(parse(source), load_lexicon())
        assert build_ledger(decode_plan(encode_plan(plan))).rows == build_ledger(plan, text=source.text).rows


def test_without_any_words_of_the_task_a_row_says_the_obligation_alone():
    plan = extract(parse(read_bytes(NOTICE.encode(), "n.txt")), load_lexicon())
    older = replace(plan, tasks=tuple(replace(task, text="") for task in plan.tasks))
    assert [row.text for row in build_ledger(older).rows if row.number == "2."] == ["修缮步道18公里。"]
