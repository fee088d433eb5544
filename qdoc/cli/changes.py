"""Owns what the terminal says of a comparison: the counts by kind and a line for each change worth reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging

if TYPE_CHECKING:
    from qdoc.compare import Change, PlanDiff, Side


def show_diff(console: Console, diff: PlanDiff) -> None:
    """Print the two years' names, the counts by kind, and the changes in order."""
    for name, side in (("上年", diff.before), ("今年", diff.after)):
        console.print(Text(f"{name}　{one_line(side.title or side.name)}（{len(side.tasks)} 项）", style="bold"))
    counts: dict[str, int] = {}
    for change in diff.changes:
        for kind in change.kinds:
            counts[kind.label] = counts.get(kind.label, 0) + 1
    counted = "，".join(f"{name} {number}" for name, number in counts.items())
    console.print(hanging(Text(), counted, console.width))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("上年", "今年", "变化"):
        table.add_column(heading, ratio=4 if heading == "变化" else 5, overflow="fold")
    for change in diff.changes:
        old, new = _names(diff.before, change.before), _names(diff.after, change.after)
        table.add_row(Text(old), Text(new), Text(_what(change), style="yellow" if change.review else ""))
    console.print(table)


def _names(side: Side, ids: tuple[str, ...]) -> str:
    wanted = {task.id: f"{task.number or ''}{one_line(task.title or '', 36)}" for task in side.tasks}
    return "\n".join(wanted[one] for one in ids) or "—"


def _what(change: Change) -> str:
    return " ".join(kind.label for kind in change.kinds) + (" 待核" if change.review else "")
