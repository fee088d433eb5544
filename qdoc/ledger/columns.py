"""Owns the columns of the clerk's sheet: which header shows which field, in words (docs/contract.md §3).

``render`` writes by this table and ``returns`` reads by it, so a column cannot mean two things.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.units import UNASSIGNED, is_unassigned
from qdoc.model import Basis, Cell, LedgerRow

LEDGER_SHEET = "台账"
PRINT_SHEET = "任务分解表"
HIDDEN_SHEET = "_qdoc"
LEDGER_SCHEMA = "qdoc.ledger/1"

YES, NO = "是", "否"
STATUSES = ("未启动", "推进中", "基本完成", "已完成", "未完成")
MARK_NEW, MARK_OWN, MARK_GONE, MARK_OBJECTED = "新增", "自行增加", "原文已无", "有异议"

BASED_FIELDS = ("lead", "responsible", "support", "metric", "deadline")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the row field behind it, and whether it shows the field's basis instead of its value.

    ``editable``: the clerk may change it and the change counts; otherwise qdoc owns it.
    """

    header: str
    field: str
    basis: bool = False
    editable: bool = True


COLUMNS = (
    Column("序号", "", editable=False),
    Column("主题", "theme"),
    Column("任务编号", "number"),
    Column("任务", "task"),
    Column("具体事项", "text"),
    Column("力度", "strength"),
    Column("量化指标", "metric"),
    Column("指标来源", "metric", basis=True, editable=False),
    Column("牵头单位", "lead"),
    Column("牵头来源", "lead", basis=True, editable=False),
    Column("责任单位", "responsible"),
    Column("责任来源", "responsible", basis=True, editable=False),
    Column("配合单位", "support"),
    Column("配合来源", "support", basis=True, editable=False),
    Column("完成时限", "deadline"),
    Column("时限来源", "deadline", basis=True, editable=False),
    Column("截止日", "deadline_on"),
    Column("确认", "confirmed"),
    Column("建议备选", "alternatives", editable=False),
    Column("办理状态", "status"),
    Column("完成数值", "actual"),
    Column("进展情况", "progress"),
    Column("存在问题", "problem"),
    Column("是否结转", "carry_over"),
    Column("总结用语", "summary_wording"),
    Column("备注", "remark"),
    Column("标记", "mark"),
    Column("原文位置", "place", editable=False),
    Column("识别码", "key", editable=False),
)


def shown(row: LedgerRow, column: Column) -> str:
    """Return what ``column`` shows for ``row``: the value or the word of its basis; 待指定 where nobody leads."""
    if not column.field:
        return ""
    value = getattr(row, column.field)
    if isinstance(value, bool):
        return YES if value else ""
    if not isinstance(value, Cell):
        return str(value)
    if column.basis:
        if column.field == "lead" and is_unassigned(row):
            return UNASSIGNED
        return value.basis.label if value.basis is not None and value.value else ""
    if column.field == "lead" and is_unassigned(row):
        return UNASSIGNED
    return value.value


def is_suggested(row: LedgerRow, column: Column) -> bool:
    """Say whether what ``column`` shows for ``row`` is a suggestion that nobody has decided yet."""
    value = getattr(row, column.field) if column.field else None
    return isinstance(value, Cell) and value.basis is Basis.SUGGESTED and bool(value.value)
