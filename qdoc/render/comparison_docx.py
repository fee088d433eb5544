"""Owns 对照表.docx: a PlanDiff as the aligned table that a clerk reads (DOMAIN: 年度对照表)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side
from qdoc.render.templates import Template
from qdoc.resources import template

_TEMPLATE = "年度对照表.docx"
_NOTHING = "—"


def _year_name(side: Side) -> str:
    return f"{side.year}年" if side.year is not None else (side.title or side.name)


def _wording(ids: tuple[str, ...], texts: Mapping[str, str], quote: Callable[[str], str]) -> str:
    return "\n".join(quote(texts[key].strip()) for key in ids) if ids else _NOTHING


def _point(detail: Detail, quote: Callable[[str], str]) -> str:
    before = f"“{quote(detail.before)}”" if detail.before else "上年未写"
    after = f"“{quote(detail.after)}”" if detail.after else "今年未写"
    return f"{detail.what}：{before}→{after}"


def _certainty(change: Change) -> str:
    if change.score is None:
        return _NOTHING
    mark = f"{change.score:.2f}"
    return f"{mark} 待核" if change.review else mark


def _row(
    number: int, change: Change, before: Mapping[str, str], after: Mapping[str, str], quote: Callable[[str], str]
) -> dict[str, Any]:
    return {
        "序号": str(number),
        "上年表述": _wording(change.before, before, quote),
        "今年表述": _wording(change.after, after, quote),
        "变化类型": "、".join(kind.label for kind in change.kinds),
        "变化要点": "\n".join(_point(detail, quote) for detail in change.details) or _NOTHING,
        "匹配": _certainty(change),
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
    names = {task.id: f"{task.number or ''}{task.title or ''}" for task in side.tasks}
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
        "对照": [_row(n, change, before, after, quote) for n, change in enumerate(diff.changes, 1)],
        "新增": _unmatched(diff.after, diff, ChangeKind.ADDED),
        "取消": _unmatched(diff.before, diff, ChangeKind.DROPPED),
    }
    return Template(data, _TEMPLATE).render(context)
