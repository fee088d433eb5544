"""Owns ``qdoc trend``: what became of the tasks over several years, who carried them, how the figures moved."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.compare import encodings_option
from qdoc.cli.files import force_option
from qdoc.cli.reading import register_option
from qdoc.cli.wishes import punctuation_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, OutputRefused, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.cli.terminal import Steps
    from qdoc.cli.trend_pairs import TrendPairs
    from qdoc.cli.years import Year
    from qdoc.compare import PlanDiff
    from qdoc.compare.lineage import Lineage
    from qdoc.render.trend_rows import ThreadRow

BOOK, PAGE = "年度脉络.xlsx", "年度脉络.html"
_SHOWN = 12
_MOST_YEARS = 12


@click.command(name="trend", options_metavar="[选项]")
@click.argument("years", metavar="第一年 第二年 …", nargs=-1, required=True)
@click.option("-o", "--out", metavar="文件夹", help=f"把{BOOK}（带图表）和{PAGE}写到哪个文件夹。")
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.trend/1（UTF-8），供别的程序用。")
@click.option(
    "--pairs",
    metavar="对照.xlsx",
    multiple=True,
    help="先用这个文件里人工改过、确认过的对应关系；可写几次，各用在自己那两年上。",
)
@punctuation_option
@register_option
@encodings_option
@force_option
def command(
    years: tuple[str, ...],
    out: str | None,
    as_json: bool,
    pairs: tuple[str, ...],
    source_punctuation: bool,
    register: str | None,
    encoding: tuple[str, ...],
    force: bool,
) -> int:
    """把几年的工作要点连起来：一项任务每年怎么写、谁牵头，指标逐年是多少，哪些断了又列入。

    从早到晚依次写两年以上的文件：通知、plan.json 或台账.xlsx 都行。机构改革更名的注明更名，不算换单位。
    有要人核的对应关系时，退出码是 1：先运行 qdoc compare 第一年 第二年 -o 文件夹，在那里的对照.xlsx 里改好、存盘，
    再在这里加 --pairs 文件夹/对照.xlsx；哪两年要核就做哪两年，--pairs 写几次。
    """
    from qdoc.cli.files import check_target
    from qdoc.cli.outcome import show_files, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.cli.trend_pairs import place_all, read_all
    from qdoc.parse.punctuation import full_width
    from qdoc.render.trend_rows import thread_rows
    from qdoc.store import write_files

    _check(years, encoding)
    folder = Path(out) if out else None
    if folder is not None and folder.suffix and not folder.is_dir():
        hint = f"请写文件夹的名字；里面会有{BOOK}和{PAGE}"
        raise OutputRefused("要写的是文件夹", file=str(folder), hint=hint)
    quote = str if source_punctuation else full_width
    with Steps() as steps:
        known = read_all(pairs)
        codes = [encoding[min(at, len(encoding) - 1)] if encoding else None for at in range(len(years))]
        read = [_read(name, steps, register, code) for name, code in zip(years, codes, strict=True)]
        _check_order(years, read)
        steps.begin("逐年对照")
        placed = place_all(known, [one.reading for one in read])
        found = _lineage(read, register, placed)
        words = [one.reading.wordings() for one in read]
        files: dict[str, bytes] = {}
        if folder is not None:
            from qdoc.render.trend_page import trend_html
            from qdoc.render.trend_sheet import trend_xlsx

            steps.begin("写年度脉络")
            files = {BOOK: trend_xlsx(found, words, quote=quote), PAGE: trend_html(found, words, quote=quote)}
            for name in files:
                check_target(folder / name, Path(name).suffix, *years)
            write_files(folder, files, overwrite=force)
    if as_json:
        from qdoc.store.trend_codec import encode_trend

        sys.stdout.flush()
        sys.stdout.buffer.write(encode_trend(found))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    if not as_json:
        _show(console, found, thread_rows(found, words, quote))
    told = [*(one for year in read for one in year.diagnostics), *placed.diagnostics]
    if told:
        console.print()
        show_findings(console, told)
    for line, source in placed.counted:
        show_kept(console, line, Path(source))
    if folder is not None:
        show_files(console, folder, files)
    if not as_json:
        _show_next(console, found, years)
    review = any(step.review for thread in found.threads for step in thread.steps)
    return EXIT_FINDINGS if review or needs_looking(told) else EXIT_DONE


def _check(years: tuple[str, ...], encoding: tuple[str, ...]) -> None:
    if len(years) < 2:
        raise UsageError(
            "只有一年，连不成脉络", hint="请从早到晚依次写两份以上，如 qdoc trend 2024.docx 2025.docx 2026.docx"
        )
    if len(years) > _MOST_YEARS:
        raise UsageError(f"一次最多 {_MOST_YEARS} 年，这里写了 {len(years)} 份", hint="请分几次做")
    if years.count("-") > 1:
        raise UsageError("标准输入只能读一份", hint="其余的请写文件名")
    if len(encoding) > len(years):
        raise UsageError(f"--encoding 写了 {len(encoding)} 次，文件只有 {len(years)} 份", hint="写一次是各份都用它")


def _read(name: str, steps: Steps, register: str | None, encoding: str | None) -> Year:
    from qdoc.cli.years import read_year

    return read_year(name, steps, register=register, encoding=encoding)


def _check_order(names: tuple[str, ...], read: list[Year]) -> None:
    """Refuse years that run backwards: everything new would read as dropped."""
    known = [
        (one.reading.plan.plans[0].year, name)
        for name, one in zip(names, read, strict=True)
        if one.reading.plan.plans and one.reading.plan.plans[0].year is not None
    ]
    for (year, name), (later, other) in pairwise(known):
        if year is not None and later is not None and later < year:
            raise UsageError(
                f"年份没有从早到晚：{name} 是{year}年的，排在{later}年的 {other} 前面",
                hint="请把早的写在前面，再运行一次",
            )


def _lineage(read: list[Year], register: str | None, placed: TrendPairs) -> Lineage:
    """Each year with the next, and years with a gap between them, for what was dropped and taken up again."""
    from qdoc.cli.register import lexicon_of
    from qdoc.compare import compare_plans
    from qdoc.compare.lineage import lineage
    from qdoc.extract.words import words

    succeeds = lexicon_of(register).succeeds
    sides = [one.reading for one in read]

    def compared(i: int, j: int) -> PlanDiff:
        return compare_plans(sides[i], sides[j], succeeds=succeeds, words=words, fixed=placed.fixed(i, j))

    diffs = [compared(at, at + 1) for at in range(len(sides) - 1)]
    gaps = {}
    for i in range(len(sides)):
        for j in range(i + 2, len(sides)):
            dropped = any(not change.after for change in diffs[i].changes)
            if dropped and any(not change.before for change in diffs[j - 1].changes):
                gaps[i, j] = compared(i, j)
    return lineage(sides, diffs, gaps)


def _show(console: Console, found: Lineage, rows: tuple[ThreadRow, ...]) -> None:
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import hanging
    from qdoc.render.trend_rows import figure_words, summary_words, year_names

    names = year_names(found)
    open_rows = {row.number for row in rows if any(step.review for step in row.thread.steps)}

    def told(row: ThreadRow, words: str) -> str:
        return words + ("（对应关系待核）" if row.number in open_rows else "")

    console.print(hanging(Text(), one_line(summary_words(found)), console.width))
    drawn = [(row, one) for row in rows for one in row.thread.series if one.drawn]
    lists = {
        "指标逐年": [
            told(row, f"{row.name}：{one.name}　{' → '.join(figure_words(point) or '—' for point in one.points)}")
            for row, one in drawn
        ],
        "换了单位、改了名的": [f"{row.name}　{'；'.join(row.hands)}" for row in rows if row.hands],
        "中断后又列入的": [
            told(row, f"{row.name}　{'、'.join(name for name, lines in zip(names, row.tasks, strict=True) if lines)}")
            for row in rows
            if any(step.resumed for step in row.thread.steps)
        ],
        "对应关系待核的": [
            f"{row.name}　{'、'.join(f'至{names[at + 1]}' for at, step in enumerate(row.thread.steps) if step.review)}"
            for row in rows
            if row.number in open_rows
        ],
    }
    for title, lines in lists.items():
        if not lines:
            continue
        console.print()
        console.print(Text(f"{title}（{len(lines)}）", style="bold"))
        for line in lines[:_SHOWN]:
            console.print(hanging(Text("  "), one_line(line), console.width))
        if len(lines) > _SHOWN:
            console.print(Text(f"  另有 {len(lines) - _SHOWN} 条", style="dim"))


def _show_next(console: Console, found: Lineage, years: tuple[str, ...]) -> None:
    """Which pair of years to settle first, and with what command."""
    from rich.text import Text

    from qdoc.cli.terminal import hanging

    open_steps = {at for thread in found.threads for at, step in enumerate(thread.steps) if step.review}
    if not open_steps:
        return
    at = min(open_steps)
    pair = f"{years[at]} {years[at + 1]}"
    told = f"下一步：运行 qdoc compare {pair} -o 文件夹，在那里的对照.xlsx 里改或确认待核的对应关系，存盘；"
    told += "再运行这条命令，加上 --pairs 文件夹/对照.xlsx。"
    console.print(hanging(Text(), told, console.width))
