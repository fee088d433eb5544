"""Owns ``qdoc forms``: one form a unit for all its tasks, as a workbook, a Word file, or both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import punctuation_option, read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.console import Console

    from qdoc.asking import Form
    from qdoc.model import Ledger, Office
    from qdoc.render.templates import Template

_SHEET, _WORD, _BOTH = "xlsx", "docx", "两种"
_ROOM = 6  # UTF-16 units of 各单位\…\ beside the unit's folder and the file


@click.command(name="forms", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹；没有就新建。")
@click.option("--quarter", type=click.IntRange(1, 4), metavar="1到4", help="填报哪个季度；年份用工作要点的年份。")
@click.option("--on", "day", metavar="年-月-日", callback=read_day_option, help="不按季度，填报截至这一天的进展。")
@click.option(
    "--by",
    type=click.Choice(("任务", "事项")),
    default="任务",
    show_default=True,
    help="一项任务填一行，还是一条事项填一行。",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice((_SHEET, _WORD, _BOTH)),
    default=_SHEET,
    show_default=True,
    help="写成 Excel、Word，还是两种都写（收回一种即可）。",
)
@click.option(
    "--due",
    metavar="年-月-日",
    callback=read_day_option,
    help="哪一天之前应报，写进填报清单；不写则按“规则”里的填报时限，没有就空着。",
)
@click.option("--unit", "units", metavar="单位", multiple=True, help="只写这个单位的；可写多次，不写则每个单位都写。")
@settings_option
@templates_option
@punctuation_option
@force_option
def command(
    ledger: str,
    out: str,
    quarter: int | None,
    day: str | None,
    by: str,
    kind: str,
    due: str | None,
    units: tuple[str, ...],
    settings: str | None,
    templates: str | None,
    source_punctuation: bool,
    force: bool,
) -> int:
    """给每个单位写一份进展填报表：它的全部任务在一张表里，只有要填的格子能填。

    牵头、责任单位填办理状态、一句话进展、指标的完成数值、下步节点和问题；配合单位只填一句话。已销号的不再问。
    另写一份 填报清单.xlsx：每个单位的文件、事项数、联系人电话、应报日、交来没有；备注由您填，填过的清单不再重写。
    填好的表用 qdoc collect 收回，凭表里藏着的识别码对回台账，改了文件名、打乱了次序也认得。
    有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.asking import ask
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.making import unit_folders
    from qdoc.cli.outcome import show_files, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import letter_findings, make_letters
    from qdoc.parse.punctuation import full_width
    from qdoc.render.form_docx import FORM
    from qdoc.store import Folder

    beside = (*folder_of(ledger), Path(out))
    with Steps() as steps:
        own, styles = find_settings(settings, *beside), office_templates(templates, *beside)
        steps.begin("读台账")
        record = read_ledger_file(ledger).ledger
        forms = ask(record, _period(record, quarter, day), own, by, units or None)
        steps.begin("写填报表", len(forms))
        quote = str if source_punctuation else full_width
        everybody = [letter.department for letter in make_letters(record, own)]
        folders = dict(zip(everybody, unit_folders(everybody), strict=True))
        files = _files(forms, folders, kind, quote, styles.template(FORM), steps.advance)
        steps.begin("存文件")
        kept = ""
        if files:
            listed = _list_of(record, forms, files, folders, own, due)
            with Folder(out) as folder:
                (name,) = listed
                before = folder.read(name)
                if units or (before is not None and not folder.made_by_us(name) and not force):
                    kept = name if before is not None else ""
                else:
                    files = listed | files
                folder.write(files, overwrite=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_templates(console, styles, FORM)
    found = (*styles.diagnostics, *(own.diagnostics if own else ()), *letter_findings(record, own))
    show_findings(console, (*found, *record.diagnostics))
    waiting = _show_asked(console, forms, record)
    if files:
        show_files(console, Path(out), files)
    if kept:
        console.print(f"  {kept} 是已有的，没有重写", markup=False)
    return EXIT_FINDINGS if waiting or needs_looking((*found, *record.diagnostics)) else EXIT_DONE


def _period(record: Ledger, quarter: int | None, day: str | None) -> str:
    """The period that was asked for. Raises UsageError where none or both were, or the plan has no year."""
    if (quarter is None) == (day is None):
        raise UsageError("要写明填报哪一期", hint="用 --quarter 1（季度）或 --on 2026-05-20（日期），写一个")
    if day is not None:
        return day
    if record.head.year is None:
        raise UsageError("台账没有年份，季度不知道是哪一年的", hint="请改用 --on，写明填报截至哪一天")
    return f"{record.head.year}Q{quarter}"


def _files(
    forms: Sequence[Form],
    folders: Mapping[str, str],
    kind: str,
    quote: Callable[[str], str],
    style: Template | None,
    advance: Callable[[], None],
) -> dict[str, bytes]:
    """Each unit's form by its path in the output folder; ``folders``: unit → the folder of all its documents."""
    from qdoc.asking import period_name
    from qdoc.cli.making import UNITS
    from qdoc.render.form_docx import FORM, form_docx
    from qdoc.render.form_sheet import form_xlsx
    from qdoc.store.names import OWN_ROOM, WINDOWS_PATH, safe_name

    files: dict[str, bytes] = {}
    for form in forms:
        folder = folders[form.unit]
        tail = f"{FORM}（{period_name(form.period)}）"
        longest = WINDOWS_PATH - OWN_ROOM - _ROOM - len(folder)
        stem = f"{UNITS}/{folder}/{safe_name(folder, f'{tail}.{_SHEET}', longest).removesuffix(f'.{_SHEET}')}"
        if kind != _WORD:
            files[f"{stem}.{_SHEET}"] = form_xlsx(form, quote=quote)
        if kind != _SHEET:
            files[f"{stem}.{_WORD}"] = form_docx(form, quote=quote, style=style)
        advance()
    return files


def _list_of(
    record: Ledger,
    forms: Sequence[Form],
    files: Mapping[str, bytes],
    folders: Mapping[str, str],
    own: Office | None,
    due: str | None,
) -> dict[str, bytes]:
    """The list of the forms, by its name in the output folder."""
    from qdoc.asking import asked_rows, period_name
    from qdoc.cli.making import UNITS
    from qdoc.render.form_list_sheet import FORM_LIST, form_list_xlsx
    from qdoc.status import due_day, read_rules, returns_of

    period = forms[0].period
    paths = {
        unit: [path for path in files if path.startswith(f"{UNITS}/{folder}/")] for unit, folder in folders.items()
    }
    last = due or due_day(period, read_rules(own))
    returns = returns_of(record, period, asked_rows(forms))
    data = form_list_xlsx(forms, paths, returns, own, year=record.head.year, due=last)
    return {f"{FORM_LIST}（{period_name(period)}）.xlsx": data}


def _show_asked(console: Console, forms: Sequence[Form], record: Ledger) -> int:
    """Print who is asked how much and what is asked of nobody; return how many rows nobody leads."""
    from rich.text import Text

    from qdoc.asking import not_asked, period_name
    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging

    waiting, closed = not_asked(record)
    console.print()
    if forms:
        lines = sum(len(form.lines) for form in forms)
        support = sum(not line.leads for form in forms for line in form.lines)
        head = f"{period_name(forms[0].period)}：{len(forms)} 个单位，共填 {lines} 行"
        console.print(Text(f"{head}（牵头、责任 {lines - support}，配合 {support}）", style="bold"))
        told = "、".join(f"{one_line(form.unit)} {len(form.lines)}" for form in forms)
        console.print(hanging(Text("  "), told, console.width))
    else:
        console.print(Text("没有要填的：台账里没有单位，或事项都已销号", style="bold"))
    if closed:
        console.print(hanging(Text("  "), f"已销号、不再问的 {len(closed)} 条", console.width))
    if waiting:
        told = f"待指定的 {len(waiting)} 条没有牵头或责任单位可问；请在台账里填好单位，再出一次："
        console.print(hanging(Text("  "), told, console.width, "yellow"))
        for row in waiting:
            console.print(hanging(Text("    · "), one_line(f"{row.place} {row.text}"), console.width))
    return len(waiting)
