"""Owns ``qdoc check``: documents checked against the rules, each finding with its place, its source and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import check_target, folder_of, force_option
from qdoc.cli.reading import encoding_option
from qdoc.cli.wishes import read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qdoc.cli.fixing import Fixed
    from qdoc.errors import QdocError
    from qdoc.model import Severity

_MANY = 5  # documents: beyond, hints are only counted


@click.command(name="check", options_metavar="[选项]")
@click.argument("files", metavar="文件…", nargs=-1, required=True)
@click.option("--rule", "only", metavar="规则", multiple=True, help="只查这些：编号（QD101）或一类（QD3、文字）。")
@click.option("--no-rule", "without", metavar="规则", multiple=True, help="不查这些，写法同上。")
@click.option("--level", type=click.Choice(["错误", "警告", "提示"]), help="只列这一级和更重的。")
@click.option("--all", "everything", is_flag=True, help="同一条规则的每一处都列出；文件多时提示也列出。")
@click.option("--quality", is_flag=True, help="列出方案每项任务写没写谁办、办什么、多少、何时，和各单位的任务量。")
@click.option("-o", "--output", metavar="核对结果.xlsx", help="另存一份 Excel，一处一行；与 --fix 同用时是改好的一份。")
@click.option("--fix", is_flag=True, help="另写一份改好的：Word 文件用修订和批注，文本直接改；原文件不动。")
@click.option("--author", metavar="姓名", help="修订和批注记在谁的名下；不写则记“qdoc 核对”。")
@click.option("--date", metavar="年-月-日", callback=read_day_option, help="修订和批注的日期；不写则不带日期。")
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.check/1（UTF-8），供别的程序用。")
@click.option(
    "--settings",
    metavar="文件",
    help="本单位的设置 单位信息.xlsx（或 qdoc.toml）；不写则用文件旁边的那一份，没有就不用。",
)
@encoding_option
@force_option
def command(
    files: tuple[str, ...],
    only: tuple[str, ...],
    without: tuple[str, ...],
    level: str | None,
    everything: bool,
    quality: bool,
    output: str | None,
    fix: bool,
    author: str | None,
    date: str | None,
    as_json: bool,
    settings: str | None,
    encoding: str | None,
    force: bool,
) -> int:
    """核对公文：版面、版头版记、标点数字、层次、行文规则、方案质量、减负；逐处说明依据和怎么办。

    “文件”可以写几个，也可以是文件夹；Word（.docx）连版面一起查，文本、网页、PDF 只查文字。原文件只读，不改动；
    --fix 在旁边另写一份“原名（核对）”：能断定的写成修订，其余写成批注。
    规则见 qdoc explain；轻重可在 单位信息.xlsx 的“规则”里改（类别 核对，名称 QD301，取值 错误、警告、提示、关闭）。

    退出码：0 没有问题，或只有提示；1 有错误或警告；3 读不了；4 一批中有的读不了。
    """
    from dataclasses import replace

    from qdoc.check.rules import SEVERITIES, severity_findings
    from qdoc.check.select import chosen
    from qdoc.cli.checked import show_checked
    from qdoc.cli.checking import check_files, find_documents
    from qdoc.cli.overview import show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.model import Severity

    names = find_documents(files)
    target, left_out_copies = None, 0
    if fix:
        from qdoc.cli.fixing import sources_of, target_of

        names, left_out_copies = sources_of(files, names)
        target, output = target_of(names, output), None
    if output:
        check_target(Path(output), ".xlsx", *files)
    rules, left_out = rules_named(only, "--rule") if only else None, rules_named(without, "--no-rule")
    least = SEVERITIES[level] if level else Severity.INFO
    office = find_settings(settings, *(folder for name in files for folder in _beside(name)))
    with Steps() as steps:
        steps.begin("逐份核对", total=len(names))
        checked, refused = check_files(names, office, encoding, steps)
    if len(names) == 1 and refused:
        raise refused[0]
    found = [replace(one, findings=chosen(one.findings, rules, left_out, least)) for one in checked]
    fixed: list[Fixed] = []
    unfixed: list[QdocError] = []
    if fix:
        from qdoc.cli.fixing import fix_files, show_fixed

        fixed, unfixed = fix_files(found, target, author=author, date=date, encoding=encoding, force=force)
        if len(names) == 1 and unfixed:
            raise unfixed[0]
    if as_json:
        from qdoc.store.check_codec import encode_check

        sys.stdout.flush()
        sys.stdout.buffer.write(encode_check(found, [*refused, *unfixed], fixed if fix else None))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    wrong_rows = severity_findings(office)
    if wrong_rows:
        show_findings(console, wrong_rows)
        console.print()
    if not as_json:
        hints = everything or level is not None or len(found) <= _MANY
        show_checked(console, found, refused, everything=everything, hints=hints, quality=quality)
    if fix and not as_json:
        show_fixed(console, fixed, unfixed, left_out_copies, everything=everything)
    if output:
        from qdoc.cli.files import write_one
        from qdoc.cli.outcome import show_file
        from qdoc.render.check_sheet import check_xlsx

        show_file(console, Path(output), write_one(Path(output), check_xlsx(found, refused), force=force))
    if refused or unfixed:
        return EXIT_PARTLY_FAILED if checked else EXIT_REFUSED
    return (
        EXIT_FINDINGS if any(map(_is_grave, (each.severity for one in found for each in one.findings))) else EXIT_DONE
    )


def rules_named(words: Iterable[str], option: str) -> frozenset[str]:
    """Return the ids of the rules that ``words`` name; a word that names none is answered with the nearest.

    Raises click's BadParameter; ``option``: which argument it blames.
    """
    from qdoc.check.select import named, nearest

    found, strange = named(words)
    if strange:
        near = nearest(strange[0])
        guess = f"是不是 {near}？" if near else "规则写编号（QD203）或一类（QD2、要素）。"
        message = f"没有“{strange[0]}”这条规则，{guess}全部规则见 qdoc explain。"
        raise click.BadParameter(message, param_hint=option)
    return found


def _beside(name: str) -> tuple[Path, ...]:
    path = Path(name)
    return (path,) if path.is_dir() else folder_of(name)


def _is_grave(severity: Severity) -> bool:
    return severity.value in ("error", "warning")
