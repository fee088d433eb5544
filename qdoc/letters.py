"""Owns who gets a letter and what stands in it, and the proof that no row of the ledger is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.ledger.amended_note import amended_notes
from qdoc.ledger.directory import Directory, Named, named_in
from qdoc.ledger.state import State, sent_back, states
from qdoc.ledger.status_words import plain, status_words
from qdoc.ledger.units import UNASSIGNED, is_unassigned, split_units
from qdoc.model import AssignmentLetter, Basis, Diagnostic, EventKind, Ledger, LedgerRow, LetterItem, Office, Role
from qdoc.model.office import same_name

_SHORT = {Role.LEAD: "牵头", Role.CO_LEAD: "共同牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit's place in a row; ``via`` says by which group or other name it got there, ``grouped`` if by a group."""

    unit: str
    role: Role
    basis: Basis | None
    cell: int
    via: str
    grouped: bool

    @property
    def suggested(self) -> bool:
        return self.basis is Basis.SUGGESTED


def make_letters(ledger: Ledger, office: Office | None = None) -> tuple[AssignmentLetter, ...]:
    """Return one letter for each unit that the ledger names, in the order in which the units first appear.

    A unit that leads, co-leads or answers for a row has it among its lead items, a supporting one among its support
    items; a unit named twice in a row has it once, under the weightier role.

    ``office`` (单位信息.xlsx) alone says that a group (各街道办事处) stands for units and that two names mean one unit
    in the ledger's year: then each member gets the row (``LetterItem.via`` says by which group), and one unit one
    letter under the name of the sheet. Groups without members stay groups (``letter_findings`` lists them).
    """
    directory, closing = Directory(ledger, office), status_words(office).finishing
    over = {key for key, state in states(ledger).items() if state in (State.DONE, State.CLOSED)}
    again, notes = _sent_back(ledger), amended_notes(ledger)
    lead: dict[str, list[LetterItem]] = {}
    support: dict[str, list[LetterItem]] = {}
    for row in ledger.rows:
        named = named_in(row)
        finished = row.key in over or (plain(row.status) in closing and row.key not in again)
        for place in _places(named, directory):
            lead.setdefault(place.unit, [])
            support.setdefault(place.unit, [])
            items = lead if place.role.leads else support
            items[place.unit].append(_item(row, place, named, directory, notes.get(row.key, ""), finished))
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


def _sent_back(ledger: Ledger) -> frozenset[str]:
    """The keys of the rows whose 核查意见 sent them back to work."""
    reviewed = {event.row_key for event in ledger.events if event.kind is EventKind.REVIEW}
    found = []
    for row in ledger.rows:
        if row.key in reviewed:
            entries = [entry for entry in ledger.entries if entry.row_key == row.key]
            if sent_back(row, entries, [event for event in ledger.events if event.row_key == row.key]):
                found.append(row.key)
    return frozenset(found)


def letter_findings(ledger: Ledger, office: Office | None = None) -> tuple[Diagnostic, ...]:
    """Return L101 (groups that nobody expanded) and L102 (names that are one unit), each once; see ``Directory``."""
    return Directory(ledger, office).findings()


def _places(named: tuple[Named, ...], directory: Directory) -> tuple[_Place, ...]:
    """Each unit once: under its weightiest cell, and there by a name of its own rather than by a group."""
    places: dict[str, _Place] = {}
    for one in named:
        members = directory.members(one.name)
        for unit in members or (directory.unit(one.name),):
            place = _Place(unit, one.role, one.basis, one.cell, directory.via(one.name), bool(members))
            known = places.setdefault(unit, place)
            if known.grouped and not members and known.cell == one.cell:
                places[unit] = place
    return tuple(places.values())


