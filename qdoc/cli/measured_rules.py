"""Owns ``qdoc eval --rules``: how often each rule of ``qdoc check`` hits in a set of documents, and every error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.check.select import LEVELS
from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging
from qdoc.evaluate.rules import BUDGET, MOST, RuleRates, rule_rates
from qdoc.model import Severity

if TYPE_CHECKING:
    from qdoc.check.document import Checked
    from qdoc.cli.terminal import Steps
    from qdoc.errors import QdocError


def measure_rules(paths: Sequence[str], steps: Steps) -> tuple[list[Checked], list[QdocError]]:
    """Check every document of ``paths`` by the shipped severities; documents of one text count once."""
    from qdoc.cli.checking import check_files, find_documents

    names = find_documents(paths)
    steps.begin("逐份核对", total=len(names))
    checked, refused = check_files(names, None, None, steps)
    return list({one.origin.sha256: one for one in reversed(checked)}.values())[::-1], refused


def show_rules(console: Console, checked: Sequence[Checked], refused: Sequence[QdocError], *, misses: bool) -> None:
    """Print the rates of the rules that hit, findings a document, and the errors (``misses``: warnings too)."""
    rates = rule_rates(checked)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, side in (("规则", "left"), ("名称", "left"), ("轻重", "left"), ("份数", "right"), ("占", "right")):
        table.add_column(name, justify="right" if side == "right" else "left", no_wrap=name != "名称")
    table.add_column("处数", justify="right", no_wrap=True)
    table.add_column("每份", justify="right", no_wrap=True)
    for one in rates.rates:
        if one.hits:
            often = Text(f"{rates.share(one):.0%}", "red" if one in rates.too_often else "")
            figures = (str(one.hits), f"{one.hits / rates.documents:.2f}")
            table.add_row(one.rule.id, one.rule.name, one.rule.severity.label, str(one.documents), often, *figures)
    console.print(Text(f"{rates.documents} 份公文，按出厂的轻重", style="bold"))
    console.print(table)
    silent = [one.rule.id for one in rates.rates if not one.hits]
    console.print(hanging(Text("没有命中："), f"{len(silent)} 条（{'、'.join(silent)}）", console.width, "dim"))
    console.print(Text("每份：" + "，".join(f"{level.label} {rates.each(level):.2f}" for level in LEVELS)))
    for one in rates.too_often:
        told = f"命中 {rates.share(one):.0%}，超过 {MOST:.0%}：已发布的公文多这样写，只能作提示"
        console.print(hanging(Text(f"{one.rule.id} ", "red"), told, console.width))
    if rates.each(Severity.ERROR) > BUDGET:
        console.print(Text(f"每份的错误超过 {BUDGET}", style="red"))
    _show_grave(console, checked, (Severity.ERROR, Severity.WARNING) if misses else (Severity.ERROR,))
    for problem in refused:
        console.print(hanging(Text("读不了："), one_line(f"{problem.file} {problem.message}"), console.width))


def _show_grave(console: Console, checked: Sequence[Checked], grave: tuple[Severity, ...]) -> None:
    for level in grave:
        found = [(one, each) for one in checked for each in one.findings if each.severity is level]
        if found:
            console.print(Text(f"{level.label} {len(found)} 处", style="bold"))
        for one, each in found:
            quote = f"“{each.quote}”" if each.quote else ""
            told = one_line(f"{one.origin.name} {each.place}{quote} {each.message}（{each.rule.origin}）")
            console.print(hanging(Text(f"  {each.rule.id} "), told, console.width))


def rules_json(rates: RuleRates) -> bytes:
    """Return the rates as ``qdoc.rules/1``: documents, and of each rule documents with a hit, hits and severity."""
    from qdoc.store.shape import pretty

    rules: list[dict[str, Any]] = [
        {
            "rule": one.rule.id,
            "name": one.rule.name,
            "severity": one.rule.severity.value,
            "documents": one.documents,
            "hits": one.hits,
        }
        for one in rates.rates
    ]
    each = {level.value: round(rates.each(level), 4) for level in LEVELS}
    return pretty({"schema": "qdoc.rules/1", "documents": rates.documents, "each": each, "rules": rules})
