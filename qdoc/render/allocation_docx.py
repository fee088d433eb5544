"""Owns 任务分解表.docx: the whole ledger as a landscape table, themes and tasks merged, each value with its basis."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from qdoc.ledger.place import short_place, task_label
from qdoc.ledger.tasks import by_task, task_name
from qdoc.ledger.units import UNASSIGNED, is_unassigned
from qdoc.letters import printed_place
from qdoc.model import Basis, Cell, Ledger, LedgerRow
from qdoc.render.allocation_pages import cut_pages, text_lines
from qdoc.render.letter_fields import NOTHING, SUGGESTED_MARK, LetterOptions, basis_line, given
from qdoc.render.template_values import chinese_date
from qdoc.render.templates import Template
from qdoc.resources import template

TEMPLATE = "任务分解表.docx"
COLUMNS = ("序号", "主题", "任务", "举措", "目标值", "牵头单位", "配合单位", "时限", "备注")
# Millimetres of the landscape type area (225 = 297 − 37 − 35); scripts/make_templates_allocation.py draws by them.
WIDTHS = (10, 21, 26, 54, 25, 24, 24, 18, 23)
# What rows must share to be merged in each column: the theme; its task; the task and the cell itself.
_TASK = (1, 2)
MERGED = ((), (1,), _TASK, (), (), (*_TASK, 5), (*_TASK, 6), (*_TASK, 7), ())
_MARGIN = 2.5  # millimetres at both sides of a cell's text, the rule included
# 五号, and a line of it at 1.1 spacing in the tallest face that may stand in for 仿宋: a lower guess leaves single rows
# on pages of their own where that face is used, this one leaves pages a tenth to a third empty with lower faces.
_SIZE, _LINE = 10.5, 16.8
# What stands above the first table.
_WIDE, _TITLE_SIZE, _TITLE_LINE, _NOTE_LINE = sum(WIDTHS) / 25.4 * 72, 22.0, 33.0, 23.0
_PAGE = 156 / 25.4 * 72 * 0.98 - 24  # points below the header row: 210 mm less 28 and 26, a little left free

_ROW = {
    "序号": "全表连续的序号",
    "主题": "原文的主题；没有的为“—”",
    "任务": "原文的任务编号和标题；没有的为“—”",
    "举措": "具体举措，原文摘录，一条一行",
    "目标值": "目标值；没有的为“—”",
    "牵头单位": "牵头单位，未分牵头、配合的写“责任：”；出自建议的带“（建议，待确认）”；没有的为“待指定”",
    "配合单位": "配合单位，出自建议的带“（建议，待确认）”；没有的为“—”",
    "时限": "完成时限；没有的为“—”",
    "备注": "依据在原文中的位置，各项的来源（沿用、建议、已确认；不注的为原文），台账备注",
}
FIELDS: dict[str, object] = {
    "标题": "计划的标题加“任务分解表”",
    "依据": "印发文件的标题和文号",
    "编制单位": "编制本表的单位",
    "编制日期": "编制本表的日期",
    "举措数": "全表的举措数",
    "待指定数": "没有牵头（责任）单位的举措数，没有时为 0",
    "待确认数": "有单位出自建议的举措数，没有时为 0",
    "分页": [{"举措": [_ROW]}],
}


def allocation_docx(ledger: Ledger, options: LetterOptions, style: bytes | None = None) -> bytes:
    """Write the 任务分解表 of a ledger: one row an obligation, grouped by theme and task.

    ``options`` gives the office, the date and how quotations print; what is missing prints 【待补：…】. ``style``: an
    office's own template. Each page begins its merged cells anew, so that it can be read alone.
    Raises TemplateRefused listing every error of an office's own template.
    """
    return allocation_template(style).render(allocation_context(ledger, options))


def allocation_template(style: bytes | None = None, name: str = TEMPLATE) -> Template:
    """Compile the shipped template, or an office's own. Raises TemplateRefused."""
    return _shipped() if style is None else Template(style, name, FIELDS)


@lru_cache(maxsize=1)
def _shipped() -> Template:
    return Template(template(TEMPLATE).read_bytes(), TEMPLATE, FIELDS)


