"""Owns the nouns of the register: a unit with its era, and the levels of government."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GRACE = 1
"""Years by which a name may run ahead of or behind its era: reforms reach offices over about a year."""


class Level(StrEnum):
    """Where a unit stands; VERTICAL: a branch of a national body named for a place."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
    VERTICAL = "vertical"

    @property
    def letter(self) -> str:
        """The one-character prefix by which local papers call their own bodies ("" where there is none)."""
        return {"province": "省", "city": "市", "district": "区"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the register at one level. ``~`` in names stands for the prefix of the level, ``※`` for a place.

    ``since``/``until`` are the years in force (None: open); ``stem`` names the line of duties; ``grade`` says how
    sure the source is (A sure, B likely, C to be checked); ``short`` is the usual short form where it is
    irregular; ``common`` is False for bodies that many places lack.
    """

    key: str
    canonical: str
    level: Level
    since: int | None
    until: int | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...]
    stem: str
    source: str
    grade: str
    short: str = ""
    common: bool = True

    def valid_in(self, year: int | None) -> bool:
        """Whether the name was in use in ``year``, with a year's grace on both sides (None: not known, so yes)."""
        if year is None:
            return True
        return (self.since is None or self.since - GRACE <= year) and (self.until is None or year <= self.until + GRACE)
