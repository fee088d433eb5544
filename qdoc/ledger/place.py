"""Owns how a reader is told where something stands in the notice: the printed number and title, never an offset."""

from __future__ import annotations

from collections import Counter

from qdoc.model import Plan, Task, Theme

_TITLE = 24  # characters of a title that are enough to find it
_DOTS = "、.． "


def task_label(number: str, title: str) -> str:
    """A task's number and title as a place names it: a long title only by its beginning."""
    return number + (title if len(title) <= _TITLE else title[:_TITLE] + "…")


def short_place(place: str, number: str, title: str) -> str:
    """A place beside its task's name: 原文“1.”第2项 for “1.加强抽检”第2项; as it is where the task has no number."""
    label = f"“{task_label(number, title)}”"
    if not number or not title or label not in place:
        return place
    return "原文" + place.replace(label, f"“{number}”", 1)


class Places:
    """Tells of every task of a plan where it stands: ``“9.加强抽检”第2项``, ``第三条第1项``.

    A number that starts again in every theme (``1.`` of 二、) is told apart by the theme's number; several plans in
    one notice by the plan's title.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._themes = {theme.id: theme for theme in plan.themes}
        self._numbers = Counter((task.plan, task.number) for task in plan.tasks)

    def place(self, task: Task, index: int, count: int) -> str:
        """Return where obligation ``index`` of ``count`` in ``task`` stands."""
        number, title = task.number or "", task.title or ""
        label = task_label(number, title)
        if number.startswith("第") and not title:
            where = number.rstrip(_DOTS)
        elif label:
            where = f"“{label}”"
        else:
            where = self.theme(task) or "正文"
        theme = self._theme(task)
        if label and theme is not None and theme.number and self._numbers[task.plan, task.number] > 1:
            upper = theme.number.rstrip(_DOTS)
            where = f"{upper}{where}" if upper.endswith(("）", ")")) else f"{upper}、{where}"
        plans = self._plan.plans
        if len(plans) > 1 and 0 <= task.plan < len(plans) and plans[task.plan].title:
            where = f"《{plans[task.plan].title}》{where}"
        return f"{where}第{index + 1}项" if count > 1 else where

    def theme(self, task: Task) -> str:
        """Return the task's theme as printed, number and heading; empty where the notice groups nothing."""
        theme = self._theme(task)
        if theme is None:
            return ""
        number = theme.number or ""
        return theme.heading if number and theme.heading.startswith(number) else number + theme.heading

    def _theme(self, task: Task) -> Theme | None:
        return self._themes.get(task.theme) if task.theme else None
