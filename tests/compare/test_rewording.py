"""Reworded: other words, beyond what the other kinds of change say; order and the plan's own year are none."""

from __future__ import annotations

import pytest

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.compare.rewording import reworded
from qdoc.compare.wording import TaskText

CLEAN = "清理支流淤泥12公里"


def text(*sentences: str, title: str = "") -> TaskText:
    return TaskText(title + "。".join(sentences), sentences, title)


@pytest.mark.parametrize(
    ("before", "after", "details", "said"),
    [
        ([text(CLEAN, "整治排口")], [text(CLEAN, "整治排口")], [], False),
        ([text(CLEAN, "整治排口")], [text("整治排口", CLEAN)], [], False),  # another order says the same
        ([text("2025年底前完成清淤")], [text("2026年底前完成清淤")], [], False),  # the plan's own year moves on
        ([text("到2030年完成清淤")], [text("到2031年完成清淤")], [], True),  # another year is another wording
        ([text(CLEAN)], [text("清理支流淤泥和垃圾")], [], True),
        ([text(CLEAN)], [text(CLEAN, "向社会公示")], [], True),  # a sentence came
        # a figure that a detail tells of
        (
            [text(CLEAN)],
            [text("清理支流淤泥18公里")],
            [Detail(ChangeKind.RETARGETED, "清淤", CLEAN, "清理支流淤泥18公里")],
            False,
        ),
        # a figure, and other words besides
        (
            [text(CLEAN)],
            [text("清理支流和湖面淤泥18公里")],
            [Detail(ChangeKind.RETARGETED, "清淤", CLEAN, "清理支流和湖面淤泥18公里")],
            True,
        ),
        # words of strength that a detail tells of
        (
            [text("探索建立联络员制度")],
            [text("全面推行联络员制度")],
            [Detail(ChangeKind.STRENGTHENED, "探索→推行", "探索建立联络员制度", "全面推行联络员制度")],
            False,
        ),
        ([text(CLEAN, title="治河")], [text(CLEAN, title="治水")], [], True),  # another heading of one task
        (
            [text(CLEAN, "整治排口", title="治河")],
            [text(CLEAN, title="清淤"), text("整治排口", title="截污")],
            [],
            False,
        ),
    ],
)
def test_reworded(before, after, details, said):
    assert reworded(before, after, details, (2025, 2026)) is said
