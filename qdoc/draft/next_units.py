"""Owns the units of next year's draft: who is named in which bracket, and under which name after a reform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qdoc.ledger.units import split_units
from qdoc.lexicon import Level, Lexicon, Unit
from qdoc.model import Basis, Cell, LedgerRow, Office
from qdoc.model.office import same_name

_DECIDED = (Basis.STATED, Basis.INHERITED, Basis.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Who a row names, by role; only what was stated or confirmed: a suggestion is no decision."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    limit: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All units of the bracket."""
        return (*self.lead, *self.responsible, *self.support)

    def printed(self) -> str:
        """The bracket as it closes a task: （甲局牵头，乙局配合）; "" where it names nobody."""
        if not self.names and not self.limit:
            return ""
        lead, support = "、".join(self.lead), "、".join(self.support)
        if lead and not self.responsible and not self.limit:
            return f"（{lead}牵头{f'，{support}配合' if support else ''}）"
        parts = [
            f"{label}：{words}"
            for label, words in (
                ("牵头单位", lead),
                ("责任单位", "、".join(self.responsible)),
                ("配合单位", support),
                ("完成时限", self.limit),
            )
            if words
        ]
        return f"（{'；'.join(parts)}）"


@dataclass(slots=True)
class NextNames:
    """Names in the year after ``year``; ``changed`` collects old → new (several: the register names several heirs).

    ``former``: names that the office's own list says are former ones (as they are compared) → the name now.
    """

    lexicon: Lexicon
    office: Office | None
    year: int | None
    former: Mapping[str, str] = field(default_factory=dict)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ended: dict[str, None] = field(default_factory=dict)

    def name(self, unit: str) -> str:
        """The unit's name next year: that of its one successor where its own has ended, else as it is."""
        if now := self.former.get(same_name(unit)):
            self.changed[unit] = (now,)
            return now
        if self.year is None:
            return unit
        found = self.lexicon.resolve(unit, year=self.year, level=Level.DISTRICT)
        until = found.unit.until if found.unit else None
        if found.unit is not None and until is not None and until <= self.year and found.unit.successors:
            heirs = self._heirs(found.unit)
            self.changed[unit] = heirs
            return heirs[0] if len(heirs) == 1 else unit
        own = self.office.unit(unit, self.year) if self.office else None
        if own is not None and not own.in_force(self.year + 1):
            self.ended[unit] = None
        return unit

    def _heirs(self, unit: Unit) -> tuple[str, ...]:
        """The successors that the register has at the unit's own level, else all it names."""
        here = {one.canonical for one in self.lexicon.units if one.level is unit.level}
        named = [one for one in unit.successors if one in here] or list(unit.successors)
        return tuple(dict.fromkeys(one.replace("~", unit.level.letter) for one in named))

    def bracket(self, row: LedgerRow, limit: str) -> Bracket:
        """Whom the row names, under next year's names."""
        return Bracket(self._names(row.lead), self._names(row.responsible), self._names(row.support), limit)

    def _names(self, cell: Cell) -> tuple[str, ...]:
        if cell.basis not in _DECIDED:
            return ()
        return tuple(dict.fromkeys(self.name(one) for one in split_units(cell.value)))


def suggested_units(rows: Iterable[LedgerRow]) -> tuple[str, ...]:
    """The units that were only suggested for ``rows`` and that nobody confirmed, in their order."""
    cells = (cell for row in rows for cell in (row.lead, row.responsible, row.support) if cell.basis is Basis.SUGGESTED)
    return tuple(dict.fromkeys(name for cell in cells for name in split_units(cell.value)))
