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

    与 qdoc letters --kind 催办单 写出的一样，编号和分发清单也照它的办法。有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.letters import command as letters
    from qdoc.cli.settings_file import find_settings

    settings = wishes["settings"]
    own = find_settings(settings if isinstance(settings, str) else None, *folder_of(ledger), Path(out))
    record = read_ledger_file(ledger).ledger
    code: int = ctx.invoke(letters, ledger=ledger, out=out, kinds=(_KIND,), as_of=as_of, within=within, **wishes)
    _show_list(record, own, day_of(as_of), within)
    return code


def _show_list(record: Ledger, own: Office | None, day: datetime.date, within: int) -> None:
    """Print one line a unit: how many items are overdue, how many near, how long the longest is overdue."""
    from dataclasses import replace

    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging, screen
    from qdoc.letters import make_letters
    from qdoc.render.fields_reminder import due_items
    from qdoc.status import make_report, read_rules

    found = {letter.department: due_items(letter, day, within) for letter in make_letters(record, own)}
    units = {unit: [(last - day).days for last, _ in due] for unit, due in found.items() if due}
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
