"""Owns ``qdoc eval``: how well notices are read, measured against gold or an office's corrected ledgers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import register_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from rich.text import Text

    from qdoc.evaluate.suggestions import SuggestionScore


@click.command(name="eval", options_metavar="[选项]")
@click.argument("paths", metavar="文件夹", nargs=-1, required=True)
@click.option("--texts", metavar="文件夹", help="通知放在哪里；不写则在标准答案旁边和 texts 里找。")
@click.option("--only", metavar="编号", multiple=True, help="只看这几份，可写多次，或用逗号隔开。")
@click.option("--without", metavar="编号", multiple=True, help="合计时另算一次不含这几份的。")
@click.option("--misses", is_flag=True, help="逐处列出读错、读漏、读多的，引原话。")
@click.option("--pair", metavar="旧,新", multiple=True, help="量建议时，把“旧”的通知当作“新”的往年记录。")
@click.option("--ablate", is_flag=True, help="再分别量：只凭职责、只凭本文其他任务、只凭往年，各有多少用。")
@click.option("--no-suggest", is_flag=True, help="不量建议单位。")
@click.option("--rules", is_flag=True, help="量核对规则：这些公文（文件或文件夹）每条规则命中多少，列出每一处错误。")
@click.option("--save", metavar="文件.json", help="把这次的结果存下，供以后比较。")
@click.option("--baseline", metavar="文件.json", help="与存下的结果比：哪份、哪项升降，新出和改好的每一处。")
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.eval/1（UTF-8），供别的程序用。")
@register_option
@force_option
def command(
    paths: tuple[str, ...],
    texts: str | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    misses: bool,
    pair: tuple[str, ...],
    ablate: bool,
    no_suggest: bool,
    rules: bool,
    save: str | None,
    baseline: str | None,
    as_json: bool,
    register: str | None,
    force: bool,
) -> int:
    """量一量读得准不准：主题、任务、单位、指标、时限、文头、事项切分、建议单位，逐份逐项。

    标准答案可以是标注好的 编号.json，也可以是本单位改过的 台账.xlsx（或改过的 plan.json）连同它的通知。

    量建议单位时，先把原文写明的单位藏起来再问，不看答案。与 --baseline 相比有新出的错时，退出码是 1。

    加 --rules 量的是 qdoc check 的规则，不用标准答案：规则在已发布的公文里命中得多，就只能作提示。
    """
    if rules:
        return _measure_rules(paths, misses=misses, as_json=as_json)
    if len(paths) > 1:
        raise click.UsageError("标准答案只能给一个文件夹；量核对规则（--rules）可以给几个文件。")
    folder = paths[0]
    from qdoc.cli.files import write_one
    from qdoc.cli.golds import GoldFolder
    from qdoc.cli.measured import run_json, show_gains, show_misses, show_scores, show_suggestions, show_wrong_leads
    from qdoc.cli.measuring import Bench, pairs_of
    from qdoc.cli.terminal import Steps, hanging, screen
    from qdoc.evaluate.saved import decode_run, encode_run, gains, totals

    golds = GoldFolder(Path(folder), Path(texts) if texts else None)
    known = decode_run(_read(baseline), baseline) if baseline else None
    history = pairs_of(pair)
    with Steps() as steps:
        steps.begin("读标准答案和通知")
        everything = golds.read(frozenset() if history else _names(only))
        wanted = _names(only) or frozenset(one.gold.id for one in everything)
        measured = [one for one in everything if one.gold.id in wanted]
        bench = Bench(everything, golds.other_texts, register, history)
        steps.begin("逐份读、逐项比", total=len(measured))
        scores = [bench.score(one, steps) for one in measured]
        tables: dict[str, list[SuggestionScore]] = {}
        if not no_suggest:
            steps.begin("藏起单位，量建议")
            tables = bench.suggest(measured, ablate=ablate)
    run = encode_run(scores, [one for rows in tables.values() for one in rows])
    if as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(run_json(run).encode("utf-8"))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    gained = gains(known, scores) if known else None
    if not as_json:
        sums = {"合计": totals(scores)}
        if without:
            sums[f"不含 {'、'.join(sorted(_names(without)))}"] = totals(scores, _names(without))
        show_scores(console, scores, sums)
        for title, rows in tables.items():
            show_suggestions(console, title, rows)
        if misses:
            show_misses(console, [miss for one in scores for miss in one.misses], "读错、读漏、读多的")
            show_wrong_leads(console, [one for rows in list(tables.values())[:2] for one in rows])
    for note in golds.notes:
        console.print(hanging(_dim("说明："), note, console.width))
    if gained is not None:
        show_gains(console, gained, Path(str(baseline)).name)
    if save:
        write_one(Path(save), run_json(run).encode("utf-8"), force=force)
        console.print(hanging(_dim("已存："), save, console.width))
    return EXIT_FINDINGS if gained is not None and gained.new else EXIT_DONE


def _measure_rules(paths: tuple[str, ...], *, misses: bool, as_json: bool) -> int:
    from qdoc.cli.measured_rules import measure_rules, rules_json, show_rules
    from qdoc.cli.terminal import Steps, screen
    from qdoc.errors import EXIT_PARTLY_FAILED, EXIT_REFUSED
    from qdoc.evaluate.rules import rule_rates

    with Steps() as steps:
        checked, refused = measure_rules(paths, steps)
    if as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(rules_json(rule_rates(checked)))
        sys.stdout.buffer.flush()
    else:
        show_rules(screen(), checked, refused, misses=misses)
    if refused:
        return EXIT_PARTLY_FAILED if checked else EXIT_REFUSED
    return EXIT_FINDINGS if rule_rates(checked).too_often else EXIT_DONE


def _names(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.strip() for one in given for name in one.split(",") if name.strip())


def _read(name: str) -> bytes:
    return Path(name).read_bytes()


def _dim(words: str) -> Text:
    from rich.text import Text

    return Text(words, style="dim")
