"""Owns the scoring of suggested units: first and first three, coverage against precision, supports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qdoc.evaluate.gold import LEADING, same_role
from qdoc.evaluate.hiding import HiddenTask
from qdoc.evaluate.pairing import pair_tasks
from qdoc.evaluate.tally import Tally
from qdoc.evaluate.wording import fold
from qdoc.model import Assignment, Basis, Plan, Role, Suggestion, Task

_FIRST = 3
_GRADES = ("high", "medium")
_NONE = Tally()


@dataclass(frozen=True, slots=True)
class Ranked:
    """How one task was answered.

    ``rank`` is that of the first right lead (None: none of the first three), ``sureness`` the program's own figure
    for its first one; ``firm``: it stands in the task as a suggestion, rather than among the alternatives only.
    """

    label: str
    rank: int | None
    sureness: float
    firm: bool
    firm_right: bool
    first: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionScore:
    """All the tasks asked of one notice; ``support`` counts suggested support units where gold has them."""

    notice: str
    tasks: tuple[Ranked, ...]
    support: Tally = _NONE

    def top(self, ranks: int) -> int:
        """How many tasks have a right lead among the first ``ranks``."""
        return sum(one.rank is not None and one.rank <= ranks for one in self.tasks)

    @property
    def firm(self) -> tuple[int, int]:
        """How many tasks got a suggested lead, and in how many of them it is right."""
        return sum(one.firm for one in self.tasks), sum(one.firm and one.firm_right for one in self.tasks)


def curve(tasks: Sequence[Ranked], steps: int = 10) -> tuple[tuple[float, float, float], ...]:
    """Return (sureness, coverage, precision) at equal steps of coverage, the surest tasks first.

    Tasks that are equally sure stand or fall together, so that no order among them flatters the figure.
    """
    answered = sorted((one for one in tasks if one.first), key=lambda one: -one.sureness)
    points = []
    for step in range(1, steps + 1):
        reach = round(len(answered) * step / steps)
        if not reach:
            continue
        least = answered[reach - 1].sureness
        kept = [one for one in answered if one.sureness >= least]
        points.append((least, len(kept) / len(tasks), sum(one.rank == 1 for one in kept) / len(kept)))
    return tuple(dict.fromkeys(points))


def score_hidden(notice: str, asked: Sequence[HiddenTask], plan: Plan) -> SuggestionScore:
    """Return how the suggested leads of ``plan``, read from the text without attributions, agree with what it said."""
    pairs = pair_tasks([one.span for one in asked], [(task.start, task.end) for task in plan.tasks])
    ranked = []
    for index, one in enumerate(asked):
        task = plan.tasks[pairs[index]] if index in pairs else None
        ranked.append(_rank(one.label, task, one.leads, fold))
    return SuggestionScore(notice, tuple(ranked))


def score_leads(notice: str, data: Mapping[str, Any], plan: Plan, same: Callable[[str], str]) -> SuggestionScore:
    """Return how the suggestions of ``plan`` agree with an expert's proposal (a file like seed-leads.json).

    A lead is right when either reader leads with it or accepts it; ``same`` gives one name for the short and full
    names of a body. Supports are asked where graded high or medium; lower ones are tolerated. Raises KeyError or
    TypeError for what lacks a needed field.
    """
    numbers = {task.number: task for task in plan.tasks}
    ranked, support = [], Tally()
    for one in data["tasks"]:
        task = numbers.get(one["task"])
        second = one.get("second_reader") or {}
        leads = _accepted(one["lead"], same) | {same(name) for name in second.get("lead", ())}
        label = f"{one['task']}{one['title']}"
        names = [unit["department"] for unit in one["lead"]]
        ranked.append(_rank(label, task, leads, same, names))
        wanted = [_accepted([unit], same) for unit in one["support"] if unit.get("confidence") in _GRADES]
        spared = _accepted(one["support"], same) | {same(name) for name in second.get("support", ())} | leads
        support += _supports(task, wanted, spared, same)
    return SuggestionScore(notice, tuple(ranked), support)


def _accepted(units: Sequence[Mapping[str, Any]], same: Callable[[str], str]) -> set[str]:
    return {same(name) for unit in units for name in (unit["department"], *unit.get("acceptable_alternatives", ()))}


def _rank(
    label: str, task: Task | None, leads: Collection[str], form: Callable[[str], str], shown: Collection[str] = ()
) -> Ranked:
    def is_right(one: Suggestion | Assignment) -> bool:
        return form(one.department) in leads or bool(one.canonical and form(one.canonical) in leads)

    ranked = [one for one in task.suggestions if same_role(one.role) == LEADING] if task else []
    firm = next(
        (
            one
            for one in (task.assignments if task else ())
            if one.basis is Basis.SUGGESTED and same_role(one.role) == LEADING
        ),
        None,
    )
    rank = next((at for at, one in enumerate(ranked[:_FIRST], 1) if is_right(one)), None)
    first = ranked[0] if ranked else None
    sure = firm.confidence if firm is not None and firm.confidence is not None else first.score if first else 0.0
    return Ranked(
        label,
        rank,
        sure,
        firm is not None,
        firm is not None and is_right(firm),
        first.department if first else "",
        tuple(shown or sorted(leads)),
    )


def _supports(task: Task | None, wanted: list[set[str]], spared: set[str], same: Callable[[str], str]) -> Tally:
    given = dict.fromkeys(
        same(one.canonical or one.department) for one in (task.suggestions if task else ()) if one.role is Role.SUPPORT
    )
    hit = sum(any(name in names for name in given) for names in wanted)
    asked = set().union(*wanted) if wanted else set()
    return Tally(hit, sum(name not in asked and name not in spared for name in given), len(wanted) - hit)
