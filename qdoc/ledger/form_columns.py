"""Owns what a returned form holds: its fields, the tags that name them, and the columns of its sheet.

``render`` writes forms by this table and ``returns`` reads them by it, so a field cannot mean two things.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.columns import HIDDEN_SHEET, STATUSES

FORM_SCHEMA = "qdoc.form/1"
FORM_SHEET = "进展填报"
FORM_HIDDEN = HIDDEN_SHEET
STATUS, WORDING, ACTUAL, NODES, PROBLEM = "status", "wording", "actual", "nodes", "problem"
FILLED_BY, PHONE, FILLED_ON, UNIT, ROW = "filled_by", "phone", "filled_on", "unit", "row"
LEAD_FIELDS = (STATUS, WORDING, NODES, PROBLEM)
"""What a leading unit is asked a line, beside one ACTUAL for each metric."""
SUPPORT_FIELDS = (WORDING,)
FORM_FIELDS = (FILLED_BY, PHONE, FILLED_ON)
FORM_KEY = "form"
"""Stands in a tag where a line's key would, for what is filled in once a form."""
CHOICES = STATUSES
WAITING = {
    STATUS: "请选择",
    WORDING: "填写一句话",
    ACTUAL: "填数字",
    NODES: "填写",
    PROBLEM: "没有不填",
    FILLED_BY: "填写姓名",
    PHONE: "填写电话",
    FILLED_ON: "选择日期",
}
"""Field → what stands in a Word form until it is filled in; it is no answer, also where its control is gone."""
SLIP_KEY = "slip"
"""Stands in a tag of a letter's return slip (回执) where a form's tag has its line."""
SLIP_FIELDS = {
    "accepted": "接受",
    "partly": "部分接受",
    "objected": "提出异议",
    "reason": "异议事项及理由",
    NODES: "计划节点",
    "handler": "承办人",
    PHONE: "联系电话",
    "received_by": "签收人",
    "received_on": "签收时间",
}
"""What a slip holds → its words; the first three are boxes to tick, one of them (``SLIP_TICKS``)."""
SLIP_TICKS = ("accepted", "partly", "objected")
SLIP_DATE = "      年    月    日"
"""What stands at 签收时间 until it is filled in."""
SPELLED, SPELLED_END = ("⟦", "⟧"), "/"
"""How a control's key stands in hidden text before it, and where its words end behind it."""
NAMES = {
    STATUS: "办理状态",
    WORDING: "进展情况（一句话）",
    ACTUAL: "完成数值",
    NODES: "下步节点（日期）",
    PROBLEM: "存在问题",
    FILLED_BY: "填报人",
    PHONE: "联系电话",
    FILLED_ON: "填报日期",
    UNIT: "填报单位",
}
"""Field → the word that clerks read."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the sheet: its header, its width in characters, and the field that is filled in there ("": none)."""

    header: str
    width: float
    field: str = ""
    hidden: bool = False


KEY_HEADER, FIGURE_HEADER, TARGET_HEADER = "识别码", "指标码", "目标值"
FORM_COLUMNS = (
    FormColumn("序号", 5),
    FormColumn("任务", 16),
    FormColumn("要求（原文摘录）", 36),
    FormColumn("职责", 9),
    FormColumn("时限", 10),
    FormColumn("上次填报", 26),
    FormColumn(NAMES[STATUS], 9.5, STATUS),
    FormColumn(TARGET_HEADER, 16),
    FormColumn(NAMES[ACTUAL], 9.5, ACTUAL),
    FormColumn("计量单位", 6),
    FormColumn(NAMES[WORDING], 28, WORDING),
    FormColumn(NAMES[NODES], 16, NODES),
    FormColumn(NAMES[PROBLEM], 16, PROBLEM),
    FormColumn(KEY_HEADER, 16, hidden=True),  # the line's key, in its first row only
    FormColumn(FIGURE_HEADER, 30, hidden=True),  # the tag of the figure that the row asks for, if it asks for one
)
HIDDEN_HEADER = ("tag", "row_keys", "cell", "blank")
"""The header of the hidden sheet's list; above it stand schema, unit, period, asked_by, plan_sha256, title by line."""


@dataclass(frozen=True, slots=True)
class FormTag:
    """What a tag means: ``line`` is a line's key or FORM_KEY; ``of`` a metric's id (ACTUAL) or a row's key (ROW)."""

    line: str
    field: str
    of: str = ""


def make_tag(line: str, field: str, of: str = "") -> str:
    """Return the tag of a cell or control: ``<line key>.<field>``, for a figure or a row ``….<its id>``."""
    return ".".join((line, field, of)) if of else f"{line}.{field}"


def read_tag(tag: str) -> FormTag | None:
    """Take a tag apart again; None for one that is not of a form."""
    parts = tag.split(".", 2)
    return FormTag(parts[0], parts[1], parts[2] if len(parts) > 2 else "") if len(parts) > 1 else None


def form_tag(period: str, asked_by: str, plan_sha256: str) -> str:
    """Return the tag of the unit's name in a Word form; it alone says what was asked for, and of which plan."""
    return make_tag(FORM_KEY, UNIT, ".".join((period, asked_by, plan_sha256[:12])))


def slip_tag(plan_sha256: str) -> str:
    """Return the key of the unit's name in a return slip, which says of which plan it is; it is hidden text there."""
    return make_tag(SLIP_KEY, UNIT, plan_sha256[:12])
