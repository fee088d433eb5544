"""Owns the nouns of a collection: what became of every cell that came back, and of every file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from qdoc.ledger.entries import EntryChange, says_something
from qdoc.model import Entry, Event, Ledger
from qdoc.returns.form_values import Answer


class Fate(StrEnum):
    """What became of a filled cell; every cell has exactly one."""

    APPLIED = "登记"
    REPEATED = "重复"
    OLDER = "旧表"
    REFUSED = "未读入"
    HEAD_ONLY = "空表的表头"
    CHANGED = "改了印好的"


@dataclass(frozen=True, slots=True)
class Told:
    """One filled cell of one file and its fate. ``why`` and ``hint`` where it was not applied; ``rows``: ledger rows.

    ``value``: what was recorded (the answer's text, read); ``unit``: "" where nobody knows whose form it is.
    """

    file: str
    unit: str
    answer: Answer
    fate: Fate
    rows: tuple[str, ...] = ()
    value: str = ""
    why: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is a form: whose, filled in by whom and when; ``counts`` by fate. ``why``: it was refused whole."""

    file: str
    sha256: str
    unit: str
    period: str
    filled_by: str
    phone: str
    filled_on: str
    counts: Counter[Fate]
    notes: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that was not read, and why. ``broken``: it may be a form, but could not be opened."""

    file: str
    why: str
    hint: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A thing to look at: whose, on which row of the ledger, and what is said of it."""

    unit: str
    row_key: str
    task: str
    what: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What a clerk has to chase: units by name, points by row."""

    missing: tuple[str, ...] = ()
    late: tuple[tuple[str, str], ...] = ()
    undated: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unchanged: tuple[Point, ...] = ()
    over_claims: tuple[Point, ...] = ()
    without_figure: tuple[Point, ...] = ()
    unsure: tuple[Point, ...] = ()
    outside: tuple[Point, ...] = ()
    disagree: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection: the ledger with what was applied, every cell's fate, and the lists.

    ``expected``: units that are asked something in ``period``; ``blank``: asked cells that nobody filled in, of the
    units whose form is in. ``changes``: what the ledger did with the entries. ``due``: the last day for returns, "" not
    known.
    """

    period: str
    expected: tuple[str, ...]
    ledger: Ledger
    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    received: tuple[Received, ...]
    told: tuple[Told, ...]
    blank: int
    changes: tuple[EntryChange, ...]
    lists: Lists = Lists()
    due: str = ""

    @property
    def arrived(self) -> tuple[str, ...]:
        """The units of which the ledger has an answer for the period, in its order; an empty form is no return."""
        entries = (entry for entry in self.ledger.entries if entry.period == self.period)
        units = {entry.unit for entry in entries if says_something(entry)}
        return tuple(unit for unit in self.expected if unit in units)

    def of(self, fate: Fate) -> tuple[Told, ...]:
        """The cells with this fate."""
        return tuple(one for one in self.told if one.fate is fate)

    @property
    def cleared(self) -> tuple[EntryChange, ...]:
        """Fields of rows that said something and are empty now, because the newer return says nothing there."""
        return tuple(one for one in self.changes if one.kind == "drawn" and one.before and not one.after)

    @property
    def to_look_at(self) -> bool:
        """Whether anything waits for a person: units to be chased, cells refused, answers to be checked."""
        lists = self.lists
        told = (lists.missing, lists.late, lists.empty, lists.over_claims, lists.without_figure, lists.unsure)
        return any((*told, lists.outside, lists.disagree, self.of(Fate.REFUSED), self.of(Fate.CHANGED)))
