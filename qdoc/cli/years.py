"""Owns reading one year for a comparison: a notice in any format, a plan.json, or a ledger (台账.xlsx)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.reading import read_input, read_notice
from qdoc.cli.register import lexicon_of

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.compare import Reading
    from qdoc.model import Diagnostic, Notice

_BOOKS = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True, slots=True)
class Year:
    """A year as it was read: ``notice`` where a notice was, ``diagnostics`` what a ledger's reading found."""

    reading: Reading
    notice: Notice | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_year(name: str, steps: Steps, *, register: str | None = None, encoding: str | None = None) -> Year:
    """Read the year in the file ``name`` (``-``: a notice on standard input); its name says what it is.

    Raises:
        InputRefused: the file is not there, unsafe or unreadable, or a workbook that is no ledger of qdoc's.
        UsageError: there is no such encoding.
    """
    from qdoc.compare import Reading
    from qdoc.read import limits

    kind = Path(name).suffix.lower()
    if kind == ".json":
        from qdoc.store import decode_plan

        steps.begin("读 plan.json")
        return Year(Reading(decode_plan(read_input(name, limit=limits.MAX_FILE_BYTES), Path(name).name)))
    if kind in _BOOKS:
        from qdoc.cli.files import read_ledger_file
        from qdoc.compare.ledgers import ledger_reading

        steps.begin("读台账")
        ledger = read_ledger_file(name).ledger
        reading = ledger_reading(ledger, lexicon_of(register, year=ledger.head.year), Path(name).name)
        return Year(reading, diagnostics=ledger.diagnostics)
    read = read_notice(name, steps, register=register, suggest=False, encoding=encoding)
    return Year(Reading(read.plan, read.notice.source.text), read.notice)
