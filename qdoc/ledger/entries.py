"""Owns what units' returns do to the record: whose is the row's, what contradicts it, and that no order matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qdoc.ledger.disagree import Conflict, conflicts_of
from qdoc.ledger.newest import (
    entry_id,
    history,
    latest,
    lead_unit,
    newness,
    period_end,
    rows_entry,
    says_something,
    sort_entries,
    whole,
)
from qdoc.model import Diagnostic, Entry, EventKind, Ledger, LedgerRow, Severity
from qdoc.model.office import same_name

DRAWN = {"status": "status", "actual": "actual", "progress": "wording", "problem": "problem"}
"""Field of the row → field of the lead's entry that it is drawn from."""
FIELD_NAMES = {"status": "办理状态", "actual": "完成数值", "progress": "进展情况", "problem": "存在问题"}
PREFILLED = "summary_wording"
"""总结用语 says what 进展情况 says until the clerk words it for the summary; hers is meant to differ and is no news."""
DELETED = "删除"
"""The ``field`` of a correction that says the clerk took the return out of the record."""

__all__ = [
    "DELETED", "DRAWN", "Applied", "Conflict", "EntryChange", "apply_entries", "conflicts_of", "draw_rows", "entry_id",
    "foreign_note", "history", "latest", "lead_unit", "period_end", "rows_entry", "says_something", "sort_entries",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One thing that applying returns did or left. ``field``, ``before``, ``after``: of the row, where one is meant.

    ``kind``: ``drawn`` (a field of the row now says what the lead returned), ``kept`` (the clerk typed another value,
    hers stands; ``before`` is hers, ``after`` the lead's), ``known`` (this return is in the record already),
    ``deleted`` (the clerk took it out before), ``superseded`` (a later return for the same period counts, this one
    stays in the record), ``foreign`` (no row of the ledger has its key; it stays in the record).
    """

    kind: str
    row_key: str
    unit: str
    period: str
    field: str = ""
    before: str = ""
    after: str = ""
    source: str = ""
    place: str = ""

    @property
    def message(self) -> str:
        """What happened, in Chinese."""
        name, where = FIELD_NAMES.get(self.field, self.field), "，".join(filter(None, (self.source, self.place)))
        where = f"（{where}）" if where else ""
        whose = f"{self.unit} {self.period}"
        return {
            "drawn": f"{name}由“{self.before or '空'}”改为“{self.after or '空'}”，据 {whose} 填报",
            "kept": f"{name}保留您填的“{self.before}”；{whose} 填报为“{self.after or '空'}”",
            "known": f"{whose} 的这条填报已在台账中，没有重复记入{where}",
            "deleted": f"{whose} 的这条填报您已从填报记录中删除，没有再次记入{where}",
            "superseded": f"{whose} 又收到一份填报，以后收到的为准；这一份留在填报记录中{where}",
            "foreign": f"{whose} 有一条填报的事项不在台账中，留在填报记录中备查{where}",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Applied:
    """A ledger with returns applied, what that changed or left, and which units contradict each other."""

    ledger: Ledger
    changes: tuple[EntryChange, ...]
    conflicts: tuple[Conflict, ...]


def apply_entries(ledger: Ledger, entries: Iterable[Entry]) -> Applied:
    """Return ``ledger`` with ``entries`` in its record and its rows drawn from them.

    A row's progress fields (办理状态, 完成数值, 进展情况, 存在问题) are those of the newest return of its lead: the
    last period, within it the one received last. A field that the clerk typed stays hers while it says anything;
    emptying the cell hands it back to the lead. 总结用语 follows 进展情况 in the same way, without a word. Other units'
    returns stand beside. A return that is known already changes nothing, so that a folder can be collected again;
    files in any order, in one go or several, give the same ledger. ``place`` must tell the answers of a file apart.
    """
    gone = {event.entry for event in ledger.events if event.kind is EventKind.CORRECTION and event.field == DELETED}
    kept = {entry_id(entry): entry for entry in ledger.entries}
    new: dict[str, Entry] = {}
    changes: list[EntryChange] = []
    for entry in sorted(entries, key=whole):
        name = entry_id(entry)
        if name in gone:
            changes.append(_change("deleted", entry))
        elif name in kept:
            known = kept[name]
            changes.append(_change("known", entry))
            first = min(known, entry, key=lambda one: (not one.received_on, one.received_on, one.source))
            kept[name] = replace(known, received_on=first.received_on, source=first.source)
        else:
            kept[name] = new[name] = entry
    rows = {row.key for row in ledger.rows}
    record = sort_entries(ledger.rows, kept.values())
    changes += [_change("foreign", entry) for entry in record if entry.row_key not in rows and entry_id(entry) in new]
    drawn, drawing = draw_rows(replace(ledger, entries=record), {entry.row_key for entry in record})
    changes += [*_superseded(record, frozenset(new)), *drawing]
    return Applied(drawn, tuple(changes), conflicts_of(drawn))


def draw_rows(
    ledger: Ledger, keys: Iterable[str], emptied: frozenset[str] = frozenset()
) -> tuple[Ledger, tuple[EntryChange, ...]]:
    """Return ``ledger`` with the rows of ``keys`` drawn from its entries, and what changed or was the clerk's.

    A row on which its lead returned nothing is left alone, unless it is one of ``emptied`` (its returns were taken
    out of the record): then it says nothing but what the clerk typed.
    """
    wanted = frozenset(keys)
    found: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        if entry.row_key in wanted:
            found.setdefault(entry.row_key, []).append(entry)
    changes: list[EntryChange] = []
    rows: list[LedgerRow] = []
    for row in ledger.rows:
        own = rows_entry(row, found.get(row.key, ())) if row.key in wanted else None
        rows.append(_draw(row, own, changes) if own is not None or row.key in emptied else row)
    return replace(ledger, rows=tuple(rows)), tuple(changes)


def foreign_note(ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Return the finding that returns or events belong to rows which the ledger does not have (L011)."""
    known = {row.key for row in ledger.rows}
    lost = [entry for entry in ledger.entries if entry.row_key not in known]
    acts = [event for event in ledger.events if event.row_key not in known]
    if not lost and not acts:
        return ()
    named = dict.fromkeys([f"{entry.unit} {entry.period}" for entry in lost] + [event.kind.label for event in acts])
    listed = "；".join(list(named)[:10]) + ("等" if len(named) > 10 else "")
    message = f"{len(lost) + len(acts)} 条填报、办理记录的事项已不在台账中，记录照原样保留：{listed}"
    hint = "请在“填报记录”“办理记录”中核对；不再需要的可删去该行"
    return (Diagnostic("L011", Severity.REVIEW, message, hint=hint),)


def _draw(row: LedgerRow, entry: Entry | None, changes: list[EntryChange]) -> LedgerRow:
    drawn: dict[str, str] = {}
    for field, source in DRAWN.items():
        before, after = getattr(row, field), getattr(entry, source) if entry is not None else ""
        if field in row.edited and before:
            if entry is not None and before != after:
                changes.append(_change("kept", entry, field, before, after))
            continue
        drawn[field] = after
        if entry is not None and before != after:
            changes.append(_change("drawn", entry, field, before, after))
    if PREFILLED not in row.edited or not row.summary_wording:
        drawn[PREFILLED] = drawn.get("progress", row.progress)
    edited = tuple(name for name in row.edited if name not in drawn)
    return replace(row, **drawn, edited=edited)  # type: ignore[arg-type]


def _superseded(record: tuple[Entry, ...], new: frozenset[str]) -> list[EntryChange]:
    """Returns that a later one for the same row, unit and period replaced in this run."""
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in record:
        groups.setdefault((entry.row_key, same_name(entry.unit), entry.period), []).append(entry)
    several = [group for group in groups.values() if len(group) > 1 and any(entry_id(entry) in new for entry in group)]
    return [_change("superseded", entry) for group in several for entry in sorted(group, key=newness)[:-1]]


def _change(kind: str, entry: Entry, field: str = "", before: str = "", after: str = "") -> EntryChange:
    named = (entry.row_key, entry.unit, entry.period, field, before, after, entry.source, entry.place)
    return EntryChange(kind, *named)
