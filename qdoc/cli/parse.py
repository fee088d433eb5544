"""Owns ``qdoc parse``: what a notice says, on the screen or as plan.json."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qdoc.cli.history import history_option
from qdoc.cli.reading import encoding_option, notice_argument, read_notice, register_option, suggest_option
from qdoc.cli.settings_file import read_settings
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="parse", options_metavar="[选项]")
@notice_argument
@click.option("--json", "as_json", is_flag=True, help="输出 plan.json（UTF-8），供别的程序用。")
@click.option("--settings", metavar="文件", help="本单位的设置 单位信息.xlsx：先用其中的“责任单位”认单位。")
@register_option
@suggest_option
@history_option
@encoding_option
def command(
    notice: str,
    as_json: bool,
    settings: str | None,
    register: str | None,
    no_suggest: bool,
    history: tuple[str, ...],
    encoding: str | None,
) -> int:
    """只读通知，不写文件：显示主题、任务、单位和要人核的地方。

    通知可以是 .txt .md .html .docx .pdf；写“-”则读标准输入。
    """
    from qdoc.cli.overview import needs_looking, show_findings, show_plan
    from qdoc.cli.terminal import Steps, screen

    office = read_settings(Path(settings)) if settings else None
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
    found = (*(office.diagnostics if office else ()), *read.plan.diagnostics)
    if as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(read.plan_json)
        sys.stdout.buffer.flush()
    else:
        console = screen()
        show_plan(console, read.plan)
        console.print()
        show_findings(console, found, read.notice.source.text)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE
