"""Owns ``qdoc settings``: a 单位信息.xlsx to fill in, and what one says, lacks and has wrong."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.files import force_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, OutputRefused

ledger_option = click.option("--from", "ledger", metavar="台账.xlsx", help="对照哪个台账：里面的单位和群组。")


@click.group(name="settings", options_metavar="[选项]", subcommand_metavar="new|add|check …")
def command() -> None:
    """本单位的设置 单位信息.xlsx：单位名称、编号、联系人，责任单位和群组。

    qdoc settings new 写一份空白的，照说明填好，放在台账旁边或输出文件夹里，以后自动使用；台账里有了新的单位，
    用 qdoc settings add 添上，填过的不动。
    """


@command.command(name="new", options_metavar="[选项]")
@click.argument("workbook", metavar="单位信息.xlsx")
@ledger_option
@force_option
def new(workbook: str, ledger: str | None, force: bool) -> int:
    """写一份空白的 单位信息.xlsx；给了 --from，先把台账里的单位和群组填上。"""
    from qdoc.cli.files import check_target, write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.terminal import hanging, screen
    from qdoc.render.office_sheet import office_xlsx

    path = Path(workbook)
    check_target(path, ".xlsx", *([ledger] if ledger else []))
    units, groups = _named(ledger) if ledger else ((), ())
    try:
        size = write_one(path, office_xlsx(units, groups), force=force)
    except OutputRefused as problem:
        if force or not path.is_file() or "--force" not in (problem.hint or ""):
            raise
        hint = f"要添上台账里的新单位，用 qdoc settings add {path} --from 台账.xlsx；加 --force 会把填过的全部换成空白"
        raise OutputRefused("这份设置里有填过的内容，没有覆盖", file=str(path), hint=hint) from None
    from rich.text import Text

    console = screen()
    show_file(console, path, size)
    if ledger:
        console.print(f"已填上台账里的 {len(units)} 个单位、{len(groups)} 个群组")
    steps = f"用 Excel 或 WPS 填写后保存，再运行 qdoc settings check {path}；放在台账旁边或输出文件夹里，以后自动使用。"
    console.print(hanging(Text("下一步："), steps, console.width))
    return EXIT_DONE


@command.command(name="add", options_metavar="[选项]")
@click.argument("workbook", metavar="单位信息.xlsx")
@click.option("--from", "ledger", required=True, metavar="台账.xlsx", help="添上哪个台账里的单位和群组。")
def add(workbook: str, ledger: str) -> int:
    """把台账里有、设置里没有的单位和群组添在表的末尾；填过的不动，原来的另存一份。"""
    import hashlib

    from rich.text import Text

    from qdoc.cli.files import check_target
    from qdoc.cli.settings_file import read_settings
    from qdoc.cli.terminal import hanging, screen
    from qdoc.model.office import same_name
    from qdoc.render.office_more import with_more
    from qdoc.store import Folder

    path = Path(workbook)
    check_target(path, ".xlsx", ledger)
    units, groups = _named(ledger)
    office = read_settings(path)
    new_units = [unit for unit in units if office.unit(unit) is None and not office.members(unit)]
    listed = {same_name(group.name) for group in office.groups}
    new_groups = [group for group in groups if same_name(group) not in listed]
    console = screen()
    if not new_units and not new_groups:
        console.print("台账里的单位和群组，设置里都有，没有写文件")
        return EXIT_DONE
    with Folder(path.parent) as folder:
        before = folder.read(path.name) or b""
        copy = f"单位信息备份/{path.stem}~{hashlib.sha256(before).hexdigest()[:8]}.xlsx"
        files = {path.name: with_more(before, str(path), new_units, new_groups), copy: before}
        folder.write(files, expect={path.name: before})
    for what, names in (("单位", new_units), ("群组", new_groups)):
        if names:
            console.print(hanging(Text(f"添上 {len(names)} 个{what}："), "、".join(names), console.width))
    console.print(hanging(Text("原来的另存为 "), copy, console.width))
    return EXIT_DONE


@command.command(name="check", options_metavar="[选项]")
@click.argument("workbook", metavar="单位信息.xlsx")
@ledger_option
def check(workbook: str, ledger: str | None) -> int:
    """看 单位信息.xlsx（或 qdoc.toml）填了什么、缺什么、哪里不对；不写文件。

    给了 --from，还看台账里有没有没列入的单位、没有成员的群组。有要改的问题时，退出码是 1；只是没填，不算问题。
    """
    from qdoc.check.rules import severity_findings
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import read_settings
    from qdoc.cli.settings_shown import file_findings, gaps_of, ledger_findings, show_gaps, show_set
    from qdoc.cli.terminal import screen
    from qdoc.status import read_rules

    office = read_settings(Path(workbook))
    record = read_ledger_file(ledger).ledger if ledger else None
    found = (
        *file_findings(office),
        *read_rules(office).diagnostics,
        *severity_findings(office),
        *(ledger_findings(record, office) if record else ()),
    )
    console = screen()
    show_set(console, office)
    console.print()
    show_gaps(console, gaps_of(office, record), counted=record is not None)
    console.print()
    show_findings(console, found)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


def _named(ledger: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units and the groups that the ledger names, in its order."""
    from qdoc.cli.files import read_ledger_file
    from qdoc.ledger.directory import Directory

    directory = Directory(read_ledger_file(ledger).ledger)
    groups = directory.open_groups
    return tuple(name for name in directory.names if name not in groups), groups
