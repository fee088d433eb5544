"""Owns which documents an amendment touches: those to issue again, to issue, to take back, to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdoc.ledger.directory import Directory, named_in
from qdoc.ledger.handed import FILE, KIND, NUMBER, SIGNED, UNIT, HandedLine, Manifest
from qdoc.model import Basis, Ledger, LedgerRow, Office

LETTER, PLEDGE, FOLLOW_UP, REMINDER = "任务交办单", "责任书", "督办单", "催办单"
_FOR_LEADS = (PLEDGE, FOLLOW_UP, REMINDER)  # only for units that lead or answer for something


class Action(StrEnum):
    """What is to be done with a document, in the words that clerks read."""

    AGAIN = "重发"
    NEW = "新发"
    TAKE_BACK = "收回"
    LOOK = "核对"


@dataclass(frozen=True, slots=True)
class Reissue:
    """A document of a unit that an amendment touches.

    ``number``, ``path``, ``signed`` are as the manifest has them, "" where it has none; ``rows``: 序号 of the amended
    rows that concern it. ``why``: what is different now.
    """

    action: Action
    unit: str
    kind: str
    number: str
    path: str
    signed: str
    rows: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Has:
    """What a unit has of the amended rows: row key → whether it leads or answers for it."""

    before: Mapping[str, bool]
    after: Mapping[str, bool]


def reissues(
    before: Ledger, after: Ledger, keys: Collection[str], manifest: Manifest, office: Office | None = None
) -> tuple[Reissue, ...]:
    """Return the documents that the amendment of the rows ``keys`` touches, by unit in the ledger's order.

    Every unit that has or had one of the rows is asked, members of groups too. A document in ``manifest`` is issued
    again, or taken back where nothing in it is left for the unit; a unit that has no document of a kind that is handed
    out gets a new one, a 责任书 or 督办单 only where it leads something. A 督办单 lists only what the unit answers for;
    what a 催办单 lists hangs on its day, so it is to be looked at. With an empty manifest the kind is 任务交办单 and
    nobody knows whether it was sent.
    """
    places = {row.key: serial for serial, row in enumerate(after.rows, 1)}
    was, now = _places(before, office), _places(after, office)
    lines: dict[str, list[HandedLine]] = {}
    for each in manifest.lines:
        unit = office.called(each[UNIT], after.head.year) if office else each[UNIT]
        lines.setdefault(unit, []).append(each)
    kinds = tuple(dict.fromkeys(line[KIND] for line in manifest.lines)) or (LETTER,)
    found: list[Reissue] = []
    for unit in (*now, *(unit for unit in was if unit not in now)):
        old, new = was.get(unit, {}), now.get(unit, {})
        has = _Has(_of(old, keys), _of(new, keys))
        if not has.before and not has.after:
            continue
        for kind in kinds:
            mine: list[HandedLine | None] = [each for each in lines.get(unit, ()) if each[KIND] == kind]
            if not manifest.lines and old:  # nobody says what was sent: what a letter of before would have held
                mine = [HandedLine({UNIT: unit, KIND: kind}, {})]
            for line in mine or [None]:
                found += _document(unit, kind, line, has, new, places)
    return tuple(found)


def decided_units(before: Ledger, after: Ledger, keys: Collection[str], office: Office | None = None) -> frozenset[str]:
    """Return the units that the rows ``keys`` name or named otherwise than by a suggestion."""
    found: set[str] = set()
    for ledger in (before, after):
        directory = Directory(ledger, office)
        for row in ledger.rows:
            if row.key in keys:
                for one in named_in(row):
                    if one.basis is not Basis.SUGGESTED:
                        found.update(directory.members(one.name) or (directory.unit(one.name),))
    return frozenset(found)


def _document(
    unit: str, kind: str, line: HandedLine | None, has: _Has, now: Mapping[str, bool], places: Mapping[str, int]
) -> Iterator[Reissue]:
    only_leads = kind in (FOLLOW_UP, REMINDER)
    before = {key for key, leads in has.before.items() if leads or not only_leads}
    after = {key for key, leads in has.after.items() if leads or not only_leads}
    needed = any(now.values()) if kind in _FOR_LEADS else bool(now)
    if not before and not after:
        return
    if line is None:
        if not after or not needed or kind == REMINDER:
            return
        action = Action.NEW
        why = "分发清单里没有这份" if before else "调整后由该单位承担，原来没有这种文书"
    elif kind == REMINDER:
        action, why = Action.LOOK, "催办单只列出单那天逾期和临近时限的事项，看里面有没有"
    elif not needed:
        action = Action.TAKE_BACK
        why = "调整后该单位没有牵头（负责）的事项了，不再出这份" if now else "调整后该单位没有事项了，不再出这份"
    else:
        action, why = Action.AGAIN, _difference(has, before, after)
    texts = line or HandedLine({}, {})
    rows = tuple(sorted(places[key] for key in before | after if key in places))
    yield Reissue(action, unit, kind, texts[NUMBER], texts[FILE], texts[SIGNED], rows, why)


def _difference(has: _Has, before: set[str], after: set[str]) -> str:
    parts = []
    if gone := before - after:
        parts.append(f"减少 {len(gone)} 条")
    if more := after - before:
        parts.append(f"增加 {len(more)} 条")
    both = before & after
    if turned := [key for key in both if has.before[key] != has.after[key]]:
        parts.append(f"{len(turned)} 条的职责有变")
    if same := len(both) - len(turned):
        parts.append(f"{same} 条的内容有变")
    return "，".join(parts)


def _of(mine: Mapping[str, bool], keys: Collection[str]) -> dict[str, bool]:
    return {key: leads for key, leads in mine.items() if key in keys}


def _places(ledger: Ledger, office: Office | None) -> dict[str, dict[str, bool]]:
    """Unit → row key → whether it leads or answers for the row; units in the order in which the ledger names them."""
    directory = Directory(ledger, office)
    found: dict[str, dict[str, bool]] = {}
    for row in ledger.rows:
        for unit, leads in row_units(row, directory):
            mine = found.setdefault(unit, {})
            mine[row.key] = mine.get(row.key, False) or leads
    return found


def row_units(row: LedgerRow, directory: Directory) -> Iterator[tuple[str, bool]]:
    """Yield the units that ``row`` names, groups as their members, and whether it names them to lead or answer."""
    for one in named_in(row):
        for unit in directory.members(one.name) or (directory.unit(one.name),):
            yield unit, one.role.leads
