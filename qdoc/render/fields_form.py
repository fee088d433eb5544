"""Owns what a unit's form says as a Word file: its lines, with a content control wherever something is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qdoc.asking import Form, FormLine, FormMetric, period_name
from qdoc.ledger import form_columns as layout
from qdoc.ledger.form_columns import FORM_KEY, NAMES, make_tag
from qdoc.render.form_words import counted, last_told, line_texts, role_words, task_words
from qdoc.render.forms import Control
from qdoc.render.letter_fields import NOTHING

_METRIC = {
    "目标": "目标值",
    "完成数值": "填完成数值的控件",
    "单位": "计量单位，没有的为空",
}
_LINE = {
    "序号": "全表连续的序号",
    "任务": "任务编号和标题",
    "要求": [
        {
            "事项": "一条事项的原文（锁定的控件，回收时凭它认出是台账的哪一行）",
            "号": "有几条时的序号①②…，只有一条时为空",
        }
    ],
    "职责": "本单位的职责；出自建议的带“（建议，待确认）”",
    "时限": "时限，没有的为“—”",
    "上次": "上次填报的内容，几个数值各带目标值，没有的为“—”",
    "办理状态": "下拉选择的控件；配合事项不填，为“—”",
    "指标": [_METRIC],
    "进展情况": "填一句话的控件",
    "节点": "填下步节点和日期的控件；配合事项不填，为“—”",
    "问题": "填存在问题的控件；配合事项不填，为“—”",
}
FIELDS: dict[str, object] = {
    "标题": "计划的标题加“进展填报表”",
    "填报单位": "填报的单位（锁定的控件，回收时凭它认出是哪份表）",
    "填报期": "如 2026年第一季度",
    "项数": "共几项，其中配合几项",
    "填报人": "填姓名的控件",
    "联系电话": "填电话的控件",
    "填报日期": "选日期的控件",
    "填报事项": [_LINE],
}


def form_context(form: Form, quote: Callable[[str], str]) -> dict[str, object]:
    """The fields of 进展填报表.docx (FIELDS) for one unit's form."""
    return {
        "标题": quote(form.title.removesuffix(f"（{period_name(form.period)}）")),
        "填报单位": Control(
            layout.form_tag(form.period, form.asked_by, form.plan_sha256),
            value=form.unit,
            title=NAMES[layout.UNIT],
            fixed=True,
            spelled=True,
        ),
        "填报期": period_name(form.period),
        "项数": counted(form),
        "填报人": _control(FORM_KEY, layout.FILLED_BY),
        "联系电话": _control(FORM_KEY, layout.PHONE),
        "填报日期": _control(FORM_KEY, layout.FILLED_ON, kind="date"),
        "填报事项": [_line(number, line, quote, form) for number, line in enumerate(form.lines, 1)],
    }


def _control(
    line: str, field: str, *, kind: str = "text", of: str = "", waiting: str = "", choices: Sequence[str] = ()
) -> Control:
    tag = make_tag(line, field, of)
    waiting = waiting or layout.WAITING[field]
    return Control(tag, kind, choices=tuple(choices), placeholder=waiting, title=NAMES[field], spelled=True)


def _line(number: int, line: FormLine, quote: Callable[[str], str], form: Form) -> dict[str, object]:
    leads = line.leads
    return {
        "序号": str(number),
        "任务": quote(task_words(line)),
        "要求": _texts(line, quote),
        "职责": role_words(line),
        "时限": line.deadline or NOTHING,
        "上次": last_told(line, form.period),
        "办理状态": _control(line.key, layout.STATUS, kind="choice", choices=form.choices) if leads else NOTHING,
        "指标": [_metric(line, metric) for metric in line.metrics],
        "进展情况": _control(line.key, layout.WORDING),
        "节点": _control(line.key, layout.NODES) if leads else NOTHING,
        "问题": _control(line.key, layout.PROBLEM) if leads else NOTHING,
    }


def _texts(line: FormLine, quote: Callable[[str], str]) -> list[dict[str, object]]:
    """The rows' words, each in a locked control that carries the row's key."""
    shown = line_texts(line)
    found = []
    for key, text, whole in zip(line.row_keys, line.texts, shown, strict=True):
        tag = make_tag(line.key, layout.ROW, key)
        words = Control(tag, value=quote(text) or NOTHING, title="事项", fixed=True, spelled=True)
        found.append({"事项": words, "号": whole.removesuffix(text)})
    return found


def _metric(line: FormLine, metric: FormMetric) -> dict[str, object]:
    waiting = "" if metric.numeric else layout.WAITING[layout.NODES]  # 全覆盖: words may be the answer
    return {
        "目标": metric.target,
        "完成数值": _control(line.key, layout.ACTUAL, of=metric.id, waiting=waiting),
        "单位": metric.unit,
    }
