"""Owns what 审阅.html asks a clerk to decide: each open unit of the ledger, by task, with its suggestion."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.ledger import row_keys
from qdoc.ledger.key import text_part
from qdoc.ledger.units import UnitNames, is_unassigned, split_units
from qdoc.model import Assignment, Basis, Cell, Ledger, LedgerRow, Plan, Suggestion, Task
from qdoc.render.review_source import plain, safe

_LABELS = {"lead": "牵头", "responsible": "责任", "support": "配合"}
_ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to decide in a task: a unit field of one or more rows that now say the same.

    ``texts``: the hashes of the rows' words; ``orders``: which obligations of the task (from 1); ``units``: the
    suggested names with the register's keys (none where nothing is suggested); ``others``: further names to choose.
    """

    field: str
    texts: tuple[str, ...]
    orders: tuple[int, ...]
    units: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


def choices_of(plan: Plan, ledger: Ledger | None) -> dict[str, tuple[Choice, ...]]:
    """Return what is open in each task (by id): suggestions that nobody decided, and rows that nobody leads.

    Words that stand in several rows tell no row from the other (qdoc.store.confirmations): they are left to the
    ledger. Nothing is open without a ledger.
    """
    if ledger is None:
        return {}
    keys = row_keys(plan)
    rows = {row.key: row for row in ledger.rows if not row.own}
    counts = Counter(text_part(key) for key in rows)
    names = UnitNames(plan)
    found: dict[str, tuple[Choice, ...]] = {}
    for task in plan.tasks:
        ids = [item.id for item in task.obligations] or [f"{task.id}/o1"]
        mine = [(order, rows.get(keys.get(one, ""))) for order, one in enumerate(ids, 1)]
        telling = [(order, row) for order, row in mine if row is not None and counts[text_part(row.key)] == 1]
        if choices := tuple(_choices(task, telling, names)):
            found[task.id] = choices
    return found


def _choices(task: Task, rows: list[tuple[int, LedgerRow]], names: UnitNames) -> Iterator[Choice]:
    named: tuple[Suggestion | Assignment, ...] = (*task.suggestions, *task.assignments)
    keys = {names.show(one): one.key or names.show(one) for one in named}
    open_cells: dict[tuple[str, str], list[tuple[int, LedgerRow]]] = {}
    for order, row in rows:
        for field in _LABELS:
            cell: Cell = getattr(row, field)
            if cell.basis is Basis.SUGGESTED and cell.value:
                open_cells.setdefault((field, cell.value), []).append((order, row))
        if is_unassigned(row) and "lead" not in row.edited:
            open_cells.setdefault(("lead", ""), []).append((order, row))
    further = dict.fromkeys(names.show(one) for one in task.suggestions if one.role.leads)
    for (field, value), where in sorted(open_cells.items(), key=lambda item: list(_LABELS).index(item[0][0])):
        units = split_units(value)
        others = [name for name in further if name not in units][:_ALTERNATIVES] if field != "support" else []
        yield Choice(
            field,
            tuple(text_part(row.key) for _, row in where),
            tuple(order for order, _ in where),
            tuple((name, keys.get(name, name)) for name in units),
            tuple((name, keys.get(name, name)) for name in others),
        )


def choice_html(choice: Choice, number: int, *, whole: bool, shows: int, several: bool) -> str:
    """Return the line with the buttons of one choice.

    ``number``: its running number in the page; ``whole``: it covers every obligation of the task; ``shows``: the tag
    whose words of the source belong to it; ``several``: it is the first of several in its task, to be taken together.
    """
    label = _LABELS[choice.field]
    which = "" if whole else f"<small>第 {'、'.join(map(str, choice.orders))} 项</small>"
    offered = safe("、".join(name for name, _ in choice.units)) if choice.units else "（没有建议）"
    pill = '<span class="pill suggested">建议</span>' if choice.units else ""
    buttons = '<button data-d="yes">采纳</button>' if choice.units else ""
    buttons += "".join(
        f'<button data-d="one" data-v="{plain(name)}" title="改为这个备选">{safe(name)}</button>'
        for name, _ in choice.others
    )
    buttons += '<button data-d="other">改为…</button><button data-d="later">待定</button>'
    buttons += '<button data-d="task">本项任务全部采纳</button>' if several else ""
    return (
        f'<div class="decide" id="d{number}" tabindex="0" data-field="{choice.field}" data-show="{shows}" '
        f'data-texts="{plain(" ".join(choice.texts))}" data-units="{_data(choice.units)}" '
        f'data-keys="{_data(choice.units + choice.others)}">'
        f'<span class="lb">定{label}</span><span class="vl">{pill}<b class="offer">{offered}</b>{which}'
        f'<span class="acts">{buttons}</span><span class="state"></span></span></div>'
    )


def panel_html(total: int, units: tuple[str, ...], known: bytes) -> str:
    """Return the bar with the counter and the fields for who and when; ``known``: 确认.json as it is now, or empty."""
    before = json.dumps(json.loads(known or b"{}"), separators=(",", ":"))
    options = "".join(f'<option value="{plain(name)}"></option>' for name in units)
    keys = (("S", "下一条"), ("A", "采纳"), ("T", "本项任务全部采纳"), ("E", "改为"), ("D", "待定"), ("U", "撤销"))
    shown = "".join(f"<kbd>{key}</kbd> {what}" for key, what in keys)
    return (
        f'<div id="deciding" data-known="{plain(before)}"><span>建议已处理 <b id="done">0</b>/{total}</span>'
        '<label>确认人 <input id="who" autocomplete="name" size="8"></label>'
        '<label>日期 <input id="when" type="date"></label>'
        '<button id="save" disabled>保存 确认.json</button>'
        '<span id="saved" role="status"></span>'
        f'<span class="keys">{shown}</span><datalist id="units">{options}</datalist></div>'
    )


def unit_names(plan: Plan) -> tuple[str, ...]:
    """Return the units that the plan names or suggests, in order, for choosing from while typing."""
    names = UnitNames(plan)
    found: dict[str, None] = {}
    for task in plan.tasks:
        given = [names.show(one) for one in task.assignments if not one.person]
        found |= dict.fromkeys((*given, *(names.show(one) for one in task.suggestions)))
    return tuple(found)


def _data(pairs: tuple[tuple[str, str], ...]) -> str:
    return plain(json.dumps(pairs, separators=(",", ":")))
