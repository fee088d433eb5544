"""Owns which rows of a ledger a clerk means: by 序号 or 识别码, by a task, by a unit; what is unclear is not chosen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from qdoc.ledger.directory import Directory, named_in
from qdoc.ledger.key import fold_text
from qdoc.ledger.tasks import task_name
from qdoc.model import Ledger, LedgerRow, Office
from qdoc.model.office import same_name

_MARKS = " .、()〔〕"  # around a printed number
_NEAR, _FEW = 0.4, 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. ``rows``: 序号 or 识别码; ``tasks``: a task's number or title; ``unit``: a unit's name."""

    rows: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something asked for that names no row, or not one thing alone; ``candidates`` are what may be meant."""

    message: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows that are meant, each once, in the ledger's order, and what is not clear."""

    rows: tuple[LedgerRow, ...]
    unclear: tuple[Unclear, ...]


def choose_rows(ledger: Ledger, wanted: Wanted, serials: Mapping[str, str], office: Office | None = None) -> Choice:
    """Return the rows that ``wanted`` names; ``serials``: row key → 序号 as the sheet shows it.

    Rows of ``rows`` are taken as they are. Of ``tasks`` all rows, with ``unit`` only the unit's; ``unit`` alone means
    all its rows. A unit's rows are those that it leads or answers for; where it leads none, those that it supports.
    The unit may be named as 单位信息.xlsx (``office``) names it, or be a member of a group there.
    """
    keys: set[str] = set()
    unclear: list[Unclear] = []
    for name in wanted.rows:
        found = _row(ledger, name.strip(), serials)
        if isinstance(found, Unclear):
            unclear.append(found)
        else:
            keys.add(found)
    of_unit: tuple[set[str], set[str]] | None = None
    if wanted.unit and (wanted.tasks or not wanted.rows):
        of_unit = unit_rows(ledger, wanted.unit, office)
        if not any(of_unit):
            unclear.append(_no_unit(ledger, wanted.unit, office))
    for name in wanted.tasks:
        task = _task(ledger, name.strip(), serials)
        if isinstance(task, Unclear):
            unclear.append(task)
        elif of_unit is None:
            keys |= {row.key for row in task}
        elif any(of_unit):
            mine = next((some for side in of_unit if (some := {row.key for row in task} & side)), set())
            if not mine:
                units = dict.fromkeys(one.name for row in task for one in named_in(row))
                message = f"任务“{name}”里没有 {wanted.unit} 的事项"
                unclear.append(Unclear(message, tuple(units)))
            keys |= mine
    if of_unit is not None and not wanted.tasks:
        keys |= of_unit[0] or of_unit[1]
    return Choice(tuple(row for row in ledger.rows if row.key in keys), tuple(unclear))


def unit_rows(ledger: Ledger, unit: str, office: Office | None = None) -> tuple[set[str], set[str]]:
    """Return the keys of the rows that ``unit`` leads or answers for, and of those that it supports."""
    directory = Directory(ledger, office)
    wanted = {same_name(unit), same_name(directory.unit(unit))}
    leads: set[str] = set()
    supports: set[str] = set()
    for row in ledger.rows:
        for one in named_in(row):
            means = (one.name, directory.unit(one.name), *directory.members(one.name))
            if wanted & set(map(same_name, means)):
                (leads if one.role.leads else supports).add(row.key)
    return leads, supports - leads


def row_words(row: LedgerRow, serials: Mapping[str, str], length: int = 26) -> str:
    """Return how a row is told: its 序号, its task and its first words."""
    number = serials.get(row.key, "")
    text = row.text if len(row.text) <= length else row.text[:length] + "…"
    return f"序号 {number}　{task_name(row.number, row.task)}：{text}" if number else f"识别码 {row.key}：{text}"


def _row(ledger: Ledger, name: str, serials: Mapping[str, str]) -> str | Unclear:
    folded = unicodedata.normalize("NFKC", name)
    found = [row for row in ledger.rows if serials.get(row.key) == folded] or [
        row for row in ledger.rows if row.key == folded
    ]
    if len(found) == 1:
        return found[0].key
    if found:
        told = tuple(f"{row_words(row, serials)}（识别码 {row.key}）" for row in found)
        return Unclear(f"序号 {name} 有 {len(found)} 行，请改用识别码", told)
    if folded.isdecimal():
        known = [serials[row.key] for row in ledger.rows if serials.get(row.key)]
        return Unclear(f"没有序号 {name}", (f"序号 {known[0]} 到 {known[-1]}",) if known else ())
    near = get_close_matches(folded, [row.key for row in ledger.rows], _FEW, _NEAR)
    told = tuple(f"{key}（{row_words(row, serials)}）" for key in near for row in ledger.rows if row.key == key)
    return Unclear(f"没有识别码 {name}", told)


def _task(ledger: Ledger, name: str, serials: Mapping[str, str]) -> list[LedgerRow] | Unclear:
    tasks: dict[tuple[str, str, str], list[LedgerRow]] = {}
    for row in ledger.rows:
        tasks.setdefault((row.theme, row.number, row.task), []).append(row)
    wanted, number = fold_text(name), _bare(name)
    exact = [one for one in tasks if wanted in (fold_text(one[2]), fold_text(task_name(one[1], one[2])))]
    found = exact or [one for one in tasks if one[1] and _bare(one[1]) == number]
    found = found or [one for one in tasks if len(wanted) > 1 and wanted in fold_text(one[2])]
    if len(found) == 1:
        return tasks[found[0]]
    if found:
        said = tuple(_task_words(one, tasks[one], serials) for one in found)
        return Unclear(f"任务“{name}”不止一项，请写全标题，或改用 --row", said)
    titles = {fold_text(one[2]): one for one in tasks}
    near = [titles[title] for title in get_close_matches(wanted, list(titles), _FEW, _NEAR)]
    told = tuple(_task_words(one, tasks[one], serials) for one in near or list(tasks)[:_FEW])
    return Unclear(f"没有任务“{name}”", told)


def _task_words(task: tuple[str, str, str], rows: Sequence[LedgerRow], serials: Mapping[str, str]) -> str:
    numbers = "、".join(filter(None, (serials.get(row.key, "") for row in rows)))
    return f"{task_name(task[1], task[2])}（{task[0]}，序号 {numbers}）" if task[0] else f"{task[2]}（序号 {numbers}）"


def _bare(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip(_MARKS)


def _no_unit(ledger: Ledger, name: str, office: Office | None) -> Unclear:
    directory = Directory(ledger, office)
    names = [*dict.fromkeys(unit for each in directory.names for unit in (each, *directory.members(each)))]
    inside = [each for each in names if same_name(name) in same_name(each)]
    return Unclear(f"台账里没有单位“{name}”", tuple(_first(inside or get_close_matches(name, names, _FEW, _NEAR))))


def _first(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_FEW]
