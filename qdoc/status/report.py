"""Owns where the whole ledger stands on a day: every row judged once, and the counts by theme and by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from qdoc.errors import UsageError
from qdoc.ledger.directory import Directory, named_in
from qdoc.ledger.entries import says_something
from qdoc.ledger.units import UNASSIGNED
from qdoc.model import Basis, Diagnostic, Entry, Event, Ledger, LedgerHead, LedgerRow, Office
from qdoc.model.office import same_name
from qdoc.status.conventions import RED, YELLOW
from qdoc.status.findings import find_doubts
from qdoc.status.judge import judge
from qdoc.status.lamps import light_of
from qdoc.status.returned import PeriodReturns
from qdoc.status.rules import Rules
from qdoc.status.statuses import strange_statuses
from qdoc.status.values import BAD, ItemStatus, Judgement, Tally
from qdoc.summary import Missing

NO_THEME = "其他任务"


@dataclass(frozen=True, slots=True)
class UnitTally:
    """A unit's counts over the rows that it leads or answers for; ``rows`` are their keys.

    ``unreported``: rows judged 未填报 that the unit itself has returned nothing on; where several units answer for a
    row, or a status was refused, its own answer stands in the record all the same.
    """

    unit: str
    tally: Tally
    rows: tuple[str, ...]
    unreported: int


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The ledger on a day. ``units`` worst first; ``items`` in the ledger's order, each row once.

    ``overdue``: the longest first; ``near``: the nearest first; ``silent``: units with rows that nobody returned
    anything on, the most of them first, 待指定 left out. ``incomplete``: rows judged 未填报 on which a unit that leads
    or answers for them has handed in something all the same (no status, or one that was refused). ``returns``: who
    answered for one period, where one was asked; ``absent``: which of all the units that got a form for the last
    period handed in nothing (``returns.silent``), where that was looked up.
    """

    head: LedgerHead
    as_of: date
    rules: Rules
    items: tuple[ItemStatus, ...]
    total: Tally
    themes: tuple[Tally, ...]
    units: tuple[UnitTally, ...]
    overdue: tuple[ItemStatus, ...]
    near: tuple[ItemStatus, ...]
    silent: tuple[UnitTally, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    returns: PeriodReturns | None = None
    incomplete: tuple[ItemStatus, ...] = ()
    absent: Missing | None = None

    @property
    def unreported(self) -> tuple[ItemStatus, ...]:
        """The rows judged 未填报: those of ``silent`` units, those that nobody leads, and ``incomplete``."""
        return tuple(item for item in self.items if item.judgement is Judgement.UNREPORTED)

    @property
    def sent_back(self) -> tuple[ItemStatus, ...]:
        """The rows on which a 核查意见 with 不同意 stands."""
        return tuple(item for item in self.items if item.sent_back)

    @property
    def unproven(self) -> tuple[ItemStatus, ...]:
        """The rows reported finished whose figure misses its target (first) or is not there."""
        found = [item for item in self.items if item.unproven]
        return tuple(sorted(found, key=lambda item: (not item.overclaimed, item.serial)))

    @property
    def absent_units(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The units of ``absent``: those that lead or answer for a row, and those that only support."""
        leading = {same_name(unit) for item in self.items for unit in item.units}
        units = self.absent.units if self.absent else ()
        return tuple(u for u in units if same_name(u) in leading), tuple(
            u for u in units if same_name(u) not in leading
        )

    @property
    def worst(self) -> tuple[ItemStatus, ...]:
        """The items with a red light: overdue ones first, the longest first, then by how far they are behind."""

        def order(item: ItemStatus) -> tuple[bool, int, float, int]:
            behind = (item.expected or 0) - (item.share or 0) if item.expected is not None else 0
            return not item.overdue, (item.days or 0) if item.overdue else 0, -float(behind), item.serial

        return tuple(sorted((item for item in self.items if item.light == RED), key=order))


def make_report(
    ledger: Ledger, rules: Rules, as_of: date, office: Office | None = None, *, units: Iterable[str] = ()
) -> StatusReport:
    """Return where ``ledger`` stands at the end of ``as_of`` by ``rules``.

    A row counts once in the total and in its theme, and under each unit that leads or answers for it (groups expand
    by ``office``); rows that nobody leads count under 待指定. ``units``: only rows of these units.
    Diagnostics: those of ``rules``; B201 returns from after ``as_of``, B202 finished but the figure misses the target
    or is not there, B203 units that rest on a suggestion, B204 rows that nobody leads, B205 unknown words of 办理状态,
    B206 rows that a 核查意见 sent back though their 办理状态 says finished.

    Raises:
        UsageError: ``units`` names a unit that the ledger does not have.
    """
    directory = Directory(ledger, office)
    entries, events = _by_row(ledger.entries), _by_row(ledger.events)
    items = tuple(
        _item(serial, row, ledger.head, rules, as_of, directory, entries.get(row.key, ()), events.get(row.key, ()))
        for serial, row in enumerate(ledger.rows, 1)
    )
    wanted = _wanted(units, items, directory)
    if wanted:
        items = tuple(item for item in items if wanted & set(item.units))
    answered = {(same_name(one.unit), one.row_key) for one in ledger.entries if says_something(one)}
    tallies = _by_unit(items, wanted, answered)
    return StatusReport(
        head=ledger.head,
        as_of=as_of,
        rules=rules,
        items=items,
        total=_tally("合计", items),
        themes=_by_theme(items),
        units=tallies,
        overdue=tuple(sorted((item for item in items if item.overdue), key=lambda item: (item.days or 0, item.serial))),
        near=tuple(
            sorted(
                (i for i in items if _is_near(i, rules)),
                key=lambda item: (item.days or 0, item.serial),
            )
        ),
        silent=tuple(
            sorted(
                (one for one in tallies if one.unreported and one.unit != UNASSIGNED), key=lambda one: -one.unreported
            )
        ),
        incomplete=tuple(
            item
            for item in items
            if item.judgement is Judgement.UNREPORTED
            and any((same_name(unit), item.row_key) in answered for unit in item.units)
        ),
        diagnostics=(*rules.diagnostics, *find_doubts(ledger, items, as_of), *strange_statuses(ledger, rules)),
    )


def _is_near(item: ItemStatus, rules: Rules) -> bool:
    open_still = item.judgement is not Judgement.FINISHED
    return open_still and item.days is not None and 0 <= item.days <= rules.near


def _by_row(told: Iterable[Entry | Event]) -> dict[str, tuple]:  # type: ignore[type-arg]
    found: dict[str, list[Entry | Event]] = {}
    for one in told:
        found.setdefault(one.row_key, []).append(one)
    return {key: tuple(each) for key, each in found.items()}


def _item(
    serial: int,
    row: LedgerRow,
    head: LedgerHead,
    rules: Rules,
    as_of: date,
    directory: Directory,
    entries: tuple[Entry, ...],
    events: tuple[Event, ...],
) -> ItemStatus:
    judged = judge(row, head, rules, as_of, entries, events)
    light, why = light_of(judged, rules)
    named = named_in(row)
    leading: dict[str, bool] = {}
    for one in named:
        if one.role.leads:
            for unit in directory.members(one.name) or (directory.unit(one.name),):
                leading[unit] = leading.get(unit, True) and one.basis is Basis.SUGGESTED
    support = dict.fromkeys(
        unit
        for one in named
        if not one.role.leads
        for unit in directory.members(one.name) or (directory.unit(one.name),)
        if unit not in leading
    )
    return ItemStatus(
        row_key=row.key,
        serial=serial,
        theme=row.theme or NO_THEME,
        number=row.number,
        task=row.task,
        text=row.text,
        place=row.place,
        units=tuple(leading),
        support=tuple(support),
        suggested=tuple(unit for unit, guessed in leading.items() if guessed),
        metric=row.metric.value.strip(),
        actual=row.actual.strip(),
        deadline=row.deadline.value,
        deadline_on=row.deadline_on,
        status=row.status.strip(),
        progress=row.progress.strip(),
        expected=judged.expected.share,
        share=judged.actual.share,
        judgement=judged.judgement,
        reason=judged.reason,
        days=judged.days,
        light=light,
        light_reason=why,
        overdue=judged.overdue,
        overclaimed=judged.overclaimed,
        sent_back=judged.sent_back,
        figureless=judged.figureless,
    )


def _wanted(units: Iterable[str], items: tuple[ItemStatus, ...], directory: Directory) -> set[str]:
    known = {unit for item in items for unit in item.units}
    wanted = {directory.unit(unit.strip()) for unit in units}
    strange = sorted(wanted - known)
    if strange:
        from difflib import get_close_matches

        near = [match for unit in strange for match in get_close_matches(unit, sorted(known), n=2, cutoff=0.4)]
        hint = f"是不是{'、'.join(f'“{each}”' for each in near)}？" if near else "单位名称照台账的写法"
        raise UsageError(f"台账里没有牵头（责任）单位“{'”“'.join(strange)}”", hint=hint)
    return wanted


def _tally(name: str, items: Iterable[ItemStatus]) -> Tally:
    mine = list(items)
    judged, lit = Counter(item.judgement for item in mine), Counter(item.light for item in mine)
    return Tally(
        name=name,
        total=len(mine),
        counts=tuple((judgement, judged[judgement]) for judgement in Judgement if judged[judgement]),
        lights=tuple((colour, lit[colour]) for colour in sorted(lit)),
        overdue=sum(item.overdue for item in mine),
        suggested=sum(name in item.suggested for item in mine),
        unproven=sum(item.unproven for item in mine),
    )


def _by_theme(items: tuple[ItemStatus, ...]) -> tuple[Tally, ...]:
    themes: dict[str, list[ItemStatus]] = {}
    for item in items:
        themes.setdefault(item.theme, []).append(item)
    return tuple(_tally(theme, mine) for theme, mine in themes.items())


def _by_unit(
    items: tuple[ItemStatus, ...], wanted: set[str], answered: Collection[tuple[str, str]]
) -> tuple[UnitTally, ...]:
    units: dict[str, list[ItemStatus]] = {}
    for item in items:
        for unit in item.units or (UNASSIGNED,):
            if not wanted or unit in wanted:
                units.setdefault(unit, []).append(item)
    found = [
        UnitTally(
            unit,
            _tally(unit, mine),
            tuple(item.row_key for item in mine),
            sum(
                item.judgement is Judgement.UNREPORTED and (same_name(unit), item.row_key) not in answered
                for item in mine
            ),
        )
        for unit, mine in units.items()
    ]
    return tuple(sorted(found, key=_worse))


def _worse(one: UnitTally) -> tuple[bool, int, int, int, int, int]:
    """Worst first: most red lights, overdue items, items behind, yellow lights, rows not reported; 待指定 last."""
    tally = one.tally
    red, yellow = tally.light(RED), tally.light(YELLOW)
    return one.unit == UNASSIGNED, -red, -tally.overdue, -tally.count(*BAD), -yellow, -one.unreported
