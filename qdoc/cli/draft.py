"""Owns ``qdoc draft build``: a plan written as plain text becomes a notice on the official page."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import encoding_option, read_source
from qdoc.cli.styles import templates_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.group(name="draft", options_metavar="[选项]", subcommand_metavar="命令 …")
def command() -> None:
    """把写好的要点排成正式的印发通知。"""


@command.command(name="build", options_metavar="[选项]")
@click.argument("plan", metavar="要点")
@click.option("-o", "--out", required=True, metavar="通知.docx", help="写成哪个文件。")
@encoding_option
@templates_option
@force_option
def build(plan: str, out: str, encoding: str | None, templates: str | None, force: bool) -> int:
    """把纯文本写的要点（.txt 或 .md）排成印发通知：版头、主体、版记按 GB/T 9704—2012。

    开头可以写“发文机关：…”这样的几行；没写的印【待补：…】并列出来。写“-”则读标准输入。
    """
    from qdoc.cli.files import check_target, write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.draft import parse_draft
    from qdoc.render.notice_docx import notice_docx

    path = Path(out)
    check_target(path, ".docx", plan)
    own = office_templates(templates, path.parent)
    source = read_source(plan, encoding)
    draft = parse_draft(source.text, source.origin.name)
    size = write_one(path, notice_docx(draft, style=own.style("印发通知")), force=force)
    console = screen()
    show_templates(console, own, "印发通知")
    found = (*own.diagnostics, *source.diagnostics, *draft.diagnostics)
    show_findings(console, found)
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE
