"""Owns ``qdoc summary``: the year-end summary from the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option, read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, LimitExceeded

if TYPE_CHECKING:
    from qdoc.summary import Summary


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
    """按台账写年终总结：总体、分主题、分单位、亮点、未完成及原因、问题、下年打算，附图表和对账表。

    只用台账里写着的话和数，不添一句；没办完的、没报送的逐一列出。每个数都带书签，列入附件“数据来源”，写出前与台账核对一遍。
    """
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.files import check_target, read_ledger_file, write_one
    from qdoc.cli.outcome import show_composed, show_file, show_gaps
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.proved import prove_or_stop
    from qdoc.cli.reading import STDIN_NAME
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.ledger.status_words import status_words
    from qdoc.parse.punctuation import full_width
    from qdoc.render.summary_docx import summary_docx
    from qdoc.render.template_values import chinese_date
    from qdoc.returns.silent import find_silent
    from qdoc.summary import summarise

    path = Path(out)
    check_target(path, ".docx", ledger)
    beside = (*folder_of(ledger), path.parent)
    own = office_templates(templates, *beside)
    known = find_settings(settings, *beside)
    office = office or (known.name if known else "")
    record = read_ledger_file(ledger).ledger
    summary = summarise(
        record,
        as_of=as_of or "",
        missing=find_silent(record, known, as_of or ""),
        finishing=status_words(known).finishing,
    )
    try:
        data = summary_docx(
            summary,
            quote=str if source_punctuation else full_width,
            office=office,
            dated=chinese_date(date or ""),
            style=own.style("年终总结"),
        )
    except LimitExceeded as problem:  # it knows how long the ledger is, not what it is called
        problem.file = Path(ledger).name if ledger != "-" else STDIN_NAME
        raise
    given = (chinese_date(date or ""), office)
    proof = prove_or_stop(data, summary, strict=own.style("年终总结") is None, given=given)
    size = write_one(path, data, force=force)
    console = screen()
    show_templates(console, own, "年终总结")
    show_composed(console, _name(summary), {f"{one.status}": int(one.count.text) for one in summary.statuses})
    found = (*own.diagnostics, *summary.diagnostics)
    show_findings(console, found)
    gaps = (("编制单位", office, "--office"), ("成文日期", date, "--date"), ("数据截止日期", as_of, "--as-of"))
    show_gaps(console, {name: option for name, value, option in gaps if not value})
    console.print()
    console.print(Text(one_line(proof)))
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


def _name(summary: Summary) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in summary.title)
