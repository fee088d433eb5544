"""Owns ``qdoc draft build``: a plain text becomes a document on the official page, in the format that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import encoding_option, read_source
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from qdoc.model import Diagnostic
    from qdoc.render.page import PageProfile


@click.group(name="draft", options_metavar="[选项]", subcommand_metavar="命令 …")
def command() -> None:
    """把写好的文稿排成公文：印发通知、请示报告、函、纪要。"""


@command.command(name="build", options_metavar="[选项]")
@click.argument("plan", metavar="文稿")
@click.option("-o", "--out", required=True, metavar="通知.docx", help="写成哪个文件。")
@encoding_option
@settings_option
@templates_option
@force_option
def build(plan: str, out: str, encoding: str | None, settings: str | None, templates: str | None, force: bool) -> int:
    """把纯文本（.txt 或 .md）排成公文：版头、主体、版记按 GB/T 9704—2012。

    开头可以写“发文机关：…”这样的几行；没写的印【待补：…】并列出来。写“-”则读标准输入。
    没写标题、或标题里有“印发”的，下面的文字作为方案印发；其余标题，下面的文字就是正文。

    \b
    格式：文件、上行文、信函、纪要（不写则按标题和签发人判断）
    版面：通行、墨线，或 上/下/左/右/行距，如 37/35/28/26/28.95
    盖章：是、否　双面：是、否　主送位置：版记
    份号、密级、紧急程度、签发人、出席、请假、列席、附注、标志
    """  # noqa: D301  click wants the sign itself
    from qdoc.cli.files import check_target, write_one
    from qdoc.cli.outcome import show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.draft import parse_draft
    from qdoc.render.notice_docx import KIND_OF, notice_docx

    path = Path(out)
    check_target(path, ".docx", plan)
    styles = office_templates(templates, path.parent)
    own = find_settings(settings, path.parent)
    source = read_source(plan, encoding)
    draft = parse_draft(source.text, source.origin.name)
    kind = KIND_OF[draft.looks.form]
    profile, unknown = _profile(draft.looks.profile, own.profile if own else "")
    size = write_one(path, notice_docx(draft, style=styles.style(kind), profile=profile), force=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_templates(console, styles, kind)
    remarks = own.diagnostics if own else ()
    found = (*styles.diagnostics, *remarks, *source.diagnostics, *draft.diagnostics, *unknown)
    show_findings(console, found)
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


def _profile(written: str, of_office: str) -> tuple[PageProfile | None, tuple[Diagnostic, ...]]:
    """The page profile that the draft names, else the office; None where neither does (the template's own then)."""
    from qdoc.model import Diagnostic, Severity
    from qdoc.render.page import read_profile

    words = written or of_office
    profile = read_profile(words) if words else None
    if profile is not None or not words:
        return profile, ()
    message = f"版面“{words}”不认识，按模板自己的版面排"
    hint = "可写：通行、墨线，或 上/下/左/右/行距，如 37/35/28/26/28.95（毫米，行距为磅）"
    return None, (Diagnostic("D007", Severity.WARNING, message, hint=hint),)
