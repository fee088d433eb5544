"""Owns who gets a letter and what stands in it, and the proof that no row of the ledger is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.ledger.units import is_unassigned, split_units
from qdoc.model import AssignmentLetter, Basis, Ledger, LedgerRow, LetterItem, Role

_SHORT = {Role.LEAD: "牵头", Role.CO_LEAD: "共同牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit's place in a row."""

    unit: str
    role: Role
    basis: Basis | None

    @property
    def suggested(self) -> bool:
        return self.basis is Basis.SUGGESTED


def make_letters(ledger: Ledger) -> tuple[AssignmentLetter, ...]:
    """Return one letter for each unit that the ledger names, in the order in which the units first appear.

    A unit that leads, co-leads or answers for a row has it among its lead items, a supporting one among its support
    items; a unit named twice in a row has it once, under the weightier role. Groups (各街道办事处) stay groups.
    """
    lead: dict[str, list[LetterItem]] = {}
    support: dict[str, list[LetterItem]] = {}
    for row in ledger.rows:
        places = _places(row)
        for place in places:
            lead.setdefault(place.unit, [])
            support.setdefault(place.unit, [])
            items = lead if place.role.leads else support
            items[place.unit].append(_item(row, place, places))
    return tuple(
        AssignmentLetter(
            department=unit,
            head=ledger.head,
            lead_items=tuple(lead[unit]),
            support_items=tuple(support[unit]),
            has_suggestions=any(item.suggested for item in (*lead[unit], *support[unit])),
        )
        for unit in lead
    )


def _places(row: LedgerRow) -> tuple[_Place, ...]:
    places: dict[str, _Place] = {}
    for cell, first, others in (
        (row.lead, Role.LEAD, Role.CO_LEAD),
        (row.responsible, Role.RESPONSIBLE, Role.RESPONSIBLE),
        (row.support, Role.SUPPORT, Role.SUPPORT),
    ):
        for index, unit in enumerate(split_units(cell.value)):
            role = others if index else first
            places.setdefault(unit, _Place(unit, role, cell.basis))
    return tuple(places.values())


def _item(row: LedgerRow, mine: _Place, places: tuple[_Place, ...]) -> LetterItem:
    partners = _partners(mine, places)
    return LetterItem(
        row_key=row.key,
        number=row.number,
        task=row.task,
        text=row.text,
        role=mine.role.label,
        others="；".join(f"{role}：{names}" for role, names in partners),
        metric=row.metric.value,
        deadline=row.deadline.value or row.deadline_on,
        place=printed_place(row),
        suggested=mine.suggested,
        deadline_on=row.deadline_on,
        status=row.status,
        progress=row.progress,
        problem=row.problem,
        partners=partners,
        sources=_sources(row, mine),
    )


def printed_place(row: LedgerRow) -> str:
    """Where the words stand in the notice, or that they are the clerk's: a letter claims no quotation it has not."""
    if row.own:
        return "台账增列，非原文摘录"
    return f"{row.place}，文字经台账改写" if "text" in row.edited else row.place


def _partners(mine: _Place, places: tuple[_Place, ...]) -> tuple[tuple[str, str], ...]:
    """The other units of the row by role: (牵头, 区教育局), (配合, 区财政局、区人社局（建议）)."""
    groups: dict[str, list[str]] = {}
    for place in places:
        if place.unit != mine.unit:
            name = place.unit + (f"（{Basis.SUGGESTED.label}）" if place.suggested else "")
            groups.setdefault(_SHORT[place.role], []).append(name)
    return tuple((role, "、".join(names)) for role, names in groups.items())


def _sources(row: LedgerRow, mine: _Place) -> str:
    """What the unit's place, the metric and the deadline rest on: 单位：原文；目标值：原文；时限：沿用."""
    metric, deadline = (cell.basis if cell.value else None for cell in (row.metric, row.deadline))
    based = (("单位", mine.basis), ("目标值", metric), ("时限", deadline))
    return "；".join(f"{name}：{basis.label}" for name, basis in based if basis is not None)


# --- the proof ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """What was counted to show that the letters carry the whole ledger and nothing else.

    ``unassigned``: keys of rows that nobody leads (待指定). ``missing``: places of the ledger that no letter carries;
    ``extra``: letter items that no place of the ledger asks for (both as ``unit · row key``). ``changed``: items whose
    words differ from their row. ``removed``: rows that the clerk deleted.
    """

    rows: int
    letters: int
    lead_items: int
    support_items: int
    unassigned: tuple[str, ...]
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: int = 0

    @property
    def holds(self) -> bool:
        """Whether every row stands in the letters of its units or is listed 待指定, and the union equals the ledger."""
        return not (self.missing or self.extra or self.changed)

    @property
    def sentence(self) -> str:
        """The proof in one Chinese sentence."""
        if not self.holds:
            counts = f"缺 {len(self.missing)} 条、多 {len(self.extra)} 条、文字不符 {len(self.changed)} 条"
            return f"核对未通过：交办单与台账不一致（{counts}），请勿印发"
        assigned = self.rows - len(self.unassigned)
        parts = [
            f"核对通过：台账 {self.rows} 条事项，{assigned} 项已列入牵头或责任单位的交办单",
            f"{len(self.unassigned)} 项待指定" if self.unassigned else "没有待指定",
            f"{self.letters} 份交办单合计牵头（责任）{self.lead_items} 条、配合 {self.support_items} 条",
            "与台账逐条一致",
        ]
        if self.removed:
            parts.append(f"另有 {self.removed} 项由您删除，未列入")
        return "，".join(parts)


def prove(ledger: Ledger, letters: tuple[AssignmentLetter, ...]) -> Proof:
    """Return the count that compares ``letters`` with ``ledger``: by unit, row and side, then word by word."""
    rows = {row.key: row for row in ledger.rows}
    expected = Counter(_expected(ledger))
    items = [(letter, item, True) for letter in letters for item in letter.lead_items]
    items += [(letter, item, False) for letter in letters for item in letter.support_items]
    found = Counter((letter.department, item.row_key, leads) for letter, item, leads in items)
    changed = [
        f"{letter.department} · {item.row_key}"
        for letter, item, _ in items
        if item.row_key in rows and not _same_words(item, rows[item.row_key])
    ]
    return Proof(
        rows=len(ledger.rows),
        letters=len(letters),
        lead_items=sum(leads for _, _, leads in items),
        support_items=sum(not leads for _, _, leads in items),
        unassigned=tuple(row.key for row in ledger.rows if is_unassigned(row)),
        missing=tuple(f"{unit} · {key}" for unit, key, _ in (expected - found).elements()),
        extra=tuple(f"{unit} · {key}" for unit, key, _ in (found - expected).elements()),
        changed=tuple(changed),
        removed=len(ledger.removed),
    )


def _expected(ledger: Ledger) -> Iterator[tuple[str, str, bool]]:
    """Every (unit, row, leads) that the cells ask for, read from the cells anew."""
    for row in ledger.rows:
        leading = dict.fromkeys((*split_units(row.lead.value), *split_units(row.responsible.value)))
        yield from ((unit, row.key, True) for unit in leading)
        yield from ((unit, row.key, False) for unit in split_units(row.support.value) if unit not in leading)


def _same_words(item: LetterItem, row: LedgerRow) -> bool:
    deadline = row.deadline.value or row.deadline_on
    ours = (item.number, item.task, item.text, item.metric, item.deadline, item.place)
    return ours == (row.number, row.task, row.text, row.metric.value, deadline, printed_place(row))
