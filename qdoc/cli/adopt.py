"""Owns ``qdoc adopt``: a ledger made by hand becomes history that suggestions can rest on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, InputRefused

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.extract import Precedent
    from qdoc.returns.adopted import AdoptedLedger

_SAMPLE = 3
_NAMED = 10


def _columns(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from qdoc.returns.headings import FIELDS

    named = {name: field for field, name in FIELDS.items()}
    columns = {}
    for one in given:
        name, sign, words = (part.strip() for part in one.partition("="))
        if not sign or not words or name not in named:
            raise click.BadParameter(f"“{one}”应写成 栏目=表头，栏目是：{'、'.join(named)}。")
        columns[named[name]] = words
    return columns


@click.command(name="adopt", options_metavar="[选项]")
@click.argument("ledger", metavar="旧台账.xlsx")
@click.option("-o", "--out", required=True, metavar="历史.json", help="写成哪个文件，以后用 --history 给出。")
@click.option(
    "--column", "columns", multiple=True, metavar="栏目=表头", callback=_columns,
    help="指明哪一栏是什么，如 牵头单位=责任部门；可写多次。",
)  # fmt: skip
@click.option("--year", type=int, metavar="年", help="是哪一年的；不写则从文件名和标题里认。")
@force_option
def command(ledger: str, out: str, columns: dict[str, str], year: int | None, force: bool) -> int:
    """把手工做的旧台账读成往年记录：谁牵头、谁负责、谁配合过什么，供提建议时参照。

    按表头的字认栏目，认成什么都列出来；合并的单元格、两三行的表头都可以。没有认出事项或单位的栏目时，不写文件。
    有没写单位或没写事项的行时，退出码是 1。
    """
    from qdoc.cli.files import write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.terminal import Steps, hanging, screen
    from qdoc.returns.adopted import read_adopted
    from qdoc.store.history import encode_history

    path = Path(ledger)
    if path.is_dir():
        raise InputRefused("这是文件夹，不是台账文件", file=ledger, hint="请给出文件夹里的那个 .xlsx")
    with Steps() as steps:
        steps.begin("读旧台账")
        read = read_adopted(path.read_bytes(), path.name, columns)
        when = year or read.year
        precedents = tuple(_precedents(read, path.stem, when))
        if not precedents:
            raise InputRefused("没有一行写了单位", file=ledger, hint="请看单位一栏是否认对；可用 --column 指明")
        size = write_one(Path(out), encode_history(precedents), force=force)
    console = screen()
    _show(console, read, when)
    show_file(console, Path(out), size)
    from rich.text import Text

    console.print(hanging(Text("下一步："), f"qdoc run 今年通知 -o 输出 --history {out}", console.width))
    return EXIT_FINDINGS if any(one.without_units or one.without_text for one in read.sheets) else EXIT_DONE


def _precedents(read: AdoptedLedger, name: str, year: int | None) -> Iterator[Precedent]:
    """What the office itself recorded counts as decided by a person."""
    from qdoc.extract import Precedent
    from qdoc.model import Role

    for sheet in read.sheets:
        for row in sheet.rows:
            for role, units in (
                (Role.LEAD, row.lead),
                (Role.RESPONSIBLE, row.responsible),
                (Role.SUPPORT, row.support),
            ):
                if units:
                    yield Precedent(row.task + row.text, units, role, name, year, confirmed=True)


def _show(console: Console, read: AdoptedLedger, year: int | None) -> None:
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging
    from qdoc.returns.headings import FIELDS

    for sheet in read.sheets:
        console.print(Text(f"工作表“{one_line(sheet.name)}”：{len(sheet.rows)} 行", style="bold"))
        for field, name in FIELDS.items():
            words = sheet.heading.words.get(field)
            told = f"“{one_line(words)}”一栏" if words else "没有"
            console.print(hanging(Text(f"  {name}："), told, console.width, "" if words else "dim"))
        if sheet.without_units:
            console.print(Text(f"  另有 {sheet.without_units} 行没有写单位，没有读入", style="yellow"))
        if sheet.without_text:
            more = "等" if len(sheet.without_text) > _NAMED else ""
            places = "、".join(map(str, sheet.without_text[:_NAMED])) + more
            told = f"写了单位、没写事项，没有读入：第 {places} 行（是上一行的，请合并单元格或补写事项）"
            console.print(hanging(Text("  "), told, console.width, "yellow"))
        for row in sheet.rows[:_SAMPLE]:
            units = "、".join((*row.lead, *row.responsible)) or "（没有）"
            support = f"；配合 {'、'.join(row.support)}" if row.support else ""
            console.print(
                hanging(Text("  例："), f"{one_line(row.text, 44)} → {one_line(units + support)}", console.width)
            )
    for name in read.passed:
        console.print(Text(f"工作表“{one_line(name)}”没有事项和单位的栏目，没有读入", style="dim"))
    console.print(Text(f"年份：{year or '没有认出，可用 --year 指明'}"))
