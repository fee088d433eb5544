"""Owns reading 对照.xlsx back: which tasks of two years a person said belong together, or do not.

What nobody corrected stays as it was shown; a row counts where something stands under 对应到, or 确认 says 是 or 否.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qdoc.compare import pair_columns as names
from qdoc.compare.decisions import Decision
from qdoc.errors import LedgerRefused
from qdoc.model import Diagnostic, Severity
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.workbook import Sheet

_HEADER_WITHIN = 10
_PARTS = re.compile(r"[、，,;；/\s]+")
_NOTHING = frozenset({names.NONE, "取消", "没有", "—", "-"})
_HINT = "请用 qdoc compare 上年 今年 -o 文件夹 重新生成对照.xlsx 再改"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row as it came back. ``at``: its row in the sheet; ``shown``: keys of the tasks it was shown with."""

    at: int
    before: str
    shown: tuple[str, ...]
    to: str
    sure: str
    by: str


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """The decisions of a workbook, in order (the later of two on one task counts), and what could not be read."""

    decisions: tuple[Decision, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Found:
    """The rows while they are being joined into groups."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    cuts: list[Decision] = field(default_factory=list)
    new: list[Decision] = field(default_factory=list)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)  # before → after
    decided: dict[str, str] = field(default_factory=dict)  # before → by

    def problem(self, code: str, row: PairRow, message: str, hint: str) -> None:
        place = f"“{names.SHEET}”第{row.at}行"
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
    marks, kept, problems = _hidden(sheets[names.HIDDEN], name)
    found = _Found(problems)
    rows = _rows(sheets[names.SHEET], name)
    for row in rows:
        _take(row, marks, found)
    groups = _groups(found, list(marks.values()))
    return ReadPairs((*kept, *found.cuts, *found.new, *groups), tuple(found.diagnostics))


def _hidden(sheet: Sheet, name: str) -> tuple[dict[str, str], list[Decision], list[Diagnostic]]:
    """Mark of a task of the later year → its key; decisions that were kept; room for what is wrong."""
    if not sheet.rows or sheet.rows[0][:1] != (names.SCHEMA,):
        raise LedgerRefused("隐藏的“_qdoc”表被改动了，认不出是哪次对照", file=name, hint=_HINT)
    marks: dict[str, str] = {}
    kept = []
    for cells in sheet.rows[1:]:
        kind, one, other, by = (*cells, "", "", "", "")[:4]
        if kind == names.AFTER:
            marks[other] = one
        elif kind in (names.CUT, names.LATER):
            kept.append(Decision(tuple(one.split()), tuple(other.split()), kind == names.LATER, by))
    return marks, kept, []


def _rows(sheet: Sheet, name: str) -> list[PairRow]:
    wanted = (names.KEY_BEFORE, names.KEYS_AFTER, names.TO, names.SURE)
    top = next((at for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]) if names.KEY_BEFORE in row), None)
    if top is None or not all(one in sheet.rows[top] for one in wanted):
        raise LedgerRefused(f"缺少“{'”“'.join(wanted)}”中的列", file=name, place=f"“{names.SHEET}”", hint=_HINT)
    where = {header: at for at, header in enumerate(sheet.rows[top])}
    rows = []
    seen: dict[str, int] = {}
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
        )
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
    return rows


def _take(row: PairRow, marks: dict[str, str], found: _Found) -> None:
    if row.sure not in ("", names.YES, names.NO):
        hint = f"请写“{names.YES}”“{names.NO}”，或留空"
        found.problem("P001", row, f"“{names.SURE}”写的是“{row.sure}”，没有采用", hint)
        row = PairRow(row.at, row.before, row.shown, row.to, "", row.by)
    if not row.before:
        _take_new(row, found)
        return
    to = row.shown
    if row.to:
        named = _named(row, marks, found)
        if named is None:
            found.links[row.before] = row.shown
            return
        to = named
    elif row.sure == names.NO:
        if row.shown:
            found.cuts.append(Decision((row.before,), row.shown, together=False, by=row.by))
        else:
            found.problem("P003", row, "没有对应的任务也不对，但没有写对应哪一项", f"请在“{names.TO}”写今年的编号")
        found.links[row.before] = ()
        return
    found.links[row.before] = to
    if row.to or row.sure == names.YES:
        found.decided[row.before] = row.by


def _take_new(row: PairRow, found: _Found) -> None:
    """A task of this year that has none of last year beside it: that it is new can be confirmed here, no more."""
    if row.to or row.sure == names.NO:
        hint = f"请在上年那项任务的一行，“{names.TO}”里写今年的编号"
        found.problem("P003", row, "这一行没有上年的任务，改不了对应", hint)
    elif row.sure == names.YES and row.shown:
        found.new.append(Decision((), row.shown, by=row.by))


def _named(row: PairRow, marks: dict[str, str], found: _Found) -> tuple[str, ...] | None:
    """Keys of the tasks that a clerk named; None where one is not there. #7 alone stands for （二）#7."""
    wanted = [part for part in _PARTS.split(row.to) if part]
    if wanted and {*wanted} <= _NOTHING:
        return ()
    loose = {key: name for mark, name in marks.items() for key in (mark, "#" + mark.partition("#")[2]) if key != "#"}
    keys = [loose.get(part.rstrip(".．。")) for part in wanted]
    unknown = [part for part, key in zip(wanted, keys, strict=True) if key is None]
    if unknown:
        shown = "、".join(list(marks)[:5])
        hint = f"请照“{names.MARK_AFTER}”一栏的写法写（如 {shown}），没有对应的写“{names.NONE}”"
        found.problem("P002", row, f"今年没有编号“{'、'.join(unknown)}”，这一行没有采用", hint)
        return None
    return tuple(dict.fromkeys(key for key in keys if key))


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
        by = next((found.decided[key] for key in left if found.decided.get(key)), "")
        groups.append(Decision(tuple(left), tuple(sorted(right, key=order.index)), by=by))
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
