"""Owns 对照表.docx: a PlanDiff as the aligned table that a clerk reads (DOMAIN: 年度对照表)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qdoc.compare.diff import ChangeKind, Note, PlanDiff
from qdoc.compare.hands import LEADING, UNSTATED_AFTER, UNSTATED_BEFORE
from qdoc.render.comparison_rows import NOTHING, ComparedRow, compared_rows, statistics, unmatched, year_names
from qdoc.render.comparison_tasks import TaskLine
from qdoc.render.templates import Template
from qdoc.resources import template

__all__ = ["FIELDS", "comparison_docx", "statistics"]

_TEMPLATE = "年度对照表.docx"
_FILLS = {ChangeKind.ADDED: "E8F1E4", ChangeKind.DROPPED: "FBE5E1"}  # seen at a glance; the word says it in print
_POINT = {
    "项目": "变了什么：指标名、时限提前、牵头（责任）单位、增加举措等",
    "上年": "上年原文，加引号；没有写的为“上年这项未写”",
    "今年": "今年原文，加引号；没有写的为“今年这项未写”",
}
_GROUP = {
    "序号": "从1起",
    "上年表述": "对应的上年任务原文，几项的各占一行，没有的为“—”",
    "今年表述": "对应的今年任务原文，几项的各占一行，没有的为“—”",
    "上年完成": ["上年台账所载的办理情况，一条举措一句；给的不是台账时没有"],
    "变化类型": "延续、表述调整、指标调整、新增、取消等，各占一行",
    "变化要点": [_POINT],
    "匹配": "两年文字的相近程度，0至1",
    "待核": "对应关系需要人工核对时为“待核（相近程度）”，核对过的为“人工确认”，否则为空",
    "次选": "待核而另一项今年任务也相近时，那一项和相近程度，否则为空",
    "底色": "新增、取消的底色，其他为 auto；用 {% cellbg 组.底色 %} 写",
}
FIELDS: dict[str, object] = {
    "上年": "如 2025年，文件没写年份的为“上年”",
    "今年": "如 2026年，文件没写年份的为“今年”",
    "上年标题": "上年工作要点的标题",
    "今年标题": "今年工作要点的标题",
    "统计": "一句话：两年各几项任务，各种变化几组，几组待核",
    "新增": ["今年新增任务的编号和标题，长的只写开头"],
    "取消": ["今年未再列入任务的编号和标题，长的只写开头"],
    "对照": [_GROUP],
    "未明示数": "只有一年写明牵头（责任）单位、因此不比较的组数，没有时为 0",
    "完成数": "带有上年办理情况的举措数，没有时为 0",
}
"""Every field of the template, with what it holds (templates/docx/README.md is made from it)."""


def _unstated(note: Note) -> bool:
    """Whether only one year names who answers."""
    return note.what == LEADING and {note.before, note.after} & {UNSTATED_BEFORE, UNSTATED_AFTER} != set()


def _wording(lines: Sequence[TaskLine]) -> str:
    return "\n".join(line.words for line in lines) or NOTHING


def _row(row: ComparedRow) -> dict[str, Any]:
    score = row.change.score
    return {
        "序号": str(row.number),
        "上年表述": _wording(row.before),
        "今年表述": _wording(row.after),
        "上年完成": list(row.progress),
        "变化类型": "\n".join(row.kinds),
        "变化要点": [{"项目": one.what, "上年": one.before, "今年": one.after} for one in row.points if one.kind],
        "匹配": NOTHING if score is None else f"{score:.2f}",
        "待核": row.standing,
        "次选": row.runner_up if row.rivalled else "",
        "底色": next((_FILLS[kind] for kind in row.change.kinds if kind in _FILLS), "auto"),
    }


def comparison_docx(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    *,
    quote: Callable[[str], str] = str,
    style: bytes | None = None,
    rows: Sequence[ComparedRow] | None = None,
) -> bytes:
    """Fill the comparison table.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        quote: how a quotation prints (full-width punctuation by the 1:1 folded view, or as it is).
        style: an office's own template; the shipped one without it.
        rows: ``compared_rows`` of the same, where they are at hand.

    Returns:
        A .docx file; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    data = template(_TEMPLATE).read_bytes() if style is None else style
    context = {
        "上年": year_names(diff)[0],
        "今年": year_names(diff)[1],
        "上年标题": diff.before.title or diff.before.name,
        "今年标题": diff.after.title or diff.after.name,
        "统计": statistics(diff),
        "对照": [_row(row) for row in rows or compared_rows(diff, before, after, quote)],
        "新增": unmatched(diff.after, diff, ChangeKind.ADDED),
        "取消": unmatched(diff.before, diff, ChangeKind.DROPPED),
        "未明示数": sum(any(_unstated(note) for note in change.notes) for change in diff.changes),
        "完成数": sum(len(change.progress) for change in diff.changes),
    }
    return Template(data, _TEMPLATE, FIELDS).render(context)
