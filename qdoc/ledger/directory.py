"""Owns who is meant by a name in a ledger: the unit that the office calls otherwise, or the units of a group."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.units import split_units
from qdoc.model import Basis, Diagnostic, Ledger, LedgerRow, Office, Role, Severity


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell of a row as it stands there; ``cell``: 0 牵头, 1 责任, 2 配合, the weightiest first."""

    name: str
    role: Role
    basis: Basis | None
    cell: int


def named_in(row: LedgerRow) -> tuple[Named, ...]:
    """Return the names in the row's cells in their order."""
    cells = (
        (row.lead, Role.LEAD, Role.CO_LEAD),
        (row.responsible, Role.RESPONSIBLE, Role.RESPONSIBLE),
        (row.support, Role.SUPPORT, Role.SUPPORT),
    )
    return tuple(
        Named(name, others if index else first, cell.basis, at)
        for at, (cell, first, others) in enumerate(cells)
        for index, name in enumerate(split_units(cell.value))
    )


class Directory:
    """The names of one ledger as 单位信息.xlsx reads them in the ledger's year; without it every name means itself.

    ``names``: every name of the ledger once, in its order. ``printed``: unit → the names that the ledger gives it.
    """

    def __init__(self, ledger: Ledger, office: Office | None = None) -> None:
        self._office, self._year = office or Office(), ledger.head.year
        self._units: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self.names = tuple(dict.fromkeys(one.name for row in ledger.rows for one in named_in(row)))
        self.printed: dict[str, tuple[str, ...]] = {}
        for name in self.names:
            if not self.members(name):
                unit = self.unit(name)
                self.printed[unit] = (*self.printed.get(unit, ()), name)

    def unit(self, name: str) -> str:
        """The name under which the office writes to the unit ``name``."""
        if name not in self._units:
            self._units[name] = self._office.called(name, self._year)
        return self._units[name]

    def members(self, name: str) -> tuple[str, ...]:
        """The units that the group ``name`` stands for, each once; () where it is none, or nobody said which."""
        if name not in self._members:
            self._members[name] = tuple(dict.fromkeys(map(self.unit, self._office.members(name))))
        return self._members[name]

    def via(self, name: str) -> str:
        """What an item says of the name by which its unit got it; "" for the unit's own name, or its only one."""
        if self.members(name):
            return f"{name}之一"
        unit = self.unit(name)
        return f"台账写作“{name}”" if name != unit and len(self.printed[unit]) > 1 else ""

    def findings(self) -> tuple[Diagnostic, ...]:
        """What a clerk must know of the names, each thing once.

        L101 (待核): groups that nobody expanded. L102 (提示): units that the ledger gives several names, which the
        sheet 责任单位 says are one.
        """
        found = []
        if open_groups := self.open_groups:
            message = f"{'、'.join(open_groups)} 未展开：各只有一份文件，由您分送"
            hint = "要每个单位一份，请在 单位信息.xlsx 的“群组”里写明成员单位，再运行一次"
            found.append(Diagnostic("L101", Severity.REVIEW, message, hint=hint))
        for unit, names in self.printed.items():
            if len(names) > 1:
                message = f"台账里的 {'、'.join(names)} 是一个单位，合为“{unit}”一份"
                found.append(Diagnostic("L102", Severity.INFO, message, hint="依据 单位信息.xlsx 的“责任单位”"))
        return tuple(found)

    @property
    def open_groups(self) -> tuple[str, ...]:
        """The groups of the ledger that have no members: each gets one letter as it is."""
        from qdoc.lexicon.names import is_group  # late: letters alone do without the register's rooms

        return tuple(name for name in self.names if is_group(name) and not self.members(name))
