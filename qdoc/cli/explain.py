"""Owns ``qdoc explain``: the rules of ``qdoc check``, each with its source, its reason, what to do and an example."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.errors import EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from qdoc.check import Rule
    from qdoc.model import Severity

_OFF = "关闭"


@click.command(name="explain", options_metavar="[选项]")
@click.argument("rules", metavar="[规则]…", nargs=-1)
@click.option(
    "--settings", metavar="文件", help="本单位的设置 单位信息.xlsx；不写则用当前文件夹里的那一份，没有就不用。"
)
def command(rules: tuple[str, ...], settings: str | None) -> int:
    """说明 qdoc check 的规则：查什么、多重、出自哪一条、怎么办、错的和对的各一例。

    “规则”是编号（QD203）或一类（QD2、要素），可以写几个；不写则列出全部。
    本单位在 单位信息.xlsx 里改过轻重的，照改过的说。
    """
    from qdoc.check import load_rules
    from qdoc.check.rules import severities
    from qdoc.cli.check import rules_named
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.terminal import screen

    own = severities(find_settings(settings, Path()))
    chosen = rules_named(rules, "规则") if rules else frozenset(load_rules())
    shown = [rule for rule in load_rules().values() if rule.id in chosen]
    console = screen()
    if rules:
        for rule in shown:
            _show(console, rule, own)
    else:
        _list(console, shown, own)
    return EXIT_DONE


def _counts(rule: Rule, own: Mapping[str, Severity | None]) -> tuple[str, str]:
    """How much a finding by the rule counts, with its style; an office's own severity goes before the table's."""
    from qdoc.cli.checked import STYLES

    severity = own.get(rule.id, rule.severity)
    return (_OFF, "dim") if severity is None else (severity.label, STYLES[severity])


def _show(console: Console, rule: Rule, own: Mapping[str, Severity | None]) -> None:
    from rich.text import Text

    from qdoc.cli.terminal import hanging

    label, style = _counts(rule, own)
    changed = "（本单位改定）" if rule.id in own else ""
    console.print(Text.assemble((f"{rule.id} {rule.name}", "bold"), f"　{rule.family}　", (label, style), changed))
    lines = (("出处", rule.origin), ("要求", rule.why), ("怎么办", rule.do), *_example(rule))
    for name, words in lines:
        console.print(hanging(Text(f"  {name}：", "dim"), words, console.width))
    console.print()


def _example(rule: Rule) -> tuple[tuple[str, str], ...]:
    wrong, _, right = rule.example.partition("　对：")
    return ("错的", wrong.removeprefix("错：")), ("对的", right)


def _list(console: Console, shown: list[Rule], own: Mapping[str, Severity | None]) -> None:
    from rich.text import Text

    from qdoc.cli.terminal import hanging

    for family, members in groupby(shown, key=lambda rule: rule.family):
        rules = list(members)
        console.print(Text(f"{family}（QD{rules[0].id[2]}，{len(rules)} 条）", style="bold"))
        for rule in rules:
            label, style = _counts(rule, own)
            head = Text.assemble(f"  {rule.id} ", (label, style), " ")
            console.print(hanging(head, f"{rule.name}：{rule.why}（{rule.strength.value}）", console.width))
    console.print(Text(f"共 {len(shown)} 条。一条的详情：qdoc explain QD201；一类的：qdoc explain QD2", style="dim"))