def allocation_context(ledger: Ledger, options: LetterOptions) -> dict[str, object]:
    """The fields of 任务分解表.docx (FIELDS) for one ledger."""
    head = ledger.head
    title = options.quote(given(head.plan_title or head.notice_title, "计划标题")) + "任务分解表"
    rows = [_row(number, row, options) for number, row in enumerate(by_task(ledger.rows), 1)]
    suggested = [
        row for row in ledger.rows if any(_suggested(cell) for cell in (row.lead, row.responsible, row.support))
    ]
    basis, office = basis_line(head, options.quote), given(options.office, "编制单位")
    above = _TITLE_LINE * text_lines(title, _WIDE, _TITLE_SIZE) + _NOTE_LINE * text_lines(office, _WIDE - 180, 14)
    above += _LINE * (text_lines(basis, _WIDE, _SIZE) + 4)
    return {
        "标题": title,
        "依据": basis,
        "编制单位": office,
        "编制日期": chinese_date(given(options.date, "编制日期")),
        "举措数": len(rows),
        "待指定数": sum(is_unassigned(row) for row in ledger.rows),
        "待确认数": len(suggested),
        "分页": [{"举措": page} for page in _pages(rows, above)],
    }


def _pages(rows: list[dict[str, str]], above: float) -> list[list[dict[str, str]]]:
    texts = [[row[name] for name in COLUMNS] for row in rows]
    widths = [(width - _MARGIN) / 25.4 * 72 for width in WIDTHS]
    starts = cut_pages(texts, widths, MERGED, size=_SIZE, line=_LINE, first=_PAGE - above, others=_PAGE)
    return [rows[start:end] for start, end in pairwise([*starts, len(rows)])]


def _row(number: int, row: LedgerRow, options: LetterOptions) -> dict[str, str]:
    quote = options.quote
    responsible = _units(row.responsible)
    leading = [_units(row.lead), f"责任：{responsible}" if responsible else ""]
    return {
        "序号": str(number),
        "主题": quote(row.theme) or NOTHING,
        "任务": quote(task_name(row.number, row.task)) or NOTHING,
        "举措": quote(row.text) or NOTHING,
        "目标值": row.metric.value or NOTHING,
        "牵头单位": UNASSIGNED if is_unassigned(row) else "\n".join(filter(None, leading)),
        "配合单位": _units(row.support) or NOTHING,
        "时限": row.deadline.value or row.deadline_on or NOTHING,
        "备注": _remark(row, quote),
    }


def _suggested(cell: Cell) -> bool:
    return bool(cell.value) and cell.basis is Basis.SUGGESTED


def _units(cell: Cell) -> str:
    return f"{cell.value}（{SUGGESTED_MARK}）" if _suggested(cell) else cell.value


def _remark(row: LedgerRow, quote: Callable[[str], str]) -> str:
    """Where the words stand, what rests on anything but the notice's words, what a merge and the clerk say of it."""
    based: dict[str, list[str]] = {}
    for name, cell in _based(row):
        if cell.value and cell.basis is not None and cell.basis is not Basis.STATED:
            label = SUGGESTED_MARK if cell.basis is Basis.SUGGESTED else cell.basis.label
            based.setdefault(label, []).append(name)
    sources = [f"{'、'.join(names)}：{label}" for label, names in based.items()]
    return "\n".join(filter(None, (_where(row, quote), *sources, row.mark, row.remark)))


def _based(row: LedgerRow) -> tuple[tuple[str, Cell], ...]:
    cells = (row.lead, row.responsible, row.support, row.metric, row.deadline)
    return tuple(zip(("牵头", "责任", "配合", "指标", "时限"), cells, strict=True))


def _where(row: LedgerRow, quote: Callable[[str], str]) -> str:
    """The place in the notice, without the task's name, which stands in the column beside it.

    After the number of a theme or a plan's title the task's number stays: 原文（一）“1.”第2项.
    """
    if row.own or not row.place:
        return printed_place(row)
    place, own = printed_place(row), f"“{task_label(row.number, row.task)}”"
    if row.task and place.startswith(own):
        return Basis.STATED.label + quote(place.removeprefix(own))
    return Basis.STATED.label + quote(short_place(place, row.number, row.task).removeprefix(Basis.STATED.label))
