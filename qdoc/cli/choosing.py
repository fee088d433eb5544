"""Owns choosing rows of a ledger on the command line, and saying which of the acts on them do not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qdoc.errors import EventRefused, LedgerRefused, UsageError

if TYPE_CHECKING:
    from qdoc.ledger.acts import Refusal
    from qdoc.ledger.choose import Wanted
    from qdoc.model import Diagnostic, Ledger, LedgerRow, Office
    from qdoc.returns.ledger import ReturnedLedger

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class OpenedLedger:
    """A ledger that is to be written back: the bytes that were read, and row key → 序号 as the sheet shows it."""

    path: Path
    before: bytes
    returned: ReturnedLedger
    serials: Mapping[str, str]

    @property
    def ledger(self) -> Ledger:
        """The ledger as it was read."""
        return self.returned.ledger


def row_options(command: _Command) -> _Command:
    """Add ``--row`` and ``--task``; the command gets them as ``rows`` and ``tasks``."""
    task = click.option(
        "--task", "tasks", metavar="任务", multiple=True, help="这一项任务的各条：写编号（如 9）或标题，可写多次。"
    )
    row = click.option(
        "--row", "rows", metavar="序号", multiple=True, help="这一条：台账的“序号”或“识别码”，可写多次。"
    )
    chosen: _Command = row(task(command))
    return chosen


def open_to_write(name: str) -> OpenedLedger:
    """Read the ledger ``name`` that acts are to be written into.

    Raises InputRefused for what is no ledger, and LedgerRefused where writing it anew would lose what the clerk added
    to the workbook: columns or sheets.
    """
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.writing_back import refuse_foreign
    from qdoc.returns import read_returned
    from qdoc.returns.serials import read_serials

    if name == "-":
        raise UsageError("要写回台账，不能从标准输入读", hint="请给出台账文件，如 输出/台账.xlsx")
    path = Path(name)
    before = path.read_bytes() if path.is_file() else b""
    returned = read_returned(before, path.name) if before else read_ledger_file(name)
    refuse_foreign(returned.ledger, name)
    sheet = read_serials(before, path.name)
    if sheet.foreign:
        hint = "请把自己加的部分另存到别的文件，再运行一次；没有写任何文件"
        raise LedgerRefused(f"台账里有您自己加的{'、'.join(sheet.foreign)}，写回时会丢掉", file=name, hint=hint)
    return OpenedLedger(path, before, returned, sheet.numbers)


def chosen_rows(opened: OpenedLedger, wanted: Wanted, office: Office | None) -> tuple[LedgerRow, ...]:
    """Return the rows that ``wanted`` names. Raises UsageError that lists what is unclear, with what may be meant."""
    from qdoc.cli.clean import one_line
    from qdoc.ledger.choose import choose_rows

    if not (wanted.rows or wanted.tasks or wanted.unit):
        raise UsageError("没有说是哪几条", hint="请用 --row 序号、--task 任务编号或标题、--unit 单位 选出事项")
    choice = choose_rows(opened.ledger, wanted, opened.serials, office)
    if choice.unclear:
        lines = []
        for one in choice.unclear:
            lines.append(one_line(one.message) + ("，可能是：" if one.candidates else ""))
            lines += [f"    {one_line(each)}" for each in one.candidates]
        hint = "请按台账第一栏“序号”、任务编号或标题、单位名称重写；没有写任何文件"
        raise UsageError("\n  ".join(["选不准是哪几条，一条也没有登记", *lines]), file=str(opened.path), hint=hint)
    return choice.rows


def called_unit(opened: OpenedLedger, name: str, office: Office | None) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the unit that ``name`` means as the ledger calls it, and what is to be said of that; "" for ""."""
    from qdoc.cli.naming import settled_units

    unit, found = settled_units(name, opened.ledger, office)
    return unit, tuple(one for one in found if one.code == "K012")


def refuse_acts(opened: OpenedLedger, refused: Sequence[Refusal], count: int, what: str) -> None:
    """Raise EventRefused that lists every act that does not fit, by row; do nothing where there are none."""
    from qdoc.cli.clean import one_line
    from qdoc.ledger.choose import row_words

    if not refused:
        return
    rows = {row.key: row for row in opened.ledger.rows}
    reasons: dict[str, list[str]] = {}
    for one in refused:
        problem, row = one.problem, rows.get(one.event.row_key)
        rule = f"；规则：{problem.rule}" if problem.rule else ""
        told = row_words(row, opened.serials) if row else one.event.row_key
        place = f"（{problem.place}）" if problem.place else ""
        reasons.setdefault(f"{problem.message}{rule}。→ {problem.hint or ''}", []).append(f"{told}{place}")
    lines = [f"{count} 条中有 {len({one.event.row_key for one in refused})} 条不能登记{what}，一条也没有登记"]
    for reason, items in reasons.items():
        lines.append(one_line(reason))
        lines += [f"    {one_line(item)}" for item in items]
    hint = "请先处理这几条，或只选其余的再运行；没有写任何文件"
    raise EventRefused("\n  ".join(lines), file=str(opened.path), hint=hint)
