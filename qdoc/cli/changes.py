"""Owns what the terminal says of a comparison: counts by kind, the changes that matter, what a person must look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging
from qdoc.compare.diff import ChangeKind

if TYPE_CHECKING:
    from qdoc.compare import Change, PlanDiff, Side
    from qdoc.render.comparison_rows import ComparedRow

_SHOWN = 12
_QUOTED = 44  # characters of a quotation on the screen
_COLOURS = {
    ChangeKind.RETARGETED: "cyan",
    ChangeKind.RESCHEDULED: "cyan",
    ChangeKind.REASSIGNED: "yellow",
    ChangeKind.STRENGTHENED: "magenta",
    ChangeKind.WEAKENED: "magenta",
    ChangeKind.ADDED: "green",
    ChangeKind.DROPPED: "red",
}


def show_diff(
    console: Console,
    diff: PlanDiff,
    rows: Sequence[ComparedRow],
    quote: Callable[[str], str] = str,
    *,
    whole: bool = False,
) -> None:
    """Print the two years' names, the counts by kind, the ten changes that matter and what is to be looked at.

    ``rows``: the comparison as rows; ``whole``: the list of all groups as well.
    """
    from qdoc.render.comparison_rows import counts_of
    from qdoc.render.overview_docx import NOTED

    for name, side in (("上年", diff.before), ("今年", diff.after)):
        told = f"{one_line(side.title or side.name)}（{len(side.tasks)} 项）"
        console.print(hanging(Text(f"{name}　"), told, console.width, "bold"))
    if None not in (diff.before.year, diff.after.year) and (diff.before.year or 0) > (diff.after.year or 0):
        told = f"上年写的是 {diff.before.year} 年的，今年写的是 {diff.after.year} 年的：如果写反了，请换过来再运行一次"
        console.print(hanging(Text("注意　"), told, console.width, "yellow"))
    counted = Text()
    for kind, number in counts_of(diff).items():
        counted.append("　" if counted else "")
        counted.append(f"{kind.label} {number}", style=_COLOURS.get(kind, ""))
    done = sum(change.decided for change in diff.changes)
    if done:
        counted.append(f"　人工确认 {done}", style="dim")
    console.print(counted)
    if noted := sum(bool(change.notes) for change in diff.changes):
        told = f"另有 {noted} 组的说明没有算作变化：{NOTED}；见对照表"
        console.print(hanging(Text(), told, console.width, "dim"))
    if whole:
        _show_groups(console, diff)
    _show_highlights(console, diff, rows, quote)
    _show_doubts(console, diff, rows)


def _show_groups(console: Console, diff: PlanDiff) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("上年", "今年", "变化"):
        table.add_column(heading, ratio=4 if heading == "变化" else 5, overflow="fold")
    for change in diff.changes:
        old, new = _names(diff.before, change.before), _names(diff.after, change.after)
        told = " ".join(kind.label for kind in change.kinds) + (" 待核" if change.review else "")
        table.add_row(Text(old), Text(new), Text(told, style="yellow" if change.review else ""))
    console.print(table)


def _show_highlights(
    console: Console, diff: PlanDiff, rows: Sequence[ComparedRow], quote: Callable[[str], str]
) -> None:
    from qdoc.compare.highlights import highlights
    from qdoc.render.overview_docx import sides_of

    chosen = highlights(diff)
    if not chosen:
        return
    console.print()
    console.print(Text(f"主要变化（{len(chosen)} 条）", style="bold"))
    for number, one in enumerate(chosen, 1):
        row = rows[one.at]
        old, new, what = sides_of(one, row, quote, _QUOTED)
        label = next(name for name, kind in zip(row.kinds, row.change.kinds, strict=True) if kind is one.kind)
        name = "、".join(line.label for line in (row.after or row.before))
        head = Text(f"{number:>2} ").append(label, style=_COLOURS.get(one.kind, ""))
        mark = "（对应关系待核）" if row.change.review else ""
        console.print(hanging(head.append("　"), one_line(name) + mark, console.width))
        console.print(hanging(Text("     "), one_line(f"{what}上年{old}，今年{new}"), console.width))


def _show_doubts(console: Console, diff: PlanDiff, rows: Sequence[ComparedRow]) -> None:
    """The links to be looked at, with their score and what else could be meant."""
    doubtful = [row for row in rows if row.change.review]
    if not doubtful:
        return
    console.print()
    console.print(Text(f"对应关系待核（{len(doubtful)} 组）", style="bold yellow"))
    for row in doubtful[:_SHOWN]:
        said = _doubt(diff, row.change) + ("；人工否定了原来的对应" if row.denied else "")
        console.print(hanging(Text("  "), said, console.width))
    if len(doubtful) > _SHOWN:
        console.print(Text(f"  另有 {len(doubtful) - _SHOWN} 组", style="dim"))


def _doubt(diff: PlanDiff, change: Change) -> str:
    old, new = (_names(side, ids, "、") for side, ids in ((diff.before, change.before), (diff.after, change.after)))
    score = "" if change.score is None else f"，相近程度 {change.score:.2f}"
    other = ""
    if change.runner_up:
        other = f"；次选 {_names(diff.after, change.runner_up[:1])}，{change.runner_up[1]:.2f}"
    return f"{old} → {new}{score}{other}"


def _names(side: Side, ids: tuple[str, ...], between: str = "\n") -> str:
    wanted = {task.id: f"{task.number or ''}{one_line(task.title or '', 36)}" for task in side.tasks if task.id in ids}
    return between.join(wanted[one] for one in ids) or "—"
