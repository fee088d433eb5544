"""Owns the units of 单位信息.xlsx: their names and aliases told apart, their days read, each problem by its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from qdoc.model import Diagnostic, Severity, UnitInfo
from qdoc.model.office import same_name
from qdoc.returns.days import read_day
from qdoc.returns.office_fields import Entry, many_names, one_name

_YEAR = re.compile(r"(\d{4})年?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_OPEN = ("", "长期", "至今", "今", "无", "-", "—", "/", "有效")

_Index = dict[str, list[tuple[UnitInfo, Entry]]]
"""Folded name or alias → the units that have it, each with its line."""


def units_of(entries: Iterable[Entry], said: list[Diagnostic]) -> tuple[UnitInfo, ...]:
    """Return the units of the lines of 责任单位 in their order; ``said`` gets what a person must mend.

    After it every name and alias means at most one unit on any day: the second line of one unit is left out, and so
    is an alias that two units have; an alias that is another unit's own name stays with that unit.
    """
    found: list[tuple[UnitInfo, Entry]] = []
    index: _Index = {}
    for entry in entries:
        unit = _unit(entry, said)
        if unit is None:
            continue
        key = same_name(unit.name)
        twin = next((place for one, place in index.get(key, ()) if _same(one, unit) and _overlap(one, unit)), None)
        if twin is not None:
            message = f"{entry.at('name')}“{unit.name}”与{twin.at('name')}是同一单位，只用了前一行"
            said.append(Diagnostic("S106", Severity.WARNING, message, hint="请并成一行；改过名的请填启用、停用日期"))
            continue
        found.append((unit, entry))
        for name in (unit.name, *unit.aliases):
            index.setdefault(same_name(name), []).append((unit, entry))
    return tuple(replace(unit, aliases=_own_aliases(unit, entry, index, said)) for unit, entry in found)


def _same(one: UnitInfo, other: UnitInfo) -> bool:
    return same_name(one.name) == same_name(other.name)


def _unit(entry: Entry, said: list[Diagnostic]) -> UnitInfo | None:
    name = one_name(entry["name"])
    if not name:
        said.append(Diagnostic("S105", Severity.WARNING, f"{entry.place}没有单位名称，没有读入", hint="请补上单位名称"))
        return None
    began, ended = (_day(entry, field, said) for field in ("valid_from", "valid_to"))
    if began and ended and _first(began) > _last(ended):
        message = f"{entry.at('valid_from')}启用日期 {began} 晚于停用日期 {ended}，两个日期都没有用"
        said.append(Diagnostic("S109", Severity.WARNING, message, hint="请检查是否填反"))
        began = ended = ""
    aliases = tuple(alias for alias in many_names(entry["aliases"]) if alias != name)
    leader, contact, phone = ("、".join(entry[field].split("\n")) for field in ("leader", "contact", "phone"))
    return UnitInfo(name, aliases, leader, contact, phone, began, ended)


def _own_aliases(unit: UnitInfo, entry: Entry, index: _Index, said: list[Diagnostic]) -> tuple[str, ...]:
    kept = []
    for alias in unit.aliases:
        named = index[same_name(alias)]
        others = [(one, place) for one, place in named if not _same(one, unit) and _overlap(one, unit)]
        if not others:
            kept.append(alias)
            continue
        other, place = others[0]
        if same_name(other.name) == same_name(alias):
            message = f"{entry.at('aliases')}别名“{alias}”是{place.at('name')}另一个单位的名称，没有当作别名"
        else:
            message = (
                f"{entry.at('aliases')}别名“{alias}”也是“{other.name}”的别名（{place.at('aliases')}），两处都没有用"
            )
        hint = "一个名称只能指一个单位；先后属于两个单位的，请给两个单位填启用、停用日期"
        said.append(Diagnostic("S107", Severity.WARNING, message, hint=hint))
    return tuple(kept)


def _overlap(one: UnitInfo, other: UnitInfo) -> bool:
    """Whether both names are in force in some year: the documents of a year know no days."""
    starts = max(one.valid_from[:4] or "0000", other.valid_from[:4] or "0000")
    ends = min(one.valid_to[:4] or "9999", other.valid_to[:4] or "9999")
    return starts <= ends and not _meet_at_the_turn(one, other)


def _meet_at_the_turn(one: UnitInfo, other: UnitInfo) -> bool:
    """Whether one name ends before the other begins, be it in one year: then the new name counts for that year."""
    return any(a.valid_to and b.valid_from and _last(a.valid_to) < _first(b.valid_from) for a, b in _both(one, other))


def _both(one: UnitInfo, other: UnitInfo) -> tuple[tuple[UnitInfo, UnitInfo], ...]:
    return (one, other), (other, one)


def _first(day: str) -> str:
    return day + "0000-01-01"[len(day) :]


def _last(day: str) -> str:
    return day + "0000-12-31"[len(day) :]


def _day(entry: Entry, field: str, said: list[Diagnostic]) -> str:
    """YYYY-MM-DD, YYYY-MM or YYYY; "" where nothing is said, or nothing that can be read."""
    text = unicodedata.normalize("NFKC", entry[field]).replace(" ", "").strip()
    if text in _OPEN:
        return ""
    day = read_day(text)
    if day:
        return day
    year, month = _YEAR.fullmatch(text), _MONTH.fullmatch(text)
    if year:
        return year[1]
    if month and 1 <= int(month[2]) <= 12:
        return f"{month[1]}-{int(month[2]):02}"
    message = f"{entry.at(field)}“{entry[field]}”不是日期，没有用"
    said.append(Diagnostic("S108", Severity.WARNING, message, hint="请写成 2026-03-15、2026年3月 或 2026年"))
    return ""
