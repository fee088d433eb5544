"""Owns the words that a form says in both its looks, workbook and Word file."""

from __future__ import annotations

from qdoc.asking import Form, FormLine, FormMetric, period_name
from qdoc.errors import UsageError
from qdoc.ledger.tasks import task_name
from qdoc.render.letter_fields import SUGGESTED_MARK

HINTS = (
    "只填浅黄色的格，其余已锁定（没有密码）。办理状态从下拉列表选；进展情况写一句话；完成数值只填到填报期末的累计数；"
    "没有问题的不填。配合事项只写一句话。填好后原样发回本文件，请勿复制到别的表里。"
)
_SENTENCE = 40  # characters of what was said last
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


def last_told(line: FormLine, period: str) -> str:
    """What the unit returned last, before ``period``, figures and all; — where nothing is known.

    Where the line asks for several figures each is named by its target.
    """
    named = len(line.metrics) > 1
    figures = [last_figure(metric, named=named) for metric in line.metrics]
    return "\n".join(filter(None, (_last_words(line, period), *figures))) or "—"


def last_told_beside(line: FormLine, period: str) -> str:
    """The same for the row of a line's first figure: the other figures stand in rows of their own."""
    first = last_figure(line.metrics[0]) if line.metrics else ""
    return "\n".join(filter(None, (_last_words(line, period), first))) or "—"


def last_figure(metric: FormMetric, *, named: bool = False) -> str:
    """A figure as it was returned last; ``named``: by its target. "" where none was."""
    name = f"{metric.target}：" if named else ""
    return f"{name}完成{metric.last}" if metric.last else ""


def _last_words(line: FormLine, period: str) -> str:
    """The period, the status and the sentence, cut where it is long: unit and ledger have it whole."""
    periods = "、".join(_named(one, period) for one in line.last_period.split("、") if one)
    sentences = "\n".join(_cut(one) for one in line.last_wording.split("\n"))
    words = "\n".join(filter(None, (line.last_status, sentences)))
    return f"{periods}：{words}" if periods and words else words


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE else f"{sentence[: _SENTENCE - 1]}…"


def _named(period: str, now: str) -> str:
    """A period as it prints; a quarter of the year that is asked for without its year."""
    try:
        name = period_name(period)
    except UsageError:  # a clerk's own word in the sheet 填报记录
        return period
    quarters = period[4:5] == now[4:5] == "Q" and period[:4] == now[:4]
    return name.removeprefix(f"{now[:4]}年") if quarters else name
