"""Where something stands in the notice, as a table beside the task's name says it."""

from __future__ import annotations

import pytest

from qdoc.ledger.place import short_place, task_label

LONG = "支持高水平建设国家健康医疗大数据中心和全民健康信息平台"
PLACES = [
    ("“1.加强抽检”第2项", "1.", "加强抽检", "原文“1.”第2项"),  # why: the name stands beside it
    ("“1.加强抽检”", "1.", "加强抽检", "原文“1.”"),  # why: a task of one item
    (
        f"（一）“{task_label('1.', LONG)}”第2项",
        "1.",
        LONG,
        "原文（一）“1.”第2项",
    ),  # why: a long title is cut in the place
    ("“加强抽检”第2项", "", "加强抽检", "“加强抽检”第2项"),  # why: nothing but the title tells it
    ("“1.加强抽检”第2项，文字经台账改写", "1.", "加强抽检", "原文“1.”第2项，文字经台账改写"),  # why: said on
    ("第三条第1项", "第三条", "", "第三条第1项"),  # why: no title to leave out
    ("“1.加强抽检”第2项", "1.", "另一个任务", "“1.加强抽检”第2项"),  # why: renamed in the ledger: kept whole
]


@pytest.mark.parametrize(("place", "number", "title", "told"), PLACES)
def test_a_place_beside_its_task_keeps_the_number_only(place: str, number: str, title: str, told: str) -> None:
    assert short_place(place, number, title) == told
