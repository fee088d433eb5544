"""Owns ``qdoc remind``: 催办单 for what is overdue or due soon, into each unit's folder, and the list of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.status import as_of_option, day_of
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option, within_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    import datetime

    from qdoc.model import Ledger, Office

_KIND = "催办单"


@click.command(name="remind", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@as_of_option
@click.option("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹；没有就新建。")
@within_option
@click.option("--office", metavar="单位", help="催办单位；不写则用设置里的，再不然用通知的发文机关。")
@click.option("--contact", metavar="姓名", help="催办单位的联系人；不写则用设置里的，没有就印【待补】。")
@click.option("--phone", metavar="号码", help="联系电话；不写则用设置里的，没有就印【待补】。")
@click.option("--feedback-by", metavar="时限", help="答复的时限，日期或一句话；不写则用设置里的。")
@click.option("--number", metavar="前缀", help="编号的前缀，如 云质办催〔2026〕；不写则用设置里的。")
@date_option
@settings_option
@templates_option
@punctuation_option
@force_option
@click.pass_context
def command(ctx: click.Context, /, ledger: str, out: str, as_of: str, within: int, **wishes: object) -> int:
    """给有事项逾期或临近时限的单位各写一份催办单，并列出催了谁、催几条。

    与 qdoc letters --kind 催办单 写出的一样，编号和分发清单也照它的办法。文件名带截至日期，以后再催是另一份、
    另一个编号，写明第几次催办；同一天再运行还是原来的那份。没有可催的不写文件。
    有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.letters import command as letters
    from qdoc.cli.settings_file import find_settings

    settings = wishes["settings"]
    own = find_settings(settings if isinstance(settings, str) else None, *folder_of(ledger), Path(out))
    record = read_ledger_file(ledger).ledger
    due = _due(record, own, day_of(as_of), within)
    code: int = EXIT_DONE
    if due:  # with nobody to remind nothing is written, not even an empty 分发清单
        code = ctx.invoke(letters, ledger=ledger, out=out, kinds=(_KIND,), as_of=as_of, within=within, **wishes)
    adrift = _show_list(record, own, day_of(as_of), within, due)
    return EXIT_FINDINGS if adrift else code


def _due(record: Ledger, own: Office | None, day: datetime.date, within: int) -> dict[str, list[int]]:
    """The days left (below 0: overdue) of every item that each unit is reminded of; units with none are left out."""
    from qdoc.letters import make_letters
    from qdoc.render.fields_reminder import due_items

    found = {letter.department: due_items(letter, day, within) for letter in make_letters(record, own)}
    return {unit: [(last - day).days for last, _ in items] for unit, items in found.items() if items}


def _show_list(record: Ledger, own: Office | None, day: datetime.date, within: int, units: dict[str, list[int]]) -> int:
    """Print one line a unit: how many items are overdue, how many near, how long the longest is overdue.

    Return how many more are due that no unit leads.
    """
    from dataclasses import replace

    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging, screen
    from qdoc.status import make_report, read_rules

    console = screen()
    console.print()
    if not units:
        console.print(Text(f"截至 {day}，没有逾期或 {within} 天内到期的事项", style="green"))
    else:
        console.print(Text(f"截至 {day} 催办 {len(units)} 个单位", style="bold"))
    order = sorted(units.items(), key=lambda pair: (min(pair[1]), -len(pair[1])))
    for unit, days in order:
        late = [each for each in days if each < 0]
        told = [f"逾期 {len(late)} 条，最长 {-min(late)} 天"] if late else []
        told += [f"{within} 天内到期 {len(days) - len(late)} 条"] if len(days) > len(late) else []
        console.print(
            hanging(Text(f"  {one_line(unit)}　"), "；".join(told), console.width, "red" if late else "yellow")
        )
    report = make_report(record, replace(read_rules(own), near=within), day, own)
    adrift = [item for item in (*report.overdue, *report.near) if not item.units]
    if adrift:
        places = "、".join(f"第{item.serial}条" for item in adrift)
        console.print(
            hanging(Text("  "), f"待指定、没有单位可催的 {len(adrift)} 条：{places}", console.width, "yellow")
        )
    return len(adrift)
