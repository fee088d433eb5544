"""A task's name as printed, and rows put together by theme and task."""

from __future__ import annotations

import pytest

from qdoc.ledger.tasks import by_task, task_name
from tests.render.made_ledger import made_ledger

NAMES = [
    ("9.", "加强抽检", "9.加强抽检"),  # why: the number carries its own sign
    ("（三）", "加强抽检", "（三）加强抽检"),
    ("9", "加强抽检", "9. 加强抽检"),  # why: a ledger made by hand has bare figures
    ("3", "3D打印产业", "3. 3D打印产业"),  # why: the figure of the title is not the task's number
    ("9.", "9.加强抽检", "9.加强抽检"),  # why: a title copied with its number
    ("", "加强抽检", "加强抽检"),
]


@pytest.mark.parametrize(("number", "task", "printed"), NAMES)
def test_a_task_is_called_by_its_number_and_title(number: str, task: str, printed: str) -> None:
    assert task_name(number, task) == printed


def test_rows_of_a_task_stand_together_and_none_is_lost() -> None:
    rows = made_ledger(10).rows
    mixed = [*rows[::2], *rows[1::2]]
    found = by_task(mixed)
    keys = [(row.theme, row.number, row.task) for row in found]
    assert sorted(row.key for row in found) == sorted(row.key for row in rows)
    assert [key for at, key in enumerate(keys) if at == 0 or keys[at - 1] != key] == list(dict.fromkeys(keys))
    assert len(set(keys)) > 1
