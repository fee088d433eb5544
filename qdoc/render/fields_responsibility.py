"""Owns what a 责任书 says: the common fields, and the goals of the unit task by task."""

from __future__ import annotations

import re
from itertools import groupby

from qdoc.ledger.tasks import task_name
from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_fields import COMMON, NOTHING, SUGGESTED_MARK, LetterOptions, common, given

_GOAL = {
    "序号": "责任目标的序号",
    "任务": "原文的任务编号和标题",
    "指标": "该任务各事项的目标值；事项不止一项的，前面写清单序号",
    "时限": "该任务各事项的时限；各项时限不同的，前面写清单序号",
    "清单": "对应附件任务清单的序号",
    "待确认": "其中有事项出自建议时为“建议，待确认”，否则为空",
}
_UNDATED = "交办日期"  # both sides date what they sign by hand
RESPONSIBILITY_FIELDS: dict[str, object] = {name: told for name, told in COMMON.items() if name != _UNDATED} | {
    "计划标题": "工作要点（计划）的标题",
    "责任目标": [_GOAL],
    "责任期限": "如 2026年度；计划跨几年的，如 2021年至2023年",
    "考核依据": "规定考核的文件；没有时不印考核一节",
}


_SPAN = re.compile(r"((?:19|20)\d\d)\s*年?\s*[—\-–~～－一至到]{1,2}\s*((?:19|20)\d\d)")


def responsibility_context(letter: AssignmentLetter, options: LetterOptions) -> dict[str, object] | None:
    """The fields of 责任书.docx (RESPONSIBILITY_FIELDS); None for a unit that answers for nothing, which signs none."""
    if not letter.lead_items:
        return None
    context = common(letter, options)
    del context[_UNDATED]
    return context | {
        "计划标题": options.quote(given(letter.head.plan_title or letter.head.notice_title, "计划标题")),
        "责任目标": _goals(letter.lead_items, options),
        "责任期限": given(_term(letter.head), "责任期限"),
        "考核依据": options.assessment_basis or "",
    }


def _term(head: LedgerHead) -> str | None:
    """The years that the plan's title names: 2026年度, 2021年至2023年; None where it names none."""
    span = _SPAN.search(head.plan_title or head.notice_title or "")
    if span and head.year == int(span[1]) < int(span[2]):
        return f"{span[1]}年至{span[2]}年"
    return f"{head.year}年度" if head.year is not None else None


def _goals(items: tuple[LetterItem, ...], options: LetterOptions) -> list[dict[str, object]]:
    """One row a task: its metrics and deadlines, each with the numbers of the annex that it belongs to."""
    goals: list[dict[str, object]] = []
    numbered = list(enumerate(items, 1))
    for task, group in groupby(numbered, key=lambda pair: (pair[1].number, pair[1].task)):
        members = list(group)
        numbers = [number for number, _ in members]
        goals.append(
            {
                "序号": str(len(goals) + 1),
                "任务": options.quote(task_name(*task)) if any(task) else NOTHING,
                "指标": _told([(number, item.metric) for number, item in members if item.metric], len(members)),
                "时限": _deadlines([(number, item.deadline) for number, item in members]),
                "清单": _ranges(numbers),
                "待确认": SUGGESTED_MARK if any(item.suggested for _, item in members) else "",
            }
        )
    return goals


def _deadlines(values: list[tuple[int, str]]) -> str:
    """One deadline for all of a task's items as it is, several each with its items; those without one are named."""
    told = [(number, value or NOTHING) for number, value in values]
    return told[0][1] if len({value for _, value in told}) == 1 else _told(told, len(told))


def _told(values: list[tuple[int, str]], of: int) -> str:
    """Each value on a line, with the numbers of its items where the task has more than one: 第1—3项：2026年."""
    places: dict[str, list[int]] = {}
    for number, value in values:
        places.setdefault(value, []).append(number)
    lines = [value if of == 1 else f"第{_ranges(numbers)}项：{value}" for value, numbers in places.items()]
    return "\n".join(lines) or NOTHING


def _ranges(numbers: list[int]) -> str:
    """Rising numbers in short: 1—3、5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)
