"""Owns what the terminal says of a measurement: by notice, by field, suggestions, misses, gains and losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.cli.clean import one_line, width
from qdoc.cli.terminal import hanging
from qdoc.evaluate.forms import FORMS
from qdoc.evaluate.suggestions import curve
from qdoc.evaluate.tally import FIELDS, Miss, Tally

if TYPE_CHECKING:
    from qdoc.evaluate import NoticeScore
    from qdoc.evaluate.saved import Gains
    from qdoc.evaluate.suggestions import SuggestionScore

_NAME_CELLS = 22


def show_scores(console: Console, scores: Sequence[NoticeScore], sums: Mapping[str, Mapping[str, Tally]]) -> None:
    """Print F1 of every notice by field, then each sum (its name → tallies) with precision and recall."""
    fields = [name for name in FIELDS if any(name in one.tallies for one in scores)]
    table = _table("通知", *(FIELDS[name] for name in fields))
    for one in scores:
        table.add_row(one_line(one.notice, _NAME_CELLS), *(_f1(one.tallies.get(name)) for name in fields))
    console.print(Text("逐份通知（F1，1 为全对，— 为没有可比的）", style="bold"))
    console.print(table)
    for name, tallies in sums.items():
        detail = _table(name, "对", "多", "漏", "准确率", "召回率", "F1")
        for field in fields:
            tally = tallies.get(field, Tally())
            figures = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}")
            shown = ("—", "—", "—") if tally.empty else figures
            detail.add_row(FIELDS[field], *map(str, (tally.right, tally.extra, tally.missed)), *shown)
        console.print(detail)
    _show_forms(console, scores)
    for one in scores:
        if one.cut_tasks:
            told = f"{one_line(one.notice)}：事项条数与标注完全相同的任务 {one.exact}/{one.cut_tasks}"
            apart = f"，在专家分歧范围内 {one.within}/{one.cut_tasks}" if one.within != one.exact else ""
            console.print(hanging(Text(), told + apart, console.width))


def _show_forms(console: Console, scores: Sequence[NoticeScore]) -> None:
    """Print how many units were read of each form in which notices print them."""
    table = _table("单位的写法", "对", "漏", "召回率", "通知")
    for form in FORMS:
        found = [one.forms[form] for one in scores if form in one.forms]
        if found:
            tally = sum(found, Tally())
            table.add_row(form, str(tally.right), str(tally.missed), f"{tally.recall:.3f}", f"{len(found)} 份")
    if table.row_count:
        console.print(table)


def show_suggestions(console: Console, title: str, scores: Sequence[SuggestionScore]) -> None:
    """Print how suggested leads did, by notice and in all, and how precision falls as coverage grows."""
    if not scores:
        return
    console.print(hanging(Text(), title, console.width, "bold"))
    table = _table("通知", "任务", "首选对", "首选率", "前三率", "入台账", "其中对", "准确率")
    for one in scores:
        table.add_row(one_line(one.notice, _NAME_CELLS), *_suggested(one))
    tasks = tuple(task for one in scores for task in one.tasks)
    if len(scores) > 1:
        joined = type(scores[0])("合计", tasks)
        table.add_row("合计", *_suggested(joined))
    console.print(table)
    points = curve(tasks, 5)
    if points:
        told = "；".join(f"覆盖 {reach:.0%} 时准确率 {right:.2f}" for _, reach, right in points)
        console.print(hanging(Text("把握从高到低："), told, console.width))
    for one in scores:
        if not one.support.empty:
            figures = f"准确率 {one.support.precision:.2f}，召回率 {one.support.recall:.2f}"
            console.print(
                hanging(Text(), f"{one_line(one.notice)} 的配合单位（把握高、中的）：{figures}", console.width)
            )
    console.print()


def _suggested(one: SuggestionScore) -> tuple[str, ...]:
    asked, first, three = len(one.tasks), one.top(1), one.top(3)
    given, right = one.firm
    share = f"{right / given:.2f}" if given else "—"
    rates = (f"{first / asked:.2f}", f"{three / asked:.2f}") if asked else ("—", "—")
    return (str(asked), str(first), *rates, str(given), str(right), share)


def show_wrong_leads(console: Console, scores: Iterable[SuggestionScore]) -> None:
    """Quote the tasks whose first suggestion is wrong or missing."""
    for one in scores:
        for task in one.tasks:
            if task.rank != 1:
                rank = f"正确的排第 {task.rank}" if task.rank else "前三没有"
                told = f"{one_line(task.label)}：应为 {'、'.join(task.wanted)}，首选 {task.first or '（无）'}，{rank}"
                console.print(hanging(Text(f"  {one_line(one.notice)} ", "dim"), told, console.width))


def show_misses(console: Console, misses: Sequence[Miss], title: str, style: str = "") -> None:
    """Quote disagreements, one a line."""
    if not misses:
        return
    console.print(Text(f"{title} {len(misses)} 处", style="bold"))
    for miss in misses:
        head = Text.assemble("  ", (f"{one_line(miss.notice)} {FIELDS[miss.field]} ", style or "dim"))
        console.print(hanging(head, one_line(f"{miss.task} {miss.words}"), console.width))


def show_gains(console: Console, gained: Gains, name: str) -> None:
    """Print what became better and worse against a saved run."""
    console.print(Text(f"与 {one_line(name)} 相比", style="bold"))
    if not (gained.moved or gained.new or gained.mended):
        console.print("  没有变化。")
        return
    for one in gained.moved:
        way = one.after - one.before
        word, style = ("升", "green") if way > 0 else ("降", "red")
        told = f"{one_line(one.notice)} {FIELDS[one.field]}：{one.before:.3f} → {one.after:.3f}"
        console.print(Text.assemble("  ", (f"{word} ", style), told))
    show_misses(console, gained.new, "新出的错", "red")
    show_misses(console, gained.mended, "改好的错", "green")


def run_json(run: Mapping[str, Any]) -> str:
    """Return a run as indented JSON."""
    import json

    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def _f1(tally: Tally | None) -> str:
    return "—" if tally is None or tally.empty else f"{tally.f1:.3f}"


def _table(first: str, *others: str) -> Table:
    """A table whose columns are as wide as their words, figures to the right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold", min_width=10)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True, min_width=max(5, width(name)))
    return table
