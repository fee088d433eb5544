"""Owns reading one year for a comparison: a notice in any format, a plan.json, or a ledger (台账.xlsx)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.reading import STDIN_NAME, read_input, read_notice
from qdoc.cli.register import lexicon_of
from qdoc.errors import LimitExceeded

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.compare import Reading
    from qdoc.model import Diagnostic, Notice, Plan

_BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_UNREAD = ("R006", "R007", "R008", "R010", "R011", "R013", "R016", "R018", "R019")
"""To be looked at in one notice; in a comparison what was not read would be told as dropped."""
_NUMBERS = ("P101", "P102")
_LISTED = 3
MAX_TASKS = 900
"""Tasks of one year: every one is held against every one of the other year. Two years of 1,000 took 290–304 MB."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year as it was read: ``notice`` where a notice was, ``diagnostics`` what its reading found, by its file."""

    reading: Reading
    notice: Notice | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_year(name: str, steps: Steps, *, register: str | None = None, encoding: str | None = None) -> Year:
    """Read the year in the file ``name`` (``-``: a notice on standard input); its name says what it is.

    Raises:
        InputRefused: the file is not there, unsafe or unreadable, or a workbook that is no ledger of qdoc's.
        LimitExceeded: it has more tasks than are compared.
        UsageError: there is no such encoding.
    """
    from qdoc.compare import Reading
    from qdoc.read import limits

    kind = Path(name).suffix.lower()
    if kind == ".json":
        from qdoc.store import decode_plan

        steps.begin("读 plan.json")
        plan = decode_plan(read_input(name, limit=limits.MAX_FILE_BYTES), Path(name).name)
        _check_size(plan, name)
        return Year(Reading(plan), diagnostics=_concerns(plan, name))
    if kind in _BOOKS:
        from qdoc.cli.files import read_ledger_file
        from qdoc.compare.ledgers import ledger_reading

        steps.begin("读台账")
        ledger = read_ledger_file(name).ledger
        reading = ledger_reading(ledger, lexicon_of(register, year=ledger.head.year), Path(name).name)
        _check_size(reading.plan, name)
        return Year(reading, diagnostics=(*ledger.diagnostics, *_no_tasks(reading.plan, name)))
    read = read_notice(name, steps, register=register, suggest=False, encoding=encoding)
    _check_size(read.plan, name)
    return Year(Reading(read.plan, read.notice.source.text), read.notice, _concerns(read.plan, name))


def _check_size(plan: Plan, name: str) -> None:
    """Refuse a year whose pairs with another would take more memory than this process may."""
    if len(plan.tasks) > MAX_TASKS:
        raise LimitExceeded(
            f"有 {len(plan.tasks):,} 项任务，太多，不能对照",
            file=_shown(name),
            rule=f"对照的每一年不超过 {MAX_TASKS:,} 项任务",
            hint="请按主题把两年的通知或台账各拆成几份，一个主题对一个主题地对照",
        )


def _concerns(plan: Plan, name: str) -> tuple[Diagnostic, ...]:
    """What a comparison must know of how a plan was read: warnings, parts that were not, numbers out of order."""
    from qdoc.model import Severity

    grave = (Severity.ERROR, Severity.WARNING)
    own = [one for one in plan.diagnostics if one.severity in grave or one.code in _UNREAD]
    found = [replace(one, message=f"{_shown(name)}：{one.message}", start=None, end=None) for one in own]
    numbers = [one for one in plan.diagnostics if one.code in _NUMBERS]
    return (*_no_tasks(plan, name), *found, *_numbering(numbers, name))


def _no_tasks(plan: Plan, name: str) -> tuple[Diagnostic, ...]:
    """A warning where nothing was found: all of the other year would be told as new or dropped."""
    from qdoc.model import Diagnostic, Severity

    if plan.tasks:
        return ()
    message = f"{_shown(name)}：没有找到任务，另一年的任务因此全部列成新增或取消，不能当作对照的结果"
    hint = "请核对给的是不是工作要点、文件是否完整；扫描的请先做文字识别，再运行一次"
    return (Diagnostic("P103", Severity.WARNING, message, hint=hint),)


def _numbering(numbers: Sequence[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    """One sentence of all numbers that leave a gap or come twice: a missing task would be told as dropped."""
    from qdoc.model import Diagnostic, Severity

    if not numbers:
        return ()
    told = "；".join(one.message for one in numbers[:_LISTED]) + (f"等{len(numbers)}处" if numbers[_LISTED:] else "")
    hint = "请核对原文是否缺项；缺的任务在对照里会列成取消或新增"
    return (Diagnostic(numbers[0].code, Severity.REVIEW, f"{_shown(name)}：{told}", hint=hint),)


def _shown(name: str) -> str:
    return STDIN_NAME if name == "-" else Path(name).name
