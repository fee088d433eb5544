"""Owns the scoring of a notice as a whole: themes, letterhead, cut tasks, and the proof of every quote."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.evaluate.gold import GoldCut, GoldNotice
from qdoc.evaluate.tally import Count
from qdoc.evaluate.wording import fold
from qdoc.model import Basis, DeadlineKind, Letterhead, Plan, SegmentRole, Task

_HEAD = {"title": "标题", "issuer": "发文机关", "document_number": "发文字号", "date": "成文日期"}
_ADDED = 30  # characters that a title may have beside the gold's


def score_themes(gold: GoldNotice, plan: Plan, count: Count) -> None:
    """Count the headings: those that bear tasks are asked; the others, and known groups, are tolerated once."""
    left = [fold(theme.heading) for theme in plan.themes]
    for theme in gold.themes:
        heading = fold(theme.heading)
        if heading in left:
            left.remove(heading)
            count.right += theme.bearing
        elif theme.bearing and not theme.container:
            count.miss("", f"漏主题：{theme.heading}")
    tolerated = {fold(theme.heading) for theme in gold.themes} | gold.tolerated_themes
    for heading in left:
        if heading not in tolerated:
            count.surplus("", f"多主题：{heading}")
        tolerated.discard(heading)


def score_letterhead(gold: GoldNotice, head: Letterhead, count: Count) -> None:
    """Count the marks of the notice; a value that the notice does not have is wrong, except for a title."""
    if gold.letterhead is None:
        return
    read = {
        "title": head.title,
        "issuer": head.issuer,
        "document_number": head.document_number,
        "date": head.dated,
    }
    for name, label in _HEAD.items():
        wanted, got = gold.letterhead.get(name), read[name]
        if wanted is None:
            if got and name != "title":
                count.miss(label, f"文中没有，读成“{got}”")
        elif _same_mark(name, fold(wanted), fold(got)):
            count.right += 1
        else:
            count.miss(label, f"应为“{wanted}”，读成“{got or ''}”")
    if gold.addressees:
        asked, given = [fold(one) for one in gold.addressees], [fold(one) for one in head.addressees]
        if set(asked) == set(given) or "".join(asked) == "".join(given):
            count.right += 1
        else:
            count.miss("主送机关", f"应为“{'、'.join(gold.addressees)}”，读成“{'、'.join(head.addressees)}”")


def _same_mark(name: str, wanted: str, got: str) -> bool:
    if got == wanted:
        return True
    return name == "title" and bool(wanted) and wanted in got and len(got) <= len(wanted) + _ADDED


def score_cuts(cuts: Sequence[GoldCut], plan: Plan, text: str, count: Count) -> tuple[int, int]:
    """Count the segments that have the gold's place and role.

    Returns in how many tasks the number of obligations is exact, and in how many it lies where experts differ.
    """
    numbers = {task.number: task for task in plan.tasks}
    exact = within = 0
    for cut in cuts:
        task = numbers.get(cut.number) or _at(plan, cut)
        read = _segments(task) if task else set()
        asked = {(one.start, one.end, one.role) for one in cut.segments}
        count.right += len(read & asked)
        for start, end, role in sorted(asked - read):
            count.miss(cut.number, f"应切为{_ROLES[role]}：{text[start:end]}")
        for start, end, role in sorted(read - asked):
            count.surplus(cut.number, f"切成了{_ROLES.get(role, role)}：{text[start:end]}")
        number = len(task.obligations) if task else 0
        exact += number == cut.obligations
        within += cut.least <= number <= cut.most
    return exact, within


_ROLES = {
    "heading": "标题", "obligation": "事项", "purpose": "目的", "adjunct": "附属", "continuation": "承接",
    "responsibility": "责任标注",
}  # fmt: skip


def _at(plan: Plan, cut: GoldCut) -> Task | None:
    first = cut.segments[0].start
    return next((task for task in plan.tasks if task.start <= first < task.end), None)


def _segments(task: Task) -> set[tuple[int, int, str]]:
    return {(one.start, one.end, one.role.value) for one in task.segments if one.role is not SegmentRole.SEPARATOR}


def score_quotes(text: str, plan: Plan, count: Count) -> None:
    """Count the stated values whose quote stands at its place; one without a quote or a place is wrong."""
    for task in plan.tasks:
        stated: list[tuple[str | None, int | None, int | None]] = [
            (one.text, one.start, one.end) for one in task.obligations
        ]
        stated += [(one.quote, one.start, one.end) for one in task.assignments if one.basis is Basis.STATED]
        stated += [(one.quote, one.start, one.end) for one in task.metrics if one.basis is Basis.STATED]
        stated += [
            (one.quote, one.start, one.end)
            for one in task.deadlines
            if one.basis is Basis.STATED and one.kind is not DeadlineKind.PLAN_YEAR
        ]
        for quote, start, end in stated:
            if quote and start is not None and end is not None and text[start:end] == quote:
                count.right += 1
            else:
                count.surplus(task.number or "", f"原话不在所说的位置：{quote}")
