"""Owns ``qdoc allocation``: the table that shares out all tasks, as a Word file."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="allocation", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("-o", "--out", required=True, metavar="任务分解表.docx", help="写成哪个文件。")
@click.option(
    "--office", metavar="单位", help="编制单位；不写则用本单位的设置，再用通知的发文机关，都没有的印【待补】。"
)
@date_option
@settings_option
@templates_option
@punctuation_option
@force_option
def command(
    ledger: str,
    out: str,
    office: str | None,
    date: str | None,
    settings: str | None,
    templates: str | None,
    source_punctuation: bool,
    force: bool,
) -> int:
    """把台账排成任务分解表：横排 A4，一条举措一行，每页写明主题、任务和单位。

    单位、时限、指标都以台账为准，写明是原文、沿用、建议还是已确认。有错误、警告或待指定的举措时，退出码是 1。
    """
    from qdoc.cli.concerns import ledger_findings, office_findings
    from qdoc.cli.files import check_target, read_ledger_file, write_one
    from qdoc.cli.outcome import show_composed, show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.ledger.units import is_unassigned
    from qdoc.parse.punctuation import full_width
    from qdoc.render.allocation_docx import allocation_docx
    from qdoc.render.letter_docx import LetterOptions

    path = Path(out)
    check_target(path, ".docx", ledger)
    beside = (*folder_of(ledger), path.parent)
    styles = office_templates(templates, *beside)
    own = find_settings(settings, *beside)
    record = read_ledger_file(ledger).ledger
    options = LetterOptions(
        office=office or (own.name if own else "") or record.head.issuer,
        date=date,
        quote=str if source_punctuation else full_width,
    )
    size = write_one(path, allocation_docx(record, options, styles.style("任务分解表")), force=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_templates(console, styles, "任务分解表")
    waiting = sum(is_unassigned(row) for row in record.rows)
    title = record.head.plan_title or record.head.notice_title or "台账"
    show_composed(console, f"{title}任务分解表", {"举措": len(record.rows), "待指定": waiting})
    found = (*styles.diagnostics, *office_findings(own, record), *ledger_findings(record))
    show_findings(console, found)
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if waiting or needs_looking(found) else EXIT_DONE
