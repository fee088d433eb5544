"""Owns the words that a form says in both its looks, workbook and Word file."""

from __future__ import annotations

from qdoc.asking import Form, FormLine, period_name
from qdoc.errors import UsageError
from qdoc.ledger.tasks import task_name
from qdoc.render.letter_fields import SUGGESTED_MARK

HINTS = (
    "只填浅黄色的格，其余已锁定（没有密码）。办理状态从下拉列表选；进展情况写一句话；完成数值只填到填报期末的累计数；"
    "没有问题的不填。配合事项只写一句话。填好后原样发回本文件，请勿复制到别的表里。"
)
_DIGITS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def counted(form: Form) -> str:
    """What is asked in numbers: 共12项，其中配合4项."""
    support = sum(not line.leads for line in form.lines)
    return f"共{len(form.lines)}项" + (f"，其中配合{support}项" if support else "")


def task_words(line: FormLine) -> str:
    """The task's number and title as printed; the theme where the row names no task."""
    if not (line.number or line.task):
        return line.theme or "—"
    return task_name(line.number, line.task)


def line_texts(line: FormLine) -> tuple[str, ...]:
    """The words of the rows that a line asks for; several are numbered ①②…."""
    if len(line.texts) == 1:
        return line.texts
    marks = [*_DIGITS, *(f"（{number}）" for number in range(len(_DIGITS) + 1, len(line.texts) + 1))]
    return tuple(f"{mark}{text}" for mark, text in zip(marks, line.texts, strict=False))


def role_words(line: FormLine) -> str:
    """The unit's part in these rows; a suggested one says so."""
    return f"{line.role}（{SUGGESTED_MARK}）" if line.suggested else line.role


def last_told(line: FormLine) -> str:
    """What the unit returned last, with its period, and the figures so far; — where nothing is known."""
    figures = [f"完成数值：{metric.last}" for metric in line.metrics if metric.last]
    words = "\n".join(filter(None, (line.last_status, line.last_wording, *figures)))
    periods = "、".join(_named(period) for period in line.last_period.split("、") if period)
    return f"{periods}：{words}" if periods and words else words or "—"


def _named(period: str) -> str:
    try:
        return period_name(period)
    except UsageError:  # a clerk's own word in the sheet 填报记录
        return period
