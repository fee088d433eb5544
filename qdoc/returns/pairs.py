"""Owns reading 对照.xlsx back: which tasks of two years a person said belong together, or do not.

What nobody corrected stays as it was shown; a row counts where something stands under 对应到, or 确认 says 是 or 否.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qdoc.compare import pair_columns as names
from qdoc.compare.decisions import Decision, Pair
from qdoc.errors import LedgerRefused
from qdoc.model import Diagnostic, Severity
from qdoc.returns.pair_numbers import numbered_tasks, written_numbers
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.workbook import Sheet

_HEADER_WITHIN = 10
_LISTED = 5
_NAMED = 20  # characters of a task's words that name it
_HINT = "请用 qdoc compare 上年 今年 -o 文件夹 重新生成对照.xlsx 再改"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row as it came back. ``at``: its row in the sheet; ``shown``: keys of the tasks it was shown with.

    ``name``: the beginning of the task's words; ``printed``: 今年编号 as it stands there, which nobody is to change.
    """

    at: int
    before: str
    shown: tuple[str, ...]
    to: str
    sure: str
    by: str
    name: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """The decisions of a workbook, in order (the later of two on one task counts), and what could not be read.

    ``made_for``: the plans that it compares.
    """

    decisions: tuple[Decision, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    made_for: Pair = ("", "")


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The hidden sheet. ``marks``: number of a task of the later year → its key; ``denied``: by the task before."""

    made_for: Pair
    marks: dict[str, str]
    kept: list[Decision]
    denied: dict[str, Decision]


@dataclass(slots=True)
class _Found:
    """The rows while they are being joined into groups."""

    made_for: Pair
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cuts: list[Decision] = field(default_factory=list)
    new: list[Decision] = field(default_factory=list)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)  # before → after
    decided: dict[str, PairRow] = field(default_factory=dict)  # before → its row

    def problem(self, code: str, row: PairRow, message: str, hint: str) -> None:
        place = f"“{names.SHEET}”第{row.at}行" + (f"“{row.name}”" if row.name else "")
        self.diagnostics.append(Diagnostic(code, Severity.WARNING, f"{place}：{message}", hint=hint))


def read_pairs(data: bytes, name: str) -> ReadPairs:
    """Return what the workbook ``data`` says of the pairing.

    A row that names numbers this year does not have, or a 确认 that is neither 是 nor 否, is left out and said so.

    Raises:
        InputRefused: it is no workbook, or unsafe.
        LedgerRefused: it is no 对照.xlsx of qdoc's, its hidden columns are gone, or a task stands in two rows.
    """
    sheets = PlainSheets(data, name, ())
    if names.SHEET not in sheets or names.HIDDEN not in sheets:
        raise LedgerRefused(f"没有“{names.SHEET}”和“{names.HIDDEN}”两张表，不是对照.xlsx", file=name, hint=_HINT)
    hidden = _hidden(sheets[names.HIDDEN], name)
    found = _Found(hidden.made_for)
    rows = _rows(sheets[names.SHEET], name)
    there = {row.before for row in rows}
    found.cuts += [one for key, one in hidden.denied.items() if key not in there]  # its row was taken out
    for row in rows:
        _take(row, hidden, found)
    groups = _groups(found, list(hidden.marks.values()))
    decisions = (*hidden.kept, *found.cuts, *found.new, *groups)
    return ReadPairs(decisions, tuple(found.diagnostics), hidden.made_for)


def _hidden(sheet: Sheet, name: str) -> _Hidden:
    if not sheet.rows or sheet.rows[0][:1] != (names.SCHEMA,):
        raise LedgerRefused("隐藏的“_qdoc”表被改动了，认不出是哪次对照", file=name, hint=_HINT)
    found = _Hidden(("", ""), {}, [], {})
    for cells in sheet.rows[1:]:
        kind, one, other, by, called, *marks = (*cells, *[""] * 7)[:7]
        if kind == names.PLANS:
            found = replace(found, made_for=(one, other))
        elif kind == names.AFTER:
            found.marks[other] = one
        elif kind in (names.CUT, names.LATER):
            keys, made_for = (tuple(one.split()), tuple(other.split())), (marks[0], marks[1])
            kept = Decision(*keys, kind == names.LATER, by, made_for, called)
            if kind == names.CUT and made_for == found.made_for and len(keys[0]) == 1:
                found.denied[keys[0][0]] = kept
            else:
                found.kept.append(kept)
    return found


def _rows(sheet: Sheet, name: str) -> list[PairRow]:
    wanted = (names.KEY_BEFORE, names.KEYS_AFTER, names.TO, names.SURE)
    top = next((at for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]) if names.KEY_BEFORE in row), None)
    if top is None or not all(one in sheet.rows[top] for one in wanted):
        raise LedgerRefused(f"缺少“{'”“'.join(wanted)}”中的列", file=name, place=f"“{names.SHEET}”", hint=_HINT)
    where = {header: at for at, header in enumerate(sheet.rows[top])}
    rows = []
    seen: dict[str, int] = {}
    nameless = []
    for at, cells in enumerate(sheet.rows[top + 1 :], top + 2):

        def cell(header: str, cells: tuple[str, ...] = cells) -> str:
            place = where.get(header, len(cells))
            return cells[place].strip() if place < len(cells) else ""

        row = PairRow(
            at,
            cell(names.KEY_BEFORE),
            tuple(cell(names.KEYS_AFTER).split()),
            cell(names.TO),
            cell(names.SURE),
            cell(names.BY),
            _name(cell(names.WORDS_BEFORE) or cell(names.WORDS_AFTER)),
            cell(names.MARK_AFTER),
        )
        if (cell(names.MARK_BEFORE) and cell(names.WORDS_BEFORE) and not row.before) or (
            cell(names.MARK_AFTER) and cell(names.WORDS_AFTER) and not row.shown
        ):
            nameless.append(str(at))
            continue
        if not row.before and not row.shown and not row.to and not row.sure:
            continue
        key = row.before or "".join(row.shown)
        if key in seen and key:
            raise LedgerRefused(
                f"第{seen[key]}行和第{at}行是同一项任务",
                file=name,
                place=f"“{names.SHEET}”",
                hint="请删去其中一行（复制出来的那行）",
            )
        seen[key] = at
        rows.append(row)
    if nameless:
        which = "、".join(nameless[:_LISTED]) + ("等" if len(nameless) > _LISTED else "")
        raise LedgerRefused(
            f"第{which}行隐藏的“{names.KEY_BEFORE}”或“{names.KEYS_AFTER}”被清空了，认不出是哪项任务",
            file=name,
            place=f"“{names.SHEET}”",
            hint="不要删这些行：请用没有清空的那份（如“对照备份”里的），或重新生成对照.xlsx，再把改过的内容填进去",
        )
    return rows


def _name(words: str) -> str:
    """The beginning of a task's words: up to the first stop, or so many characters."""
    first = re.split(r"[。：\n]", words.strip(), maxsplit=1)[0]
    return first if len(first) <= _NAMED else first[:_NAMED] + "…"


def _take(row: PairRow, hidden: _Hidden, found: _Found) -> None:
    denied = hidden.denied.get(row.before)
    if row.sure not in ("", names.YES, names.NO):
        hint = f"请写“{names.YES}”“{names.NO}”，或留空"
        found.problem("P001", row, f"“{names.SURE}”写的是“{row.sure}”，没有采用", hint)
        row = replace(row, sure=names.NO if denied else "")
    if not row.before:
        _take_new(row, found)
        return
    found.links[row.before] = row.shown
    if row.printed and not row.to and {*numbered_tasks(written_numbers(row.printed), hidden.marks)[0]} != {*row.shown}:
        hint = f"要改对应关系，请把编号写在“{names.TO}”里；“{names.MARK_AFTER}”只是给人看的"
        found.problem("P005", row, f"“{names.MARK_AFTER}”被改成“{row.printed}”，没有采用", hint)
    if row.to:
        named = _named(row, hidden, found)
        if named is None:
            found.cuts += [denied] if denied else []
        else:
            found.links[row.before] = named
            found.decided[row.before] = row
    elif row.sure == names.YES:
        found.decided[row.before] = row
    elif row.sure == names.NO:
        found.links[row.before] = ()
        if denied:
            found.cuts.append(replace(denied, by=row.by))
        elif row.shown:
            found.cuts.append(Decision((row.before,), row.shown, False, row.by, found.made_for, row.name))
        else:
            hint = f"请在“{names.TO}”写今年的编号；说不准的，把“{names.SURE}”留空"
            found.problem("P003", row, "没有对应的任务也不对，但没有写对应哪一项", hint)


def _take_new(row: PairRow, found: _Found) -> None:
    """A task of this year that has none of last year beside it: that it is new can be confirmed here, no more."""
    if row.to or row.sure == names.NO:
        hint = f"请在上年那项任务的一行，“{names.TO}”里写今年的编号"
        found.problem("P003", row, "这一行没有上年的任务，改不了对应", hint)
    elif row.sure == names.YES and row.shown:
        found.new.append(Decision((), row.shown, by=row.by, made_for=found.made_for, name=row.name))


def _named(row: PairRow, hidden: _Hidden, found: _Found) -> tuple[str, ...] | None:
    """Keys of the tasks that a clerk named; None where one is not there, or the row says 否 as well.

    A 否 that stood there before (the link of last time was denied) is answered by what it became instead.
    """
    keys, unknown = numbered_tasks(written_numbers(row.to), hidden.marks)
    if unknown:
        shown = "、".join(list(hidden.marks)[:5])
        hint = f"请照“{names.MARK_AFTER}”一栏的写法写（如 {shown}），没有对应的写“{names.NONE}”"
        found.problem("P002", row, f"今年没有编号“{'、'.join(unknown)}”，这一行没有采用", hint)
        return None
    denied = hidden.denied.get(row.before)
    if row.sure == names.NO and (denied is None or {*denied.after} & {*keys}):
        hint = f"就是“{row.to}”的，把“{names.SURE}”清空或选“{names.YES}”；不是的，只选“{names.NO}”，不写编号"
        told = f"“{names.TO}”写了“{row.to}”，“{names.SURE}”又选了“{names.NO}”，说不清是哪样，没有采用"
        found.problem("P004", row, told, hint)
        return None
    return tuple(keys)


def _groups(found: _Found, order: list[str]) -> list[Decision]:
    """The groups that hold a decided row: what it was joined to, and whatever else was shown with that."""
    holders: dict[str, list[str]] = {}
    for before, after in found.links.items():
        for key in after:
            holders.setdefault(key, []).append(before)
    groups = []
    done: set[str] = set()
    for start in found.decided:
        if start in done:
            continue
        left, right = _reach(start, found.links, holders)
        done |= {*left}
        rows = [found.decided[key] for key in left if key in found.decided]
        by = next((row.by for row in rows if row.by), "")
        keys = tuple(left), tuple(sorted(right, key=order.index))
        groups.append(Decision(*keys, by=by, made_for=found.made_for, name=rows[0].name))
    return groups


def _reach(start: str, links: dict[str, tuple[str, ...]], holders: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    left, right, waiting = [start], [], [start]
    while waiting:
        for key in links[waiting.pop()]:
            if key not in right:
                right.append(key)
                fresh = _unknown(holders[key], left)
                left += fresh
                waiting += fresh
    order = {key: at for at, key in enumerate(links)}
    return sorted(left, key=order.__getitem__), right


def _unknown(keys: Iterable[str], known: Sequence[str]) -> list[str]:
    return [key for key in keys if key not in known]
