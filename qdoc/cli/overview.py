"""Owns what the terminal says of a plan: the tree of themes and tasks with counts, and what needs a human."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from qdoc.cli.clean import one_line, width
from qdoc.cli.terminal import hanging
from qdoc.model import Basis, Diagnostic, Plan, Severity, Task

if TYPE_CHECKING:
    from qdoc.model import LedgerRow

_MANY_TASKS = 80  # above this each theme shows only its first tasks
_FIRST_TASKS = 6
_SAME_CODE, _SAME_CODE_ALONE = 3, 12
_LINE_LENGTH = 1000  # lines longer than this on average: a place is told by its character
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "red", Severity.REVIEW: "yellow"}
BASIS_STYLES = {
    Basis.STATED: "green",
    Basis.INHERITED: "blue",
    Basis.SUGGESTED: "yellow",
    Basis.CONFIRMED: "magenta",
}
UNASSIGNED = "待指定"


def show_plan(console: Console, plan: Plan, rows: Sequence[LedgerRow] = ()) -> None:
    """Print the tree of themes and tasks.

    Args:
        console: where to.
        plan: what was read.
        rows: the ledger's rows, where there is one: units are then the ledger's, confirmed ones included.
    """
    letterhead = plan.letterhead
    title = next((one.title for one in plan.plans if one.title), None) or letterhead.title or plan.source.name
    console.print(Text(one_line(title), style="bold"))
    known = (("发文机关", letterhead.issuer), ("文号", letterhead.document_number), ("成文日期", letterhead.dated))
    facts = "　".join(f"{name}：{one_line(value)}" for name, value in known if value)
    if facts:
        console.print(hanging(Text(), facts, console.width, "dim"))
    console.print(Text(_counts(plan)))
    console.print()
    for branch in _branches(console, plan, rows):
        console.print(branch)


def _counts(plan: Plan) -> str:
    tasks = plan.tasks
    parts = (
        (len({task.theme for task in tasks if task.theme}), "个主题"),
        (len(tasks), "项任务"),
        (sum(len(task.obligations) for task in tasks), "条事项"),
        (sum(metric.target for task in tasks for metric in task.metrics), "个指标"),
        (sum(limit.basis is Basis.STATED for task in tasks for limit in task.deadlines), "个写明的时限"),
        (sum(len(task.citations) for task in tasks), "处依据"),
    )
    return "，".join(f"{number} {name}" for number, name in parts)


def _branches(console: Console, plan: Plan, rows: Sequence[LedgerRow]) -> list[Tree | Text]:
    by_theme: dict[str | None, list[Task]] = {}
    for task in plan.tasks:
        by_theme.setdefault(task.theme, []).append(task)
    of_task: dict[str, list[LedgerRow]] = {}
    for row in rows:
        of_task.setdefault(row.task_id, []).append(row)
    headings = {theme.id: _full_heading(theme.id, plan) for theme in plan.themes}
    shown_of_each = len(plan.tasks) if len(plan.tasks) <= _MANY_TASKS else _FIRST_TASKS
    number_cells = max((width(task.number or "") for task in plan.tasks), default=0)
    title_cells = min(max((width(_title(task)) for task in plan.tasks), default=0), max(20, console.width // 2 - 8))
    branches: list[Tree | Text] = []
    for theme, tasks in by_theme.items():
        heading = headings.get(theme or "", "")
        outer, _, inner = one_line(heading, console.width - 12).rpartition(" · ")
        label = Text.assemble((f"{outer} · " if outer else "", "dim"), (inner or "（不在主题下）", "bold"))
        label.append(f"　{len(tasks)} 项")
        tree = Tree(label, guide_style="dim")
        for task in tasks[:shown_of_each]:
            units = _ledger_units(of_task[task.id]) if task.id in of_task else _plan_units(task)
            tree.add(_task_line(task, units, number_cells, title_cells, console.width - 4))
        if len(tasks) > shown_of_each:
            tree.add(Text(f"…… 另有 {len(tasks) - shown_of_each} 项", style="dim"))
        branches.append(tree)
    if not branches:
        branches.append(Text("没有认出任务。", style="yellow"))
    return branches


def _full_heading(theme: str, plan: Plan) -> str:
    themes = {one.id: one for one in plan.themes}
    names: list[str] = []
    at: str | None = theme
    while at in themes and len(names) < len(themes):
        names.append(one_line(f"{themes[at].number or ''}{themes[at].heading}"))
        at = themes[at].parent
    return " · ".join(reversed(names))


def _title(task: Task) -> str:
    return one_line(task.title or (task.obligations[0].text if task.obligations else "（没有标题）"))


def _task_line(
    task: Task, units: list[tuple[str, Basis | None]], number_cells: int, title_cells: int, columns: int
) -> Text:
    number = one_line(task.number or "")
    title = one_line(_title(task), title_cells)
    gap = " " if number_cells else ""
    line = Text(f"{number}{' ' * (number_cells - width(number))}{gap}{title}{' ' * (title_cells - width(title))}")
    line.append(f" {len(task.obligations):>2} 条  ", style="dim")
    if not units:
        line.append(UNASSIGNED, style="bold red")
    by_basis: dict[Basis | None, list[str]] = {}
    for name, basis in units:
        by_basis.setdefault(basis, []).append(one_line(name))
    for basis, names in by_basis.items():
        word = f"〔{basis.label}〕" if basis else ""
        style = BASIS_STYLES[basis] if basis else ""
        line.append(_fitting(names, columns - line.cell_len - width(word) - 1) + word, style=style)
    line.no_wrap = True
    return line


def _fitting(names: list[str], cells: int) -> str:
    """Join the names by 、 as far as they fit, and say how many there are where they do not all fit."""
    joined = "、".join(names)
    if width(joined) <= cells:
        return joined
    total = f" 等{len(names)}个" if len(names) > 1 else ""
    kept = names[0]
    for name in names[1:]:
        if width(f"{kept}、{name}{total}") > cells:
            break
        kept += f"、{name}"
    return one_line(kept, max(cells - width(total), 8)) + total


def _plan_units(task: Task) -> list[tuple[str, Basis | None]]:
    leading = [one for one in task.assignments if one.role.leads and not one.person]
    found: dict[str, Basis | None] = {}
    for one in leading:
        found.setdefault(one.department, one.basis)
    return list(found.items())


def _ledger_units(rows: list[LedgerRow]) -> list[tuple[str, Basis | None]]:
    from qdoc.ledger.units import split_units

    found: dict[str, Basis | None] = {}
    for row in rows:
        for cell in (row.lead, row.responsible):
            for unit in split_units(cell.value):
                if unit != UNASSIGNED:
                    found.setdefault(unit, cell.basis)
    return list(found.items())


def show_findings(
    console: Console, diagnostics: Iterable[Diagnostic], text: str = "", *, reviewed: bool = False
) -> None:
    """Print what a human must look at, the gravest first; of many with one code only the first are shown.

    ``reviewed``: 审阅.html, which lists them all, was written: then a few are enough.
    """
    most = _SAME_CODE if reviewed else _SAME_CODE_ALONE
    order = list(_SEVERITY_STYLES)
    found = sorted((one for one in diagnostics if one.severity in order), key=lambda one: order.index(one.severity))
    if not found:
        console.print(Text("没有要人核的问题。", style="green"))
        return
    console.print(Text(f"要人看的 {len(found)} 处", style="bold"))
    seen: dict[str, int] = {}
    for one in found:
        seen[one.code] = seen.get(one.code, 0) + 1
        if seen[one.code] <= most:
            label, code = one.severity.label, one_line(one.code)
            head = Text.assemble("  ", (label, _SEVERITY_STYLES[one.severity]), (f" {code} ", "dim"))
            console.print(hanging(head, _finding(one, text), console.width))
            if one.hint:
                console.print(hanging(Text(" " * head.cell_len), f"→ {one_line(one.hint)}", console.width, "cyan"))
    for code, count in seen.items():
        if count > most:
            where = "，见审阅.html 的“待核”" if reviewed else ""
            console.print(Text(f"  {code} 另有 {count - most} 处{where}", style="dim"))


def _finding(one: Diagnostic, text: str) -> str:
    message = one_line(one.message)
    if not text or one.start is None or one.end is None:
        return message
    quote = one_line(text[one.start : max(one.end, one.start + 1)], 28)
    few_lines = text.count("\n") * _LINE_LENGTH < len(text)
    place = f"{one.start + 1}字" if few_lines else f"{text.count(chr(10), 0, one.start) + 1}行"
    return f"{message}（第{place}“{quote}”）"


def needs_looking(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether there is a finding that ends in exit code 1: an error or a warning."""
    return any(one.severity in (Severity.ERROR, Severity.WARNING) for one in diagnostics)
