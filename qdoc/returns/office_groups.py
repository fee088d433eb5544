"""Owns the groups of 单位信息.xlsx: which units each stands for, groups inside groups expanded, cycles refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qdoc.model import Diagnostic, Group, Severity, UnitInfo
from qdoc.model.office import same_name
from qdoc.returns.office_fields import Entry, many_names

_Lines = dict[str, tuple[str, dict[str, Entry]]]
"""Folded name of a group → its name as first written, and its members with the line that names each."""


def groups_of(entries: Iterable[Entry], units: tuple[UnitInfo, ...], said: list[Diagnostic]) -> tuple[Group, ...]:
    """Return the groups of the lines of 群组 in their order, each with the units it stands for, each unit once.

    A line names one group or several (、) and one member or several; a line without a group goes on with the group
    above it. A member that is itself a group stands for its members; one that leads back to its own group is left
    out. ``said`` gets empty groups, cycles, members that 责任单位 does not list, and groups called like a unit.
    """
    lines, places = _lines(entries, said)
    names = {same_name(name) for unit in units for name in (unit.name, *unit.aliases)}
    groups = []
    for key, (name, members) in lines.items():
        if key in names:
            message = f"{places[key].at('name')}“{name}”既是群组又是责任单位，按群组展开"
            said.append(Diagnostic("S113", Severity.WARNING, message, hint="请在两张表里去掉一处"))
        strange = [one for one in members if units and same_name(one) not in names and same_name(one) not in lines]
        if strange:
            message = f"{members[strange[0]].at('members')}“{name}”的成员 {'、'.join(strange)} 不在“责任单位”表里"
            said.append(Diagnostic("S112", Severity.REVIEW, message, hint="请核对写法，或在“责任单位”表里补上"))
        whole = tuple(dict.fromkeys(_expand(key, lines, said)))
        if not whole:
            hint = "请填写成员单位；不填则这一类单位只有一份文件，由您分送"
            message = f"{places[key].at('members')}群组“{name}”没有成员单位"
            said.append(Diagnostic("S110", Severity.INFO, message, hint=hint))
        groups.append(Group(name, whole))
    return tuple(groups)


def _lines(entries: Iterable[Entry], said: list[Diagnostic]) -> tuple[_Lines, dict[str, Entry]]:
    lines: _Lines = {}
    places: dict[str, Entry] = {}
    current: tuple[str, ...] = ()
    for entry in entries:
        current = many_names(entry["name"]) or current
        if not current:
            hint = "请补上群组的名称，如 各街道办事处"
            said.append(Diagnostic("S105", Severity.WARNING, f"{entry.place}没有群组名称，没有读入", hint=hint))
        for name in current:
            key = same_name(name)
            places.setdefault(key, entry)
            known = lines.setdefault(key, (name, {}))[1]
            for member in many_names(entry["members"]):
                known.setdefault(member, entry)
    return lines, places


def _expand(root: str, lines: _Lines, said: list[Diagnostic]) -> Iterator[str]:
    """The units behind the group ``root`` in the order they are named, every group inside it looked at once."""
    seen = {root}
    way = {root: lines[root][0]}
    waiting = [iter(lines[root][1].items())]
    path = [root]
    while waiting:
        member, entry = next(waiting[-1], (None, None))
        if member is None or entry is None:
            waiting.pop()
            path.pop()
            continue
        inner = same_name(member)
        if inner == root:
            told = "→".join([*(way[key] for key in path), way[root]])
            message = f"{entry.at('members')}群组“{way[root]}”包含了自己（{told}），这一处没有展开"
            said.append(Diagnostic("S111", Severity.WARNING, message, hint="请删去这一处成员"))
        elif inner not in lines:
            yield member
        elif inner not in seen:
            seen.add(inner)
            way[inner] = lines[inner][0]
            path.append(inner)
            waiting.append(iter(lines[inner][1].items()))
