"""Owns what was decided before about similar things: precedents, and how a plan that states its units gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qdoc.model import Basis, Plan, Role, Task

_DECIDED = (Basis.STATED, Basis.CONFIRMED, Basis.INHERITED)


@dataclass(frozen=True, slots=True)
class Precedent:
    """Units that once had one role for something to be done.

    ``source`` names the notice or ledger in a reader's terms; ``year`` is the one whose names of units hold;
    ``confirmed``: a person of the office decided so, which counts before what another notice printed.
    """

    text: str
    units: tuple[str, ...]
    role: Role
    source: str
    year: int | None = None
    confirmed: bool = False


def precedents_of(plan: Plan, source: str = "") -> tuple[Precedent, ...]:
    """Return what ``plan`` states or has confirmed (never its suggestions), one precedent a stretch and role.

    ``source`` is how to call it in evidence; without it the title of the plan is taken.
    """
    out: list[Precedent] = []
    for task in plan.tasks:
        own = plan.plans[task.plan] if task.plan < len(plan.plans) else None
        dated = plan.letterhead.dated
        year = int(dated[:4]) if dated and dated[:4].isdigit() else own.year if own else None
        name = source or (own.title if own and own.title else plan.letterhead.title) or plan.source.name
        out += task_precedents(task, name, year)
    return tuple(out)


def task_precedents(task: Task, source: str, year: int | None) -> Iterable[Precedent]:
    """The precedents of one task: units that cover the same obligations in the same role stand together."""
    found: dict[tuple[tuple[str, ...], Role, bool], list[str]] = {}
    for one in task.assignments:
        if one.basis in _DECIDED and not one.group and not one.person:
            role: Role = Role.LEAD if one.role is Role.CO_LEAD else one.role
            names = found.setdefault((one.obligations, role, one.basis is Basis.CONFIRMED), [])
            names.append(one.canonical or one.department)
    texts = {o.id: o.text for o in task.obligations}
    for (covered, role, confirmed), names in found.items():
        words = "".join(texts[o] for o in covered if o in texts)
        words = (task.title or "") + (words or "".join(texts.values()))
        if words:
            yield Precedent(words, tuple(dict.fromkeys(names)), role, source, year, confirmed)