def _item(
    row: LedgerRow, mine: _Place, named: tuple[Named, ...], directory: Directory, note: str, finished: bool
) -> LetterItem:
    partners = _partners(mine, named, directory)
    if is_unassigned(row):  # a supporting unit must see that nobody leads
        partners = ((_SHORT[Role.LEAD], UNASSIGNED), *partners)
    return LetterItem(
        row_key=row.key,
        number=row.number,
        task=row.task,
        text=row.text,
        role=mine.role.label,
        others="；".join(f"{role}：{names}" for role, names in partners),
        metric=row.metric.value,
        deadline=row.deadline.value or row.deadline_on,
        place=printed_place(row, note),
        suggested=mine.suggested,
        deadline_on=row.deadline_on,
        status=row.status,
        progress=row.progress,
        problem=row.problem,
        partners=partners,
        sources=_sources(row, mine),
        via=mine.via,
        finished=finished,
    )


def printed_place(row: LedgerRow, note: str = "") -> str:
    """Where the words stand in the notice, or that they are the clerk's: a letter claims no quotation it has not.

    ``note``: which of the row's values a decision changed (``amended_notes``), told after the place.
    """
    where = "台账增列，非原文摘录" if row.own else f"{row.place}，文字经台账改写" if "text" in row.edited else row.place
    return "；".join(filter(None, (where, note)))


def _partners(mine: _Place, named: tuple[Named, ...], directory: Directory) -> tuple[tuple[str, str], ...]:
    """The other units of the row by role, groups as they stand: (牵头, 区教育局), (配合, 区人社局、各镇（建议）)."""
    groups: dict[str, list[str]] = {}
    told = {mine.unit}
    for one in named:
        group = directory.members(one.name)
        shown = one.name if group else directory.unit(one.name)
        if shown in told or (group and mine.via == directory.via(one.name)):
            continue
        told.add(shown)
        mark = f"（{Basis.SUGGESTED.label}）" if one.basis is Basis.SUGGESTED else ""
        groups.setdefault(_SHORT[one.role], []).append(shown + mark)
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
    def failure(self) -> str:
        """What does not agree, in one Chinese sentence; "" where the proof holds."""
        if self.holds:
            return ""
        counts = f"缺 {len(self.missing)} 条、多 {len(self.extra)} 条、文字不符 {len(self.changed)} 条"
        return f"核对未通过：文件与台账不一致（{counts}），请勿印发"


def prove(ledger: Ledger, letters: tuple[AssignmentLetter, ...], office: Office | None = None) -> Proof:
    """Return the count that compares ``letters`` with ``ledger``: by unit, row and side, then word by word.

    ``office``: the settings that the letters were made with; its groups are expanded anew.
    """
    rows = {row.key: row for row in ledger.rows}
    notes = amended_notes(ledger)
    expected = Counter(_expected(ledger, office or Office()))
    items = [(letter, item, True) for letter in letters for item in letter.lead_items]
    items += [(letter, item, False) for letter in letters for item in letter.support_items]
    found = Counter((letter.department, item.row_key, leads) for letter, item, leads in items)
    changed = [
        f"{letter.department} · {item.row_key}"
        for letter, item, _ in items
        if item.row_key in rows and not _same_words(item, rows[item.row_key], notes.get(item.row_key, ""))
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


def _expected(ledger: Ledger, office: Office) -> Iterator[tuple[str, str, bool]]:
    """Every (unit, row, leads) that the cells ask for, read from the cells and the office's groups anew."""
    groups = {same_name(group.name): group.members for group in office.groups if group.members}

    def asked(*cells: str) -> dict[str, None]:
        whole = [unit for cell in cells for name in split_units(cell) for unit in groups.get(same_name(name), (name,))]
        return dict.fromkeys(office.called(unit, ledger.head.year) for unit in whole)

    for row in ledger.rows:
        leading = asked(row.lead.value, row.responsible.value)
        yield from ((unit, row.key, True) for unit in leading)
        yield from ((unit, row.key, False) for unit in asked(row.support.value) if unit not in leading)


def _same_words(item: LetterItem, row: LedgerRow, note: str) -> bool:
    deadline = row.deadline.value or row.deadline_on
    ours = (item.number, item.task, item.text, item.metric, item.deadline, item.place)
    return ours == (row.number, row.task, row.text, row.metric.value, deadline, printed_place(row, note))
