"""Owns ``qdoc ledger``: the ledger alone."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.history import history_option
from qdoc.cli.reading import encoding_option, notice_argument, read_notice, register_option, suggest_option
from qdoc.cli.settings_file import find_settings, settings_option
from qdoc.cli.wishes import punctuation_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="ledger", options_metavar="[选项]")
@notice_argument
@click.option("-o", "--out", required=True, metavar="台账.xlsx", help="写成哪个文件；已有的台账按事项合并。")
@by_option
@punctuation_option
@settings_option
@register_option
@suggest_option
@history_option
@encoding_option
def command(
    notice: str,
    out: str,
    by: str,
    source_punctuation: bool,
    settings: str | None,
    register: str | None,
    no_suggest: bool,
    history: tuple[str, ...],
    encoding: str | None,
) -> int:
    """只生成台账：逐条事项一行，单位、指标、时限各带来源。

    那个文件已经有了，就合并：台账里改过、填过、确认过的都保留。有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.files import check_target, merged_ledger
    from qdoc.cli.outcome import show_changes, show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.ledger.units import is_unassigned
    from qdoc.parse.punctuation import full_width
    from qdoc.render.workbook import ledger_xlsx
    from qdoc.store import Folder

    path = Path(out)
    check_target(path, ".xlsx", notice)
    office = find_settings(settings, path.parent)
    with Steps() as steps:
        read = read_notice(
            notice,
            steps,
            register=register,
            suggest=not no_suggest,
            encoding=encoding,
            history=history,
            office=office,
        )
        with Folder(path.parent) as folder:
            steps.begin("建台账")
            merged = merged_ledger(read, folder, path.name)
            data = ledger_xlsx(merged.ledger, quote=str if source_punctuation else full_width)
            decided = merged.decisions.files(merged.ledger, who=by, when=None)
            folder.write({**merged.backup, path.name: data, **decided}, expect=merged.before)
    console = screen()
    found = (*(office.diagnostics if office else ()), *read.plan.diagnostics, *merged.ledger.diagnostics)
    show_findings(console, found, read.notice.source.text)
    show_changes(console, merged.changes)
    console.print()
    if office is not None:
        show_kept(console, "用了设置", Path(office.source))
    for name in merged.backup:
        show_kept(console, "改过的原台账另存为", path.parent / name)
    show_file(console, path, len(data))
    unassigned = any(is_unassigned(row) for row in merged.ledger.rows)
    return EXIT_FINDINGS if unassigned or needs_looking(found) else EXIT_DONE
