"""Owns ``qdoc compare``: two years side by side, on the screen, as JSON, as one table or as a folder of products."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import register_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import punctuation_option, read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, OutputRefused, UsageError

if TYPE_CHECKING:
    from qdoc.cli.compared import Pair, Pairs, Printing
    from qdoc.cli.terminal import Steps
    from qdoc.model import Diagnostic, Office

encodings_option = click.option(
    "--encoding",
    metavar="编码",
    multiple=True,
    help="文本和网页通知的编码；写一次是各份都用它，写几次是按年份先后。",
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A comparison with what it was made of.

    ``written``: name → size of what was written; ``counted``: how many corrections were adopted, and how many not.
    """

    pair: Pair
    pairs: Pairs
    found: tuple[Diagnostic, ...]
    written: dict[str, int]
    counted: tuple[int, int]


@click.command(name="compare", options_metavar="[选项]")
@click.argument("before", metavar="上年")
@click.argument("after", metavar="今年")
@click.option(
    "-o", "--out", metavar="文件夹|对照表.docx", help="写成文件夹：五种文件全写；写成 .docx 文件名：只写对照表。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.diff/1（UTF-8），供别的程序用。")
@click.option(
    "--pairs",
    metavar="对照.xlsx",
    help="先用这个文件里人工改过、确认过的对应关系；不写则用输出文件夹里的对照.xlsx。",
)
@click.option("--author", metavar="姓名", help="修订.docx 里各处修订记在谁的名下；不写则记“年度对照”。")
@click.option(
    "--date", metavar="年-月-日", callback=read_day_option, help="修订.docx 里各处修订的日期；不写则不带日期。"
)
@punctuation_option
@register_option
@encodings_option
@settings_option
@templates_option
@force_option
def command(
    before: str,
    after: str,
    out: str | None,
    as_json: bool,
    pairs: str | None,
    author: str | None,
    date: str | None,
    source_punctuation: bool,
    register: str | None,
    encoding: tuple[str, ...],
    settings: str | None,
    templates: str | None,
    force: bool,
) -> int:
    """对照两年的工作要点：哪些延续、调整、新增、取消，指标、时限、单位变了什么。

    上年、今年可以是通知（.txt .md .html .docx .pdf）、plan.json 或台账.xlsx，哪两年、哪两个单位的都行；其中一个写“-”
    则读标准输入。上年给台账的，办理情况列在旁边。

    写成文件夹时有五种：对照表.docx（横排大表）、对照.xlsx（可以改对应关系）、对照.html（并排看，可筛选）、
    修订.docx（带修订标记，可逐处接受或拒绝）、变化综述.docx（一页，可以念给领导听）。

    有要人核的对应关系时，退出码是 1。在对照.xlsx 里改好、存盘，再运行一次，改过的先算数。
    """
    from qdoc.cli.compared import Printing
    from qdoc.cli.page_profile import page_profile
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import OfficeTemplates, office_templates
    from qdoc.cli.terminal import Steps
    from qdoc.parse.punctuation import full_width

    if before == after == "-":
        raise UsageError("两份通知不能都从标准输入读", hint="其中一份请写文件名")
    if len(encoding) > 2:
        raise UsageError("--encoding 最多写两次", hint="写一次是两份都用它；写两次是先上年、后今年")
    target = _target(out, before, after)
    own, office = OfficeTemplates(), None
    if target is not None:
        beside = target if _is_folder(target) else target.parent
        own, office = office_templates(templates, beside), find_settings(settings, beside)
    profile, unknown = page_profile("", office.profile if office else "")
    how = Printing(str if source_punctuation else full_width, own, author, date, profile)
    with Steps() as steps:
        steps.begin("读上年")
        sources = (before, after), (encoding[0] if encoding else None, encoding[-1] if encoding else None)
        done = _compare(sources, target, pairs, how, register, steps, force=force)
    said = (*own.diagnostics, *(office.diagnostics if office else ()), *unknown)
    return _tell(done, target, how, office, said, as_json=as_json)


