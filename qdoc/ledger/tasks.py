"""Owns the tasks of a ledger as they print: a task's name, and the rows of one theme and one task together."""

from __future__ import annotations

from collections.abc import Iterable

from qdoc.model import LedgerRow


def task_name(number: str, task: str) -> str:
    """Return a task's number and title as printed: 9.加强抽检; 9. 加强抽检 where the ledger has a bare figure.

    A title that begins with its number says it once.
    """
    if number.isdigit():
        return f"{number}. {task}"
    return task if number and task.startswith(number) else f"{number}{task}"


def by_task(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Return the rows of one theme together, and in it those of one task, in the order in which each first appears."""
    themes: dict[str, dict[tuple[str, str], list[LedgerRow]]] = {}
    for row in rows:
        themes.setdefault(row.theme, {}).setdefault((row.number, row.task), []).append(row)
    return [row for tasks in themes.values() for task in tasks.values() for row in task]
