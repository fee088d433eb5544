"""What a comparison reads of a task: no number, no units; sentences parted where units stood between them."""

from __future__ import annotations

import pytest

from qdoc.compare.wording import sentences, task_text
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Task
from qdoc.parse import parse
from qdoc.read import read_bytes

TASK = "12.培育品牌。办好5个指导站（区市场监管局牵头，区商务局配合）。启动《品牌目录》修订；发布名单。"


@pytest.fixture(scope="module")
def task() -> Task:
    source = read_bytes(f"云溪区2025年质量工作要点\n一、重点任务\n{TASK}\n".encode(), "要点.txt")
    return extract(parse(source), load_lexicon(), suggest=False).tasks[0]


def test_the_parts_of_a_task(task):
    text = task_text(task)
    assert text.title == "培育品牌"
    assert text.sentences == ("办好5个指导站", "启动《品牌目录》修订", "发布名单")
    assert "牵头" not in text.whole
    assert not text.whole.startswith("12")
    assert len(text.units) == 2
    assert text.names == {"品牌目录"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲项工作。乙项工作；丙项工作", ("甲项工作", "乙项工作", "丙项工作")),
        ("完成清淤 \n 向 社会公示。", ("完成清淤", "向社会公示")),  # line ends and spaces are no words
        ("", ()),
    ],
)
def test_sentences(text, found):
    assert sentences(text) == found


def test_a_very_long_task_is_read_in_joined_sentences():
    assert len(sentences("推进整治工作。" * 500)) <= 60