def _target(out: str | None, before: str, after: str) -> Path | None:
    """Where to write, checked before anything is read."""
    from qdoc.cli.files import check_target

    if out is None:
        return None
    path = Path(out)
    if _is_folder(path):
        for name in (before, after):
            if name != "-" and path.exists() and Path(name).exists() and path.samefile(name):
                raise OutputRefused("这是正要读的文件，不能写在它上面", file=out, hint="请换一个文件夹名")
        return path
    check_target(path, ".docx", before, after)
    return path


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix


def _compare(
    sources: tuple[tuple[str, str], tuple[str | None, str | None]],
    target: Path | None,
    pairs: str | None,
    how: Printing,
    register: str | None,
    steps: Steps,
    *,
    force: bool,
) -> _Compared:
    from contextlib import nullcontext

    from qdoc.cli.compared import TABLE, Pair, make_products, place_pairs, read_pairs_for, table_file
    from qdoc.cli.files import write_one
    from qdoc.cli.register import lexicon_of
    from qdoc.cli.years import read_year
    from qdoc.compare import compare_plans
    from qdoc.extract.words import words
    from qdoc.render.comparison_rows import compared_rows
    from qdoc.store import Folder

    (before, after), (first, second) = sources
    old = read_year(before, steps, register=register, encoding=first)
    new = read_year(after, steps, register=register, encoding=second)
    into = Folder(target) if target is not None and _is_folder(target) else None
    with into or nullcontext() as folder:
        known = read_pairs_for(pairs, folder)
        steps.begin("对照两年的任务")
        placed, found = place_pairs(known, old, new)
        succeeds = lexicon_of(register).succeeds
        diff = compare_plans(old.reading, new.reading, succeeds=succeeds, words=words, fixed=placed.fixed)
        rows = compared_rows(diff, old.reading.wordings(), new.reading.wordings(), how.quote, placed.denied)
        pair = Pair(diff, old, new, rows)
        written: dict[str, int] = {}
        if folder is not None:
            files = make_products(pair, how, placed, steps)
            folder.write({**known.backup, **files}, overwrite=force, expect=known.expect)
            written = {name: len(data) for name, data in (*known.backup.items(), *files.items())}
        elif target is not None:
            written = {TABLE: write_one(target, table_file(pair, how), force=force)}
    counted = len(placed.adopted), len(placed.stale) + len(known.diagnostics)
    return _Compared(pair, known, (*old.diagnostics, *new.diagnostics, *found), written, counted)


def _tell(
    done: _Compared,
    target: Path | None,
    how: Printing,
    office: Office | None,
    said: tuple[Diagnostic, ...],
    *,
    as_json: bool,
) -> int:
    from rich.text import Text

    from qdoc.cli.adopted import count_words
    from qdoc.cli.changes import show_diff
    from qdoc.cli.compared import REVISION, SHEET
    from qdoc.cli.outcome import show_file, show_files, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.styles import show_templates
    from qdoc.cli.terminal import hanging, screen

    diff = done.pair.diff
    if as_json:
        from qdoc.store.diff_codec import encode_diff

        sys.stdout.flush()
        sys.stdout.buffer.write(encode_diff(diff))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    if not as_json:
        show_diff(console, diff, done.pair.rows, how.quote, whole=target is None)
    found = (*said, *done.found)
    if found:
        console.print()
        show_findings(console, found)
    if told := count_words(*done.counted):
        show_kept(console, told, Path(done.pairs.source))
    if office is not None and REVISION in done.written:
        show_kept(console, "修订.docx 的版面用了本单位的设置", Path(office.source))
    if target is not None:
        show_templates(console, how.styles, "年度对照表", "变化综述")
        if _is_folder(target):
            show_files(console, target, done.written)
            if any(change.review for change in diff.changes) and not as_json:
                step = f"下一步：在 {target / SHEET} 里改或确认待核的对应关系，存盘后再运行一次这条命令。"
                console.print(hanging(Text(), step, console.width))
        else:
            show_file(console, target, sum(done.written.values()))
    looking = needs_looking(found) or any(change.review for change in diff.changes)
    return EXIT_FINDINGS if looking else EXIT_DONE
