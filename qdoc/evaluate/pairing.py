"""Owns which task read is which task of the gold: one to one, the greatest overlap first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdoc.evaluate.gold import GoldTask
from qdoc.evaluate.wording import Place, overlap

ENOUGH = 0.6  # of the joint length
_WHOLE = 0.95


def pair_tasks(gold: Sequence[Place], read: Sequence[Place]) -> dict[int, int]:
    """Return gold index → read index for spans that overlap by at least ``ENOUGH``, each index once."""
    near = [
        (share, i, j) for i, one in enumerate(gold) for j, other in enumerate(read) if (share := overlap(one, other))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in sorted(near, reverse=True):
        if share < ENOUGH:
            break
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def rows_of(tasks: Sequence[GoldTask], read: Sequence[Place]) -> list[GoldTask]:
    """Return the gold tasks; one with several attributed stretches counts as its rows where it was read as rows."""
    rows: list[GoldTask] = []
    for task in tasks:
        if len(task.parts) > 1 and _best(task.span, read) < _WHOLE:
            found = sum(_best(part.span, read) >= ENOUGH for part in task.parts)
            if found >= 2:
                rows += (_row(task, index) for index in range(len(task.parts)))
                continue
        rows.append(task)
    return rows


def _best(span: Place, read: Sequence[Place]) -> float:
    return max((overlap(span, other) for other in read), default=0.0)


def _row(task: GoldTask, index: int) -> GoldTask:
    part = task.parts[index]
    return replace(
        task,
        span=part.span,
        title=part.title or task.title,
        units=None if task.units is None else tuple(u for u in task.units if u.part in (None, index)),
        metrics=tuple(m for m in task.metrics if m.part in (None, index)),
        deadlines=None if task.deadlines is None else tuple(d for d in task.deadlines if d.part in (None, index)),
        parts=(),
    )
