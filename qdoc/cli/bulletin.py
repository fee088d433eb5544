"""Owns ``qdoc bulletin``: a draft circular of where the ledger stands, every number traced to its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.status import as_of_option, day_of, printed_by
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="bulletin", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@as_of_option
@click.option("-o", "--out", required=True, metavar="督查通报.docx", help="写成哪个文件。")
@click.option("--office", metavar="单位", help="发文机关；不写则用本单位的设置，再用通知的发文机关。")
@click.option("--number", metavar="文号", help="发文字号，如 云政办督〔2026〕3号；不写则印【待补】。")
@date_option
@settings_option
@templates_option
@punctuation_option
@force_option
def command(
    ledger: str,
    as_of: str,
    out: str,
    office: str | None,
    number: str | None,
    date: str | None,
    settings: str | None,
    templates: str | None,
    source_punctuation: bool,
    force: bool,
) -> int:
    """拟一份督查通报稿：总体情况、分主题进度、进度快慢的单位、逾期事项、没有填报的单位。

    只写台账里算得出的数；每个数是台账的哪几条，另写在旁边的 督查通报（数据来源）.xlsx 里，核稿用，不随通报印发。
    主送机关、下步要求等由拟稿人补。
    单位出自建议的注明“建议，待确认”。有错误或警告时，退出码是 1。
    """
    from qdoc.cli.files import check_target, read_ledger_file
    from qdoc.cli.outcome import show_composed, show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.render.bulletin_docx import bulletin_docx
    from qdoc.render.bulletin_sources import SOURCES, sources_xlsx
    from qdoc.returns.silent import last_silent
    from qdoc.status import Judgement, make_report, read_rules
    from qdoc.store import write_files

    path = Path(out)
    check_target(path, ".docx", ledger)
    beside = (*folder_of(ledger), path.parent)
    own, styles = find_settings(settings, *beside), office_templates(templates, *beside)
    record = read_ledger_file(ledger).ledger
    report = replace(make_report(record, read_rules(own), day_of(as_of), own), absent=last_silent(record, own, as_of))
    options = replace(printed_by(record, own, office, date, source_punctuation), number=number)
    files = {path.name: bulletin_docx(report, options, styles.style("督查通报"))}
    files[f"{path.stem}（{SOURCES}）.xlsx"] = sources_xlsx(report, options)
    write_files(path.parent, files, overwrite=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_templates(console, styles, "督查通报")
    counts = {report.rules.name(each): report.total.count(each) for each in Judgement}
    show_composed(console, f"督查通报稿（截至 {report.as_of}）", {**counts, "逾期": report.total.overdue})
    found = (*styles.diagnostics, *(own.diagnostics if own else ()), *report.diagnostics)
    show_findings(console, found)
    console.print()
    for name, data in files.items():
        show_file(console, path.with_name(name), len(data))
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE
