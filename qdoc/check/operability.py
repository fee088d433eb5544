"""Owns how far a plan can be carried out and checked: who, what, how much, by when by task, and each unit's load."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qdoc.model import Basis, DeadlineKind, Plan, Task

_WORK = 2  # strength 推进 and above: something is to be there at the end (探索 1 and 鼓励 0 are tried)
_OPEN = (DeadlineKind.PLAN_YEAR, DeadlineKind.ONGOING)


@dataclass(frozen=True, slots=True)
class TaskScore:
    """What a task says: whole ``points`` of four (who, what, how much, by when); ``lacks`` names the others."""

    task: str
    name: str
    points: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """How many tasks a unit leads or answers for and how many it supports; ``points``: the mean of its tasks."""

    unit: str
    leads: int
    supports: int
    points: float


def has_unit(task: Task) -> bool:
    """Whether the notice itself names who does it (a suggestion does not count, a leader is no unit)."""
    return any(each.basis is not Basis.SUGGESTED and not each.person for each in task.assignments)


def has_work(task: Task) -> bool:
    """Whether anything of it must be carried forward or delivered."""
    return any(each.strength >= _WORK for each in task.obligations)


def has_metric(task: Task) -> bool:
    """Whether it has a target with a figure (全覆盖 is 100 %)."""
    return any(each.target and each.value is not None for each in task.metrics)


def has_deadline(task: Task) -> bool:
    """Whether it says by when; the plan's year alone does not count."""
    return any(each.kind not in _OPEN for each in task.deadlines)


_ASKED = (("责任单位", has_unit), ("可核对的动作", has_work), ("量化指标", has_metric), ("完成时限", has_deadline))


def task_scores(plan: Plan) -> tuple[TaskScore, ...]:
    """Return what every task says, in the plan's order."""
    scores = []
    for task in plan.tasks:
        lacks = tuple(name for name, has in _ASKED if not has(task))
        name = (task.number or "") + (task.title or "")
        scores.append(TaskScore(task.id, name, len(_ASKED) - len(lacks), lacks))
    return tuple(scores)


def unit_loads(plan: Plan) -> tuple[UnitLoad, ...]:
    """Return each unit's load by what the notice states, the busiest first; groups count under their own name."""
    points = {score.task: score.points for score in task_scores(plan)}
    leads: Counter[str] = Counter()
    supports: Counter[str] = Counter()
    tasks: dict[str, set[str]] = {}
    printed: dict[str, str] = {}  # what a unit is called where it is named first
    for task in plan.tasks:
        roles: dict[str, bool] = {}
        for each in task.assignments:
            if each.basis is Basis.SUGGESTED or each.person:
                continue
            name = each.canonical or each.department
            printed.setdefault(name, each.department)
            roles[name] = roles.get(name, False) or each.role.leads
        for name, is_lead in roles.items():
            (leads if is_lead else supports)[name] += 1
            tasks.setdefault(name, set()).add(task.id)
    loads = [
        UnitLoad(printed[name], leads[name], supports[name], sum(points[each] for each in mine) / len(mine))
        for name, mine in tasks.items()
    ]
    return tuple(sorted(loads, key=lambda load: (-load.leads, -load.supports, load.unit)))
