"""Owns the metric and deadline cells of a row: printed words, the last day they mean, the weakest basis among them."""

from __future__ import annotations

from qdoc.model import Basis, Cell, Deadline, DeadlineKind, Metric, Obligation, Task

# from the firmest to the weakest; a cell that joins several values shows the weakest, so that it never claims too much
_ORDER = (Basis.STATED, Basis.CONFIRMED, Basis.INHERITED, Basis.SUGGESTED)


def weakest(bases: tuple[Basis, ...]) -> Basis | None:
    """Return the basis that a cell made of several values may claim; None for no values."""
    return max(bases, key=_ORDER.index, default=None)


def covers(ids: tuple[str, ...], obligation: Obligation) -> bool:
    """Say whether a tag that lists ``ids`` covers the obligation; no ids at all means the whole task."""
    return not ids or obligation.id in ids


def metric_cell(task: Task, obligation: Obligation, *, first: bool) -> Cell:
    """Return the targets of the obligation as printed, joined by ；.

    A metric that names no obligation belongs to the one it stands in, else to the task's first row. An elliptic one
    (其中…达到10%) stays as printed: the row's own words say what it measures. Background figures are left out.
    """
    mine = [metric for metric in task.metrics if metric.target and _belongs(metric, task, obligation, first)]
    mine = [metric for metric in mine if not any(_inside(metric, other) for other in mine)]
    words = dict.fromkeys(_metric_words(metric) for metric in sorted(mine, key=lambda metric: metric.start))
    return Cell("；".join(words), weakest(tuple(metric.basis for metric in mine)))


def _belongs(metric: Metric, task: Task, obligation: Obligation, first: bool) -> bool:
    if metric.obligation is not None and any(metric.obligation == known.id for known in task.obligations):
        return metric.obligation == obligation.id
    if obligation.start <= metric.start < obligation.end:
        return True
    return first and not any(other.start <= metric.start < other.end for other in task.obligations)


def _inside(metric: Metric, other: Metric) -> bool:
    wider = other.end - other.start > metric.end - metric.start
    return wider and other.start <= metric.start and metric.end <= other.end


def _metric_words(metric: Metric) -> str:
    return metric.quote.strip(" 　，,；;。、")


def deadline_cell(task: Task, obligation: Obligation) -> tuple[Cell, str]:
    """Return the deadline as worded and the last day it means (YYYY-MM-DD or empty).

    Where several cover the obligation the firmest basis counts; of those the words are joined and the last day is
    the latest.
    """
    mine = [deadline for deadline in task.deadlines if covers(deadline.obligations, obligation)]
    if not mine:
        return Cell(), ""
    best = min(_ORDER.index(deadline.basis) for deadline in mine)
    kept = [deadline for deadline in mine if _ORDER.index(deadline.basis) == best]
    if any(deadline.kind is not DeadlineKind.PLAN_YEAR for deadline in kept):
        kept = [deadline for deadline in kept if deadline.kind is not DeadlineKind.PLAN_YEAR]
    words = dict.fromkeys(_deadline_words(deadline) for deadline in kept)
    last_day = max((deadline.on for deadline in kept if deadline.on), default="")
    return Cell("；".join(word for word in words if word), _ORDER[best]), last_day


def _deadline_words(deadline: Deadline) -> str:
    if deadline.wording:
        return deadline.wording
    return f"{deadline.on[:4]}年内" if deadline.kind is DeadlineKind.PLAN_YEAR and deadline.on else deadline.on or ""


def people_note(task: Task, obligation: Obligation) -> str:
    """Return the remark that names the leaders whom the notice prints for the obligation; empty where it names none."""
    people = dict.fromkeys(
        given.department for given in task.assignments if given.person and covers(given.obligations, obligation)
    )
    return f"原文所列负责人：{'、'.join(people)}" if people else ""
