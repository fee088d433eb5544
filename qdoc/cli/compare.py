"""Owns ``qdoc compare``: two years side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import read_input, read_notice, register_option
from qdoc.cli.styles import templates_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, UsageError

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.compare import Reading


@click.command(name="compare", options_metavar="[选项]")
@click.argument("before", metavar="上年通知")
@click.argument("after", metavar="今年通知")
@click.option("-o", "--out", metavar="对照表.docx", help="把对照表写成 Word 文件。")
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.diff/1（UTF-8），供别的程序用。")
@register_option
@click.option(
    "--encoding",
    metavar="编码",
    multiple=True,
    help="文本和网页通知的编码；写一次是两份都用它，写两次是先上年、后今年。",
)
@templates_option
@force_option
def command(
    before: str,
    after: str,
    out: str | None,
    as_json: bool,
    register: str | None,
    encoding: tuple[str, ...],
    templates: str | None,
    force: bool,
) -> int:
    """对照两年的工作要点：哪些延续、调整、新增、取消，指标、时限、单位变了什么。

    可以给通知，也可以给以前生成的 plan.json；其中一个写“-”则读标准输入。有要人核的对应关系时，退出码是 1。
    """
    from qdoc.cli.changes import show_diff
    from qdoc.cli.files import check_target, write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.register import lexicon_of
    from qdoc.cli.styles import OfficeTemplates, office_templates, show_templates
    from qdoc.cli.terminal import Steps, screen
    from qdoc.compare import compare_plans
    from qdoc.extract.words import words
    from qdoc.store.diff_codec import encode_diff

    if before == after == "-":
        raise UsageError("两份通知不能都从标准输入读", hint="其中一份请写文件名")
    if len(encoding) > 2:
        raise UsageError("--encoding 最多写两次", hint="写一次是两份都用它；写两次是先上年、后今年")
    if out:
        check_target(Path(out), ".docx", before, after)
    own = office_templates(templates, Path(out).parent) if out else OfficeTemplates()
    with Steps() as steps:
        old = _reading(before, steps, register, encoding[0] if encoding else None)
        new = _reading(after, steps, register, encoding[-1] if encoding else None)
        steps.begin("对照两年的任务")
        diff = compare_plans(old, new, succeeds=lexicon_of(register).succeeds, words=words)
        size = 0
        if out:
            from qdoc.parse.punctuation import full_width
            from qdoc.render.comparison_docx import comparison_docx

            wordings = (old.wordings(), new.wordings())
            data = comparison_docx(diff, *wordings, quote=full_width, style=own.style("年度对照表"))
            size = write_one(Path(out), data, force=force)
    if as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode_diff(diff))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    if not as_json:
        show_diff(console, diff)
    if out:
        show_file(console, Path(out), size)
        show_templates(console, own, "年度对照表")
        if own.diagnostics:
            show_findings(console, own.diagnostics)
    looking = needs_looking(own.diagnostics) or any(change.review for change in diff.changes)
    return EXIT_FINDINGS if looking else EXIT_DONE


def _reading(name: str, steps: Steps, register: str | None, encoding: str | None) -> Reading:
    from qdoc.compare import Reading
    from qdoc.read import limits
    from qdoc.store import decode_plan

    if name.endswith(".json"):
        steps.begin("读 plan.json")
        return Reading(decode_plan(read_input(name, limit=limits.MAX_FILE_BYTES), Path(name).name))
    read = read_notice(name, steps, register=register, suggest=False, encoding=encoding)
    return Reading(read.plan, read.notice.source.text)
