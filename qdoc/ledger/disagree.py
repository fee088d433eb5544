"""Owns where returns contradict each other: two units on one row, or one unit twice; shown, never merged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qdoc.ledger.newest import newness, rows_entry
from qdoc.ledger.units import split_units
from qdoc.model import Entry, Ledger, LedgerRow
from qdoc.model.office import same_name

FINISHED = frozenset({"已完成", "提前完成", "完成", "已办结", "办结", "已销号", "销号", "已完成并销号"})
"""The only words of 办理状态 that close a row; anything else, known or not, leaves it unfinished."""

_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two returns on one row for one period that cannot both be right.

    ``kind``: ``status`` (one says finished, the other does not), ``figure`` (different figures), ``twice`` (one unit
    returned two different answers on one day, so that no rule says which counts). ``lead`` is the one that counts;
    ``led``: whether the row names a lead (else the first of its responsible units answers for it).
    """

    kind: str
    row_key: str
    lead: Entry
    other: Entry
    led: bool = True

    @property
    def message(self) -> str:
        """Who says what, in Chinese."""
        lead, other = self.lead, self.other
        if self.kind == "twice":
            return (
                f"{lead.unit} {lead.period} 同一天收到两份不同的填报，暂以“{_said(lead)}”（{_place(lead)}）为准，"
                f"另一份为“{_said(other)}”（{_place(other)}），请与单位核实"
            )
        one, two = (lead.status, other.status) if self.kind == "status" else (lead.actual, other.actual)
        name = "办理状态" if self.kind == "status" else "完成数值"
        role = "牵头" if self.led else "责任单位，排在第一的"
        whose = "牵头单位" if self.led else "排在第一的责任单位"
        return f"{lead.period} {name}不一致：{lead.unit}（{role}）填“{one}”，{other.unit}填“{two}”；台账按{whose}所填"


def conflicts_of(ledger: Ledger) -> tuple[Conflict, ...]:
    """Return the contradictions in the record of ``ledger``, in the order of its rows.

    Compared are, for the last period that the row's lead answered, its return with those of the other units.
    """
    found: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        found.setdefault(entry.row_key, []).append(entry)
    return tuple(
        conflict
        for row in ledger.rows
        if row.key in found
        for conflict in _of_row(row, sorted(found[row.key], key=newness))
    )


def _of_row(row: LedgerRow, entries: Sequence[Entry]) -> list[Conflict]:
    conflicts: list[Conflict] = []
    led = bool(split_units(row.lead.value))
    newest: dict[tuple[str, str], Entry] = {}
    for entry in entries:  # oldest first
        key = (same_name(entry.unit), entry.period)
        before = newest.get(key)
        newest[key] = entry
        if before is not None and _same_day(before, entry) and _differ(before, entry):
            conflicts.append(Conflict("twice", row.key, entry, before, led))
    lead = rows_entry(row, entries)
    if lead is None:
        return conflicts
    for (unit, period), entry in sorted(newest.items()):
        if period != lead.period or unit == same_name(lead.unit):
            continue
        if entry.status and lead.status and (entry.status in FINISHED) != (lead.status in FINISHED):
            conflicts.append(Conflict("status", row.key, lead, entry, led))
        if entry.actual and lead.actual and _figure(entry.actual) != _figure(lead.actual):
            conflicts.append(Conflict("figure", row.key, lead, entry, led))
    return conflicts


def _same_day(one: Entry, other: Entry) -> bool:
    return (one.received_on, one.filled_on) == (other.received_on, other.filled_on)


def _differ(one: Entry, other: Entry) -> bool:
    """Whether two returns answer one question differently; what one of them leaves open is no answer."""
    pairs = list(zip(_answers(one), _answers(other), strict=True))
    figures = one.actual.split("；"), other.actual.split("；")
    if len(figures[0]) == len(figures[1]) > 1:
        pairs = [pair for pair in pairs if pair != (one.actual, other.actual)]
        pairs += [pair for pair in zip(*figures, strict=True) if "未填" not in pair]
    return any(first and second and first != second for first, second in pairs)


def _answers(entry: Entry) -> tuple[str, ...]:
    return entry.status, entry.wording, entry.actual, entry.nodes, entry.problem, entry.next_step


def _figure(text: str) -> Decimal | str:
    """A figure as it counts: 1,200 is 1200, ９５ is 95.0; words are compared as they stand."""
    folded = _GROUPED.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    return Decimal(folded) if _FIGURE.fullmatch(folded) else folded


def _said(entry: Entry) -> str:
    return "，".join(text for text in (entry.status, entry.actual, entry.wording) if text) or "空"


def _place(entry: Entry) -> str:
    return "，".join(text for text in (entry.source, entry.place) if text) or "填报记录"
