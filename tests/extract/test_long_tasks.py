"""A task without end: reading takes time in proportion to its length, whatever its words; each row once hung."""

from __future__ import annotations

import time
from random import Random

import pytest

from qdoc.extract import extract
from qdoc.extract.stretches import Stretches
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_bytes

HEAD = "云溪区2026年工作要点\n\n一、突出重点\n1.做好工作。"
TAIL = "\n2.开展评估。（责任单位：区统计局）\n"
CHARACTERS = 16_000
SECONDS = 4.0  # of the processor, on a busy machine; each takes less than 0.6 on an idle one

ENDLESS = [
    "完成30家",  # 20 s: every figure looked at the whole clause, and each look at every start in it
    "到2026年底完成30家",  # 10 s
    "）达到5%一、重点\n开展检查",  # 15 s: a bracket closed but never opened, so no sign ended the clause
    "和完成30家】9…",
    "（责任单位：区教育局、区民政局）完成30家\t",
    "\t",  # 8 s in the parser: a run of blanks looked at from each of them
]


@pytest.mark.parametrize("words", ENDLESS)
def test_a_task_without_end_is_read_in_proportion_to_its_length(words: str) -> None:
    text = HEAD + words * (CHARACTERS // len(words)) + TAIL
    begun = time.process_time()
    plan = extract(parse(read_bytes(text.encode(), "通知.txt")), load_lexicon())
    assert time.process_time() - begun < SECONDS
    assert plan.tasks


def test_a_number_of_400_digits_is_no_figure_and_no_crash() -> None:
    text = HEAD + "完成" + "9" * 400 + "家企业改造，达到" + "1" * 400 + "%。" + TAIL
    plan = extract(parse(read_bytes(text.encode(), "通知.txt")), load_lexicon())
    assert not plan.tasks[0].metrics


def test_stretches_say_what_looking_at_each_of_them_says() -> None:
    random = Random(7)
    for _ in range(200):
        ranges = [(at, at + random.randrange(4)) for at in random.choices(range(40), k=random.randrange(8))]
        kept = Stretches(ranges)
        for at in range(45):
            assert kept.holds(at) == any(first <= at < last for first, last in ranges)
            to = at + random.randrange(1, 6)
            assert kept.meets(at, to) == any(first < to and at < last and first < last for first, last in ranges)
