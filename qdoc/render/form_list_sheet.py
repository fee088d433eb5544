"""Owns 填报清单.xlsx: a line for each unit that is asked: its file, how much, whom to call, until when, what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdoc.asking import Form, period_name
from qdoc.model import Office
from qdoc.render.table_book import Table, Value, tables_xlsx
from qdoc.status import PeriodReturns

FORM_LIST = "填报清单"
_COLUMNS = (
    *(("序号", 6), ("单位", 26), ("文件", 50), ("任务", 7), ("事项", 7), ("其中配合", 9), ("联系人", 11)),
    *(("电话", 16), ("应报日", 12), ("交来情况", 14), ("交来日期", 12), ("备注", 26)),
)
_CENTRED = frozenset({"序号", "任务", "事项", "其中配合", "联系人", "电话", "应报日", "交来情况", "交来日期"})


def form_list_xlsx(
    forms: Sequence[Form],
    paths: Mapping[str, Sequence[str]],
    returns: PeriodReturns,
    office: Office | None = None,
    *,
    year: int | None = None,
    due: str = "",
) -> bytes:
    """Return the list of ``forms`` (all of one period); ``paths``: unit → its files inside the output folder.

    ``returns`` is what the ledger has of the period so far; ``due``: the last day (YYYY-MM-DD, "" not given). Contact
    and phone are the office's, else those of the unit's last return. 备注 is the clerk's. The same arguments give the
    same bytes.
    """
    came = {one.unit: one for one in returns.units}
    lines: list[tuple[Value, ...]] = []
    for number, form in enumerate(forms, 1):
        known, one = office.unit(form.unit, year) if office else None, came[form.unit]
        support = sum(len(line.row_keys) for line in form.lines if not line.leads)
        contact = (known.contact if known else "") or one.filled_by
        phone = (known.phone if known else "") or one.phone
        state = "未交" if not one.returned else f"已交 {one.answered}/{one.asked} 条" if one.open_rows else "已交"
        counts = (len(form.lines), sum(len(line.row_keys) for line in form.lines), support)
        files = "\n".join(paths.get(form.unit, ()))
        lines.append((number, form.unit, files, *counts, contact, phone, due, state, one.on, ""))
    name = period_name(returns.period)
    note = f"{len(forms)} 个单位，已交 {len(returns.returned)} 个、未交 {len(returns.missing)} 个（按出表时的台账）。"
    note += "收回后的情况见 qdoc collect -o 汇总.xlsx，或 qdoc status --period。"
    table = Table(FORM_LIST, f"{name}{FORM_LIST}", note, _COLUMNS, tuple(lines), _CENTRED)
    return tables_xlsx(f"{name}{FORM_LIST}", (table,))
