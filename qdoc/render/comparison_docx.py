"""Owns 对照表.docx: a PlanDiff as the aligned table that a clerk reads (DOMAIN: 年度对照表)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side
from qdoc.ledger.place import task_label
from qdoc.render.templates import Template
from qdoc.resources import template

_TEMPLATE = "年度对照表.docx"
_NOTHING = "—"
_FILLS = {ChangeKind.ADDED: "E8F1E4", ChangeKind.DROPPED: "FBE5E1"}  # seen at a glance; the word says it in print
_POINT = {
    "项目": "变了什么：指标名、时限提前、牵头（责任）单位等",
    "上年": "上年原文，加引号",
    "今年": "今年原文，加引号",
}
_GROUP = {
    "序号": "从1起",
    "上年表述": "对应的上年任务原文，几项的各占一行，没有的为“—”",
    "今年表述": "对应的今年任务原文，几项的各占一行，没有的为“—”",
    "变化类型": "延续、表述调整、指标调整、新增、取消等，各占一行",
    "变化要点": [_POINT],
    "匹配": "两年文字的相近程度，0至1",
    "待核": "对应关系需要人工核对时为“待核（相近程度）”，否则为空",
    "底色": "新增、取消的底色，其他为 auto；用 {% cellbg 组.底色 %} 写",
}
FIELDS: dict[str, object] = {
    "上年": "如 2025年",
    "今年": "如 2026年",
    "上年标题": "上年工作要点的标题",
    "今年标题": "今年工作要点的标题",
    "统计": "一句话：两年各几项任务，各种变化几组，几组待核",
    "新增": ["今年新增任务的编号和标题，长的只写开头"],
    "取消": ["今年未再列入任务的编号和标题，长的只写开头"],
    "对照": [_GROUP],
}
"""Every field of the template, with what it holds (templates/docx/README.md is made from it)."""


def _year_name(side: Side) -> str:
    return f"{side.year}年" if side.year is not None else (side.title or side.name)


def _wording(ids: tuple[str, ...], texts: Mapping[str, str], quote: Callable[[str], str]) -> str:
    return "\n".join(quote(texts[key].strip()) for key in ids) if ids else _NOTHING


def _point(detail: Detail, quote: Callable[[str], str]) -> dict[str, str]:
    return {
        "项目": detail.what,
        "上年": f"“{quote(detail.before)}”" if detail.before else "上年未写",
        "今年": f"“{quote(detail.after)}”" if detail.after else "今年未写",
    }


def _to_look_at(change: Change) -> str:
    if not change.review:
        return ""
    return "待核" if change.score is None else f"待核（{change.score:.2f}）"


def _numbers(diff: PlanDiff, change: Change) -> list[dict[str, str]]:
    """Which printed numbers became which, where a group has several tasks on a side."""
    named = [kind for kind in change.kinds if kind in (ChangeKind.SPLIT, ChangeKind.MERGED)]
    if not named:
        return []
    sides = []
    for side, keys in ((diff.before, change.before), (diff.after, change.after)):
        printed = {task.id: (task.number or task.title or "").rstrip(".．、") for task in side.tasks}
        sides.append("、".join(f"“{printed[key]}”" for key in keys))
    return [{"项目": kind.label, "上年": sides[0], "今年": sides[1]} for kind in named]


def _row(
    number: int,
    change: Change,
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    quote: Callable[[str], str],
) -> dict[str, Any]:
    return {
        "序号": str(number),
        "上年表述": _wording(change.before, before, quote),
        "今年表述": _wording(change.after, after, quote),
        "变化类型": "\n".join(kind.label for kind in change.kinds),
        "变化要点": _numbers(diff, change) + [_point(detail, quote) for detail in change.details],
        "匹配": _NOTHING if change.score is None else f"{change.score:.2f}",
        "待核": _to_look_at(change),
        "底色": next((_FILLS[kind] for kind in change.kinds if kind in _FILLS), "auto"),
    }


def statistics(diff: PlanDiff) -> str:
    """One sentence of counts; a group may be counted under several kinds."""
    counts = Counter(kind for change in diff.changes for kind in change.kinds)
    parts = [f"{kind.label}{counts[kind]}组" for kind in ChangeKind if counts[kind]]
    review = sum(change.review for change in diff.changes)
    looked = f"；其中{review}组的对应关系待核" if review else ""
    return (
        f"{_year_name(diff.before)}{len(diff.before.tasks)}项任务，{_year_name(diff.after)}{len(diff.after.tasks)}项任务，"
        f"对应为{len(diff.changes)}组：{'、'.join(parts) or '无'}（一组可有几种变化）{looked}。"
    )


def _unmatched(side: Side, diff: PlanDiff, kind: ChangeKind) -> list[str]:
    names = {task.id: task_label(task.number or "", task.title or "") for task in side.tasks}
    picked = [change for change in diff.changes if kind in change.kinds]
    return [names[key] for change in picked for key in (*change.before, *change.after)]


def comparison_docx(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    *,
    quote: Callable[[str], str] = str,
    style: bytes | None = None,
) -> bytes:
    """Fill the comparison table.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        quote: how a quotation prints (full-width punctuation by the 1:1 folded view, or as it is).
        style: an office's own template; the shipped one without it.

    Returns:
        A .docx file; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    data = template(_TEMPLATE).read_bytes() if style is None else style
    context = {
        "上年": _year_name(diff.before),
        "今年": _year_name(diff.after),
        "上年标题": diff.before.title or diff.before.name,
        "今年标题": diff.after.title or diff.after.name,
        "统计": statistics(diff),
        "对照": [_row(n, change, diff, before, after, quote) for n, change in enumerate(diff.changes, 1)],
        "新增": _unmatched(diff.after, diff, ChangeKind.ADDED),
        "取消": _unmatched(diff.before, diff, ChangeKind.DROPPED),
    }
    return Template(data, _TEMPLATE, FIELDS).render(context)
