"""Owns what the terminal says of checked documents: findings by severity and rule, long lists folded, the totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.check.select import LEVELS
from qdoc.cli.clean import one_line, width
from qdoc.cli.terminal import hanging
from qdoc.model import Severity

if TYPE_CHECKING:
    from qdoc.check import Finding
    from qdoc.check.document import Checked
    from qdoc.errors import QdocError

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "red", Severity.INFO: "yellow"}
_SHOWN = 3  # findings by one rule; the others are folded into a line of places
_PLACES = 8
_PARAGRAPH = re.compile(r"第(\d+)段")


def show_checked(
    console: Console,
    checked: Sequence[Checked],
    refused: Sequence[QdocError],
    *,
    everything: bool,
    hints: bool,
    quality: bool,
) -> None:
    """Print each document, then what could not be read, then the totals.

    ``everything``: long lists are not folded; ``hints``: hints are listed, else counted; ``quality``: the table of
    tasks and units too.
    """
    for one in checked:
        _show_document(console, one, everything=everything, hints=hints)
        if quality:
            _show_quality(console, one)
    for problem in refused:
        _show_head(console, str(problem.file or ""), "读不了", "bold red")
        console.print(hanging(Text("  "), one_line(problem.message), console.width))
        if problem.hint:
            console.print(hanging(Text("  → ", "cyan"), one_line(problem.hint), console.width))
    _show_totals(console, checked, refused, hints=hints)


def _show_document(console: Console, one: Checked, *, everything: bool, hints: bool) -> None:
    worst = next((severity for severity in LEVELS if one.count(severity)), None)
    _show_head(console, one.name, counted(one.findings), STYLES[worst] if worst else "green")
    if not hints and worst in (None, Severity.INFO) and not one.unread:
        return  # one of many with nothing to list
    console.print(hanging(Text("  "), _about(one), console.width, "dim"))
    for remark in one.unread:
        told = f"没有核对到的：{one_line(remark.message)}" + (f"（{one_line(remark.hint)}）" if remark.hint else "")
        console.print(hanging(Text("  "), told, console.width, "yellow"))
    for severity in LEVELS:
        found = [each for each in one.findings if each.severity is severity]
        if not found or (severity is Severity.INFO and not hints):
            continue
        rules = dict.fromkeys(each.rule.id for each in found)
        for rule in rules:
            _show_rule(console, severity, [each for each in found if each.rule.id == rule], everything=everything)
    console.print()


def _show_head(console: Console, name: str, verdict: str, style: str) -> None:
    """A file's name and what came of it, on one line where that fits."""
    shown = one_line(name)
    apart = "　" if width(shown) + width(verdict) + 2 <= console.width else "\n  "
    words = Text.assemble((shown, "bold"), apart, (verdict, style), no_wrap=True, overflow="ignore")
    console.print(words, soft_wrap=True)


def _about(one: Checked) -> str:
    kind = f"文种：{one.genre}" if one.genre else "没有认出文种"
    plan = f"任务 {len(one.scores)} 项" if one.scores else "没有任务"
    layout = "连版面一起查" if one.laid_out else "只查文字（版面要看 .docx）"
    return one_line(f"{kind}；{plan}；{layout}")


def _show_rule(console: Console, severity: Severity, found: list[Finding], *, everything: bool) -> None:
    """The rule with its source, its findings in order of place, and what to do."""
    rule = found[0].rule
    head = Text.assemble("  ", (severity.label, STYLES[severity]), f" {rule.id} ")
    console.print(hanging(head, rule.name, console.width, "bold"))
    shown = found if everything or len(found) <= _SHOWN + 1 else found[:_SHOWN]
    for each in shown:
        repeated = not each.quote or f"“{each.quote}”" in each.message
        quote = "" if repeated else f"“{one_line(each.quote)}”　"
        console.print(hanging(Text(f"    {one_line(each.place)}　"), quote + one_line(each.message), console.width))
    rest = found[len(shown) :]
    if rest:
        told = f"同样的还有 {len(rest)} 处：{places(rest)}（--all 逐处列出）"
        console.print(hanging(Text("    "), told, console.width, "dim"))
    console.print(hanging(Text("    依据："), one_line(rule.origin), console.width, "dim"))
    console.print(hanging(Text("    → ", "cyan"), one_line(rule.do), console.width, "cyan"))


def places(found: Sequence[Finding]) -> str:
    """Where ``found`` stand, each place once and the first few: 第4、6、9段…."""
    named = list(dict.fromkeys(one.place for one in found))
    more = "…" if len(named) > _PLACES else ""
    first = [_PARAGRAPH.fullmatch(place) for place in named[:_PLACES]]
    if all(first):
        return f"第{'、'.join(match[1] for match in first if match)}段{more}"
    return one_line("、".join(named[:_PLACES]) + more)


def counted(found: Sequence[Finding]) -> str:
    """How many findings of each severity there are, in words."""
    counts = [(severity.label, sum(one.severity is severity for one in found)) for severity in LEVELS]
    said = "，".join(f"{name} {count} 处" for name, count in counts if count)
    return said or "没有发现问题"


def _show_totals(console: Console, checked: Sequence[Checked], refused: Sequence[QdocError], *, hints: bool) -> None:
    found = [each for one in checked for each in one.findings]
    if len(checked) + len(refused) > 1:
        clear = sum(not one.findings for one in checked)
        told = f"{len(checked)} 份：{counted(found)}" + (f"；{clear} 份没有发现问题" if clear and found else "")
        told += f"；另有 {len(refused)} 份读不了" if refused else ""
        console.print(hanging(Text(), f"{told}。", console.width, "bold"))
    if not hints and any(one.severity is Severity.INFO for one in found):
        console.print(Text("文件多，提示只计了数；加 --all 逐处列出，或加 -o 核对结果.xlsx。", style="dim"))
    if found:
        first = min(found, key=lambda one: LEVELS.index(one.severity)).rule.id
        console.print(Text(f"一条规则的出处、正误例：qdoc explain {first}", style="dim"))


def _show_quality(console: Console, one: Checked) -> None:
    """Who, what, how much, by when of every task, and how much each unit has to do, by what the document states."""
    if not one.scores:
        console.print(Text("  没有认出任务，没有可操作性表。", style="dim"))
        console.print()
        return
    asked = ("责任单位", "可核对的动作", "量化指标", "完成时限")
    table = _table("任务", *asked, "得分")
    for score in one.scores:
        marks = (Text("—", "yellow") if name in score.lacks else Text("有") for name in asked)
        table.add_row(one_line(score.name, 40), *marks, f"{score.points}/4")
    mean = sum(score.points for score in one.scores) / len(one.scores)
    console.print(Text(f"  可操作性：{len(one.scores)} 项任务，平均 {mean:.1f}/4（只看文中写明的，建议的单位不算）"))
    console.print(table)
    if one.loads:
        units = _table("单位", "牵头、负责", "配合", "任务平均得分")
        for load in one.loads:
            units.add_row(one_line(load.unit, 40), str(load.leads), str(load.supports), f"{load.points:.1f}")
        console.print(Text(f"  任务量：{len(one.loads)} 个单位（统称按统称计）"))
        console.print(units)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold", min_width=12)
    for name in others:
        table.add_column(name, justify="center", no_wrap=True)
    return table
