"""Owns the office's own settings: what 单位信息.xlsx says of itself, its units, its groups and its rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit of the district as the office knows it; "" for what is not filled in.

    ``aliases``: other names of it in notices. ``leader``, ``contact``, ``phone``: who answers for it. ``valid_from``
    and ``valid_to``: YYYY-MM-DD or a year, the first and last day of the name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    leader: str = ""
    contact: str = ""
    phone: str = ""
    valid_from: str = ""
    valid_to: str = ""


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
    ``source``: the file's name, for messages.
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

    def number_for(self, kind: str) -> str:
        """The prefix of the numbers of ``kind``; "" where none is set."""
        prefixes = dict(self.numbers)
        return prefixes.get(kind) or prefixes.get("", "")

    def unit(self, name: str) -> UnitInfo | None:
        """The unit called ``name`` (its name or one of its aliases), or None."""
        return next((each for each in self.units if name == each.name or name in each.aliases), None)

    def members(self, group: str) -> tuple[str, ...]:
        """The units that ``group`` stands for; () where the office did not say."""
        return next((each.members for each in self.groups if each.name == group), ())
