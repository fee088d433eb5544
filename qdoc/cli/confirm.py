"""Owns ``qdoc confirm``: suggestions in a ledger become decisions, listed one by one, with who and when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.wishes import read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, LedgerRefused, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.model import Ledger, LedgerRow
    from qdoc.returns.shown import ShownSheet

_MARKS = " .、()〔〕"  # around a printed number
_FIELDS = {"lead": "牵头", "responsible": "责任", "support": "配合", "metric": "指标", "deadline": "时限"}


@click.command(name="confirm", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("--all-shown", is_flag=True, help="台账里显示着的建议全部确认；被筛选隐藏的行不动。")
@click.option("--row", "rows", metavar="序号", type=int, multiple=True, help="确认这一行（按“序号”一栏），可写多次。")
@click.option("--task", "tasks", metavar="编号", multiple=True, help="确认这一项任务的各行，如 9，可写多次。")
@by_option
@click.option("--date", metavar="年-月-日", callback=read_day_option, help="哪一天确认的；不写则空着。")
def command(
    ledger: str, all_shown: bool, rows: tuple[int, ...], tasks: tuple[str, ...], by: str, date: str | None
) -> int:
    """把台账里的“建议”定为“已确认”：逐条列出确认了什么，写回台账，并记进台账旁边的 确认.json。

    只改来源，不改任何内容。什么都不选时，只列出还没有确认的建议，不写任何文件，退出码是 1。
    """
    from qdoc.cli.confirming import decisions_beside
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.terminal import Steps, screen
    from qdoc.ledger.confirm import confirm_rows, suggested_fields
    from qdoc.render.workbook import ledger_xlsx
    from qdoc.returns import read_returned
    from qdoc.returns.shown import read_shown
    from qdoc.store import Folder

    if ledger == "-":
        raise UsageError("确认要写回台账，不能从标准输入读", hint="请给出台账文件，如 输出/台账.xlsx")
    path = Path(ledger)
    with Steps() as steps:
        steps.begin("读台账")
        before = path.read_bytes() if path.is_file() else b""
        returned = read_returned(before, path.name) if before else read_ledger_file(ledger)
        sheet = read_shown(before)
        record = returned.ledger
        numbers = {one.key: one.number for one in sheet.rows}
        waiting = [row for row in record.rows if suggested_fields(row)]
        chosen = _chosen(waiting, record, sheet, all_shown=all_shown, numbers=rows, tasks=tasks)
        if chosen:
            _refuse_foreign(sheet, ledger)
            done = confirm_rows(record, {row.key for row in chosen})
            decisions = decisions_beside(ledger, returned)
            assert decisions is not None
            kept = decisions.files(done, who=by, when=date)
            steps.begin("写台账")
            with Folder(path.parent) as folder:
                folder.write({path.name: ledger_xlsx(done), **kept}, expect={path.name: before, **decisions.before})
    console = screen()
    if not (all_shown or rows or tasks):
        return _show_waiting(console, waiting, numbers)
    hidden = sum(one.hidden for one in sheet.rows if one.key in {row.key for row in waiting}) if all_shown else 0
    _show_confirmed(console, chosen, waiting, numbers, ledger)
    if hidden:
        console.print(f"另有 {hidden} 条建议在被筛选隐藏的行里，没有动。")
    return EXIT_DONE


def _chosen(
    waiting: Sequence[LedgerRow],
    record: Ledger,
    sheet: ShownSheet,
    *,
    all_shown: bool,
    numbers: tuple[int, ...],
    tasks: tuple[str, ...],
) -> list[LedgerRow]:
    """The rows with suggestions that were asked for. Raises UsageError for a row or a task that is not there."""
    wanted: set[str] = set()
    if all_shown:
        wanted |= {one.key for one in sheet.rows if not one.hidden}
    for number in numbers:
        found = [one.key for one in sheet.rows if one.number == str(number)]
        if len(found) != 1:
            what = "没有" if not found else "不止一行的"
            raise UsageError(f"台账里{what}序号 {number}", hint="请看台账第一栏“序号”；重复的请先改成不同的数")
        wanted.add(found[0])
    for task in tasks:
        wanted |= _of_task(task, record)
    return [row for row in waiting if row.key in wanted]


def _of_task(name: str, record: Ledger) -> set[str]:
    rows = [row for row in record.rows if not row.own and _bare(row.number) == _bare(name)]
    places = dict.fromkeys((row.task_id, row.theme, row.task) for row in rows)
    if not places:
        raise UsageError(f"台账里没有任务 {name}", hint="请看台账“任务编号”一栏")
    if len(places) > 1:
        which = "；".join(f"{theme} {task}" for _, theme, task in places)
        raise UsageError(f"编号 {name} 的任务不止一项：{which}", hint="请改用 --row 写明序号")
    return {row.key for row in rows}


def _bare(number: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", number).strip(_MARKS)


def _refuse_foreign(sheet: ShownSheet, name: str) -> None:
    """Raise LedgerRefused where writing the workbook anew would lose what a clerk added to it."""
    if sheet.foreign:
        raise LedgerRefused(
            f"台账里有您自己加的{'、'.join(sheet.foreign)}，程序写回时会丢掉，没有写",
            file=name,
            rule="确认只改来源，不动别的内容",
            hint="请直接在台账“确认”一栏选“是”；或先把自己加的部分另存",
        )


def _show_waiting(console: Console, waiting: Sequence[LedgerRow], numbers: dict[str, str]) -> int:
    if not waiting:
        console.print("台账里没有等着确认的建议。")
        return EXIT_DONE
    console.print(f"等着确认的建议 {len(waiting)} 条（没有写任何文件）")
    _list(console, waiting, numbers)
    console.print("下一步：同意的用 --row 序号 或 --task 任务编号 确认；全部同意用 --all-shown；不同意的在台账里改写。")
    return EXIT_FINDINGS


def _show_confirmed(
    console: Console, chosen: Sequence[LedgerRow], waiting: Sequence[LedgerRow], numbers: dict[str, str], name: str
) -> None:
    from qdoc.cli.clean import one_line

    if not chosen:
        console.print("所选的行里没有等着确认的建议，没有写任何文件。")
        if waiting:
            console.print(f"等着确认的有 {len(waiting)} 条：")
            _list(console, waiting, numbers)
        return
    _list(console, chosen, numbers)
    console.print(f"已确认 {len(chosen)} 条，写回 {one_line(name)}，并记进旁边的 确认.json。")


def _list(console: Console, rows: Sequence[LedgerRow], numbers: dict[str, str]) -> None:
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging
    from qdoc.ledger.confirm import suggested_fields

    width = max(len(numbers.get(row.key, "")) for row in rows)
    for row in rows:
        told = "；".join(f"{_FIELDS[field]}：{getattr(row, field).value}" for field in suggested_fields(row))
        head = Text(f"  {numbers.get(row.key, ''):>{width}}  ")
        place = one_line(row.place or row.text, 40)
        console.print(hanging(head, f"{place}　{one_line(told)}", console.width))
