"""Owns ``--history``: earlier notices, plan.json and ledgers read as precedents for suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import within

if TYPE_CHECKING:
    from qdoc.extract import Precedent
    from qdoc.lexicon import Lexicon
    from qdoc.model import Ledger

history_option = click.option(
    "--history",
    multiple=True,
    metavar="文件",
    help="往年的 台账.xlsx、plan.json、通知，或 qdoc adopt 写的历史.json，可写多次：没写单位的事项参照其中相近的。",
)


def precedents_from(files: tuple[str, ...], lexicon: Lexicon) -> tuple[Precedent, ...]:
    """Return what the files say about who did what, in their order; each file is told by its content.

    Raises InputRefused (and its kin) naming the file that cannot be read.
    """
    found: list[Precedent] = []
    for name in files:
        with within(Path(name).name):
            found += _read(Path(name), lexicon)
    return tuple(found)


def _read(path: Path, lexicon: Lexicon) -> tuple[Precedent, ...]:
    from qdoc.extract import extract, precedents_of
    from qdoc.parse import parse
    from qdoc.read import read_path

    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from qdoc.returns import read_ledger

        return tuple(ledger_precedents(read_ledger(path.read_bytes(), path.name), path.name))
    if path.suffix.lower() == ".json":
        from qdoc.store import decode_plan
        from qdoc.store.history import decode_history, is_history

        data = path.read_bytes()
        if is_history(data):
            return decode_history(data, path.name)
        return precedents_of(decode_plan(data, path.name))
    return precedents_of(extract(parse(read_path(path)), lexicon, suggest=False))


def ledger_precedents(ledger: Ledger, name: str) -> Iterator[Precedent]:
    """What a ledger's rows decide: stated, inherited and confirmed units, never suggestions that nobody confirmed."""
    from qdoc.extract import Precedent
    from qdoc.ledger.units import split_units
    from qdoc.model import Basis, Role

    source = ledger.head.plan_title or ledger.head.notice_title or name
    fields = ((Role.LEAD, "lead"), (Role.RESPONSIBLE, "responsible"), (Role.SUPPORT, "support"))
    for row in ledger.rows:
        for role, field in fields:
            cell = getattr(row, field)
            if not cell.value or cell.basis is None or cell.basis is Basis.SUGGESTED:
                continue
            confirmed = cell.basis is Basis.CONFIRMED
            yield Precedent(row.task + row.text, split_units(cell.value), role, source, ledger.head.year, confirmed)
