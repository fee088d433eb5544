"""Owns which findings a command shows of what it used: the ledger's own, and of the settings those that it needs."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.cli.wishes import Wishes
    from qdoc.model import Diagnostic, Ledger, Office
    from qdoc.returns.ledger import ReturnedLedger

_PREFIX, _MEMBERS = "S115", "S112"
_SHOWN = frozenset(
    (
        *("theme", "number", "task", "text", "metric", "lead", "responsible", "support", "deadline", "deadline_on"),
        *("confirmed", "remark", "mark"),
    )
)
"""The columns that the sheet 任务分解表 or a 来源 column of 台账.xlsx repeats."""
_ROWS_CHANGED = frozenset(("R001", "R005"))  # rows that are gone, rows that the clerk added


def ledger_findings(ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Return what of the ledger needs a human, found anew in its rows as they are now (待指定, suggestions …)."""
    from qdoc.ledger.build import findings

    fresh = findings(ledger.rows)
    known = {one.code for one in fresh}
    return (*fresh, *(one for one in ledger.diagnostics if one.code not in known))


def office_findings(office: Office | None, ledger: Ledger, wishes: Wishes | None = None) -> tuple[Diagnostic, ...]:
    """Return what is to be said of the settings to who makes the documents of ``wishes`` (None: the table alone).

    A prefix that no such document prints and a group that the ledger does not name are for ``qdoc settings check``.
    """
    if office is None:
        return ()
    prefixes = {wishes.prefix(kind, office) for kind in wishes.kinds} if wishes else set()
    groups = _groups(ledger, office) if wishes else set()
    return tuple(
        one
        for one in office.diagnostics
        if (one.code != _PREFIX or _names(one, prefixes)) and (one.code != _MEMBERS or _names(one, groups))
    )


def _groups(ledger: Ledger, office: Office) -> set[str]:
    from qdoc.ledger.directory import Directory

    directory = Directory(ledger, office)
    return {name for name in directory.names if directory.members(name)}


def _names(one: Diagnostic, subjects: Collection[str]) -> bool:
    return any(quoted in subjects for quoted in re.findall("“([^”]*)”", one.message))


def stale_sheet(returned: ReturnedLedger) -> str:
    """The sentence that 台账.xlsx shows some things as they were before it was edited; "" where it does not."""
    changed = sum(one.field in _SHOWN for one in returned.deviations)
    changed += sum(one.code in _ROWS_CHANGED for one in returned.ledger.diagnostics)
    if not changed:
        return ""
    return (
        f"台账里改过 {changed} 处，其中的工作表“任务分解表”和“来源”各栏还是改之前的；"
        "用原来的通知再运行一次 qdoc run 就更新，改过的都保留。"
    )
