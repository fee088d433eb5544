"""Owns the office's own settings: what 单位信息.xlsx says of itself, its units, its groups and its rules."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qdoc.model.source import Diagnostic


@lru_cache(maxsize=4096)
def same_name(name: str) -> str:
    """A name as it is compared: half- and full-width forms are one, white space counts for nothing."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit of the district as the office knows it; "" for what is not filled in.

    ``aliases``: other names of it in notices. ``leader``, ``contact``, ``phone``: who answers for it. ``valid_from``
    and ``valid_to``: YYYY-MM-DD, YYYY-MM or a year, the first and last day of the name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    leader: str = ""
    contact: str = ""
    phone: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def in_force(self, year: int | None) -> bool:
        """Whether the name was in force on any day of ``year`` (None: not known, so yes)."""
        if year is None:
            return True
        began = not self.valid_from or int(self.valid_from[:4]) <= year
        return began and (not self.valid_to or year <= int(self.valid_to[:4]))

    def answers_to(self, name: str) -> bool:
        """Whether ``name`` is the unit's name or one of its aliases."""
        wanted = same_name(name)
        return wanted == same_name(self.name) or any(wanted == same_name(alias) for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Group:
    """A name that stands for several units (各街道办事处) and the units it stands for."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the sheet 规则: what it sets (``kind``, ``name``), to what, and by which document (``basis``)."""

    kind: str
    name: str
    value: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """All that 单位信息.xlsx (or qdoc.toml) says; everything is optional, "" and () are what is missing.

    ``numbers``: kind of document → prefix of its numbers, such as ("任务交办单", "云质办交〔2026〕"); the kind ""
    is for all others. ``feedback_by``: a day (YYYY-MM-DD) or any wording. ``profile``: the name of a page profile.
    ``others``: lines of 本单位 whose name qdoc does not know, as they stand (each has a diagnostic). ``groups`` hold
    units only: a group of groups is already expanded. ``source``: the file's name as it was found, for messages.
    ``diagnostics``: what reading has to say, codes S101 to S119.
    """

    name: str = ""
    code: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    phone: str = ""
    leader: str = ""
    feedback_by: str = ""
    profile: str = ""
    units: tuple[UnitInfo, ...] = ()
    groups: tuple[Group, ...] = ()
    rules: tuple[Rule, ...] = ()
    source: str = ""
    others: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def number_for(self, kind: str) -> str:
        """The prefix of the numbers of ``kind``; "" where none is set."""
        prefixes = dict(self.numbers)
        return prefixes.get(kind) or prefixes.get("", "")

    def unit(self, name: str, year: int | None = None) -> UnitInfo | None:
        """The unit called ``name`` in ``year`` (None: in any year), or None.

        A unit of that name goes before one that has it as an alias, a later one before an earlier one; names out of
        force in ``year`` do not count.
        """
        known = [each for each in self.units if each.in_force(year) and each.answers_to(name)]
        wanted = same_name(name)
        return max(known, key=lambda each: (same_name(each.name) == wanted, each.valid_from), default=None)

    def called(self, name: str, year: int | None = None) -> str:
        """The name under which the office writes to the unit ``name``: ``name`` itself where it does not know it."""
        known = self.unit(name, year)
        return known.name if known else name

    def units_in_force(self, year: int | None) -> tuple[str, ...]:
        """The names of the units in force in ``year``, in their order, each once."""
        return tuple(dict.fromkeys(each.name for each in self.units if each.in_force(year)))

    def members(self, group: str) -> tuple[str, ...]:
        """The units that ``group`` stands for; () where the office did not say."""
        wanted = same_name(group)
        return next((each.members for each in self.groups if same_name(each.name) == wanted), ())

    def other(self, name: str) -> str:
        """What 本单位 says under a name that qdoc itself does not know; "" where it has no such line."""
        return dict(self.others).get(name, "")
