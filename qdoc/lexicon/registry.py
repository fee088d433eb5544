"""Owns the immutable Lexicon: which unit a printed name means in a given year, and which units could be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdoc.lexicon.names import has_shape, is_group, readings, short_name, squeeze, variants
from qdoc.lexicon.succession import Succession
from qdoc.lexicon.units import Level, Unit
from qdoc.model.quick import quick


class Status(StrEnum):
    """How a name was understood."""

    KNOWN = "known"
    SHAPE = "shape"
    EXPIRED = "expired"
    GROUP = "group"
    UNKNOWN = "unknown"


@quick
@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed name means: ``canonical`` is None where it is not to be said (a group, a name out of its era)."""

    status: Status
    canonical: str | None = None
    key: str | None = None
    unit: Unit | None = None


class Lexicon:
    """The register of units with their duties; immutable after building.

    Args:
        units: rows of the register, in file order (the earlier one wins where two fit).
        duties: stem → words that say what such a body does.
        own: names of the office's own register, in its order; where given they bound the candidates for suggestions.
    """

    def __init__(self, units: Iterable[Unit], duties: Mapping[str, tuple[str, ...]], own: tuple[str, ...] = ()) -> None:
        self.units = tuple(units)
        self.duties = dict(duties)
        self.own = own
        self._own_exact = {squeeze(name): name for name in own}
        self._index: dict[Level, dict[str, list[Unit]]] = {level: {} for level in Level}
        self._vertical: list[tuple[str, str, Unit]] = []
        self._succession: Succession | None = None  # made when two years are compared
        for unit in self.units:
            if unit.level in (Level.VERTICAL, Level.TOWN):
                for name in (unit.canonical, *unit.aliases):
                    head, _, tail = name.partition("※")
                    self._vertical.append((head, tail, unit))
            else:  # full names first: a short form of another row must not shadow them
                self._index[unit.level].setdefault(unit.canonical, []).append(unit)
        self._vertical.sort(key=lambda row: -len(row[0]) - len(row[1]))
        self._vertical_by_end: dict[str, list[tuple[str, str, Unit]]] = {}
        for row in self._vertical:
            self._vertical_by_end.setdefault(row[1][-1:], []).append(row)
        for unit in self.units:
            if unit.level in (Level.VERTICAL, Level.TOWN):
                continue
            slot = self._index[unit.level]
            for name in (unit.canonical, *unit.aliases):
                for form in variants(name):
                    found = slot.setdefault(form, [])
                    if unit not in found:
                        found.append(unit)

    def resolve(
        self,
        printed: str,
        *,
        year: int | None = None,
        level: Level | None = None,
        prefix: str = "",
        home: str = "",
    ) -> Resolution:
        """Say which unit ``printed`` means.

        ``year`` is the notice's; ``level`` and ``prefix`` (省, 各市 …) complete a name whose prefix was left out;
        ``home`` is the issuer's own place, whose name before a unit says no more than 省 or 市. A name out of its
        era (with a year's grace) gives EXPIRED and no canonical name: it is never turned into today's name.
        """
        name = squeeze(printed)
        if name in self._own_exact:
            found = self._lookup(name, year, level, prefix, home)
            key = found[1] if found else None
            return Resolution(Status.KNOWN, self._own_exact[name], key or f"own/{name}", found[2] if found else None)
        found = self._lookup(name, year, level, prefix, home)
        if found is not None:
            canonical, key, unit, valid = found
            if unit.canonical == "~人民政府" and is_group(name):
                return Resolution(Status.GROUP)
            return Resolution(Status.KNOWN, canonical, key, unit) if valid else Resolution(Status.EXPIRED, unit=unit)
        if is_group(name) or is_group(printed):
            return Resolution(Status.GROUP)
        if has_shape(name):
            elided = bool(prefix) and not readings(name) and name.endswith(("厅", "局", "委", "办", "部"))
            return Resolution(Status.SHAPE, prefix + name if elided else name)
        return Resolution(Status.UNKNOWN)

    def _lookup(
        self, name: str, year: int | None, level: Level | None, prefix: str, home: str
    ) -> tuple[str, str, Unit, bool] | None:
        tries: list[tuple[Level, str, str]] = []
        local = level if level in (Level.PROVINCE, Level.CITY, Level.DISTRICT) else None
        if not local:
            tries.append((Level.NATIONAL, "", name))
        tries += readings(name)
        if local:
            tries.append((local, prefix or local.letter, "~" + name))
            tries.append((Level.NATIONAL, "", name))
        best: tuple[str, str, Unit, bool] | None = None
        for at, before, form in tries:
            for unit in self._index[at].get(form, ()):
                own_place = not before or len(before) == 1 or before == home
                shown = (before[-1:] if before == home and before else before) if own_place else before
                if before == "自治区":
                    shown = before
                canonical = unit.canonical.replace("~", shown)
                key = unit.key if own_place else f"{unit.key}@{before}"
                if unit.valid_in(year):
                    return canonical, key, unit, True
                best = best or (canonical, key, unit, False)
        longest = 0
        open_ended = self._vertical_by_end.get("", ())
        for head, tail, unit in (*self._vertical_by_end.get(name[-1:], ()), *open_ended):
            if len(head) + len(tail) < longest:
                continue
            middle = name[len(head) : len(name) - len(tail)]
            if name.startswith(head) and name.endswith(tail) and 2 <= len(middle) <= 8 and "各" not in middle:
                if unit.level is Level.TOWN and is_group(name):
                    continue
                longest = len(head) + len(tail)
                if unit.valid_in(year):
                    return name, f"{unit.key}@{middle}", unit, True
                best = best or (name, f"{unit.key}@{middle}", unit, False)
        return best

    def succeeds(self, before_key: str, after_key: str) -> bool:
        """Say whether reform made the unit ``before_key`` into ``after_key``, in any number of steps."""
        if self._succession is None:
            self._succession = Succession(self.units)
        return self._succession.succeeds(before_key, after_key)

    def candidates(self, level: Level, year: int | None) -> tuple[tuple[str, str, str, Unit | None], ...]:
        """Return the units that could be named at ``level`` in ``year``: (name to show, canonical, key, row).

        The office's own register bounds them where it was given; without it the rows of the level that have duties,
        valid in that year (the grace does not apply: a suggestion is only made from names in force). Of rows with one
        stem the first in force stands for all; a body whose successor is already in force is left out.
        """
        if self.own:
            out = []
            for name in self.own:
                found = self._lookup(squeeze(name), None, level, "", "")
                out.append((name, name, found[1] if found else f"own/{name}", found[2] if found else None))
            return tuple(out)
        letter = level.letter
        rows: dict[str, Unit] = {}
        in_force = [u for u in self.units if u.level is level and u.stem and u.common and _in_force(u, year)]
        current = {u.canonical for u in in_force}
        for unit in in_force:
            if not current.intersection(unit.successors):
                rows.setdefault(unit.stem, unit)
        return tuple(
            (
                (unit.short or short_name(unit.canonical)).replace("~", letter),
                unit.canonical.replace("~", letter),
                unit.key,
                unit,
            )
            for unit in rows.values()
        )

    def names(self) -> tuple[str, ...]:
        """Return every name and short form, prefixed with the usual letters, for a segmenter's dictionary."""
        out: dict[str, None] = {}
        for level, slot in self._index.items():
            for form in slot:
                out[form.replace("~", level.letter)] = None
        return tuple(out) + self.own


def _in_force(unit: Unit, year: int | None) -> bool:
    if year is None:
        return unit.until is None
    return (unit.since is None or unit.since <= year) and (unit.until is None or year <= unit.until)
