"""Owns ``qdoc summary``: the year-end summary from the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option, read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="summary", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("-o", "--out", required=True, metavar="年终总结.docx", help="写成哪个文件。")
@click.option("--office", metavar="单位", default="", help="编制单位；不写则用 单位信息.xlsx 的，都没有的印【待补】。")
@date_option
@click.option("--as-of", metavar="年-月-日", callback=read_day_option, help="台账数据截止到哪天；不写则印【待补】。")
@punctuation_option
@settings_option
@templates_option
@force_option
def command(
    ledger: str,
    out: str,
    office: str,
    date: str | None,
    as_of: str | None,
    source_punctuation: bool,
    settings: str | None,
    templates: str | None,
    force: bool,
) -> int:
    """按台账的进展栏写年终总结；没办完的逐条列出，没填的写明没填。

    只用台账里写着的话和数，不添一句。
    """
    from qdoc.cli.files import check_target, read_ledger_file, write_one
    from qdoc.cli.outcome import show_composed, show_file, show_gaps
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.parse.punctuation import full_width
    from qdoc.render.summary_docx import summary_docx
    from qdoc.render.template_values import chinese_date
    from qdoc.summary import summarise

    path = Path(out)
    check_target(path, ".docx", ledger)
    beside = (*folder_of(ledger), path.parent)
    own = office_templates(templates, *beside)
    known = find_settings(settings, *beside)
    office = office or (known.name if known else "")
    summary = summarise(read_ledger_file(ledger).ledger)
    data = summary_docx(
        summary,
        quote=str if source_punctuation else full_width,
        office=office,
        dated=chinese_date(date or ""),
        as_of=chinese_date(as_of or ""),
        style=own.style("年终总结"),
    )
    size = write_one(path, data, force=force)
    console = screen()
    show_templates(console, own, "年终总结")
    show_composed(console, summary.title, {f"{one.status}": one.count for one in summary.statuses})
    found = (*own.diagnostics, *summary.diagnostics)
    show_findings(console, found)
    gaps = (("编制单位", office, "--office"), ("成文日期", date, "--date"), ("数据截止日期", as_of, "--as-of"))
    show_gaps(console, {name: option for name, value, option in gaps if not value})
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE
