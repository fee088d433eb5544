"""Owns the unit cells of a row: who leads, answers and supports, on what basis, and what else was suggested."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.cells import covers, weakest
from qdoc.ledger.units import UnitNames, join_units
from qdoc.model import Assignment, Basis, Cell, Obligation, Role, Task

_SHORT = {Role.LEAD: "牵头", Role.CO_LEAD: "共同牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: "责任"}


@dataclass(frozen=True, slots=True)
class UnitCells:
    """The three unit cells of a row, and the further suggestions in words, best first."""

    lead: Cell
    responsible: Cell
    support: Cell
    alternatives: str


def unit_cells(task: Task, obligation: Obligation, names: UnitNames) -> UnitCells:
    """Return who stands in the cells of ``obligation``.

    A suggestion enters a cell only where nothing firmer stands: not beside a unit that the notice names for the same
    role, and no lead where the notice names a lead or responsible unit. What stays out is listed in ``alternatives``.
    No unit stands in two cells of a row: leading goes before answering, answering before supporting.
    """
    mine = [given for given in task.assignments if not given.person and covers(given.obligations, obligation)]
    firm = [given for given in mine if given.basis is not Basis.SUGGESTED]
    guessed = [given for given in mine if given.basis is Basis.SUGGESTED]
    led = any(given.role.leads for given in firm)
    cells: dict[Role, Cell] = {}
    used: list[str] = []
    for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT):
        chosen = _of(role, firm)
        if not chosen and not (role.leads and led):
            chosen = _of(role, guessed)
        found = [(names.show(given), given.basis) for given in chosen]
        found = [(name, basis) for name, basis in found if name not in used]
        cells[role] = Cell(join_units(name for name, _ in found), weakest(tuple(basis for _, basis in found)))
        used.extend(name for name, _ in found)
    ranked = [(names.show(given), given.role) for given in guessed]
    ranked += [(names.show(more), more.role) for more in task.suggestions if covers(more.obligations, obligation)]
    further = dict.fromkeys(f"{name}（{_SHORT[role]}）" for name, role in ranked if name not in used)
    return UnitCells(cells[Role.LEAD], cells[Role.RESPONSIBLE], cells[Role.SUPPORT], "、".join(further))


def _of(role: Role, given: list[Assignment]) -> list[Assignment]:
    """The assignments of a cell: the lead cell holds the leads first, then the co-leads."""
    if role is not Role.LEAD:
        return [one for one in given if one.role is role]
    return [one for wanted in (Role.LEAD, Role.CO_LEAD) for one in given if one.role is wanted]
